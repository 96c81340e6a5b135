#!/usr/bin/env bash
# Imputes the ten gene windows that the bundled weights have never seen, beside Beagle, for the GSA and the Omni2.5 array, and
# scores all ten as one (docs/model.md, "Regions that it has never seen").
# usage: left_out.sh OUT_DIR [DATA]
#   DATA  the data folder that bench/README.md describes; default: $HAPRAG_DATA
# Environment: THREADS (2), for each program. Needs bcftools, tabix, beagle and numpy; builds imputer.jar if it is missing.
set -euo pipefail

usage() { sed -n '2,/^set /{/^set /d;s/^# \{0,1\}//p}' "$0"; }

case ${1:-} in
-h | --help) usage && exit ;;
esac
out=${1:-} data=${2:-${HAPRAG_DATA:-}} threads=${THREADS:-2}
[[ -n $out && -n $data ]] || { usage >&2; exit 2; }
bench=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
genes=(CYP1B1 SLC15A2 ABCG2 TPMT NAT2 SLCO1B1 NUDT15 CYP19A1 VKORC1 COMT) # in order of chromosomes

for array in gsa omni25; do
    pool=$out/$array/pool
    mkdir -p "$pool"
    for gene in "${genes[@]}"; do
        vcf=$data/genes/$gene.vcf.gz c=$out/$array/$gene
        contig=$(zcat "$vcf" | awk '!/^#/ && !n++ { print $1 }')
        "$bench/make_case.sh" "$vcf" "$data/targets.txt" "$data/arrays/$array.b37.txt" "$data/maps/chr$contig.b37.gmap.gz" "$c"
        beagle gt="$c/target.vcf.gz" ref="$c/ref.vcf.gz" map="$c/plink.map" out="$c/beagle" nthreads="$threads" gp=true ap=true \
            >"$c/beagle.log"
        tabix -f -p vcf "$c/beagle.vcf.gz"
        "$bench/../imputer" impute --panel "$c/ref.vcf.gz" --target "$c/target.vcf.gz" --map "$c/map.gmap.gz" \
            --out "$c/haprag.vcf.gz" --threads "$threads"
    done
    for file in ref truth beagle haprag; do
        windows=()
        for gene in "${genes[@]}"; do windows+=("$out/$array/$gene/$file.vcf.gz"); done
        bcftools concat -Oz -o "$pool/$file.vcf.gz" "${windows[@]}"
        tabix -f -p vcf "$pool/$file.vcf.gz"
    done
    for gene in "${genes[@]}"; do cat "$out/$array/$gene/typed.txt"; done >"$pool/typed.txt"
    echo "ten left-out gene windows, $array"
    "$bench/score.py" "$pool" beagle="$pool/beagle.vcf.gz" haprag="$pool/haprag.vcf.gz"
done
