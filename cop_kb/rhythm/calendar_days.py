"""Reads days of the calendar: the first and the last of a rhythm."""

import calendar
from datetime import date
from typing import NamedTuple

from cop_kb.rhythm.tokens import Cursor, Span
from cop_kb.rhythm.words import MONTH_WORDS, MONTHS, WEEKDAY_WORDS, WEEKDAYS

_YEARS = range(1970, 2200)
_LEAP_YEAR = 2024
_HINT = "Write the day as year-month-day, such as 2026-09-01."


class Start(NamedTuple):
    """``from 2026-09-01``."""

    day: date
    span: Span


class End(NamedTuple):
    """``until 2026-12-18``."""

    day: date
    span: Span


class DayMonth(NamedTuple):
    """A day of the calendar; ``year`` is None where it is not said."""

    day: int
    month: int
    year: int | None


def start_day(cursor: Cursor) -> Start | None:
    """Read from when."""
    found = _day_after(cursor, ("from", "starting", "starts", "since", "beginning", "begins"))
    return found and Start(*found)


def last_day(cursor: Cursor) -> End | None:
    """Read until when."""
    found = _day_after(cursor, ("until", "till", "to", "through", "ending", "ends"))
    return found and End(*found)


def _day_after(cursor: Cursor, words: tuple[str, ...]) -> tuple[date, Span] | None:
    start = cursor.index
    if not cursor.accept(*words):
        return None
    cursor.accept("on", "with")
    weekday = WEEKDAY_WORDS.get(cursor.word)
    cursor.index += weekday is not None
    cursor.accept(",")
    first = cursor.index
    found = read_date(cursor)
    if found is None:
        cursor.index = start
        return None
    if found.year is None:
        message = f"`{cursor.said(first)}` does not say in which year."
        raise cursor.fail(first, message, _HINT)
    day = date(found.year, found.month, found.day)
    if weekday not in (None, day.weekday()):
        message = f"{day} is a {WEEKDAYS[day.weekday()]}."
        raise cursor.fail(start, message, "Correct the day or the date.")
    return day, cursor.span(start)


def read_date(cursor: Cursor) -> DayMonth | None:
    """Read ``2026-09-01``, ``1 September 2026``, ``Sep 1st, 2026``, or one of these without the year."""
    start = cursor.index
    if cursor.token.kind == "numeral":
        cursor.take()
        message = f"`{cursor.said(start)}` can be read in two ways."
        raise cursor.fail(start, message, _HINT)
    if cursor.token.kind == "date":
        year, month, day = map(int, cursor.take().word.split("-"))
        return _existing(cursor, start, DayMonth(day, month, year))
    day_first = _day_number(cursor)
    cursor.accept("of")
    named = MONTH_WORDS.get(cursor.word)
    cursor.index += named is not None
    number = day_first or (_day_number(cursor) if named else None)
    if named is None or number is None:
        cursor.index = start
        return None
    return _existing(cursor, start, DayMonth(number, named, _year(cursor)))


def _day_number(cursor: Cursor) -> int | None:
    token = cursor.token
    if token.kind not in ("number", "ordinal"):
        return None
    cursor.take()
    return int(token.word.rstrip("sthnrd")[:4])


def _year(cursor: Cursor) -> int | None:
    start = cursor.index
    cursor.accept(",")
    token = cursor.take()
    if token.kind == "number" and len(token.word) == len("2026"):
        return int(token.word)
    cursor.index = start
    return None


def _existing(cursor: Cursor, start: int, found: DayMonth) -> DayMonth:
    """Return ``found`` if there is such a day."""
    day, month, year = found
    if year is not None and year not in _YEARS:
        message = f"The year {year} is far away."
        raise cursor.fail(start, message, f"Years from {_YEARS[0]} to {_YEARS[-1]} are read.")
    if 1 <= month <= len(MONTHS) and 1 <= day <= calendar.monthrange(year or _LEAP_YEAR, month)[1]:
        return found
    raise cursor.fail(start, f"There is no day `{cursor.said(start)}`.", "Correct it.")
