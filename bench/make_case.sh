#!/usr/bin/env bash
# Cuts one imputation case out of a phased panel.
# usage: make_case.sh [--all-records] PANEL.vcf.gz TARGET_SAMPLES.txt ARRAY_SITES.txt MAP.gmap.gz OUT_DIR
#   PANEL           phased and complete, bgzipped
#   TARGET_SAMPLES  one sample ID a line: they leave the panel and become the targets
#   ARRAY_SITES     CHROM<TAB>POS, the typed sites
#   MAP             columns pos, chr, cM with a header line
# ARRAY_SITES and MAP may name contigs with or without "chr"; the case has them as PANEL does.
#   --all-records   keep every kind of record: indels, structural variants, multi-allelic records and several records at one
#                   position. Without it the case has biallelic records only. Typed sites are biallelic SNVs in both.
# Writes into OUT_DIR:
#   ref.vcf.gz              the panel without the targets; records that do not vary among the rest are dropped
#   truth.vcf.gz            the targets at the panel's sites
#   target.vcf.gz           the targets at the array's sites, phased
#   target_unphased.vcf.gz  the same with the phase taken away: what an array gives
#   ref.sites, typed.txt    CHROM and POS of the panel's and of the typed sites
#   plink.map, map.gmap.gz  the map in PLINK's columns (contigs named as in PANEL, as Beagle wants them), and as it was given
# Needs bcftools, tabix and bgzip.
set -euo pipefail

usage() { sed -n '2,/^set /{/^set /d;s/^# \{0,1\}//p}' "$0"; }

all_records=false
case ${1:-} in
-h | --help) usage && exit ;;
--all-records) all_records=true && shift ;;
esac
(($# == 5)) || { usage >&2; exit 2; }
panel=$1 samples=$2 array=$3 map=$4 out=$5
for file in "$panel" "$samples" "$array" "$map"; do
    [[ -r $file ]] || { echo "make_case.sh: cannot read $file" >&2; exit 2; }
done
mkdir -p "$out"

index() { tabix -f -p vcf "$out/$1.vcf.gz"; }
positions() { bcftools query -f '%CHROM\t%POS\n' "$out/$1.vcf.gz"; }
respelled() { # $1 column of the contig; text in, the same with the contig named as in the panel out
    awk -v column="$1" -v prefix="$prefix" '{ sub(/^chr/, "", $column); $column = prefix $column; print }' OFS='\t'
}
count_samples() { bcftools query -l "$out/$1.vcf.gz" | wc -l; }

if $all_records; then
    varies=(-c1:nonmajor)
else
    varies=(-c1:minor -m2 -M2)
fi
bcftools view -S "^$samples" --force-samples "$panel" -Ou | bcftools view "${varies[@]}" -Oz -o "$out/ref.vcf.gz"
index ref
positions ref >"$out/ref.sites"
prefix=
[[ $(head -n 1 "$out/ref.sites") != chr* ]] || prefix=chr

if $all_records; then
    # Several records may share a position, so the truth is matched to the panel by alleles too.
    bcftools view -S "$samples" --force-samples "$panel" -Oz -o "$out/all.vcf.gz"
    index all
    bcftools isec -c none -n=2 -w2 "$out/ref.vcf.gz" "$out/all.vcf.gz" -Oz -o "$out/truth.vcf.gz"
    rm "$out/all.vcf.gz" "$out/all.vcf.gz.tbi"
else
    bcftools view -S "$samples" --force-samples "$panel" -Ou | bcftools view -m2 -M2 -T "$out/ref.sites" -Oz -o "$out/truth.vcf.gz"
fi
index truth

bcftools view -v snps -m2 -M2 -T <(zcat -f "$array" | respelled 1) "$out/truth.vcf.gz" -Oz -o "$out/target.vcf.gz"
index target
positions target >"$out/typed.txt"
[[ -s $out/typed.txt ]] || { echo "make_case.sh: no SNV of the panel is in $array; are both of the same genome build?" >&2; exit 2; }

bcftools view "$out/target.vcf.gz" | sed '/^#/!s/|/\//g' |
    awk 'BEGIN { FS = OFS = "\t" } /^#/ { print; next } { for (i = 10; i <= NF; i++) if ($i == "1/0") $i = "0/1"; print }' |
    bgzip >"$out/target_unphased.vcf.gz"
index target_unphased

zcat -f "$map" | sed 1d | respelled 2 | awk '{ print $2 " . " $3 " " $1 }' >"$out/plink.map"
cp -f "$map" "$out/map.gmap.gz"

echo "$out: $(count_samples ref) panel samples, $(wc -l <"$out/ref.sites") sites, $(wc -l <"$out/typed.txt") typed, $(count_samples truth) targets"
