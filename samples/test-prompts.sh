#!/usr/bin/env bash
# Imports prompts from files and checks the latest version of each: test-prompts.sh <api> <file>...
# PROMPTS_KEY is the function key, and PROMPTS_TOKEN a token of whoever is signed in, where the service needs them.
set -euo pipefail
api=$1
shift
failed=0

# Sends a POST; the answer is in $answer. Says what is wrong where the service refuses it.
post() {
  local status
  answer=$(curl -sS -X POST -H 'Content-Type: application/json' ${PROMPTS_KEY:+-H "x-functions-key: $PROMPTS_KEY"} ${PROMPTS_TOKEN:+-H "Authorization: Bearer $PROMPTS_TOKEN"} -w '\n%{http_code}' "$@")
  status=${answer##*$'\n'}
  answer=${answer%$'\n'*}
  [[ $status == 2* ]] && return
  echo "$file: ${1#"$api"} answered $status: $(jq -r '.detail' <<<"$answer" 2>/dev/null || echo "$answer")"
  failed=1
  return 1
}

for file; do
  prompt=$(jq -r '.prompt.name' "$file")
  post "$api/import" --data-binary "@$file" || continue
  post "$api/prompts/$prompt/versions/latest/validate" || continue
  jq -r --arg at "$file" '(.errors[] | "\($at):\(.line):\(.column): error \(.code): \(.message)"), (.warnings[] | "\($at):\(.line):\(.column): warning \(.code): \(.message)")' <<<"$answer"
  jq -e '.valid' <<<"$answer" >/dev/null || failed=1
  post "$api/prompts/$prompt/versions/latest/test" || continue
  jq -r --arg at "$file" '.results[] | select(.passed | not) | "\($at): test \(.test): \(.failures | join(" "))"' <<<"$answer"
  jq -e '.failed == 0' <<<"$answer" >/dev/null || failed=1
  jq -r --arg prompt "$prompt" '"\($prompt)@\(.version): \(.passed) passed, \(.failed) failed"' <<<"$answer"
done
exit $failed
