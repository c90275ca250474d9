#!/bin/sh
# Print the name of a Chromium, which is installed where that can be done; else say why there is none.
# Exit code: always 0, since only one test needs it.
find_one() {
  for name in chromium chromium-browser google-chrome; do
    command -v "$name" && exit 0
  done
}

find_one
missing() {
  echo "skipped what needs Chromium: it is not installed, and $1" >&2
  exit 0
}
[ "$(id -u)" -eq 0 ] || missing 'only root can install it'
command -v apt-get >/dev/null || missing 'there is no apt-get'
export DEBIAN_FRONTEND=noninteractive
quick='-o Acquire::Retries=0 -o Acquire::http::Timeout=20'
# shellcheck disable=SC2086 # several words
{ apt-get $quick update && apt-get $quick install -y --no-install-recommends chromium; } >&2
find_one
missing 'apt-get could not get it'
