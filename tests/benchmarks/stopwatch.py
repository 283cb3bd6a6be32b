"""Runs one command and writes what it took to a file, as JSON; ends with the command's exit code.

    python -I -S stopwatch.py RESULT COMMAND [ARGUMENT]...

A script of its own, with few imports: on Linux the peak memory of a process is counted from that of the process
which started it (`ru_maxrss` outlives exec), so whoever starts what is measured must be small.
"""

import json
import os
import sys
import time


def main() -> int:
    """Run the command line and return the exit code of the command; 127 when it does not start."""
    result, *command = sys.argv[1:]
    start = time.perf_counter()
    try:
        process = os.posix_spawnp(command[0], command, os.environ)
    except OSError as error:
        print(f"{command[0]} does not start: {error.strerror}", file=sys.stderr)
        return 127
    _, status, usage = os.wait4(process, 0)
    seconds = time.perf_counter() - start
    # Linux counts in KiB, macOS in bytes.
    memory = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    taken = {"seconds": seconds, "cpu": usage.ru_utime + usage.ru_stime, "memory": memory}
    with open(result, "w", encoding="utf-8") as file:  # noqa: PTH123 - pathlib would be most of the imports
        json.dump(taken, file)
    code = os.waitstatus_to_exitcode(status)
    return code if code >= 0 else 128 - code


if __name__ == "__main__":
    sys.exit(main())
