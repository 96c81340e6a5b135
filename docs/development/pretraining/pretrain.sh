#!/usr/bin/env bash
# usage: pretrain.sh JAR DATA OUT
# Trains the weights that ship: on chr20 and all gene windows but the ten that docs/model.md tests on.
set -euo pipefail
jar=$1 data=$2 out=$3
left_out=" CYP1B1 SLC15A2 ABCG2 TPMT NAT2 SLCO1B1 NUDT15 CYP19A1 VKORC1 COMT "
args=(--vcf "$data/1kg_chr20.vcf.gz" --map "$data/maps/chr20.b37.gmap.gz")
for vcf in "$data"/genes/*.vcf.gz; do
    [[ $left_out == *" $(basename "$vcf" .vcf.gz) "* ]] && continue
    contig=$(zcat "$vcf" | awk '!/^#/ && !n++ {print $1}')
    args+=(--vcf "$vcf" --map "$data/maps/chr$contig.b37.gmap.gz")
done
exec java -Xmx6g -jar "$jar" train "${args[@]}" --exclude-samples "$data/targets.txt" --init random \
    --config "$(dirname "$0")/../configs/pretrain.yaml" --seed 1 --threads "${THREADS:-2}" --out "$out"
