"""Moves files within a repository."""

import os
from pathlib import Path

from cop_kb.git.filters import without_filters
from cop_kb.git.repository import find_repository
from cop_kb.git.runner import ask, run


def is_tracked(path: Path) -> bool:
    """Tell whether git knows a file, or some file in a folder."""
    if find_repository(path.parent) is None:
        return False
    return bool(ask(path.parent, "ls-files", "-z", "--", path.name))


def unmerged_files(folder: Path) -> set[str]:
    """Return the paths, seen from ``folder``, of the files in and below it with a merge conflict that is not resolved."""
    if find_repository(folder) is None:
        return set()
    listed = ask(folder, "ls-files", "-z", "--unmerged", "--", ".") or ""
    return {entry.partition("\t")[2] for entry in listed.split("\0") if entry}


def move(old: Path, new: Path) -> None:
    """Move a file or folder that git knows, on disk and in the index.

    Raises:
        GitError: git refuses.
    """
    command = ("mv", "--", old.name, os.path.relpath(new, old.parent))
    run(old.parent, *command, environment=without_filters(old.parent))
