#!/usr/bin/env python3
"""Simulates a case like those of make_case.sh from a kind of panel that people's panels are not like.

usage: simulate_species.py CASE_DIR KIND SEED
  KIND  founders   8 inbred founders of a cross are the panel, its offspring after 6 generations the targets
        sires      30 sires are the panel, animals that descend from them by three generations the targets
        relatives  150 animals that descend from 8 and 20 others are the panel, 62 strangers the targets
        lines      250 inbred lines of a crop are the panel, 40 others the targets
        bees       110 bees are the panel, 40 others the targets; 20 cM/Mb
        few        6 samples are the panel, 34 others of the same large population the targets
Needs numpy, scrm, bgzip, tabix.
"""
import sys

import numpy as np

import simulate

BOTTLENECK = ["-eN", "0.05", "1", "-eN", "0.5", "3"]


class Species:
    """A population of so many, over a chromosome of so many bases and cM; 1e-8 mutations a base."""

    def __init__(self, size, length, cm, typed_every, random):
        self.size, self.length, self.cm, self.typed_every, self.random = size, length, cm, typed_every, random
        self.positions = None

    def sample(self, people, options, seed):
        scale = 4 * self.size
        self.positions, haplotypes = simulate.scrm(
            2 * people, self.length, scale * 1e-8 * self.length, scale * self.cm / 100, options, seed)
        return [(haplotypes[2 * i], haplotypes[2 * i + 1]) for i in range(people)]

    def child(self, parents):
        def passed(parent):
            return simulate.gamete(parent, self.positions, self.length, self.cm, self.random)

        return passed(parents[0]), passed(parents[1])

    def anyone(self, people):
        return people[self.random.integers(len(people))]

    def bred(self, people, generations, count):
        for _ in range(generations):
            people = [self.child((self.anyone(people), self.anyone(people))) for _ in range(count)]
        return people

    def case(self, folder, panel, targets):
        simulate.case(folder, self.positions, panel, targets, self.length, self.cm, self.typed_every, self.random)


def founders(folder, seed, random):
    cross = Species(3000, 30_000_000, 50, 100_000, random)
    panel = [(one, one) for pair in cross.sample(4, ["-l", "20000"], seed) for one in pair]
    first = [cross.child((panel[i % 8], panel[(i + 1 + i // 8 % 7) % 8])) for i in range(60)]
    cross.case(folder, panel, cross.bred(first, 5, 60)[:50])


def sires(folder, seed, random):
    breed = Species(3000, 40_000_000, 40, 60_000, random)
    panel = breed.sample(30, ["-l", "20000", "-eN", "0", "0.2", *BOTTLENECK], seed)
    breed.case(folder, panel, breed.bred(panel, 3, 60))


def relatives(folder, seed, random):
    breed = Species(3000, 20_000_000, 20, 40_000, random)
    animals = breed.sample(90, ["-l", "20000", "-eN", "0", "0.5", *BOTTLENECK], seed)
    breed.case(folder, breed.bred(animals[:8], 3, 150) + animals[8:28], animals[28:])


def lines(folder, seed, random):
    crop = Species(2000, 15_000_000, 15, 30_000, random)
    old = crop.sample(40, ["-l", "20000", "-eN", "0.02", "0.2", "-eN", "0.1", "2"], seed)

    def line():
        plant = crop.bred(old, 3, 1)[0]
        for _ in range(9):
            plant = crop.child((plant, plant))
        return plant

    plants = [line() for _ in range(290)]
    crop.case(folder, plants[:250], plants[250:])


def bees(folder, seed, random):
    hive = Species(20_000, 600_000, 12, 500, random)
    all_bees = hive.sample(150, ["-l", "0", "-eN", "0.05", "0.5"], seed)
    hive.case(folder, all_bees[:110], all_bees[110:])


def few(folder, seed, random):
    people = Species(10_000, 5_000_000, 5, 5_000, random)
    everybody = people.sample(40, ["-l", "20000"], seed)
    people.case(folder, everybody[:6], everybody[6:])


KINDS = {make.__name__: make for make in (founders, sires, relatives, lines, bees, few)}


def main():
    if len(sys.argv) != 4 or sys.argv[2] not in KINDS:
        sys.exit(__doc__)
    KINDS[sys.argv[2]](sys.argv[1], int(sys.argv[3]), np.random.default_rng(int(sys.argv[3])))


if __name__ == "__main__":
    main()
