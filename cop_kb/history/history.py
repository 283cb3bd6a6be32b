"""What git knows of the files below a folder: read in one pass, and only when somebody asks."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from cop_kb.git import is_shallow, read_log
from cop_kb.history.dates import parse_log

_SHALLOW = "This is a shallow clone: dates are left out. Fetch the whole history (fetch-depth: 0, or GIT_DEPTH: 0)."


class FileHistory(NamedTuple):
    """What the history says of one file, renames followed.

    Attributes:
        created: The author's day of its first commit.
        changed: The author's day of the last commit that really changed it.
        authors: The names of its authors and co-authors, those with the most commits first.
        reviewers: The names of those who reviewed a change of it that they had not written, sorted.
        revisions: How many commits changed it.
    """

    created: date
    changed: date
    authors: tuple[str, ...] = ()
    reviewers: tuple[str, ...] = ()
    revisions: int = 1


class History:
    """What git knows of the files below a folder. Nothing is read before something is asked.

    Args:
        folder: The folder; None for one without a history.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    @cached_property
    def files(self) -> Mapping[str, FileHistory]:
        """The history of each file by its path below the folder; empty for a shallow clone, where it would be wrong."""
        days = {} if self.notice else self._read[0]
        return {path: FileHistory(first, last) for path, (first, last) in days.items()}

    @cached_property
    def notice(self) -> str:
        """Why nothing is known, for people; empty when all is well."""
        return _SHALLOW if self.last_commit is not None and self._is_shallow else ""

    @property
    def last_commit(self) -> int | None:
        """The time of the last commit in seconds since 1970; None without one."""
        return self._read[1]

    @cached_property
    def _is_shallow(self) -> bool:
        return self._folder is not None and is_shallow(self._folder)

    @cached_property
    def _read(self) -> tuple[Mapping[str, tuple[date, date]], int | None]:
        log = read_log(self._folder) if self._folder else ""
        return parse_log(log) if log else ({}, None)


NO_HISTORY = History(None)


def read_history(folder: Path) -> History:
    """Return the history of all files below ``folder``.

    Outside of a repository and before the first commit there is none. A shallow clone gives no dates rather than wrong
    ones, and a notice.
    """
    return History(folder)
