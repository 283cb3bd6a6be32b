"""Reads the history of a repository, each time in a process of its own, and prints what that took.

    python -m tests.benchmarks.history FOLDER --repeats 5

The last row is what git alone needs for a bare list of the same commits.
"""

import argparse
import statistics
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from .compare import measure

_HEAD = "| run | wall s | min | CPU s | peak MB |\n|---|--:|--:|--:|--:|"
_SCRIPT = """
import sys
from pathlib import Path
from cop_kb.cache import Cache
from cop_kb.history import read_history
history = read_history(Path(sys.argv[1]), Cache(Path(sys.argv[2]) if sys.argv[2] else None))
sys.exit(history.notice or 0 if history.files else "There is no history to read.")
"""
_MEGABYTE = 1_000_000


def rows(folder: Path, cache: Path, repeats: int) -> Iterator[str]:
    """Yield the rows of the table; what is kept goes to ``cache``."""
    read = (sys.executable, "-c", _SCRIPT, str(folder))
    log = ("git", "log", "--name-status", "--find-renames", "--format=%H")
    commands = {
        "without a cache": (*read, ""),
        "again, with a cache": (*read, str(cache)),
        "git log": (*log, f"--output={cache / 'log'}"),
    }
    measure(commands["again, with a cache"], folder)  # the first time fills it
    for name, command in commands.items():
        taken = [measure(command, folder) for _ in range(repeats)]
        seconds = [item.seconds for item in taken]
        cpu = statistics.median(item.cpu for item in taken)
        memory = statistics.median(item.memory for item in taken) / _MEGABYTE
        median = statistics.median(seconds)
        yield f"| {name} | {median:.2f} | {min(seconds):.2f} | {cpu:.2f} | {memory:.0f} |"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.history", description="Read the history of a repository."
    )
    parser.add_argument("folder", type=Path, help="a folder in a repository")
    parser.add_argument("--repeats", type=int, default=5, help="how often each is run (5)")
    options = parser.parse_args(arguments)
    if options.repeats < 1:
        parser.error("--repeats must be 1 or more")
    with tempfile.TemporaryDirectory(prefix="benchmark-") as cache:
        table = list(rows(options.folder.resolve(), Path(cache), options.repeats))
    print("\n".join((_HEAD, *table)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
