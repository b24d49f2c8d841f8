# The program as it is shipped: its size, and its start-up.
set -euo pipefail
cargo build --release
ls -l target/release/cruscotto | awk '{ printf "size: %.1f MB\n", $5 / 1e6 }'
start=$(date +%s%N)
for _ in $(seq 100); do cruscotto --version > /dev/null; done
echo "start-up: $(( ($(date +%s%N) - start) / 100000 )) µs, the shell's fork included"
