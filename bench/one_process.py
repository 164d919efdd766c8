"""Run a command, and print how many seconds it took and how many KiB of memory it had at most.

Run as a program of its own, because a process that starts another is counted in that one's memory
until it runs, and this one is small: ``python -I -S bench/one_process.py COMMAND…``.
"""

import os
import sys
import time


def main() -> None:
    """Run it. Its own output goes nowhere, and its exit status is passed on."""
    command = sys.argv[1:]
    silence = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    began = time.perf_counter()
    child = os.posix_spawnp(command[0], command, os.environ, file_actions=silence)
    _, status, usage = os.wait4(child, 0)
    took = time.perf_counter() - began
    peak = usage.ru_maxrss // 1024 if sys.platform == "darwin" else usage.ru_maxrss
    sys.stdout.write(f"{took} {peak}\n")
    sys.exit(os.waitstatus_to_exitcode(status))


if __name__ == "__main__":
    main()
