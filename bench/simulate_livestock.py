#!/usr/bin/env python3
"""Simulates a case like those of make_case.sh from a livestock breed: few founders, some generations of few sires, one chromosome of 85 Mb and 85 cM.

usage: simulate_livestock.py CASE_DIR SEED [FOUNDERS GENERATIONS]
  FOUNDERS     founder haplotypes that scrm draws from a shrinking population; default 40
  GENERATIONS  of 200 animals with 20 sires each; default 8
110 animals of the last generation are the panel, 30 others the targets, typed at one site of MAF > .05 in 60 kb. Needs numpy, scrm, bgzip, tabix.
"""
import sys

import numpy as np

import simulate

LENGTH = 85_000_000
CM = 85.0
PANEL, TARGETS = 110, 30
TYPED_EVERY = 60_000


def breed(haplotypes, generations, positions, random):
    animals = [(haplotypes[2 * i], haplotypes[2 * i + 1]) for i in range(len(haplotypes) // 2)]

    def passed(parent):
        return simulate.gamete(parent, positions, LENGTH, CM, random)

    for _ in range(generations):
        sires = random.choice(len(animals), min(len(animals), 20), replace=False)
        animals = [(passed(animals[random.choice(sires)]), passed(animals[random.integers(len(animals))])) for _ in range(200)]
    return [animals[i] for i in random.choice(len(animals), PANEL + TARGETS, replace=False)]


def main():
    if len(sys.argv) not in (3, 5):
        sys.exit(__doc__)
    folder, seed = sys.argv[1], int(sys.argv[2])
    count, generations = (int(a) for a in sys.argv[3:5]) if len(sys.argv) == 5 else (40, 8)
    random = np.random.default_rng(seed)
    scale = 4 * 2000 * 1e-8 * LENGTH
    options = ["-l", "100000", "-eN", "0", "0.15", "-eN", "0.05", "1", "-eN", "0.5", "5"]
    positions, haplotypes = simulate.scrm(count, LENGTH, scale * 0.15, scale, options, seed)
    animals = breed(haplotypes, generations, positions, random)
    simulate.case(folder, positions, animals[:PANEL], animals[PANEL:], LENGTH, CM, TYPED_EVERY, random)


if __name__ == "__main__":
    main()
