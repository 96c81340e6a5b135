#!/usr/bin/python3
"""Times a Spark cluster of two workers with one core each beside `impute --threads 2` on the same machine (docs/scale.md).

usage: spark_ratio.py [--rounds 3] [--target FILE] [--memory 1500m] [--jvm FLAGS] CASE_DIR [-- IMPUTE OPTIONS...]

  CASE_DIR        of large_case.sh
  --rounds N      how often each of both runs, in turn (3)
  --target FILE   in CASE_DIR (target_unphased.vcf.gz)
  --memory M      heap of an executor (1500m)
  --jvm FLAGS     Java flags of the executors (none: Java's own)
  IMPUTE OPTIONS  of both (--window-cm 0.5: some eight windows)

Starts a master and two workers on the loopback interface, from the jars that Maven resolves for modules/testkit-spark, and ends them.
Prints wall seconds of both, their ratio, the peak memory of each executor, of the driver and of `impute`, and whether the outputs are
the same bytes. Writes into CASE_DIR/spark. Needs the jar (./imputer builds it), Maven and java on the PATH. Take an idle machine.
"""
import argparse
import filecmp
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import threading
import time

from measure import measured, split

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
TESTKIT = os.path.join(ROOT, "modules", "testkit-spark")
JAR = os.path.join(ROOT, "modules", "cli", "target", "imputer.jar")
OPENED = ("java.lang", "java.lang.invoke", "java.lang.reflect", "java.io", "java.net", "java.nio", "java.util", "java.util.concurrent",
          "java.util.concurrent.atomic", "sun.nio.ch", "sun.nio.cs", "sun.security.action", "sun.util.calendar")
EXECUTOR = "org.apache.spark.executor.CoarseGrainedExecutorBackend"
PATIENCE = 60


def installation(home):
    """Lays the jars out as a Spark installation has them."""
    paths = os.path.join(TESTKIT, "target", "classpath")
    if not os.path.exists(paths):
        resolve = ["mvn", "-q", "pre-integration-test", "-f", TESTKIT]
        if subprocess.run(resolve + ["-o"], stdout=subprocess.DEVNULL).returncode != 0:
            subprocess.run(resolve, check=True)
    jars = os.path.join(home, "jars")
    os.makedirs(jars)
    with open(paths) as lines:
        for jar in lines.read().strip().split(":"):
            os.symlink(jar, os.path.join(jars, os.path.basename(jar)))


