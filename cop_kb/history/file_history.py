"""What the history says of one file."""

from datetime import date
from typing import NamedTuple


class FileHistory(NamedTuple):
    """What the history says of one file, renames followed. Addresses are nowhere in it.

    Attributes:
        created: The author's day of its first commit.
        changed: The author's day of the last commit that really changed it.
        authors: The names of its authors and co-authors, those with the most commits first. Each person whose name is or
            holds an e-mail address is an empty text at the end: to be counted, not to be named.
        reviewers: The names of those who reviewed a change of it that they had not written, sorted.
        revisions: How many commits really changed it.
    """

    created: date
    changed: date
    authors: tuple[str, ...] = ()
    reviewers: tuple[str, ...] = ()
    revisions: int = 1
