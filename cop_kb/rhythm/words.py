"""The words of rhythms, and what they mean. All are folded: lower case."""

from collections.abc import Iterable, Mapping
from enum import Enum

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
WORKING_DAYS = (0, 1, 2, 3, 4)
EN_DASH = "\N{EN DASH}"
EM_DASH = "\N{EM DASH}"
LAST = -1
OTHER = 2
"""``every other week`` is ``every second week``."""


class Unit(Enum):
    """What a rhythm counts in; the value is what people call it."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


def _shortened(names: Iterable[str], *lengths: int) -> dict[str, int]:
    found: dict[str, int] = {}
    for index, name in enumerate(names):
        folded = name.lower()
        found |= {folded[:length]: index for length in lengths}
        found |= {folded: index, f"{folded}s": index}
    return found


WEEKDAY_WORDS: Mapping[str, int] = _shortened(WEEKDAYS, 3) | {
    **{"tues": 1, "weds": 2, "thur": 3, "thurs": 3}
}
MONTH_WORDS: Mapping[str, int] = {
    word: index + 1 for word, index in (_shortened(MONTHS, 3) | {"sept": 8}).items()
}
_NUMBERS = (
    *("one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
NUMBER_WORDS: Mapping[str, int] = {word: n for n, word in enumerate(_NUMBERS, 1)}
ORDINALS = (
    *("first", "second", "third", "fourth", "fifth"),
    *("sixth", "seventh", "eighth", "ninth", "tenth"),
)
ORDINAL_WORDS: Mapping[str, int] = {word: n for n, word in enumerate(ORDINALS, 1)} | {"last": LAST}

UNIT_WORDS: Mapping[str, tuple[Unit, int]] = {
    **dict.fromkeys(("day", "days"), (Unit.DAY, 1)),
    **dict.fromkeys(("week", "weeks"), (Unit.WEEK, 1)),
    **dict.fromkeys(("fortnight", "fortnights"), (Unit.WEEK, 2)),
    **dict.fromkeys(("month", "months"), (Unit.MONTH, 1)),
    **dict.fromkeys(("quarter", "quarters"), (Unit.QUARTER, 1)),
    **dict.fromkeys(("year", "years"), (Unit.YEAR, 1)),
}
FREQUENCY_WORDS: Mapping[str, tuple[Unit, int]] = {
    **dict.fromkeys(("daily",), (Unit.DAY, 1)),
    **dict.fromkeys(("weekly",), (Unit.WEEK, 1)),
    **dict.fromkeys(("biweekly", "bi-weekly", "fortnightly"), (Unit.WEEK, 2)),
    **dict.fromkeys(("monthly",), (Unit.MONTH, 1)),
    **dict.fromkeys(("quarterly",), (Unit.QUARTER, 1)),
    **dict.fromkeys(("half-yearly",), (Unit.MONTH, 6)),
    **dict.fromkeys(("yearly", "annually", "annual"), (Unit.YEAR, 1)),
}
MONTHS_OF_QUARTER = 3

_NAME_DAYS = "Name the days: `every Monday and Thursday`, `first and third Tuesday of the month`."
_IN_TEXT = "Leave it out here and tell of it in the text."
_FOR_CALENDARS = "Write it in words, such as `every second Tuesday 15:00 Europe/Prague`."
_ONE_OF_TWO = "Write `every second Tuesday from 2026-09-01`, with the day of one of them."
REFUSED_WORDS: Mapping[str, tuple[str, str]] = {
    **dict.fromkeys(
        ("bimonthly", "bi-monthly"),
        ("can mean two things", "Write `every second month`, or name two days of the month."),
    ),
    **dict.fromkeys(
        ("biannual", "biannually", "biennial", "biennially"),
        ("can mean two things", "Write `every 6 months` or `every 2 years`."),
    ),
    **dict.fromkeys(
        ("twice", "times", "semiweekly", "semi-weekly", "semimonthly", "semi-monthly"),
        ("leaves the days open", _NAME_DAYS),
    ),
    **dict.fromkeys(
        ("morning", "mornings", "afternoon", "afternoons", "evening", "evenings", "lunchtime"),
        ("is not a time", "Write when it begins, such as `9:00`."),
    ),
    **dict.fromkeys(
        ("except", "excluding", "unless", "but", "not", "or"),
        ("is more than a rhythm can say", _IN_TEXT),
    ),
    **dict.fromkeys(("odd", "even"), ("is counted anew each year", _ONE_OF_TWO)),
    **dict.fromkeys(("rrule", "freq"), ("is meant for calendars", _FOR_CALENDARS)),
    **dict.fromkeys(("tbd", "tba"), ("says nothing yet", "Leave the field out until it is known.")),
}
"""Words that mean two things, or something that a rhythm cannot say: what is wrong with each, and what to do."""

EVERY = ("every", "each")
WORKING_WORDS = ("weekday", "weekdays", "workday", "workdays")
WORKING = ("working", "business")
SMALL_WORDS = (
    *("the", "of", "in", "on", "at", "from", "to", "and", "until", "starting", "other", "once"),
    *("working", "business", "after", "noon", "midnight", "time"),
)

ALL_WORDS = (
    *(*EVERY, *SMALL_WORDS, *WORKING_WORDS, *NUMBER_WORDS, *ORDINAL_WORDS),
    *(*UNIT_WORDS, *FREQUENCY_WORDS),
    *(word for day in WEEKDAYS for word in (day, f"{day}s")),
    *MONTHS,
)
"""Every word as it is offered to somebody who mistyped one."""


def listed(parts: Iterable[str]) -> str:
    """Return ``parts`` as a list in words: ``Monday, Tuesday and Friday``."""
    *first, last = parts
    return f"{', '.join(first)} and {last}" if first else last


def ordinal(number: int) -> str:
    """Return ``number`` as a word where it is small, such as ``first``; else as ``15th``."""
    if number == LAST:
        return "last"
    return ORDINALS[number - 1] if number <= len(ORDINALS) else numeral(number)


def numeral(number: int) -> str:
    """Return ``number`` as a day of the month, such as ``15th``."""
    if number == LAST:
        return "last"
    teen = number % 100 in (11, 12, 13)
    return f"{number}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"
