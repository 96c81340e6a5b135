#!/usr/bin/env python3
"""Simulates a case like those of make_case.sh from a livestock breed: few founders, some generations of few sires, one chromosome of 85 Mb and 85 cM.

usage: simulate_livestock.py CASE_DIR SEED [FOUNDERS GENERATIONS]
  FOUNDERS     founder haplotypes that scrm draws from a shrinking population; default 40
  GENERATIONS  of 200 animals with 20 sires each; default 8
110 animals of the last generation are the panel, 30 others the targets, typed at one site of MAF > .05 in 60 kb. Needs numpy, scrm, bgzip, tabix.
"""
import gzip
import os
import subprocess
import sys

import numpy as np

LENGTH = 85_000_000
CM = 85.0
PANEL, TARGETS = 110, 30
TYPED_EVERY = 60_000


def founders(count, seed):
    """(sites) positions, (haplotypes, sites) alleles."""
    command = ["scrm", str(count), "1", "-t", str(4 * 2000 * 1e-8 * LENGTH * 0.15), "-r", str(4 * 2000 * 1e-8 * LENGTH), str(LENGTH), "-l", "100000",
               "-eN", "0", "0.15", "-eN", "0.05", "1", "-eN", "0.5", "5", "-seed", str(seed), "-p", "10"]
    lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split("\n")
    at = next(i for i, line in enumerate(lines) if line.startswith("positions:"))
    positions = (np.array(lines[at].split()[1:], float) * LENGTH).astype(int) + 1
    alleles = np.array([[c == "1" for c in line] for line in lines[at + 1:at + 1 + count]], bool)
    first = np.concatenate([[True], np.diff(positions) > 0])
    return positions[first], alleles[:, first]


def gamete(parent, positions, random):
    breaks = np.searchsorted(positions, np.sort(random.integers(0, LENGTH, random.poisson(CM / 100))))
    out = np.empty_like(parent[0])
    side, start = random.integers(2), 0
    for end in [*breaks, len(positions)]:
        out[start:end] = parent[side][start:end]
        side, start = 1 - side, end
    return out


def breed(haplotypes, generations, positions, random):
    animals = [(haplotypes[2 * i], haplotypes[2 * i + 1]) for i in range(len(haplotypes) // 2)]
    for _ in range(generations):
        sires = random.choice(len(animals), min(len(animals), 20), replace=False)
        animals = [(gamete(animals[random.choice(sires)], positions, random), gamete(animals[random.integers(len(animals))], positions, random))
                   for _ in range(200)]
    return [animals[i] for i in random.choice(len(animals), PANEL + TARGETS, replace=False)]


def write(path, animals, prefix, positions, sites, separator="|"):
    names = [f"{prefix}{i}" for i in range(len(animals))]
    text = ["##fileformat=VCFv4.2", f"##contig=<ID=1,length={LENGTH}>", '##FORMAT=<ID=GT,Number=1,Type=String,Description="Genotype">',
            "\t".join(["#CHROM", "POS", "ID", "REF", "ALT", "QUAL", "FILTER", "INFO", "FORMAT", *names])]
    for i in sites:
        calls = [sorted((int(a[i]), int(b[i]))) if separator == "/" else (int(a[i]), int(b[i])) for a, b in animals]
        text.append("\t".join(["1", str(positions[i]), ".", "A", "G", ".", ".", ".", "GT", *(f"{a}{separator}{b}" for a, b in calls)]))
    subprocess.run(["bgzip", "-c"], input="\n".join(text) + "\n", text=True, stdout=open(path, "wb"), check=True)
    subprocess.run(["tabix", "-f", "-p", "vcf", path], check=True)


def main():
    if len(sys.argv) not in (3, 5):
        sys.exit(__doc__)
    case, seed = sys.argv[1], int(sys.argv[2])
    count, generations = (int(a) for a in sys.argv[3:5]) if len(sys.argv) == 5 else (40, 8)
    os.makedirs(case, exist_ok=True)
    random = np.random.default_rng(seed)
    positions, haplotypes = founders(count, seed)
    animals = breed(haplotypes, generations, positions, random)
    panel, targets = animals[:PANEL], animals[PANEL:]
    frequency = np.mean([h for animal in panel for h in animal], axis=0)
    maf = np.minimum(frequency, 1 - frequency)
    sites = np.nonzero(maf > 0)[0]
    typed = []
    for start in range(0, LENGTH, TYPED_EVERY):
        there = np.nonzero((positions >= start) & (positions < start + TYPED_EVERY) & (maf > .05))[0]
        if len(there):
            typed.append(int(random.choice(there)))
    write(f"{case}/ref.vcf.gz", panel, "R", positions, sites)
    write(f"{case}/truth.vcf.gz", targets, "T", positions, sites)
    write(f"{case}/target.vcf.gz", targets, "T", positions, typed)
    write(f"{case}/target_unphased.vcf.gz", targets, "T", positions, typed, "/")
    with open(f"{case}/typed.txt", "w") as out:
        out.writelines(f"1\t{positions[i]}\n" for i in typed)
    with gzip.open(f"{case}/map.gmap.gz", "wt") as out:
        out.write(f"pos\tchr\tcM\n1\t1\t0\n{LENGTH}\t1\t{CM:g}\n")
    with open(f"{case}/plink.map", "w") as out:
        out.write(f"1 . 0 1\n1 . {CM:g} {LENGTH}\n")
    print(f"{len(sites)} sites, {len(typed)} typed")


if __name__ == "__main__":
    main()
