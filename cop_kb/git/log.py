"""The log of a repository, in one pass."""

from pathlib import Path

from cop_kb.git.runner import ask


def read_log(folder: Path) -> str:
    """Return which commit touched which file in and below ``folder``, newest first, in one pass over the history.

    Fields are separated by NUL. A commit is one field: the byte 1, the day of its author (``%as``), a space and its
    time of commit in seconds (``%ct``). After it come, with a line break before the first, for each file a letter and
    a path, or R and a number, the old path and the new one. Empty outside of a repository and before the first commit.
    """
    log = ask(
        folder,
        "-c",
        "log.showSignature=false",
        "log",
        "-z",
        "--format=%x01%as %ct",
        "--name-status",
        "--find-renames",
        "--relative",
        "--no-color",
        "--no-ext-diff",
        "--",
        ".",
    )
    return log or ""
