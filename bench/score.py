#!/usr/bin/python3
"""Scores imputed VCFs against the truth, by minor allele frequency in the panel.

usage: score.py CASE_DIR NAME=IMPUTED.vcf.gz ...
  CASE_DIR holds ref.vcf.gz, truth.vcf.gz and typed.txt, as make_case.sh writes them.

Only sites that were not typed count. A site that an imputed file lacks counts with dosage 0 (homozygous REF).
Per MAF bin, over pooled (site, sample) pairs:
  r2      squared Pearson correlation of DS with the true ALT dosage
  F1      macro F1 of the best-guess genotype over the classes 0/0, 0/1, 1/1
  altF1   F1 of "carries ALT" (dosage class above 0)
  NRD     non-reference discordance: wrong / (all pairs but true 0/0 called 0/0)
  ECE     expected calibration error of max GP, 15 equal bins (only where GP is present)
"err/first" is (1 - r2) divided by that of the first file named: below 1 is better than the first.

Needs bcftools and numpy. It shares no code with `imputer evaluate`, so that each checks the other; a bin of fewer than 20 sites
is left out, and of a site with several ALTs only the first is scored.
"""
import subprocess
import sys

import numpy as np

# [lower, upper); .5 itself belongs to the last
MAF_EDGES = [0, .0005, .001, .002, .005, .01, .02, .05, .1, .2, .5001]
LEAST_SITES = 20
CALIBRATION_BINS = 15


def bcftools(*arguments):
    return subprocess.run(["bcftools", *arguments], capture_output=True, text=True, check=True).stdout


def query(path, form):
    return bcftools("query", "-f", form, path).splitlines()


def sites(path):
    """(CHROM, POS, REF, ALT) of each record."""
    return [tuple(line.split("\t")) for line in query(path, "%CHROM\t%POS\t%REF\t%ALT\n")]


def samples(path):
    return bcftools("query", "-l", path).split()


def true_dosage(path):
    """float32 (sites, samples), the number of ALT alleles"""
    rows = []
    for line in query(path, "[%GT\t]\n"):
        calls = line.rstrip("\t").split("\t")
        rows.append([sum(allele == "1" for allele in call.replace("|", "/").split("/")) for call in calls])
    return np.array(rows, dtype=np.float32)


def panel_maf(path):
    """Minor allele frequency of each (CHROM, POS, REF, ALT)."""
    maf = {}
    for line in query(path, "%CHROM\t%POS\t%REF\t%ALT\t[%GT,]\n"):
        *site, calls = line.split("\t")
        alt = calls.count("1")
        frequency = alt / (alt + calls.count("0"))
        maf[tuple(site)] = min(frequency, 1 - frequency)
    return maf


def imputed(path, keys, order):
    """float32 (sites, samples) dosages, (sites, samples, 3) GP or None, and how many sites the file has."""
    header = bcftools("view", "-h", path)
    has_ds, has_gp = ("##FORMAT=<ID=%s," % tag in header for tag in ("DS", "GP"))
    row_of = {key: row for row, key in enumerate(keys)}
    names = samples(path)
    columns = [4 + names.index(sample) for sample in order]
    dosage = np.zeros((len(keys), len(order)), np.float32)
    posterior = np.full((len(keys), len(order), 3), np.nan, np.float32) if has_gp else None

    def rows(tag):
        for line in query(path, "%CHROM\t%POS\t%REF\t%ALT[\t%" + tag + "]\n"):
            fields = line.split("\t")
            row = row_of.get(tuple(fields[:4]))
            if row is not None:
                yield row, [fields[column] for column in columns]

    present = 0
    for row, values in rows("DS" if has_ds else "GT"):
        present += 1
        dosage[row] = [float(value) if has_ds else value.count("1") for value in values]
    if has_gp:
        for row, values in rows("GP"):
            posterior[row] = [[float(p) for p in value.split(",")] if "," in value else [np.nan] * 3 for value in values]
    return dosage, posterior, present


def f1(called, true):
    """F1 of two boolean arrays, None where neither is ever true."""
    whole = np.sum(called) + np.sum(true)
    return 2 * np.sum(called & true) / whole if whole else None


def scores(dosage, posterior, truth, chosen):
    """r2, macro F1, ALT F1, NRD and ECE over the chosen sites; NaN where one is not defined."""
    nan = float("nan")
    x, y = dosage[chosen].ravel(), truth[chosen].ravel().astype(int)
    r2 = float(np.corrcoef(x, y)[0, 1] ** 2) if x.std() > 0 and y.std() > 0 else nan
    ece = nan
    if posterior is not None and np.isfinite(posterior[chosen]).all():
        gp = posterior[chosen].reshape(-1, 3)
        call, confidence = gp.argmax(1), gp.max(1)
        right = call == y
        bins = np.clip(np.ceil(confidence * CALIBRATION_BINS).astype(int) - 1, 0, CALIBRATION_BINS - 1)
        ece = sum(abs(confidence[bins == b].sum() - right[bins == b].sum()) for b in range(CALIBRATION_BINS)) / len(y)
    else:
        call = np.clip(np.rint(x), 0, 2).astype(int)
    by_class = [f1(call == g, y == g) for g in range(3)]
    alt = f1(call > 0, y > 0)
    counted = len(y) - np.sum((call == 0) & (y == 0))
    return (
        r2,
        float(np.mean([value for value in by_class if value is not None])),
        nan if alt is None else float(alt),
        np.sum(call != y) / counted if counted else nan,
        float(ece),
    )


def main(case, named):
    keys = sites(case + "/truth.vcf.gz")
    truth = true_dosage(case + "/truth.vcf.gz")
    order = samples(case + "/truth.vcf.gz")
    maf_of = panel_maf(case + "/ref.vcf.gz")
    maf = np.array([maf_of[key] for key in keys])
    with open(case + "/typed.txt") as lines:
        typed = {tuple(line.split()) for line in lines}
    untyped = np.array([key[:2] not in typed for key in keys])

    strata = []
    for lower, upper in zip(MAF_EDGES, MAF_EDGES[1:]):
        chosen = untyped & (maf >= lower) & (maf < upper)
        if chosen.sum() >= LEAST_SITES:
            strata.append(("%g-%g" % (lower, upper), chosen))
    strata.append(("all", untyped))

    first = None
    for name, path in named:
        dosage, posterior, present = imputed(path, keys, order)
        print("\n%s: %s, %d of %d sites present" % (name, path.split("/")[-1], present, len(keys)))
        print("%14s %6s %8s %9s %7s %7s %7s %7s" % ("MAF", "sites", "r2", "err/first", "F1", "altF1", "NRD", "ECE"))
        errors = []
        for row, (label, chosen) in enumerate(strata):
            r2, macro, alt, nrd, ece = scores(dosage, posterior, truth, chosen)
            errors.append(1 - r2)
            ratio = errors[row] / first[row] if first else 1.0
            print("%14s %6d %8.4f %9.3f %7.4f %7.4f %7.4f %7.4f" % (label, chosen.sum(), r2, ratio, macro, alt, nrd, ece))
        first = first or errors


if __name__ == "__main__":
    if len(sys.argv) < 3 or any("=" not in argument for argument in sys.argv[2:]):
        sys.exit(__doc__)
    main(sys.argv[1], [argument.split("=", 1) for argument in sys.argv[2:]])
