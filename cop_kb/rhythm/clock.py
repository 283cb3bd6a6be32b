"""Reads at what time something happens, and in which time zone."""

import re
from collections.abc import Callable
from datetime import time
from typing import NamedTuple, TypeVar

from cop_kb.rhythm.time_zones import EXAMPLE, find_zone, nearest_zone, vague_zone
from cop_kb.rhythm.tokens import DASHES, Cursor, Span

_Found = TypeVar("_Found")
_CLOCK = re.compile(r"([0-9]{1,2})(?:[:.h]([0-9]{2}))?\s?(?:([ap])\.?m\.?|h)?", re.IGNORECASE)
_NAMED = {"noon": time(12), "midday": time(12), "midnight": time(0)}
_LONGEST = 12  # hours; what seems to last longer was meant otherwise
_LONGEST_NAME = 3
"""How many words the name of a place has at most, such as Ho Chi Minh."""


class Times(NamedTuple):
    """``15:00``, ``16:00 to 17:00``."""

    begins: time
    ends: time | None
    span: Span


class Zone(NamedTuple):
    """``Europe/Prague``."""

    name: str
    span: Span


def times(cursor: Cursor) -> Times | None:
    """Read a time, or when it begins and ends."""
    start = cursor.index
    joints = ("and",) if cursor.accept("between") else DASHES
    cursor.accept("at", "from")
    begins = _moment(cursor)
    if begins is None:
        cursor.index = start
        return None
    end = cursor.index
    ends = _moment(cursor) if cursor.accept(*joints) else None
    if ends is None:
        cursor.index = end
        return Times(begins, None, cursor.span(start))
    minutes = (ends.hour - begins.hour) * 60 + ends.minute - begins.minute
    if not 0 < minutes % (24 * 60) <= _LONGEST * 60:
        hint = "Write the time of the beginning first, both as on a clock with 24 hours."
        message = f"`{cursor.said(start)}` does not end within {_LONGEST} hours."
        raise cursor.fail(start, message, hint)
    return Times(begins, ends, cursor.span(start))


def _moment(cursor: Cursor) -> time | None:
    token = cursor.token
    if token.word in _NAMED:
        return _NAMED[cursor.take().word]
    if token.kind == "number":
        return _hour_of_range(cursor)
    if token.kind != "time":
        return None
    return _clock(cursor, token.word)


def _hour_of_range(cursor: Cursor) -> time | None:
    """Read the ``2`` of ``2 to 3 pm``."""
    start = cursor.index
    number = cursor.take().word
    if cursor.accept(*DASHES) and cursor.token.kind == "time":
        half = re.search(r"[ap]\.?m", cursor.word)
        cursor.index = start
        if half:
            return _clock(cursor, number + half[0])
    cursor.index = start
    return None


def _clock(cursor: Cursor, text: str) -> time:
    start = cursor.index
    cursor.take()
    match = _CLOCK.fullmatch(text)
    if match:
        hour, minute, half = int(match[1]), int(match[2] or 0), (match[3] or "").lower()
        if half and 1 <= hour <= 12:  # noqa: PLR2004 - a clock with two halves
            hour = hour % 12 + (12 if half == "p" else 0)
            half = ""
        if not half and hour < 24 and minute < 60:  # noqa: PLR2004 - a clock
            return time(hour, minute)
    message = f"There is no time `{cursor.said(start)}`."
    raise cursor.fail(start, message, "Write it as on a clock with 24 hours, such as 15:00.")


def zone(cursor: Cursor) -> Zone | None:
    """Read a time zone, perhaps with the word "time" behind it."""
    start = cursor.index
    cursor.accept("in")
    name = _longest(cursor, find_zone)
    if name is None:
        _refuse_zone(cursor)
        cursor.index = start
        return None
    cursor.accept("time")
    return Zone(name, cursor.span(start))


def _longest(cursor: Cursor, find: Callable[[str], _Found | None]) -> _Found | None:
    """Return what is found under the longest of the names that begin here, and go behind that."""
    start = cursor.index
    for length in range(min(_LONGEST_NAME, cursor.left), 0, -1):
        cursor.index = start + length
        found = find(cursor.said(start))
        if found:
            return found
    cursor.index = start
    return None


def _refuse_zone(cursor: Cursor) -> None:
    """Raise an error for what only looks like a zone."""
    start, kind = cursor.index, cursor.token.kind
    vague = _longest(cursor, vague_zone)
    if vague:
        message = (
            f"`{cursor.said(start)}` does not tell whether clocks change in summer, and where."
        )
        names = " or ".join(f"`{name}`" for name in vague)
        raise cursor.fail(start, message, f"Name a place with the same time, such as {names}.")
    close = _longest(cursor, nearest_zone)
    if close:
        raise cursor.fail(start, f"`{cursor.said(start)}` is no time zone.", f"Write `{close}`.")
    if kind in ("offset", "zone"):
        cursor.take()
        message = f"`{cursor.said(start)}` is no time zone."
        hint = f"Name a place in the zone, continent and city as in `{EXAMPLE}`, or write `UTC`."
        raise cursor.fail(start, message, hint)
