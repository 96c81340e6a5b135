#!/usr/bin/env bash
# usage: left-out.sh BENCH DATA OUT [THREADS]
# The ten gene windows that the bundled weights have never seen, beside Beagle: cuts each case, imputes it, and scores all ten
# as one, for the GSA and the Omni2.5 array. BENCH has make_case.sh and score.py; needs bcftools, tabix and beagle.
set -euo pipefail
bench=$1 data=$2 out=$3 threads=${4:-2}
imputer=$(dirname "$0")/../imputer
genes="CYP1B1 SLC15A2 ABCG2 TPMT NAT2 SLCO1B1 NUDT15 CYP19A1 VKORC1 COMT" # in order of chromosomes
for array in gsa omni25; do
    pool=$out/$array/pool
    mkdir -p "$pool"
    for gene in $genes; do
        c=$out/$array/$gene
        contig=$(zcat "$data/genes/$gene.vcf.gz" | awk '!/^#/ && !n++ {print $1}')
        "$bench/make_case.sh" "$data/genes/$gene.vcf.gz" "$data/targets.txt" "$data/arrays/$array.b37.txt" \
            "$data/maps/chr$contig.b37.gmap.gz" "$c"
        beagle gt="$c/target.vcf.gz" ref="$c/ref.vcf.gz" map="$c/plink.map" out="$c/beagle" nthreads="$threads" gp=true \
            ap=true > "$c/beagle.log"
        tabix -f -p vcf "$c/beagle.vcf.gz"
        "$imputer" impute --panel "$c/ref.vcf.gz" --target "$c/target.vcf.gz" --map "$c/map.gmap.gz" \
            --out "$c/haprag.vcf.gz" --threads "$threads"
    done
    for file in ref truth beagle haprag; do
        bcftools concat -Oz -o "$pool/$file.vcf.gz" $(for gene in $genes; do echo "$out/$array/$gene/$file.vcf.gz"; done)
        tabix -f -p vcf "$pool/$file.vcf.gz"
    done
    cat $(for gene in $genes; do echo "$out/$array/$gene/typed.txt"; done) > "$pool/typed.txt"
    echo "ten left-out gene windows, $array"
    "$bench/score.py" "$pool" beagle="$pool/beagle.vcf.gz" haprag="$pool/haprag.vcf.gz"
done
