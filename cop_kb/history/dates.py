"""When each file was added and last changed, from the history of the repository."""

from datetime import date

_COMMIT = "\x01"


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
