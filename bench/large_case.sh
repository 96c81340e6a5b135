#!/usr/bin/env bash
# Cuts a case of many targets, for runs that take minutes (spark_ratio.py, plan_check.py).
# usage: large_case.sh [-n TARGETS] DATA OUT_DIR
#   -n TARGETS  how many samples of the panel become targets (800), evenly over the panel's order
#   DATA        the data folder of bench/README.md
# Writes what make_case.sh writes, with the sites of Omni2.5, and ref.hpanel. Needs what make_case.sh needs.
set -euo pipefail

usage() { sed -n '2,/^set /{/^set /d;s/^# \{0,1\}//p}' "$0"; }

targets=800
while getopts hn: option; do
    case $option in
    h) usage && exit ;;
    n) targets=$OPTARG ;;
    *) usage >&2; exit 2 ;;
    esac
done
shift $((OPTIND - 1))
(($# == 2)) || { usage >&2; exit 2; }
data=$1 out=$2 bench=$(dirname "$0")
mkdir -p "$out"
bcftools query -l "$data/1kg_chr20.vcf.gz" >"$out/all.txt"
awk -v n="$targets" -v all="$(wc -l <"$out/all.txt")" 'int(NR * n / all) > int((NR - 1) * n / all)' "$out/all.txt" >"$out/names.txt"
"$bench/make_case.sh" "$data/1kg_chr20.vcf.gz" "$out/names.txt" "$data/arrays/omni25.b37.txt" "$data/maps/chr20.b37.gmap.gz" "$out"
"$bench/../imputer" panel --vcf "$out/ref.vcf.gz" --out "$out/ref.hpanel"
