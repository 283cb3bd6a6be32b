"""The clauses that a rhythm is made of: how often, on which days, in which months, when, where, from and until when.

Each reads one clause at the cursor and returns it, or returns None and leaves the cursor where it was.
"""

from typing import NamedTuple

from cop_kb.rhythm.calendar_days import read_date
from cop_kb.rhythm.tokens import DASHES, SEPARATORS, Cursor, Span
from cop_kb.rhythm.words import (
    EVERY,
    FREQUENCY_WORDS,
    MONTH_WORDS,
    MONTHS_OF_QUARTER,
    NUMBER_WORDS,
    ORDINAL_WORDS,
    OTHER,
    UNIT_WORDS,
    WEEKDAY_WORDS,
    WEEKDAYS,
    WORKING,
    WORKING_WORDS,
    Unit,
)

_MOST = 99


class Frequency(NamedTuple):
    """``weekly``, ``every 2 weeks``."""

    unit: Unit
    interval: int
    span: Span


class Days(NamedTuple):
    """``every second Tuesday``, ``first and third Monday``, ``the 15th``.

    Attributes:
        is_every: Whether it says "every".
        positions: First, second … last; empty where every one is meant.
        weekdays: From 0; empty where days of the month are meant.
        is_working: Whether working days are meant.
        after: The position and the weekday after which it comes.
        span: Where it stands.
    """

    is_every: bool
    positions: tuple[int, ...]
    weekdays: tuple[int, ...]
    is_working: bool
    after: tuple[int, int] | None
    span: Span


class DayOfYear(NamedTuple):
    """``4 May``."""

    day: int
    month: int
    span: Span


class Months(NamedTuple):
    """``in May and June``."""

    months: tuple[int, ...]
    span: Span


class Period(NamedTuple):
    """``of the month``, ``of every second month``, ``of the quarter``."""

    unit: Unit
    interval: int
    span: Span


def frequency(cursor: Cursor) -> Frequency | None:
    """Read how often."""
    start = cursor.index
    if cursor.word in FREQUENCY_WORDS:
        unit, interval = FREQUENCY_WORDS[cursor.take().word]
        return Frequency(unit, interval, cursor.span(start))
    once = cursor.accept("once")
    if cursor.accept(*EVERY) or (once and cursor.accept("a", "per", "the")):
        found = _units(cursor)
        if found:
            return Frequency(*found, cursor.span(start))
    cursor.index = start
    return None


def _units(cursor: Cursor) -> tuple[Unit, int] | None:
    """Read ``week``, ``2 weeks``, ``second week``, ``other week``."""
    start = cursor.index
    count = _count(cursor)
    if cursor.word not in UNIT_WORDS:
        cursor.index = start
        return None
    unit, size = UNIT_WORDS[cursor.take().word]
    interval = size * (1 if count is None else count)
    most = _MOST // MONTHS_OF_QUARTER if unit is Unit.QUARTER else _MOST
    if not 1 <= interval <= most:
        hint = f"Write a number from 1 to {most}."
        raise cursor.fail(start, f"`every {cursor.said(start)}` is no rhythm.", hint)
    return unit, interval


def _count(cursor: Cursor) -> int | None:
    token, word = cursor.token, cursor.word
    if word == "other":
        number: int | None = OTHER
    elif token.kind == "number":
        number = int(word) if len(word) < len(str(_MOST)) + 1 else _MOST + 1
    elif token.kind == "ordinal":
        number = int(word[:-2])
    else:
        number = NUMBER_WORDS.get(word) or ORDINAL_WORDS.get(word)
    cursor.index += number is not None
    return number


def days(cursor: Cursor) -> Days | None:
    """Read on which days."""
    start = cursor.index
    cursor.accept("on", "at")
    cursor.accept("the", "a", "an")
    is_every = cursor.accept(*EVERY)
    cursor.accept("the")
    positions = _positions(cursor)
    is_working = _accept_working(cursor)
    weekdays = () if is_working else _weekdays(cursor)
    if not (positions or is_working or weekdays):
        cursor.index = start
        return None
    if positions and not (weekdays or is_working) and not _is_day_of_month(cursor):
        cursor.index = start
        return None
    after = _after(cursor) if len(weekdays) == 1 and not positions else None
    return Days(is_every, positions, weekdays, is_working, after, cursor.span(start))


