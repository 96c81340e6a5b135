#!/usr/bin/env bash
# Makes the files of this folder from Debian's package shapeit4-example (1000 Genomes Europeans, chr20:1-4 Mb, GRCh37).
# Needs bcftools, bgzip, tabix and, unless the unpacked package is given, apt-get and dpkg-deb.
#   ./make_example.sh [FOLDER WITH THE UNPACKED PACKAGE]
set -euo pipefail
export LC_ALL=C
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

if [[ $# -gt 0 ]]; then
    package=$(cd "$1" && pwd)
else
    (cd "$work" && apt-get -q download shapeit4-example && dpkg-deb -x shapeit4-example_*.deb package)
    package=$work/package
fi
source=$package/usr/share/doc/shapeit4/examples/test

# The phased panel: all 300 samples, sites whose ALT allele was seen at least twice, genotypes only.
bcftools view --no-version -Ou --min-ac 2 "$source/reference.vcf.gz" |
    bcftools annotate --no-version -x INFO,^FORMAT/GT -Ov |
    bgzip -l 9 -c >"$here/1kg_eur_chr20.vcf.gz"
tabix -f -p vcf "$here/1kg_eur_chr20.vcf.gz"

# An array of GSA's density: the package's scaffold holds the 1000 Genomes Omni2.5 sites of this region; of those that are
# in the panel, the one with the highest MAF in each 2.6 kb
# (some stretches have none, so that 1 site in 3.5 kb is left).
bcftools query -f '%CHROM\t%POS\t%REF\t%ALT\n' "$source/scaffold.vcf.gz" >"$work/array.tsv"
bcftools query -f '%CHROM\t%POS\t%REF\t%ALT\t%AC\t%AN\n' <(bcftools +fill-tags "$here/1kg_eur_chr20.vcf.gz" -Ou -- -t AC,AN) |
    awk -F '\t' -v OFS='\t' '
        NR == FNR { array[$1, $2, $3, $4]; next }
        !(($1, $2, $3, $4) in array) { next }
        { bin = int($2 / 2600); maf = $5 / $6; if (maf > .5) maf = 1 - maf }
        bin != last && last != "" { print best; top = -1 }
        { last = bin; if (maf > top) { top = maf; best = $1 OFS $2 } }
        END { print best }' top=-1 "$work/array.tsv" - >"$here/array_sites.txt"

# The map's part: from the last point before the panel to the first after it.
first=$(bcftools query -f '%POS\n' "$here/1kg_eur_chr20.vcf.gz" | awk 'NR == 1')
last=$(bcftools query -f '%POS\n' "$here/1kg_eur_chr20.vcf.gz" | tail -n 1)
gzip -dc "$source/chr20.b37.gmap.gz" |
    awk -v first="$first" -v last="$last" '
        NR == 1 { print; next }
        $1 < first { before = $0; next }
        before != "" { print before; before = "" }
        !past { print }
        $1 > last { past = 1 }' |
    gzip -9n >"$here/chr20.b37.gmap.gz"

cp "$package/usr/share/doc/shapeit4-example/copyright" "$here/COPYRIGHT"
