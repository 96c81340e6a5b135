#!/usr/bin/python3
"""Times whole processes beside Beagle and Minimac4 and prints the tables of docs/benchmarks.md, "End to end".

usage: table.py [--rounds 5] [--threads 2] [--record RELEASE] [--targets phased|unphased] IMPUTER CASE_DIR...

  IMPUTER           the jar, or a launcher such as ./imputer
  CASE_DIR          a case of make_case.sh; its folder's name is its name in the table
  --rounds N        how often each program runs (5); medians count
  --threads N       of each program (2)
  --targets KIND    phased or unphased ones only
  --record RELEASE  also adds the ratios to Beagle to bench/ratios.tsv, under this release

Programs take turns, so that other work of the machine slows all of them alike. With phased targets Beagle, Minimac4 (from its msav),
the copying model alone and the bundled model run, with unphased ones all but Minimac4, which does not take them. Programs that read
VCF are compared with each other; .hpanel stands beside msav. Writes into CASE_DIR/end-to-end. Needs java, beagle and minimac4 on the PATH.
"""
import argparse
import datetime
import os
import statistics

import numpy as np

import score
from measure import measured

RATIOS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "ratios.tsv")


class Case:
    def __init__(self, folder, ours, threads):
        self.folder, self.ours, self.threads = os.path.abspath(folder), ours, threads
        self.name = os.path.basename(self.folder)
        self.work = os.path.join(self.folder, "end-to-end")
        os.makedirs(self.work, exist_ok=True)
        measured(ours + ["panel", "--vcf", self.given("ref.vcf.gz"), "--out", self.inside("ref.hpanel"), "--threads", threads],
                 self.inside("panel.log"))
        measured(["minimac4", "--compress-reference", self.given("ref.vcf.gz"), "-o", self.inside("ref.msav"), "-t", threads],
                 self.inside("msav.log"))
        self.keys = score.sites(self.given("truth.vcf.gz"))
        self.truth = score.true_dosage(self.given("truth.vcf.gz"))
        self.order = score.samples(self.given("truth.vcf.gz"))
        with open(self.given("typed.txt")) as lines:
            typed = {tuple(line.split()[:2]) for line in lines}
        self.untyped = np.array([key[:2] not in typed for key in self.keys])

    def given(self, name):
        return os.path.join(self.folder, name)

    def inside(self, name):
        return os.path.join(self.work, name)

    def impute(self, target, panel, out, *more):
        return self.ours + ["impute", "--panel", panel, "--target", self.given(target), "--map", self.given("map.gmap.gz"),
                            "--out", self.inside(out + ".vcf.gz"), "--threads", self.threads, *more]

    def runs(self, target):
        """Command by label and output's name."""
        vcf, hpanel, none = self.given("ref.vcf.gz"), self.inside("ref.hpanel"), ("--model", "none")
        runs = {("beagle", "Beagle 5.4, VCF"): [
            "beagle", "gt=" + self.given(target), "ref=" + vcf, "map=" + self.given("plink.map"), "out=" + self.inside("beagle." + target),
            "nthreads=" + self.threads, "gp=true", "ap=true"]}
        if target == "target.vcf.gz":
            runs["minimac4", "Minimac4, msav"] = [
                "minimac4", self.inside("ref.msav"), self.given(target), "-o", self.inside("minimac4." + target + ".vcf.gz"), "-f",
                "GT,DS,HDS,GP", "-t", self.threads, "--min-ratio", "0.000001", "--map", self.given("plink.map")]
        runs["none-vcf", "`--model none`, VCF"] = self.impute(target, vcf, "none-vcf." + target, *none)
        runs["bundled-vcf", "bundled, VCF"] = self.impute(target, vcf, "bundled-vcf." + target)
        runs["none-hpanel", "`--model none`, .hpanel"] = self.impute(target, hpanel, "none-hpanel." + target, *none)
        runs["bundled-hpanel", "bundled, .hpanel"] = self.impute(target, hpanel, "bundled-hpanel." + target)
        return runs

    def error(self, output):
        dosage = score.imputed(self.inside(output + ".vcf.gz"), self.keys, self.order)[0]
        return 1 - score.scores(dosage, None, self.truth, self.untyped)[0]


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--threads", default="2")
    parser.add_argument("--record")
    parser.add_argument("--targets", choices=("phased", "unphased"))
    parser.add_argument("imputer")
    parser.add_argument("cases", nargs="+")
    options = parser.parse_args()
    imputer = os.path.abspath(options.imputer)
    ours = ["java", "-jar", imputer] if imputer.endswith(".jar") else [imputer]
    print("%s, %d rounds, %s threads, load average before: %.1f"
          % (datetime.date.today(), options.rounds, options.threads, os.getloadavg()[0]))
    for folder in options.cases:
        case = Case(folder, ours, options.threads)
        for phase, target in (("phased", "target.vcf.gz"), ("unphased", "target_unphased.vcf.gz")):
            if options.targets in (None, phase):
                table(case, phase, target, options)


def table(case, phase, target, options):
    runs = case.runs(target)
    taken = {key: [] for key in runs}
    for _ in range(options.rounds):
        for key, command in runs.items():
            taken[key].append(measured(command, case.inside("%s.%s.log" % (key[0], target))))
    medians = {key: [statistics.median(values) for values in zip(*taken[key])] for key in runs}
    beagle = next(iter(medians.values()))
    wrong = {key: case.error("%s.%s" % (key[0], target)) for key in runs}
    first = next(iter(wrong.values()))
    print("\n| %s, %s | wall, s | of Beagle's | CPU, s | of Beagle's | peak, MB | error (1 - r2) | of Beagle's |\n|---|---|---|---|---|---|---|---|"
          % (case.name, phase))
    for key, (wall, cpu, peak) in medians.items():
        print("| %s | %.1f | %.2f | %.1f | %.2f | %.0f | %.5f | %.3f |" % (
            key[1], wall, wall / beagle[0], cpu, cpu / beagle[1], peak, wrong[key], wrong[key] / first), flush=True)
        if options.record and key[0] != "beagle":
            record(options.record, case.name, phase, key[0], wall / beagle[0], cpu / beagle[1], peak, wrong[key] / first)


def record(release, case, phase, program, wall, cpu, peak, wrong):
    with open(RATIOS, "a") as out:
        if out.tell() == 0:
            print("release", "date", "case", "targets", "program", "wall/beagle", "cpu/beagle", "peak_mb", "error/beagle", sep="\t", file=out)
        print(release, datetime.date.today(), case, phase, program, "%.3f" % wall, "%.3f" % cpu, "%.0f" % peak, "%.3f" % wrong,
              sep="\t", file=out)


if __name__ == "__main__":
    main()
