"""The days of a rhythm, without time and zone: as an iCalendar rule and in words."""

from dataclasses import dataclass
from typing import NamedTuple

from cop_kb.rhythm.words import (
    LAST,
    MONTHS,
    MONTHS_OF_QUARTER,
    OTHER,
    WEEKDAYS,
    WORKING_DAYS,
    Unit,
    listed,
    numeral,
    ordinal,
)

_FREQUENCIES = {
    Unit.DAY: "DAILY",
    Unit.WEEK: "WEEKLY",
    Unit.MONTH: "MONTHLY",
    Unit.YEAR: "YEARLY",
}
QUARTER_STARTS = (1, 4, 7, 10)
QUARTER_ENDS = (3, 6, 9, 12)


class Day(NamedTuple):
    """A weekday (0 is Monday): every one, or the one in a position, such as the second (2) or the last (-1)."""

    position: int
    weekday: int

    @property
    def code(self) -> str:
        """What iCalendar calls it, such as ``TU`` or ``-1FR``."""
        return f"{self.position or ''}{WEEKDAYS[self.weekday][:2].upper()}"

    @property
    def name(self) -> str:
        """The name of the weekday."""
        return WEEKDAYS[self.weekday]

    def __str__(self) -> str:
        return f"{ordinal(self.position)} {self.name}" if self.position else self.name


@dataclass(frozen=True)
class Pattern:
    """On which days something happens.

    Attributes:
        unit: What is counted; quarters count as three months.
        interval: Every how many of them.
        days: Weekdays; with positions, in the month. in a month, one without a position leaves open which.
        month_days: Days of the month; -1 is the last.
        months: The only months, from 1.
        working: Positions among the working days of the month.
        after: Counted from this day, such as the fourth Tuesday, the next of ``days`` is meant.
    """

    unit: Unit
    interval: int = 1
    days: tuple[Day, ...] = ()
    month_days: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    working: tuple[int, ...] = ()
    after: Day | None = None

    @property
    def names_days(self) -> bool:
        """Whether it says on which days; ``monthly`` does not."""
        if self.unit in (Unit.DAY, Unit.WEEK):
            return self.unit is Unit.DAY or bool(self.days)
        return bool(self.month_days or self.working or any(day.position for day in self.days))

    @property
    def rule(self) -> str:
        """The rule of RFC 5545, section 3.3.10, without an end."""
        days = [Day(0, weekday) for weekday in WORKING_DAYS] if self.working else self.days
        parts: dict[str, tuple[str | int, ...]] = {
            "FREQ": (_FREQUENCIES[self.unit],),
            "INTERVAL": (self.interval,) if self.interval > 1 else (),
            "BYMONTH": self.months,
            "BYMONTHDAY": self.month_days,
            "BYDAY": tuple(day.code for day in days) if self.names_days else (),
            "BYSETPOS": self.working,
        }
        return ";".join(f"{key}={','.join(map(str, v))}" for key, v in parts.items() if v)

    def in_words(self) -> str:
        """Return it in words that `read_rhythm` reads as the same."""
        words = self._counted() if self.unit in (Unit.DAY, Unit.WEEK) else self._dated()
        return words[:1].upper() + words[1:]

    def _counted(self) -> str:
        """Say days and weeks."""
        weekdays = [day.weekday for day in self.days]
        months = f" in {self._months()}" if self.months else ""
        if not weekdays:
            return self._every() + months
        if self.interval == 1 and tuple(weekdays) == WORKING_DAYS:
            return f"every weekday{months}"
        names = listed(WEEKDAYS[weekday] for weekday in weekdays)
        if self.interval == 1:
            return f"every {names}{months}"
        if self.interval == OTHER and len(weekdays) == 1 and not months:
            return f"every second {names}"
        return f"{self._every()} on {names}{months}"

    def _dated(self) -> str:
        """Say months and years."""
        if not self.names_days:
            day = f" on a {self.days[0].name}" if self.days else ""
            return self._every() + day + (f" in {self._months()}" if self.months else "")
        days, yearly = self._day_in_month(), self.unit is Unit.YEAR and self.interval > 1
        if len(self.months) == len(self.month_days) == 1 and LAST not in self.month_days:
            return f"{self._every()} on {self.month_days[0]} {self._months()}"
        if yearly:
            return f"{self._every()} on the {days} in {self._months()}"
        if self._is_quarterly():
            return f"{days} of the quarter"
        return f"{days} {self._period()}"

    def _day_in_month(self) -> str:
        if self.working:
            return f"{listed(map(ordinal, self.working))} working day"
        if self.after:
            return f"{self.days[0].name} after the {self.after}"
        if self.month_days:
            day = " day" if LAST in self.month_days else ""
            return listed(map(numeral, self.month_days)) + day
        weekdays = {day.weekday for day in self.days}
        if len(weekdays) == 1:
            positions = listed(ordinal(day.position) for day in self.days)
            return f"{positions} {WEEKDAYS[weekdays.pop()]}"
        return listed(map(str, self.days))

    def _period(self) -> str:
        if self.months:
            return f"in {self._months()}"
        if self.interval == 1:
            return "of the month"
        return f"of {_every(self.interval, Unit.MONTH)}"

    def _is_quarterly(self) -> bool:
        positions = {*self.month_days, *self.working, *(day.position for day in self.days)}
        if self.months == QUARTER_ENDS:
            return positions == {LAST}
        return self.months == QUARTER_STARTS and LAST not in positions and self.after is None

    def _months(self) -> str:
        return listed(MONTHS[month - 1] for month in self.months)

    def _every(self) -> str:
        if (self.unit, self.interval) == (Unit.MONTH, MONTHS_OF_QUARTER):
            return "every quarter"
        return _every(self.interval, self.unit)


def _every(interval: int, unit: Unit) -> str:
    if interval == 1:
        return f"every {unit.value}"
    return f"every second {unit.value}" if interval == OTHER else f"every {interval} {unit.value}s"
