"""What the timing scripts have in common."""
import collections
import os
import subprocess
import sys
import time

# wall and cpu in seconds, peak in MB
Taken = collections.namedtuple("Taken", "wall cpu peak")


def measured(command, log, env=None):
    """Runs a process to its end; what it prints goes to the file log."""
    start = time.monotonic()
    with open(log, "w") as out:
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT, env=env)
        _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit("failed, see " + log + ": " + " ".join(command))
    return Taken(time.monotonic() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def split(usual):
    """The script's own arguments, and those behind "--" or the usual ones."""
    if "--" not in sys.argv:
        return sys.argv[1:], usual
    at = sys.argv.index("--")
    return sys.argv[1:at], sys.argv[at + 1:]
