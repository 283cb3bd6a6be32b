"""What reading a rhythm gives: a rhythm, or what is wrong with it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cached_property
from typing import NamedTuple
from zoneinfo import ZoneInfo

from cop_kb.rhythm.pattern import Pattern
from cop_kb.rhythm.words import EN_DASH, MONTHS

_END_OF_DAY = time(23, 59, 59)


class Problem(NamedTuple):
    """Why a text is no rhythm, and where in it; ``end`` is exclusive."""

    message: str
    hint: str
    start: int
    end: int


class Unclear(Exception):
    """A text is no rhythm; the problem says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


@dataclass(frozen=True)
class Rhythm:
    """When something happens again and again.

    Attributes:
        text: As the author wrote it.
        pattern: The days; None for an occasion without any, such as ``after each incident``.
        begins: At what time it begins.
        ends: At what time it ends; on the next day where that is earlier than ``begins``.
        time_zone: The name of the zone in which the time is meant; empty where that is left open.
        start: The first day.
        until: The last day.
    """

    text: str
    pattern: Pattern | None = None
    begins: time | None = None
    ends: time | None = None
    time_zone: str = ""
    start: date | None = None
    until: date | None = None

    @cached_property
    def rule(self) -> str:
        """The recurrence rule of RFC 5545; empty for an occasion."""
        if self.pattern is None:
            return ""
        return self.pattern.rule + (f";UNTIL={self._last_moment(self.until)}" if self.until else "")

    @property
    def lacks_start(self) -> bool:
        """Whether nobody can tell which weeks, months or years are meant, as with ``every second Tuesday``."""
        pattern = self.pattern
        return bool(pattern and pattern.names_days and pattern.interval > 1 and not self.start)

    @property
    def lacks_days(self) -> bool:
        """Whether a weekday is named without saying which of the month, as with ``monthly on a Thursday``."""
        pattern = self.pattern
        return bool(pattern and pattern.days and not pattern.names_days)

    @property
    def lacks_zone(self) -> bool:
        """Whether there is a time without a zone."""
        return self.begins is not None and not self.time_zone

    @property
    def has_dates(self) -> bool:
        """Whether it determines on which dates it falls."""
        return self.pattern is not None and self.pattern.names_days and not self.lacks_start

    def in_words(self) -> str:
        """Return it in words that `read_rhythm` reads as the same."""
        if self.pattern is None:
            return self.text[:1].upper() + self.text[1:]
        words = self.pattern.in_words()
        if self.begins and self.ends:
            words += f", {_clock(self.begins)}{EN_DASH}{_clock(self.ends)}"
        elif self.begins:
            words += f" at {_clock(self.begins)}"
        if self.time_zone:
            words += f", {self.time_zone}" + (" time" if "/" in self.time_zone else "")
        if self.start:
            words += f", from {_day(self.start)}"
        return words + (f", until {_day(self.until)}" if self.until else "")

    def _last_moment(self, day: date) -> str:
        """Say the end as the beginning is said, which RFC 5545 demands: a day, local time, or UTC where a zone is known."""
        if self.begins is None:
            return f"{day:%Y%m%d}"
        moment = datetime.combine(day, _END_OF_DAY)
        if not self.time_zone:
            return f"{moment:%Y%m%dT%H%M%S}"
        return f"{moment.replace(tzinfo=ZoneInfo(self.time_zone)).astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _clock(moment: time) -> str:
    return f"{moment.hour}:{moment.minute:02}"


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
