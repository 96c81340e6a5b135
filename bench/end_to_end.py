#!/usr/bin/env python3
"""Times whole processes on one case and scores what they wrote (docs/benchmarks.md, "End to end").

usage: end_to_end.py CASE_DIR IMPUTER [ROUNDS] [THREADS]

  CASE_DIR  a case of make_case.sh
  IMPUTER   the jar, or a launcher such as ./imputer
  ROUNDS    how often each program runs (3)
  THREADS   of each program (all cores)

Programs take turns, so that other work of the machine slows all of them alike; the smallest wall time of all rounds counts. Writes
into CASE_DIR/end-to-end and prints a table in Markdown. Needs java, beagle and minimac4 on the PATH.
"""
import json
import os
import subprocess
import sys
import time


def measured(command, log):
    """Wall seconds, CPU seconds and peak MB of a process."""
    start = time.monotonic()
    with open(log, "w") as out:
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit("failed, see " + log + ": " + " ".join(command))
    return time.monotonic() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main():
    if len(sys.argv) not in (3, 4, 5):
        sys.exit(__doc__)
    case, imputer = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 3
    threads = sys.argv[4] if len(sys.argv) > 4 else str(os.cpu_count())
    ours = ["java", "-jar", imputer] if imputer.endswith(".jar") else [imputer]
    folder = os.path.join(case, "end-to-end")
    os.makedirs(folder, exist_ok=True)

    def inside(name):
        return os.path.join(folder, name)

    def given(name):
        return os.path.join(case, name)

    def impute(panel, name, *more):
        return ours + ["impute", "--panel", panel, "--target", given("target.vcf.gz"), "--map", given("map.gmap.gz"),
                       "--out", inside(name + ".vcf.gz"), "--threads", threads, *more]

    prepare = {
        "imputer panel": ours + ["panel", "--vcf", given("ref.vcf.gz"), "--out", inside("ref.hpanel"), "--threads", threads],
        "minimac4 --compress-reference": ["minimac4", "--compress-reference", given("ref.vcf.gz"), "-o", inside("ref.msav"),
                                          "-t", threads],
    }
    none = ("--model", "none")
    runs = {
        "beagle": ("Beagle 5.4, VCF", ["beagle", "gt=" + given("target.vcf.gz"), "ref=" + given("ref.vcf.gz"),
                                       "map=" + given("plink.map"), "out=" + inside("beagle"), "nthreads=" + threads,
                                       "gp=true", "ap=true"]),
        "minimac4": ("Minimac4, msav", ["minimac4", inside("ref.msav"), given("target.vcf.gz"), "-o", inside("minimac4.vcf.gz"),
                                        "-f", "GT,DS,HDS,GP", "-t", threads, "--min-ratio", "0.000001",
                                        "--map", given("plink.map")]),
        "none-vcf": ("ours, `--model none`, VCF", impute(given("ref.vcf.gz"), "none-vcf", *none)),
        "none-hpanel": ("ours, `--model none`, .hpanel", impute(inside("ref.hpanel"), "none-hpanel", *none)),
        "none-all": ("ours, `--model none --all-states`, .hpanel",
                     impute(inside("ref.hpanel"), "none-all", "--all-states", *none)),
        "bundled-vcf": ("ours, bundled model, VCF", impute(given("ref.vcf.gz"), "bundled-vcf")),
        "bundled-hpanel": ("ours, bundled model, .hpanel", impute(inside("ref.hpanel"), "bundled-hpanel")),
    }
    print("load average before: %.1f; %d rounds, %s threads" % (os.getloadavg()[0], rounds, threads))
    for name, command in prepare.items():
        wall, cpu, peak = measured(command, inside("prepare.log"))
        print("%s: %.1f s wall, %.0f MB" % (name, wall, peak))
    for name in ("ref.hpanel", "ref.msav"):
        print("%s: %d bytes; ref.vcf.gz: %d" % (name, os.path.getsize(inside(name)), os.path.getsize(given("ref.vcf.gz"))))
    best = {}
    for _ in range(rounds):
        for key, (_, command) in runs.items():
            wall, cpu, peak = measured(command, inside(key + ".log"))
            old = best.get(key, (1e9, 1e9, 0))
            best[key] = (min(old[0], wall), min(old[1], cpu), max(old[2], peak))
    judged = ["%s=%s" % (key, inside(key + ".vcf.gz")) for key in runs]
    measured(ours + ["evaluate", "--truth", given("truth.vcf.gz"), "--panel", given("ref.vcf.gz"), "--typed", given("typed.txt"),
                     "--bootstrap", "0", "--out", inside("report"), "--imputed", *judged], inside("evaluate.log"))
    with open(inside("report/metrics.json")) as report:
        methods = {m["name"]: m for m in json.load(report)["methods"]}
    print("load average after: %.1f\n" % os.getloadavg()[0])
    print("| | wall, s | of Beagle's | CPU, s | peak, MB | r2, all | r2, rare | r2, common |\n|---|---|---|---|---|---|---|---|")
    for key, (label, _) in runs.items():
        r2 = {s["maf"]: s["values"]["r2"]["value"] for s in methods[key]["scores"]
              if s["sites"] == "untyped" and s["class"] == "all" and s["group"] == "all"}
        wall, cpu, peak = best[key]
        print("| %s | %.1f | %.2f | %.1f | %.0f | %.5f | %.5f | %.5f |"
              % (label, wall, wall / best["beagle"][0], cpu, peak, r2["all"], r2["rare"], r2["common"]))


if __name__ == "__main__":
    main()
