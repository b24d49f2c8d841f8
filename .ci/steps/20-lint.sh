# No warning, with every feature and with none, and the documentation's links lead somewhere.
set -euo pipefail
cargo clippy --all-targets -- -D warnings
cargo clippy --all-targets --no-default-features -- -D warnings
RUSTDOCFLAGS="-D warnings" cargo doc --no-deps --quiet
