"""The dates on which a rhythm falls."""

from collections.abc import Iterator
from datetime import date, datetime, time

from dateutil.rrule import rrulestr

from cop_kb.rhythm.pattern import Pattern
from cop_kb.rhythm.rhythm import Rhythm


def occurrences(rhythm: Rhythm, since: date) -> Iterator[date]:
    """Yield the dates of ``rhythm`` from the day ``since`` on, in their order; none where it does not determine them.

    They are meant in its own time zone.
    """
    if rhythm.pattern is None or not rhythm.has_dates:
        return
    for day in pattern_dates(rhythm.pattern, rhythm.start or since, since):
        if rhythm.until and day > rhythm.until:
            return
        yield day


def pattern_dates(pattern: Pattern, start: date, since: date) -> Iterator[date]:
    """Yield the dates of ``pattern`` from ``since`` on, counted from ``start``."""
    rule = rrulestr(pattern.rule, dtstart=datetime.combine(start, time.min))
    for moment in rule.xafter(datetime.combine(since, time.min), inc=True):
        yield moment.date()
