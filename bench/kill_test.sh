#!/usr/bin/env bash
# Kills impute with SIGKILL at random moments, continues with --resume and compares the output with an undisturbed run's, byte by
# byte. Ends with an error at the first difference.
# usage: kill_test.sh IMPUTER FOLDER TIMES impute-options...
#   IMPUTER  such as ./imputer or "java -jar imputer.jar"
#   FOLDER   for the outputs of both runs
#   TIMES    how many runs are killed
# Example: kill_test.sh ./imputer /tmp/kill 10 --panel ref.vcf.gz --target target.vcf.gz --map map.gmap.gz --window-cm 1
# Environment: SEED (7), of the moments.
set -euo pipefail

usage() { sed -n '2,/^set /{/^set /d;s/^# \{0,1\}//p}' "$0"; }

case ${1:-} in
-h | --help) usage && exit ;;
esac
(($# >= 4)) || { usage >&2; exit 2; }
imputer=$1 work=$2 times=$3
shift 3
mkdir -p "$work"
RANDOM=${SEED:-7}
# shellcheck disable=SC2086  # the program may come with its flags
run() { exec $imputer impute --out "$work/$1.vcf.gz" "${@:2}" >"$work/$1.out" 2>&1; }
began=$(date +%s%N)
(run whole "$@")
took=$((($(date +%s%N) - began) / 1000000))
echo "undisturbed: $took ms"
for ((i = 1; i <= times; i++)); do
    rm -f "$work"/killed.vcf.gz*
    (run killed "$@") &
    pid=$!
    delay=$((took * (RANDOM % 1000) / 1000))
    sleep "$((delay / 1000)).$(printf %03d $((delay % 1000)))"
    kill -9 $pid 2>/dev/null || true
    wait $pid 2>/dev/null || true
    left=$(find "$work" -name 'killed.vcf.gz*' -printf '%f ')
    (run killed "$@" --resume)
    cmp "$work/whole.vcf.gz" "$work/killed.vcf.gz"
    cmp "$work/whole.vcf.gz.tbi" "$work/killed.vcf.gz.tbi"
    [[ ! -e $work/killed.vcf.gz.partial && ! -e $work/killed.vcf.gz.resume ]]
    echo "killed after $delay ms: same bytes; $(grep -o 'going on after.*' "$work/killed.out" || echo 'nothing was finished')"
    [[ -n $left ]] || echo "  (nothing had been written)"
done
