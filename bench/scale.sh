#!/usr/bin/env bash
# How much memory and time a whole chromosome takes (docs/benchmarks.md, "A whole chromosome").
# usage: scale.sh IMPUTER FOLDER [impute options]
#   IMPUTER  such as ./imputer or "java -jar imputer.jar"
# Simulates a contig of 60 cM with scrm (Staab et al. 2015, doi:10.1093/bioinformatics/btu861), once for a FOLDER: 5,000 panel
# haplotypes, about 200,000 sites, 50 targets typed at one common site in 5 kb. Then imputes, and prints the time and the peak
# memory of the whole process. Needs scrm, python3 with numpy, bgzip and GNU time.
set -euo pipefail

usage() { sed -n '2,/^set /{/^set /d;s/^# \{0,1\}//p}' "$0"; }

case ${1:-} in
-h | --help) usage && exit ;;
esac
(($# >= 2)) || { usage >&2; exit 2; }
imputer=$1 folder=$2
shift 2
mkdir -p "$folder"
if [[ ! -f $folder/target.vcf ]]; then
    # Ne 1e4, 1 cM/Mb: rho = 4 Ne 1e-8 bp; theta gives 200,000 segregating sites in 5,100 haplotypes.
    scrm 5100 1 -t 21950 -r 24000 60000000 -l 0 -seed 7 -SC abs --transpose-segsites |
        python3 "$(dirname "$0")/scale_vcf.py" "$folder/target.vcf" | bgzip -@ 2 >"$folder/panel.part"
    mv "$folder/panel.part" "$folder/panel.vcf.gz"
fi
# shellcheck disable=SC2086  # the program may come with its flags
/usr/bin/time -f '%e s, peak %M kB' $imputer impute --panel "$folder/panel.vcf.gz" --target "$folder/target.vcf" \
    --out "$folder/out.vcf.gz" "$@"
