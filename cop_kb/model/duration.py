"""How long something takes, as people write it: ``45 min``, ``2 h``, ``1 h 30 min``."""

import re

_DURATION = re.compile(r"(?:([0-9]+) h)?(?: ?([0-9]+) min)?")
_HOUR = 60


def minutes_of(text: str) -> int:
    """Return the minutes that ``text`` stands for; 0 where it cannot be read."""
    match = _DURATION.fullmatch(text.strip())
    if match is None:
        return 0
    return int(match[1] or 0) * _HOUR + int(match[2] or 0)


def in_words(minutes: int) -> str:
    """Return a number of minutes as people write it; empty for none."""
    hours, rest = divmod(minutes, _HOUR)
    parts = [f"{hours} h"] if hours else []
    parts += [f"{rest} min"] if rest else []
    return " ".join(parts)
