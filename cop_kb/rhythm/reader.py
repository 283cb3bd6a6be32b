"""Reads a rhythm: clause by clause in whatever order they come, then what they mean together."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from typing import TypeAlias

from cop_kb.model.nearest import Vocabulary
from cop_kb.rhythm import calendar_days, clauses, clock
from cop_kb.rhythm.calendar_days import End, Start
from cop_kb.rhythm.clauses import DayOfYear, Days, Frequency, Months, Period
from cop_kb.rhythm.clock import Times, Zone
from cop_kb.rhythm.combination import Said, combine
from cop_kb.rhythm.occurrences import pattern_dates
from cop_kb.rhythm.pattern import Day, Pattern
from cop_kb.rhythm.rhythm import Problem, Rhythm, Unclear
from cop_kb.rhythm.tokens import SEPARATORS, Cursor
from cop_kb.rhythm.words import ALL_WORDS, REFUSED_WORDS, Unit

Clause: TypeAlias = Frequency | Days | DayOfYear | Months | Period | Times | Zone | Start | End

EXAMPLES = "`every second Tuesday 15:00 Europe/Prague`, `first Monday of the month 9:30`"
_OCCASION = re.compile(
    r"(?:after|before)\s+(?:a|an|each|every)\b|when(?:ever)?\b|(?:as|if|when)\s+needed\b"
    r"|ad[ -]hoc\b|on\s+(?:demand|request)\b",
    re.IGNORECASE,
)
_CLAUSES: tuple[Callable[[Cursor], Clause | None], ...] = (
    *(clock.times, calendar_days.start_day, calendar_days.last_day),
    *(clauses.day_of_year, clauses.frequency, clauses.days, clauses.period),
    clock.zone,
)
_QUESTIONS: dict[type, str] = {
    Frequency: "how often",
    Months: "in which months",
    Period: "of which month",
    Times: "at what time",
    Zone: "in which time zone",
    Start: "from when",
    End: "until when",
}


def read_rhythm(text: str) -> Rhythm | Problem:
    """Read when something happens again and again, as people say it in English.

    An occasion without a date, such as ``after each incident`` or ``when needed``, is a rhythm without a pattern.

    Args:
        text: Such as ``every second Tuesday 15:00 Europe/Prague``.
    """
    words = text.strip()
    if _OCCASION.match(words):
        return Rhythm(words)
    try:
        return _read(text)
    except Unclear as unclear:
        return unclear.problem


def _read(text: str) -> Rhythm:
    said, rhythm = Said(text), Rhythm(" ".join(text.split()))
    start, until = None, None
    for clause in _split(text):
        match clause:
            case Days():
                said.days.append(clause)
            case DayOfYear():
                said.add(clause)
            case Frequency():
                said.frequency = clause
            case Months():
                said.months = clause
            case Period():
                said.period = clause
            case Times():
                rhythm = replace(rhythm, begins=clause.begins, ends=clause.ends)
            case Zone():
                rhythm = replace(rhythm, time_zone=clause.name)
            case Start():
                start = clause
            case End():
                until = clause
    return _between(replace(rhythm, pattern=combine(said)), start, until)


def _split(text: str) -> list[Clause]:
    """Return the clauses of ``text``; every word must belong to one."""
    cursor, found = Cursor(text), list[Clause]()
    cursor.skip(SEPARATORS)
    while not cursor.is_at_end:
        clause = next((c for read in _CLAUSES if (c := read(cursor))), None)
        if clause is None:
            raise _unknown(cursor)
        _refuse_second(text, found, clause)
        found.append(clause)
        cursor.skip(SEPARATORS)
    return found


def _refuse_second(text: str, found: list[Clause], clause: Clause) -> None:
    question = _QUESTIONS.get(type(clause))
    first = next((other for other in found if type(other) is type(clause)), None)
    if question and first:
        (start, end), (a, b) = clause.span, first.span
        message = f"It says {question} twice: `{text[a:b]}` and `{text[start:end]}`."
        hint = "Keep one of the two here, and tell of the other in the text."
        raise Unclear(Problem(message, hint, start, end))


def _unknown(cursor: Cursor) -> Unclear:
    """Return the error about the first word that nothing is known of, else about the first that does not fit."""
    index = cursor.index
    cursor.skip(_known())
    if cursor.is_at_end or cursor.token.kind in ("time", "ordinal"):
        cursor.index = index + 1
        message = f"`{cursor.said(index)}` does not fit here."
        return cursor.fail(index, message, f"Write it as in {EXAMPLES}.")
    index, (kind, word, *_) = cursor.index, cursor.take()
    if kind == "number" and cursor.word in REFUSED_WORDS:  # "3 times"
        word = cursor.take().word
    if word in REFUSED_WORDS:
        what, hint = REFUSED_WORDS[word]
        return cursor.fail(index, f"`{cursor.said(index)}` {what}.", hint)
    close = _vocabulary().nearest(word)
    if kind == "number":
        hint = "Write a time as `9:00`, a day of the month as `15th`."
    elif kind == "date":
        hint = "A rhythm repeats. For its first day, put `from` before it."
    elif close and close[0].lower() == word[0]:
        hint = f"Did you mean `{close}`?"
    else:
        hint = f"Write it as in {EXAMPLES}."
    return cursor.fail(index, f"`{cursor.said(index)}` is not understood in a rhythm.", hint)


@cache
def _known() -> frozenset[str]:
    return frozenset(word.lower() for word in ALL_WORDS)


@cache
def _vocabulary() -> Vocabulary:
    return Vocabulary(ALL_WORDS)


def _between(rhythm: Rhythm, start: Start | None, until: End | None) -> Rhythm:
    """Return ``rhythm`` with its first and last day."""
    if start and rhythm.pattern:
        pattern, first = _anchored(rhythm.pattern, start)
        rhythm = replace(rhythm, pattern=pattern, start=first)
    if until and rhythm.start and until.day < rhythm.start:
        message = f"It ends before {rhythm.start}, its first day."
        raise Unclear(Problem(message, "Correct one of the two days.", *until.span))
    return replace(rhythm, until=until.day) if until else rhythm


def _anchored(pattern: Pattern, start: Start) -> tuple[Pattern, date]:
    """Return the pattern with its first date, on or after the day that was said."""
    if pattern.unit is Unit.WEEK and not pattern.days:
        pattern = replace(pattern, days=(Day(0, start.day.weekday()),))
    if not pattern.names_days:
        return pattern, start.day
    uncounted = pattern_dates(replace(pattern, interval=1), start.day, start.day)
    first = next(uncounted, start.day)
    if next(pattern_dates(pattern, start.day, start.day), None) != first:
        # Does it begin with the next such day, or with the one of the next week, month or year that counts?
        message = f"{start.day} is none of its days, so nobody can tell which ones count."
        hint = f"Write the day of one of them, such as `from {first}`."
        raise Unclear(Problem(message, hint, *start.span))
    return pattern, first
