#!/usr/bin/env bash
# A batch: all of it, again with nothing to do, one file changed; time, processors and memory, for a tenth
# and for all of COUNT annexes.
#   cargo build --release && benches/batch.sh [COUNT] [convert's options…]
set -euo pipefail
cd "$(dirname "$0")/.."
program=$PWD/target/release/cruscotto
count=${1:-1000}
shift || true
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Prints what a run did and took; leaves its time in $took and its peak memory in $peak.
run() {
  local label=$1 folder=$2 start
  shift 2
  start=$(date +%s%N)
  "$program" convert "$folder/in" -o "$folder/out" --json --quiet "$@" > "$work/report" &
  local child=$! high=0 now
  while now=$(awk '/VmHWM/ { print $2 }' "/proc/$child/status" 2> /dev/null) && [ -n "$now" ]; do
    high=$now
    sleep 0.005
  done
  wait "$child"
  took=$(( ($(date +%s%N) - start) / 1000000 ))
  peak=$high
  printf '%-28s %7d ms %6.1f MB   %s\n' "$label" "$took" "$(awk "BEGIN { print $peak / 1024 }")" \
    "$(grep -E '^  "(converted|unchanged|failed)"' "$work/report" | tr -d ' \n')"
}

for part in $((count / 10)) "$count"; do
  python3 benches/make_batch.py "$part" "$work/$part/in" > /dev/null
  run "$part annexes, all new" "$work/$part" "$@"
  full=$took
  peaks="${peaks:-} $peak"
done
run "$count annexes, nothing to do" "$work/$count" "$@"
second=$took
changed=$(find "$work/$count/in" -name '*.xlsx' | sort | sed -n 1p)
python3 benches/make_batch.py 1 "$work/other" --seed 2 > /dev/null
cp "$(find "$work/other" -type f)" "$changed"
run "$count annexes, one changed" "$work/$count" "$@"
TIMEFORMAT='%R %U %S'
busy=$({ time "$program" convert "$work/$count/in" -o "$work/again" --quiet "$@"; } 2>&1)
echo "$busy" | awk -v all="$(nproc)" '{ printf "processors busy: %.2f of %d\n", ($2 + $3) / $1, all }'
echo "second run: $((full / (second > 0 ? second : 1))) times as fast"
set -- $peaks
awk "BEGIN { printf \"memory, all to a tenth: %.2f\n\", $2 / $1 }"