class Cluster:
    """A master and two workers of one core."""

    def __init__(self, folder, memory):
        self.folder, self.memory, self.processes = folder, memory, []
        self.home = os.path.join(folder, "spark")
        installation(self.home)
        self.env = dict(os.environ, SPARK_HOME=self.home, SPARK_SCALA_VERSION="2.12", SPARK_LOCAL_IP="127.0.0.1",
                        SPARK_LOCAL_DIRS=os.path.join(folder, "local"), LC_ALL="C.UTF-8")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = str(free.getsockname()[1])
        self.master = "spark://127.0.0.1:" + port
        self.start("master", "org.apache.spark.deploy.master.Master", "--host", "127.0.0.1", "--port", port, "--webui-port", "0",
                   says="I have been elected leader")
        self.workers = [self.start("worker%d" % w, "org.apache.spark.deploy.worker.Worker", "--host", "127.0.0.1", "--cores", "1",
                                   "--memory", "4g", "--webui-port", "0", "--work-dir", os.path.join(folder, "work%d" % w), self.master,
                                   says="Successfully registered with master") for w in (1, 2)]

    def java(self, heap, main, *args):
        opened = ["--add-opens=java.base/%s=ALL-UNNAMED" % package for package in OPENED]
        return ["java", "-Xmx" + heap, "-XX:+UseSerialGC", *opened, "-cp", os.path.join(self.home, "jars", "*"), main, *args]

    def start(self, name, main, *args, says):
        log = os.path.join(self.folder, name + ".log")
        with open(log, "w") as out:
            process = subprocess.Popen(self.java("256m", main, *args), stdout=out, stderr=subprocess.STDOUT, env=self.env)
        self.processes.append(process)
        for _ in range(10 * PATIENCE):
            with open(log) as lines:
                if says in lines.read():
                    return process
            time.sleep(.1)
        sys.exit(name + " did not start, see " + log)

    def submit(self, args, log, flags):
        conf = ["spark.ui.enabled=false", "spark.driver.host=127.0.0.1", "spark.driver.bindAddress=127.0.0.1",
                "spark.executor.memory=" + self.memory]
        if flags is not None:
            conf.append("spark.executor.extraJavaOptions=" + flags)
        command = self.java("1g", "org.apache.spark.deploy.SparkSubmit", "--master", self.master, "--class", "org.haprag.spark.ImputeJob")
        for setting in conf:
            command += ["--conf", setting]
        peaks, over = {}, threading.Event()
        watch = threading.Thread(target=self.watch, args=(peaks, over))
        watch.start()
        try:
            taken = measured(command + ["local:" + JAR, *args], log, self.env)
        finally:
            over.set()
            watch.join()
        return taken.wall, taken.peak, sorted(peaks.values())

    def watch(self, peaks, over):
        """The most memory that each executor has had so far."""
        parents = {str(worker.pid) for worker in self.workers}
        while not over.wait(.2):
            for pid in filter(str.isdigit, os.listdir("/proc")):
                try:
                    with open("/proc/%s/cmdline" % pid) as command, open("/proc/%s/status" % pid) as status:
                        text = status.read()
                        ours = EXECUTOR in command.read() and re.search(r"PPid:\s+(\d+)", text).group(1) in parents
                        peak = re.search(r"VmHWM:\s+(\d+)", text)
                except (FileNotFoundError, ProcessLookupError):
                    continue  # it has just ended
                if ours and peak:
                    peaks[pid] = int(peak.group(1)) / 1024

    def close(self):
        for process in reversed(self.processes):
            process.terminate()
        for process in self.processes:
            process.wait()


def main():
    own, more = split(["--window-cm", "0.5"])
    parser = argparse.ArgumentParser(usage=__doc__.replace("%", "%%"))
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--target", default="target_unphased.vcf.gz")
    parser.add_argument("--memory", default="1500m")
    parser.add_argument("--jvm")
    parser.add_argument("case")
    options = parser.parse_args(own)
    case = os.path.abspath(options.case)
    folder = os.path.join(case, "spark")
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    inputs = ["--panel", os.path.join(case, "ref.hpanel"), "--target", os.path.join(case, options.target), "--map",
              os.path.join(case, "map.gmap.gz"), *more]
    alone, job = os.path.join(folder, "alone.vcf.gz"), os.path.join(folder, "job.vcf.gz")
    print("%s %s; load average before: %.1f" % (options.target, " ".join(more), os.getloadavg()[0]))
    print("| round | impute --threads 2, s | peak, MB | Spark, s | executors, MB | driver, MB | ratio | bytes |\n|---|---|---|---|---|---|---|---|")
    cluster = Cluster(folder, options.memory)
    ratios = []
    try:
        for turn in range(options.rounds):
            wall, _, peak = measured([os.path.join(ROOT, "imputer"), "impute", *inputs, "--out", alone, "--threads", "2", "--no-report"],
                                     os.path.join(folder, "alone.log"))
            spark, driver, executors = cluster.submit([*inputs, "--out", job], os.path.join(folder, "job.log"), options.jvm)
            ratios.append(spark / wall)
            same = filecmp.cmp(alone, job, shallow=False) and filecmp.cmp(alone + ".tbi", job + ".tbi", shallow=False)
            print("| %d | %.1f | %.0f | %.1f | %s | %.0f | %.2f | %s |" % (
                turn + 1, wall, peak, spark, ", ".join("%.0f" % p for p in executors), driver, ratios[-1], "same" if same else "DIFFERENT"),
                  flush=True)
    finally:
        cluster.close()
    print("median ratio: %.2f (at most 1.25 wanted, of a run of at least 60 s); load average after: %.1f"
          % (statistics.median(ratios), os.getloadavg()[0]))


if __name__ == "__main__":
    main()
