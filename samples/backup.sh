#!/bin/sh
# Backs everything up into a new directory, in parts that restore.sh sends back: backup.sh <api> <directory>
# PROMPTS_KEY is the function key, and PROMPTS_TOKEN a token of whoever is signed in, where the service needs them; PART_MEGABYTES says how large parts are, 30 where it is not set.
set -eu
api=$1
to=$2
mkdir "$to"

# Gets a part, and takes it only if it is whole: the last line has the checksum of all between it and the first.
get() {
  curl -fsS ${PROMPTS_KEY:+-H "x-functions-key: $PROMPTS_KEY"} ${PROMPTS_TOKEN:+-H "Authorization: Bearer $PROMPTS_TOKEN"} -o "$file.new" "$api/export?megabytes=${PART_MEGABYTES:-30}${next:+&after=$next}" || return 1
  tail -n 1 "$file.new" | grep -q "^{\"kind\":\"footer\".*\"sha256\":\"$(sed '1d;$d' "$file.new" | sha256sum | cut -d ' ' -f 1)\"" || return 1
  mv "$file.new" "$file"
}

part=1
next=
while :; do
  file=$(printf '%s/%04d.ndjson' "$to" "$part")
  attempt=1
  until get; do
    [ "$attempt" -lt 5 ] || { echo "part $part did not come whole: the backup is not complete" >&2; exit 1; }
    sleep $((attempt * 5))
    attempt=$((attempt + 1))
  done
  next=$(tail -n 1 "$file" | sed -n 's/.*"next":"\([^"]*\)".*/\1/p')
  [ -n "$next" ] || break
  part=$((part + 1))
done
echo "$to: $part parts, $(cat "$to"/*.ndjson | grep -c '^{"kind":"prompt"' || :) prompts"
