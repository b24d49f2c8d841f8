# The commands of the README, as a reader would paste them: every block marked `sh` runs as it
# stands, and what it makes of the real annex is what is committed under output/.
set -euo pipefail
awk '/^```sh$/ { on = 1; next } /^```/ { on = 0 } on' README.md > target/readme.sh
cat target/readme.sh
bash -euo pipefail target/readme.sh > target/readme.out
git diff --exit-code --stat -- output
