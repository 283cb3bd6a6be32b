"""What the clauses of a rhythm mean together: on which days it falls."""

import calendar
from dataclasses import dataclass, field, replace

from cop_kb.rhythm.clauses import DayOfYear, Days, Frequency, Months, Period
from cop_kb.rhythm.pattern import QUARTER_ENDS, QUARTER_STARTS, Day, Pattern
from cop_kb.rhythm.rhythm import Problem, Unclear
from cop_kb.rhythm.tokens import Span
from cop_kb.rhythm.words import (
    LAST,
    MONTHS_OF_QUARTER,
    OTHER,
    WEEKDAYS,
    WORKING_DAYS,
    Unit,
    listed,
    ordinal,
)

_MOST_WEEKDAYS = 5
_MOST_WORKING_DAYS = 20
_MOST_DAYS = 31
_LAST_COMMON_DAY = 29
_LEAP_YEAR = 2024


@dataclass
class Said:
    """The clauses that tell of days, as far as they were said."""

    text: str
    frequency: Frequency | None = None
    period: Period | None = None
    months: Months | None = None
    days: list[Days] = field(default_factory=list)

    def add(self, day: DayOfYear) -> None:
        """Add a day of the year: the same day in other months makes one rhythm, another day does not."""
        group = Days(False, (day.day,), (), False, None, day.span)
        if self.months and self.days and self.days[-1][:-1] != group[:-1]:
            raise _unclear(self, day.span, "is another day of the month", "Keep one of the two.")
        months = {day.month, *(self.months.months if self.months else ())}
        self.days.append(group)
        self.months = Months(tuple(sorted(months)), day.span)

    @property
    def is_about_months(self) -> bool:
        """Whether a position, such as the second, is one in a month."""
        frequent = self.frequency
        if frequent and frequent.unit in (Unit.MONTH, Unit.QUARTER, Unit.YEAR):
            return True
        return bool(self.period or self.months)


def combine(said: Said) -> Pattern:
    """Return what the clauses mean together.

    Raises:
        Unclear: They contradict one another, or leave open which of two things is meant.
    """
    if not (said.frequency or said.days):
        hint = "Write for instance `every Tuesday 15:00`, or `first Monday of the month 9:30`."
        raise Unclear(Problem("It does not say how often.", hint, 0, len(said.text)))
    dated = [group for group in said.days if _is_dated(group, said)]
    if not dated:
        return _counted(said)
    if len(dated) < len(said.days):
        other = next(group for group in said.days if group not in dated)
        raise _unclear(said, other.span, "says something else than the days before or after it")
    return _dated(said)


def _is_dated(group: Days, said: Said) -> bool:
    """Tell whether days in the month are meant, such as the second Tuesday, not every second Tuesday."""
    if not group.weekdays and not group.is_working:
        return True
    if len(group.positions) != 1 or group.positions[0] in (1, LAST) or said.is_about_months:
        return bool(group.positions or group.after)
    if group.is_every and group.positions[0] == OTHER and not group.is_working:
        return False
    position = group.positions[0]
    if group.is_working:
        hint = f"Write `{ordinal(position)} working day of the month`."
    else:
        name = listed(WEEKDAYS[day] for day in group.weekdays)
        weeks = f"every second {name}" if position == OTHER else f"every {position} weeks on {name}"
        hint = f"Write `{weeks}` or `{ordinal(position)} {name} of the month`."
    raise _unclear(said, group.span, "can mean two things", hint)


def _counted(said: Said) -> Pattern:
    """Put days and weeks together, and what names no days."""
    unit, interval = said.frequency[:2] if said.frequency else (Unit.WEEK, 1)
    if said.period and (said.days or said.period.unit is not Unit.YEAR):
        hint = "Say which, such as `first Tuesday of the month`, or leave it out."
        raise _unclear(said, said.period.span, "leaves open which day", hint)
    weekdays: set[int] = set()
    for group in said.days:
        weekdays |= set(WORKING_DAYS if group.is_working else group.weekdays)
        if group.positions != said.days[0].positions:
            raise _unclear(said, group.span, "comes in other weeks than the days before it")
    if weekdays and unit is Unit.DAY:
        if said.frequency and interval > 1:
            raise _unclear(said, said.frequency.span, "does not fit weekdays")
        unit = Unit.WEEK  # "daily, Monday to Friday"
    if said.days and said.days[0].positions:
        if interval > OTHER:
            raise _unclear(said, said.days[0].span, "does not fit how often it is")
        interval = OTHER
    if len(weekdays) > 1 and unit is not Unit.WEEK:
        hint = "Say which, such as `first Tuesday of the month`."
        raise _unclear(said, said.days[-1].span, "leaves open which day", hint)
    months = said.months.months if said.months else ()
    days = tuple(Day(0, weekday) for weekday in sorted(weekdays))
    return Pattern(*_in_months(unit, interval), days, months=months)


