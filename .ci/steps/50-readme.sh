# The commands of the README, as a reader would paste them: every block marked `sh` runs as it
# stands, and what it makes of the real annex is what is committed under output/.
set -euo pipefail
awk '/^```sh$/ { on = 1; next } /^```/ { on = 0 } on' README.md > target/readme.sh
cat target/readme.sh
bash -euo pipefail target/readme.sh > target/readme.out
git diff --exit-code --stat -- output
# The summary that it shows is the one of today, but for the time.
cruscotto convert fixtures/giunta-92-2020/annex.txt -o target/summary --force --format json 2>&1 |
  sed '1d; / ms$/d' > target/summary.out
if grep -vxFf README.md target/summary.out; then
  echo "the README shows another summary" >&2
  exit 1
fi
