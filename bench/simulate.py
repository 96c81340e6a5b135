"""What the simulators of cases have in common; no program of its own. A haplotype is an array of booleans, one a position."""
import gzip
import os
import subprocess

import numpy as np


def scrm(count, length, mutation, recombination, options, seed):
    """Haplotypes of a coalescent simulation by scrm: (sites) positions, (count, sites) alleles. Rates are 4 N times those of a locus."""
    command = ["scrm", str(count), "1", "-t", str(mutation), "-r", str(recombination), str(length), *options, "-seed", str(seed), "-p", "10"]
    lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split("\n")
    at = next(i for i, line in enumerate(lines) if line.startswith("positions:"))
    positions = (np.array(lines[at].split()[1:], float) * length).astype(int) + 1
    alleles = np.array([[c == "1" for c in line] for line in lines[at + 1:at + 1 + count]], bool)
    first = np.concatenate([[True], np.diff(positions) > 0])
    return positions[first], alleles[:, first]


def gamete(parent, positions, length, cm, random):
    """What a parent, two haplotypes, passes on over a chromosome of so many cM."""
    breaks = np.searchsorted(positions, np.sort(random.integers(0, length, random.poisson(cm / 100))))
    out = np.empty_like(parent[0])
    side, start = random.integers(2), 0
    for end in [*breaks, len(positions)]:
        out[start:end] = parent[side][start:end]
        side, start = 1 - side, end
    return out


def vcf(path, people, prefix, positions, sites, length, separator="|"):
    names = [f"{prefix}{i}" for i in range(len(people))]
    text = ["##fileformat=VCFv4.2", f"##contig=<ID=1,length={length}>", '##FORMAT=<ID=GT,Number=1,Type=String,Description="Genotype">',
            "\t".join(["#CHROM", "POS", "ID", "REF", "ALT", "QUAL", "FILTER", "INFO", "FORMAT", *names])]
    for i in sites:
        calls = [sorted((int(a[i]), int(b[i]))) if separator == "/" else (int(a[i]), int(b[i])) for a, b in people]
        text.append("\t".join(["1", str(positions[i]), ".", "A", "G", ".", ".", ".", "GT", *(f"{a}{separator}{b}" for a, b in calls)]))
    subprocess.run(["bgzip", "-c"], input="\n".join(text) + "\n", text=True, stdout=open(path, "wb"), check=True)
    subprocess.run(["tabix", "-f", "-p", "vcf", path], check=True)


def case(folder, positions, panel, targets, length, cm, typed_every, random):
    """Writes what make_case.sh writes. Typed is one site of MAF above .05 in typed_every bases."""
    os.makedirs(folder, exist_ok=True)
    frequency = np.mean([h for animal in panel for h in animal], axis=0)
    maf = np.minimum(frequency, 1 - frequency)
    sites = np.nonzero(maf > 0)[0]
    typed = []
    for start in range(0, length, typed_every):
        there = np.nonzero((positions >= start) & (positions < start + typed_every) & (maf > .05))[0]
        if len(there):
            typed.append(int(random.choice(there)))
    vcf(f"{folder}/ref.vcf.gz", panel, "R", positions, sites, length)
    vcf(f"{folder}/truth.vcf.gz", targets, "T", positions, sites, length)
    vcf(f"{folder}/target.vcf.gz", targets, "T", positions, typed, length)
    vcf(f"{folder}/target_unphased.vcf.gz", targets, "T", positions, typed, length, "/")
    with open(f"{folder}/typed.txt", "w") as out:
        out.writelines(f"1\t{positions[i]}\n" for i in typed)
    with gzip.open(f"{folder}/map.gmap.gz", "wt") as out:
        out.write(f"pos\tchr\tcM\n1\t1\t0\n{length}\t1\t{cm:g}\n")
    with open(f"{folder}/plink.map", "w") as out:
        out.write(f"1 . 0 1\n1 . {cm:g} {length}\n")
    print(f"{len(sites)} sites, {len(typed)} typed")
