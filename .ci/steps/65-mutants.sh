# A minute of damaged copies, ten seconds a format: no panic, and what is read keeps its promises.
# MUTANTS_SEED=… makes others. Then the fuzz targets, as far as stable Rust builds them.
set -euo pipefail
MUTANTS_SECONDS=10 cargo test --quiet --test it -- mutants --nocapture --test-threads 1
CARGO_TARGET_DIR=target cargo check --quiet --manifest-path fuzz/Cargo.toml