def _in_months(unit: Unit, interval: int) -> tuple[Unit, int]:
    return (Unit.MONTH, interval * MONTHS_OF_QUARTER) if unit is Unit.QUARTER else (unit, interval)


def _dated(said: Said) -> Pattern:
    """Put positions in months together."""
    unit, interval = _span_of_time(said)
    pattern = _days_of_month(said)
    months = said.months.months if said.months else ()
    if unit is Unit.QUARTER and interval == 1 and not months:
        months, unit = _months_of_quarter(said), Unit.YEAR
    unit, interval = _in_months(unit, interval)
    clause = said.frequency or said.period or said.days[-1]
    if months and (unit is Unit.MONTH or pattern.working) and interval > 1:
        raise _unclear(said, clause.span, "does not fit the months")
    if unit is Unit.YEAR and not months:
        hint = "Add the month, such as `first Monday in May`."
        raise _unclear(said, said.days[-1].span, "does not say in which month", hint)
    if months:
        # With BYSETPOS a rule for years counts in the whole year, not in the month.
        unit = Unit.MONTH if pattern.working else Unit.YEAR
    longest = max((calendar.monthrange(_LEAP_YEAR, m)[1] for m in months), default=_MOST_DAYS)
    if pattern.month_days and min(pattern.month_days) > longest:
        raise _unclear(said, clause.span, "does not exist", "Correct the day or the month.")
    return replace(pattern, unit=unit, interval=interval, months=months)


def _span_of_time(said: Said) -> tuple[Unit, int]:
    """Return of what, and of how many of it, the days are part: of the month, unless something else is said."""
    month = (Unit.MONTH, 1)
    inner = said.period[:2] if said.period else month
    outer = said.frequency[:2] if said.frequency else inner
    clause = said.frequency or said.period
    if clause and (outer[0] in (Unit.DAY, Unit.WEEK) or inner not in (month, outer)):
        raise _unclear(said, clause.span, "does not fit the days")
    return outer


def _days_of_month(said: Said) -> Pattern:
    """Return the days as those of every month."""
    first = said.days[0]
    if {(bool(g.weekdays), g.is_working, g.after) for g in said.days[1:]} - {
        (bool(first.weekdays), first.is_working, first.after)
    }:
        raise _unclear(said, said.days[-1].span, "does not fit the days before it")
    if first.after:
        return _days_after(said, first)
    most = _MOST_WEEKDAYS if first.weekdays else _MOST_DAYS
    most = _MOST_WORKING_DAYS if first.is_working else most
    for group in said.days:
        if not all(p == LAST or 1 <= p <= most for p in group.positions):
            hint = f"There are at most {most}; the last one is called `last`."
            raise _unclear(said, group.span, "does not exist", hint)
    if first.weekdays:
        days = {Day(p, w) for g in said.days for p in g.positions for w in g.weekdays}
        return Pattern(
            Unit.MONTH, days=tuple(sorted(days, key=lambda d: (_in_order(d.position), d)))
        )
    positions = tuple(sorted({p for g in said.days for p in g.positions}, key=_in_order))
    if first.is_working:
        return Pattern(Unit.MONTH, working=positions)
    return Pattern(Unit.MONTH, month_days=positions)


def _in_order(position: int) -> int:
    return position if position > 0 else _MOST_DAYS + 1


def _days_after(said: Said, group: Days) -> Pattern:
    """Return the weekday that follows another one.

    The fourth Tuesday is one of the days 22 to 28, hence the Wednesday after it one of the days 23 to 29. A rule cannot say
    what may lie in the next month. The 29th is allowed, though in a short February the day is then left out.
    """
    position, weekday = group.after or (LAST, 0)
    distance = (group.weekdays[0] - weekday) % len(WEEKDAYS) or len(WEEKDAYS)
    first = len(WEEKDAYS) * (position - 1) + 1 + distance
    days = range(first, first + len(WEEKDAYS))
    if position < 1 or days[-1] > _LAST_COMMON_DAY:
        hint = "Name its position in the month, such as `last Wednesday of the month`."
        raise _unclear(said, group.span, "is not always in the same month", hint)
    after = Day(position, weekday)
    return Pattern(
        Unit.MONTH, days=(Day(0, group.weekdays[0]),), month_days=tuple(days), after=after
    )


def _months_of_quarter(said: Said) -> tuple[int, ...]:
    """Return the first months of the quarters, or the last ones where days are counted from the end."""
    from_end = {p == LAST for group in said.days for p in group.positions}
    if len(from_end) > 1:
        hint = "Count all from the beginning of the quarter, or all from its end."
        raise _unclear(said, said.days[-1].span, "is in another month", hint)
    return QUARTER_ENDS if True in from_end else QUARTER_STARTS


def _unclear(said: Said, span: Span, what: str, hint: str = "") -> Unclear:
    start, end = span
    message = f"`{said.text[start:end]}` {what}."
    return Unclear(Problem(message, hint or "Say one thing: `every Tuesday 15:00`.", start, end))
