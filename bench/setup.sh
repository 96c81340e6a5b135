#!/usr/bin/env bash
# Installs what the scripts of this folder need, from Debian's or Ubuntu's packages: the peers, and the tools that cut and score.
# usage: sudo bench/setup.sh
set -euo pipefail

case ${1:-} in
-h | --help) sed -n '2,3s/^# //p' "$0" && exit ;;
esac
command -v apt-get >/dev/null || { echo "setup.sh: apt-get was not found; install the packages named in this script by hand" >&2; exit 2; }
[[ $(id -u) == 0 ]] || { echo "setup.sh: needs root: sudo $0" >&2; exit 2; }

apt-get update -qq
apt-get install -y -qq --no-install-recommends bcftools tabix beagle minimac4 python3-numpy time scrm >/dev/null
beagle 2>&1 | head -n 1
minimac4 --version
bcftools --version | head -n 1
