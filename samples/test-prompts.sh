#!/usr/bin/env bash
# Imports prompts from files and checks the latest version of each: test-prompts.sh <api> <file>...
set -euo pipefail
api=$1
shift
failed=0

post() { curl -sS -X POST -H 'Content-Type: application/json' ${PROMPTS_KEY:+-H "x-functions-key: $PROMPTS_KEY"} "$@"; }

for file; do
  answer=$(post "$api/import" --data-binary "@$file")
  if jq -e 'has("code")' <<<"$answer" >/dev/null; then
    echo "$file: $(jq -r '.detail' <<<"$answer")"
    failed=1
    continue
  fi
  prompt=$(jq -r '.prompt.name' "$file")
  found=$(post "$api/prompts/$prompt/versions/latest/validate")
  jq -r --arg at "$file" '(.errors // [{ code, message: .detail }])[] | "\($at): error \(.code) (line \(.line), column \(.column)): \(.message)"' <<<"$found"
  jq -r --arg at "$file" '(.warnings // [])[] | "\($at): warning \(.code): \(.message)"' <<<"$found"
  jq -e '.valid == true' <<<"$found" >/dev/null || failed=1
  run=$(post "$api/prompts/$prompt/versions/latest/test")
  jq -r --arg at "$file" '(.results // [{ test: "-", passed: false, failures: [.detail] }])[] | select(.passed | not) | "\($at): test \(.test): \(.failures | join(" "))"' <<<"$run"
  jq -e '.failed == 0' <<<"$run" >/dev/null || failed=1
  echo "$prompt: $(jq -r '"\(.passed // 0) passed, \(.failed // "?") failed"' <<<"$run")"
done
exit $failed
