#!/bin/sh
# sh install-program.sh NAME PACKAGE COMMAND…: print the first of the commands that there is; where there is none, install the
# package if that can be done; else say why there is none. Exit code: always 0, since only one test needs it.
label=$1
package=$2
shift 2

find_one() {
  for name in "$@"; do
    command -v "$name" && exit 0
  done
}

find_one "$@"
missing() {
  echo "skipped what needs $label: it is not installed, and $1" >&2
  exit 0
}
[ "$(id -u)" -eq 0 ] || missing 'only root can install it'
command -v apt-get >/dev/null || missing 'there is no apt-get'
export DEBIAN_FRONTEND=noninteractive
quick='-o Acquire::Retries=0 -o Acquire::http::Timeout=20'
# shellcheck disable=SC2086 # several words
{ apt-get $quick update && apt-get $quick install -y --no-install-recommends "$package"; } >&2
find_one "$@"
missing 'apt-get could not get it'