def _is_day_of_month(cursor: Cursor) -> bool:
    """Tell whether the position before is that of a day: ``15th``, ``first day``, ``first of the month``."""
    return cursor.accept("day") or cursor.word in ("of", "in") or cursor.before.kind == "ordinal"


def _positions(cursor: Cursor) -> tuple[int, ...]:
    """Read ``first and third``, ``1st/3rd``, ``other``, ``last``."""
    found: list[int] = []
    end = cursor.index
    while True:
        token = cursor.take()
        if token.kind == "ordinal":
            found.append(int(token.word[:-2]))
        elif token.word in ORDINAL_WORDS:
            found.append(ORDINAL_WORDS[token.word])
        elif token.word == "other" and not found:
            found.append(OTHER)
        else:
            cursor.index = end
            return tuple(found)
        end = cursor.index
        cursor.skip((*SEPARATORS, "/", "the"))


def _accept_working(cursor: Cursor) -> bool:
    if cursor.accept(*WORKING_WORDS):
        return True
    start = cursor.index
    if cursor.accept(*WORKING) and cursor.accept("day", "days"):
        return True
    cursor.index = start
    return False


def _weekdays(cursor: Cursor) -> tuple[int, ...]:
    """Read ``Monday``, ``Mondays, Tuesdays and Fridays``, ``Monday to Friday``."""
    found: list[int] = []
    end = cursor.index
    while cursor.word in WEEKDAY_WORDS:
        found.append(WEEKDAY_WORDS[cursor.take().word])
        end = cursor.index
        if cursor.accept(*DASHES) and cursor.word in WEEKDAY_WORDS:
            last = WEEKDAY_WORDS[cursor.take().word]
            length = (last - found[-1]) % len(WEEKDAYS)
            found += [(found[-1] + step) % len(WEEKDAYS) for step in range(1, length + 1)]
            end = cursor.index
        cursor.skip((*SEPARATORS, "/", "on"))
    cursor.index = end
    return tuple(found)


def _after(cursor: Cursor) -> tuple[int, int] | None:
    """Read ``after the fourth Tuesday``."""
    start = cursor.index
    cursor.skip(SEPARATORS)
    if cursor.accept("after"):
        cursor.accept("the")
        positions, weekdays = _positions(cursor), _weekdays(cursor)
        if len(positions) == len(weekdays) == 1:
            return positions[0], weekdays[0]
    cursor.index = start
    return None


def day_of_year(cursor: Cursor) -> DayOfYear | None:
    """Read ``4 May``, ``4th of May``, ``May 4``; with a year it is a single day."""
    start = cursor.index
    cursor.accept("on")
    cursor.accept("the")
    found = read_date(cursor)
    if found is None:
        cursor.index = start
        return None
    if found.year is not None:
        hint = "A rhythm repeats. For its first day, put `from` before it."
        raise cursor.fail(start, f"`{cursor.said(start)}` is a single day.", hint)
    return DayOfYear(found.day, found.month, cursor.span(start))


def period(cursor: Cursor) -> Period | Months | None:
    """Read of what the days are part."""
    start = cursor.index
    if cursor.accept("of", "in"):
        cursor.accept("the", "a", *EVERY)
        found = _units(cursor)
        if found:
            return Period(*found, cursor.span(start))
        months: list[int] = []
        end = start
        while cursor.word in MONTH_WORDS:
            months.append(MONTH_WORDS[cursor.take().word])
            end = cursor.index
            cursor.skip((*SEPARATORS, "/"))
        cursor.index = end
        if months:
            return Months(tuple(sorted(set(months))), cursor.span(start))
    cursor.index = start
    return None
