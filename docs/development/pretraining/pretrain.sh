#!/usr/bin/env bash
# Trains the weights that ship with the program: on chr20, on gene windows of GRCh37 and GRCh38 but those that docs/model.md tests on, and on three
# simulated livestock panels. 24,000 steps from nothing, then 20,000 and 14,000 more from what came out, then the mean of seven runs of 2,400.
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
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)
left_out=" CYP1B1 SLC15A2 ABCG2 TPMT NAT2 SLCO1B1 NUDT15 CYP19A1 VKORC1 COMT CYP4F2 UGT2B7 "
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

contig() { zcat "$1" | awk '!/^#/ && !n++ { print $1 }'; }
args=(--vcf "$data/1kg_chr20.vcf.gz" --map "$data/maps/chr20.b37.gmap.gz")
for vcf in "$data"/genes/*.vcf.gz "$data"/genes38/*.vcf.gz; do
    [[ $left_out == *" $(basename "$vcf" .vcf.gz) "* ]] && continue
    name=$(contig "$vcf") build=b37
    [[ $vcf == */genes38/* ]] && build=b38
    args+=(--vcf "$vcf" --map "$data/maps/chr${name#chr}.$build.gmap.gz")
done
for seed in "11 40 8" "12 60 6" "13 30 10"; do
    read -r number founders generations <<<"$seed"
    "$root/bench/simulate_livestock.py" "$work/$number" "$number" "$founders" "$generations"
    args+=(--vcf "$work/$number/ref.vcf.gz" --map "$work/$number/map.gmap.gz")
done

train() { java -Xmx6g -jar "$jar" train "${args[@]}" --exclude-samples "$root/docs/development/pretraining/excluded.txt" --threads "${THREADS:-2}" "$@"; }
train --init random --config "$root/configs/pretrain.yaml" --steps 24000 --seed 1 --out "$work/first.safetensors"
sed 's/learningRate: 0.002/learningRate: 0.001/' "$root/configs/pretrain.yaml" >"$work/second.yaml"
train --init "$work/first.safetensors" --config "$work/second.yaml" --steps 20000 --seed 2 --out "$work/second.safetensors"
sed 's/fewerSamples: 0.4/fewerSamples: 0.3/; s/commonOnly: 0.25/commonOnly: 0.2/' "$work/second.yaml" >"$work/third.yaml"
train --init "$work/second.safetensors" --config "$work/third.yaml" --steps 14000 --seed 3 --out "$work/third.safetensors"
sed 's/learningRate: 0.001/learningRate: 0.0006/' "$work/third.yaml" >"$work/fourth.yaml"
for seed in 11 12 13 14 15 16 17; do
    train --init "$work/third.safetensors" --config "$work/fourth.yaml" --steps 2400 --seed "$seed" --out "$work/fourth-$seed.safetensors"
done
"$root/docs/development/pretraining/average.py" "$out" "$work"/fourth-*.safetensors
