#!/usr/bin/env bash
# Trains the weights that ship with the program: on chr20 and on all gene windows but the ten that docs/model.md tests on.
# usage: pretrain.sh JAR OUT.safetensors [DATA]
#   DATA  the data folder that bench/README.md describes; default: $HAPRAG_DATA
# Environment: THREADS (2).
set -euo pipefail

usage() { sed -n '2,/^set /{/^set /d;s/^# \{0,1\}//p}' "$0"; }

case ${1:-} in
-h | --help) usage && exit ;;
esac
jar=${1:-} out=${2:-} data=${3:-${HAPRAG_DATA:-}}
[[ -n $jar && -n $out && -n $data ]] || { usage >&2; exit 2; }
configs=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../../configs" && pwd)
left_out=" CYP1B1 SLC15A2 ABCG2 TPMT NAT2 SLCO1B1 NUDT15 CYP19A1 VKORC1 COMT "

args=(--vcf "$data/1kg_chr20.vcf.gz" --map "$data/maps/chr20.b37.gmap.gz")
for vcf in "$data"/genes/*.vcf.gz; do
    [[ $left_out == *" $(basename "$vcf" .vcf.gz) "* ]] && continue
    contig=$(zcat "$vcf" | awk '!/^#/ && !n++ { print $1 }')
    args+=(--vcf "$vcf" --map "$data/maps/chr$contig.b37.gmap.gz")
done
exec java -Xmx6g -jar "$jar" train "${args[@]}" --exclude-samples "$data/targets.txt" --init random \
    --config "$configs/pretrain.yaml" --seed 1 --threads "${THREADS:-2}" --out "$out"
