"""When each file was added and last changed, from the history of the repository."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from cop_kb.git import is_shallow, read_log

_COMMIT = "\x01"


@dataclass(frozen=True)
class History:
    """What git knows of the files below a folder.

    Attributes:
        dates: By path below the folder the author's day of the first and of the last commit, renames followed.
        last_commit: Time of the last commit in seconds since 1970; None without one.
        notice: Why nothing is known, for people; empty when all is well.
    """

    dates: Mapping[str, tuple[date, date]] = field(default_factory=dict)
    last_commit: int | None = None
    notice: str = ""


def read_history(folder: Path) -> History:
    """Read the history of all files below ``folder``.

    Outside of a repository and before the first commit there is none. A shallow clone gives no dates rather than wrong
    ones, and a notice.
    """
    log = read_log(folder)
    if not log:
        return History()
    dates, last_commit = parse_log(log)
    if is_shallow(folder):
        notice = "This is a shallow clone: dates are left out. Fetch the whole history (fetch-depth: 0, or GIT_DEPTH: 0)."
        return History({}, last_commit, notice)
    return History(dates, last_commit)


def parse_log(log: str) -> tuple[dict[str, tuple[date, date]], int | None]:
    """Return first and last day by the present path of each file, and the time of the newest commit.

    Args:
        log: What ``cop_kb.git.read_log`` returns.
    """
    fields = iter(log.split("\0"))
    days: dict[str, tuple[str, str]] = {}
    names: dict[
        str, str
    ] = {}  # a path at the time of the commit that is read, to the path of today
    day, newest = "", None
    for entry in fields:
        text = entry.lstrip("\n")
        if text.startswith(_COMMIT):
            day, _, seconds = text[1:].partition(" ")
            newest = int(seconds) if newest is None else newest
        elif text.startswith(("R", "C")):
            old, new = next(fields), next(fields)
            today = _note(days, names, new, day)
            if text.startswith("R"):
                names[old] = today
        elif text:
            _note(days, names, next(fields), day)
    return {
        path: (date.fromisoformat(first), date.fromisoformat(last))
        for path, (first, last) in days.items()
    }, newest


def _note(days: dict[str, tuple[str, str]], names: dict[str, str], path: str, day: str) -> str:
    """Widen the days of the file that was called ``path`` then, and return what it is called today."""
    today = names.pop(path, path)
    names[path] = today
    first, last = days.get(today, (day, day))
    days[today] = (min(first, day), max(last, day))
    return today
