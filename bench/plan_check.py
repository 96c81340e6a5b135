#!/usr/bin/python3
"""Compares what `imputer plan` foretells with whole runs of `impute` (docs/scale.md, "Is plan right?").

usage: plan_check.py [--seconds 120] [--threads 2] [--target FILE] [--model M]... CASE_DIR [-- IMPUTE OPTIONS...]

  CASE_DIR        of large_case.sh or simulated_case.sh
  --seconds S     how long plan measures (120)
  --threads N     of both (2)
  --target FILE   in CASE_DIR (target.vcf.gz)
  --model M       of both (bundled and none, one after the other)
  IMPUTE OPTIONS  of both (--window-cm 0.5: some eight windows)

Runs plan, then impute, and prints processor time, wall time, memory and size of the output, foretold and found. They should be within
25 %. Writes into CASE_DIR/plan. Wall times need an idle machine.
"""
import argparse
import os
import re

from measure import measured, split

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
IMPUTER = os.path.join(ROOT, "imputer")
SECONDS = {"s": 1, "min": 60, "h": 3600}
BYTES = {"MB": 1e6, "GB": 1e9}


def foretold(text):
    """Processor seconds, wall seconds, GB of memory and bytes of output."""
    def time_of(name):
        number, unit = re.search(name + r"\s+(?:about )?([0-9.]+) (s|min|h)\b", text).groups()
        return float(number) * SECONDS[unit]
    def size_of(name):
        number, unit = re.search(name + r"\s+([0-9.]+) (MB|GB)", text).groups()
        return float(number) * BYTES[unit]
    return time_of("processor time"), time_of("wall time"), size_of("memory") / 1e9, size_of("output")


def main():
    own, more = split(["--window-cm", "0.5"])
    parser = argparse.ArgumentParser(usage=__doc__.replace("%", "%%"))
    parser.add_argument("--seconds", default="120")
    parser.add_argument("--threads", default="2")
    parser.add_argument("--target", default="target.vcf.gz")
    parser.add_argument("--model", action="append")
    parser.add_argument("case")
    options = parser.parse_args(own)
    case = os.path.abspath(options.case)
    folder = os.path.join(case, "plan")
    os.makedirs(folder, exist_ok=True)
    inputs = ["--panel", os.path.join(case, "ref.hpanel"), "--target", os.path.join(case, options.target), "--map",
              os.path.join(case, "map.gmap.gz"), "--threads", options.threads, *more]
    print("%s %s, %s s measured; load average before: %.1f" % (options.target, " ".join(more), options.seconds, os.getloadavg()[0]))
    print("| | processor time: plan | the run | wall: plan | the run | memory: plan | the run | output: plan | the run |"
          "\n|---|---|---|---|---|---|---|---|---|")
    for model in options.model or ("bundled", "none"):
        both = [*inputs, "--model", model]
        told = os.path.join(folder, model + ".plan")
        measured([IMPUTER, "plan", *both, "--seconds", options.seconds], told)
        with open(told) as lines:
            plan = foretold(lines.read())
        out = os.path.join(folder, model + ".vcf.gz")
        wall, cpu, peak = measured([IMPUTER, "impute", *both, "--out", out], os.path.join(folder, model + ".log"))
        size = os.path.getsize(out)
        memory = peak * 1024 ** 2 / 1e9
        print("| %s | %.0f s | %.0f s (%+.0f %%) | %.0f s | %.0f s (%+.0f %%) | %.2f GB | %.2f GB (%+.0f %%) | %.1f MB | %.1f MB (%+.0f %%) |" % (
            model, plan[0], cpu, 100 * (plan[0] / cpu - 1), plan[1], wall, 100 * (plan[1] / wall - 1), plan[2], memory, 100 * (plan[2] / memory - 1),
            plan[3] / 1e6, size / 1e6, 100 * (plan[3] / size - 1)), flush=True)
    print("in brackets: how far plan is from the run; load average after: %.1f" % os.getloadavg()[0])


if __name__ == "__main__":
    main()
