# No warning in any target.
set -euo pipefail
cargo clippy --all-targets -- -D warnings
