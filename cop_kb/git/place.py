"""Where a folder lies in its repository, and what is checked out there."""

import re
from pathlib import Path
from typing import NamedTuple

from cop_kb.errors import GitError
from cop_kb.git.repository import find_repository, require_git
from cop_kb.git.runner import run

_PRINTED = re.compile(r"(true|false)\n((?:\.\./)*)\n(.*?)(?:\n([0-9a-f]{40,64}))?\n?", re.DOTALL)


class Place(NamedTuple):
    """A folder as git sees it.

    Attributes:
        top: The top folder of its work tree.
        prefix: The path of the folder below it with a slash at the end; empty for the top folder.
        head: The full name of the commit that is checked out; empty before the first one.
        is_shallow: Whether only the last part of the history is there.
    """

    top: Path
    prefix: str
    head: str
    is_shallow: bool


def find_place(folder: Path) -> Place | None:
    """Return where ``folder`` lies; None outside of a work tree, and where it does not exist.

    Raises:
        GitError: There is a repository, but git cannot be run or does not read it.
    """
    if not folder.is_dir():
        return None
    command = ("rev-parse", "--is-shallow-repository", "--show-cdup", "--show-prefix")
    try:
        printed = run(folder, *command, "--revs-only", "HEAD")
    except GitError as error:
        repository = find_repository(folder)
        if repository is None:
            return None
        require_git(folder)
        if "safe.directory" in error.message:
            message = "This repository belongs to somebody else, so git does not read it."
            hint = f"Allow it with: git config --global --add safe.directory {repository}"
            raise GitError(message, hint, folder) from error
        raise
    found = _PRINTED.fullmatch(printed)
    if found is None:  # its work tree is elsewhere
        return None
    shallow, up, prefix, head = found.groups()
    return Place((folder.resolve() / up).resolve(), prefix, head or "", shallow == "true")
