#!/bin/sh
# Restores backups, the parts of one in their order: restore.sh <api> <directory>/*.ndjson
# PROMPTS_KEY is the function key, and PROMPTS_TOKEN a token of whoever is signed in, where the service needs them. Files larger than PART_MEGABYTES, 60 where it is not set, are
# sent in pieces that end where prompts end. It may be run again: what is restored already stays as it is.
set -eu
api=$1
shift
pieces=$(mktemp -d)
trap 'rm -rf "$pieces"' EXIT

send() {
  attempt=1
  while :; do
    status=$(curl -sS -X POST -H 'Content-Type: application/x-ndjson' ${PROMPTS_KEY:+-H "x-functions-key: $PROMPTS_KEY"} ${PROMPTS_TOKEN:+-H "Authorization: Bearer $PROMPTS_TOKEN"} -T "$1" -o "$pieces/answer" -w '%{http_code}' "$api/import" || :)
    case $status in
      200) echo "$2: $(cat "$pieces/answer")"; return ;;
      429 | 5?? | 000) [ "$attempt" -lt 5 ] || break ;;
      *) break ;;
    esac
    sleep $((attempt * 5))
    attempt=$((attempt + 1))
  done
  echo "$2: answered $status: $(cat "$pieces/answer")" >&2
  exit 1
}

for file; do
  # One that was cut off, or changed, is not sent at all.
  if ! tail -n 1 "$file" | grep -q "^{\"kind\":\"footer\".*\"sha256\":\"$(sed '1d;$d' "$file" | sha256sum | cut -d ' ' -f 1)\""; then
    echo "$file: is not whole, or was changed" >&2
    exit 1
  fi
  bytes=$((${PART_MEGABYTES:-60} * 1000000))
  if [ "$(wc -c <"$file")" -le "$bytes" ]; then
    send "$file" "$file"
    continue
  fi
  rm -f "$pieces"/*.ndjson
  LC_ALL=C awk -v most="$bytes" -v to="$pieces" '
    BEGIN { piece = 1 }
    { print > sprintf("%s/%06d.ndjson", to, piece); size += length($0) + 1 }
    size >= most && index($0, "{\"kind\":\"end\"") == 1 { close(sprintf("%s/%06d.ndjson", to, piece)); piece++; size = 0 }' "$file"
  for piece in "$pieces"/*.ndjson; do send "$piece" "$file, $(basename "$piece" .ndjson)"; done
done
