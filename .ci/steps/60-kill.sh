# Killed at random moments, no run leaves an annex half written, and the next run ends right.
set -euo pipefail
cargo test --quiet --test it -- --ignored kill
