"""Since when: a day, a span such as ``4 weeks``, a version or a commit, as somebody names it on the command line."""

import re
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from cop_kb import git
from cop_kb.errors import CopKbError, GitError
from cop_kb.git.span import commit_before, last_tag
from cop_kb.insights.freshness import is_span, subtract_span

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_EXAMPLES = "Write a day such as 2026-05-31, a span such as `4 weeks`, a tag or a commit."
_OTHERWISE = "4 weeks"
_LAST_DAY = date.max - timedelta(days=1)


class Moment(NamedTuple):
    """A moment of a repository.

    Attributes:
        words: How to call it.
        commit: The full name of the commit of that moment; None for a time before the first one.
    """

    words: str
    commit: str | None


def find_start(folder: Path, since: str | None, head: str, today: date) -> Moment:
    """Return the moment since which things are new.

    Args:
        folder: A folder inside of a repository.
        since: What somebody wrote: a day and a span count from the evening before. None for the last version before
            ``head``, or the last four weeks where there is none.
        head: The commit at the end.
        today: The day that counts as today.

    Raises:
        CopKbError: It cannot be understood, lies in the future, lies after ``head``, or lies before what a shallow clone
            has.
    """
    end = git.find_commit(folder, head)
    if since is None:
        since = last_tag(folder, head) or _OTHERWISE
    day = _read_day(since, today)
    if day is None:
        commit = _commit(folder, since)
        _require_order(folder, since, commit, end)
        return Moment(since, commit)
    if day > today:
        raise CopKbError(f"{since} lies in the future.", "Name a day that has begun.")
    return Moment(day.isoformat(), commit_before(folder, day, head))


def find_end(folder: Path, until: str, today: date) -> str:
    """Return the last commit of the day, or the commit, that ``until`` names.

    Raises:
        CopKbError: There is none.
    """
    git.require_repository(folder)
    day = _read_day(until, today)
    if day is None:
        return _commit(folder, until)
    commit = commit_before(folder, min(day, _LAST_DAY) + timedelta(days=1))
    if commit is None:
        raise CopKbError(f"There was no commit yet on {day}.", "Name a later day.")
    return commit


def _read_day(text: str, today: date) -> date | None:
    """Return the day that ``text`` names, or with which a span begins that ends today; None for anything else."""
    if _DAY.fullmatch(text):
        try:
            return date.fromisoformat(text)
        except ValueError as error:
            raise CopKbError(f"{text} is no day of the calendar.", _EXAMPLES) from error
    if not is_span(text):
        return None
    return subtract_span(today, text) or date.min  # before the first year


def _require_order(folder: Path, since: str, commit: str, end: str) -> None:
    if commit != end and git.merge_base(folder, commit, end) == end:
        message = f"{since} is later than the commit to end with."
        raise CopKbError(message, "Name the earlier one first, and the later one with --until.")


def _commit(folder: Path, revision: str) -> str:
    try:
        return git.find_commit(folder, revision)
    except GitError as error:
        if git.is_shallow(folder) or git.find_repository(folder) is None:
            raise
        message = f"{revision!r} is no day, no span of time, and no commit that git knows here."
        raise CopKbError(message, _EXAMPLES) from error
