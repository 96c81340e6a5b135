#!/usr/bin/env bash
# Makes a case of a panel of any size by simulation, for runs that tell how time and memory grow (plan_check.py, docs/scale.md).
# usage: simulated_case.sh [-p HAPLOTYPES] [-n TARGETS] OUT_DIR
#   -p HAPLOTYPES  of the panel (20000)
#   -n TARGETS     samples that are imputed (200); none is in the panel
# 10,000 founders over 1 Mb come from scrm (Staab et al. 2015, doi:10.1093/bioinformatics/btu861); panel and targets descend from
# them by 200 generations of crossovers and mutations (ScrmPanel). Typed is one site of MAF 5 % or more in 4 kb.
# Writes ref.hpanel, target.vcf.gz (phased) and map.gmap.gz (1 cM/Mb). Needs scrm, Maven, bgzip and tabix.
set -euo pipefail

usage() { sed -n '2,/^set /{/^set /d;s/^# \{0,1\}//p}' "$0"; }

haplotypes=20000 targets=200
while getopts hn:p: option; do
    case $option in
    h) usage && exit ;;
    n) targets=$OPTARG ;;
    p) haplotypes=$OPTARG ;;
    *) usage >&2; exit 2 ;;
    esac
done
shift $((OPTIND - 1))
(($# == 1)) || { usage >&2; exit 2; }
mkdir -p "$1"
out=$(cd "$1" && pwd)
cd "$(dirname "$0")/.."
mvn -q -P bench-retrieval -pl modules/retrieval -am verify -DskipTests -Djacoco.skip -Dbench.main=org.haprag.retrieval.SimulatedCase \
    -Dbench.args="$out $haplotypes $targets"
bgzip -f "$out/target.vcf"
tabix -f -p vcf "$out/target.vcf.gz"
printf 'pos\tchr\tcM\n1\t1\t0\n1000000\t1\t1\n' | gzip >"$out/map.gmap.gz"
