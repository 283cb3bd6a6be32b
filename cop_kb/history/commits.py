"""The commits of a log as values."""

from datetime import date
from itertools import islice
from typing import NamedTuple

from cop_kb.git import HEADER

_LAST_SECOND = 2**32 - 1  # in the year 2106, the last that the files of a site can bear


class Change(NamedTuple):
    """What a commit did to one file.

    Attributes:
        kind: The letter of git: ``A`` added, ``M`` changed, ``D`` deleted, ``R`` renamed, ``T`` another type of file; of
            a merge one letter a parent.
        old: Its path before.
        new: Its path afterwards; the same unless it was renamed.
    """

    kind: str
    old: str
    new: str


class Commit(NamedTuple):
    """One commit.

    Attributes:
        id: Its full name.
        parents: The full names of its parents.
        day: The day of its author.
        seconds: The time of the commit.
        author: Its author as ``Name <address>``.
        co_authors: Who else wrote it, as its trailers say.
        reviewers: Who reviewed it, as its trailers say.
        subject: The first line of its message.
        changes: The files that it touched.
    """

    id: str
    parents: tuple[str, ...]
    day: date
    seconds: int
    author: str
    co_authors: tuple[str, ...]
    reviewers: tuple[str, ...]
    subject: str
    changes: list[Change]


def parse_log(log: str) -> list[Commit]:
    """Return the commits of what ``cop_kb.git.read_log`` or ``read_merges`` returned, in its order."""
    fields = iter(log.split("\0"))
    commits: list[Commit] = []
    for field in fields:
        entry = field.lstrip("\n")
        if entry.startswith("\x01"):
            commits.append(_commit(entry[1:], *islice(fields, HEADER - 1)))
        elif entry:
            old = next(fields)
            new = next(fields) if entry[0] == "R" else old
            kind = entry.rstrip("0123456789")
            commits[-1].changes.append(Change(kind, old, new))
    return commits


def _commit(
    id: str,
    parents: str,
    day: str,
    seconds: str,
    name: str,
    address: str,
    subject: str,
    co_authors: str,
    reviewers: str,
) -> Commit:
    return Commit(
        id,
        tuple(parents.split()),
        _day(day),
        min(int(seconds or 0), _LAST_SECOND),
        f"{name} <{address}>",
        _people(co_authors),
        _people(reviewers),
        subject,
        [],
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:  # a commit may claim any year
        return date.max


def _people(text: str) -> tuple[str, ...]:
    return tuple(text.split("\x1f")) if text else ()
