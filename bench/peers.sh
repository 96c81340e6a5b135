#!/usr/bin/env bash
# Runs Beagle (phased and unphased targets) and Minimac4 on a case of make_case.sh.
# usage: peers.sh CASE_DIR [THREADS]
#   THREADS  for each program; all cores if left out
# Writes into CASE_DIR: beagle.vcf.gz, beagle_unphased.vcf.gz and minimac4.vcf.gz, and beside each a .log and a .time
# (wall seconds, user seconds, system seconds, peak kB); prints the times. Minimac4's do not hold the compression of its panel,
# which is in minimac4_panel.time. Needs beagle, minimac4 and GNU time.
set -euo pipefail

usage() { sed -n '2,/^set /{/^set /d;s/^# \{0,1\}//p}' "$0"; }

case ${1:-} in
-h | --help) usage && exit ;;
esac
(($# == 1 || $# == 2)) || { usage >&2; exit 2; }
case_dir=$1 threads=${2:-$(nproc)}

timed() { # $1 name; then the command
    local name=$1
    shift
    /usr/bin/time -f '%e %U %S %M' -o "$case_dir/$name.time" "$@" >"$case_dir/$name.log" 2>&1 ||
        { tail -n 5 "$case_dir/$name.log" >&2; echo "peers.sh: $name failed; see $case_dir/$name.log" >&2; exit 1; }
}

run_beagle() { # $1 name of the output; $2 of the targets
    timed "$1" beagle gt="$case_dir/$2.vcf.gz" ref="$case_dir/ref.vcf.gz" map="$case_dir/plink.map" out="$case_dir/$1" \
        nthreads="$threads" gp=true ap=true
}

run_beagle beagle target
run_beagle beagle_unphased target_unphased
timed minimac4_panel minimac4 --compress-reference "$case_dir/ref.vcf.gz" -o "$case_dir/ref.msav" -t "$threads"
timed minimac4 minimac4 "$case_dir/ref.msav" "$case_dir/target.vcf.gz" -o "$case_dir/minimac4.vcf.gz" -f GT,DS,HDS,GP \
    -t "$threads" --min-ratio 0.000001 --map "$case_dir/plink.map"

for name in beagle beagle_unphased minimac4; do
    read -r wall user system peak <"$case_dir/$name.time"
    printf '%-18s wall %s s, user %s s, sys %s s, peak %s kB\n' "$name" "$wall" "$user" "$system" "$peak"
done
