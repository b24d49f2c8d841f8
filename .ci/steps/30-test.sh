# The tests, which need nothing but Rust.
set -euo pipefail
cargo test --quiet
