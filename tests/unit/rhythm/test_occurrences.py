"""The dates of rhythms are those that the words say, for every rhythm that can be said."""

import calendar
from datetime import date, timedelta
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cop_kb.rhythm import occurrences, read_rhythm
from cop_kb.rhythm.words import MONTHS, ORDINALS, WEEKDAYS, listed

TODAY = date(2026, 11, 21)
DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))
SOME_WEEKDAYS = st.lists(st.sampled_from(range(7)), min_size=1, max_size=4, unique=True).map(sorted)
POSITIONS = st.sampled_from([1, 2, 3, 4, 5, -1])
SOME_MONTHS = st.lists(st.sampled_from(range(1, 13)), min_size=1, max_size=3, unique=True).map(
    sorted
)


def dates(text: str, since: date = TODAY, count: int = 12) -> list[date]:
    """Return the next dates of a rhythm, whose words must be read as the same rhythm."""
    rhythm = read_rhythm(text)
    again = read_rhythm(rhythm.in_words())
    assert again.rule == rhythm.rule
    assert again.in_words() == rhythm.in_words()
    assert again.start == rhythm.start
    found = list(islice(occurrences(rhythm, since), count))
    assert found == sorted(set(found))
    return found


def position_word(position: int) -> str:
    return "last" if position < 0 else ORDINALS[position - 1]


def position_in_month(day: date) -> tuple[int, bool]:
    """Return which of its weekday in the month ``day`` is, and whether it is the last."""
    return (day.day + 6) // 7, (day + timedelta(days=7)).month != day.month


@given(SOME_WEEKDAYS, DAYS)
def test_weekly_dates_are_all_those_of_the_weekdays(weekdays, since):
    found = dates(f"every {listed(WEEKDAYS[w] for w in weekdays)} 15:00", since, 20)

    days = [found[0] + timedelta(days=n) for n in range((found[-1] - found[0]).days + 1)]
    assert found == [day for day in days if day.weekday() in weekdays]
    assert 0 <= (found[0] - since).days < 7


@given(st.integers(2, 12), SOME_WEEKDAYS, DAYS)
def test_every_few_weeks_all_dates_lie_in_the_weeks_that_count(interval, weekdays, start):
    start += timedelta(days=(weekdays[0] - start.weekday()) % 7)
    names = listed(WEEKDAYS[w] for w in weekdays)
    found = dates(f"every {interval} weeks on {names} from {start}", start)

    mondays = [day - timedelta(days=day.weekday()) for day in found]
    assert found[0] == start
    assert {day.weekday() for day in found} == set(weekdays)
    assert all((monday - mondays[0]).days % (7 * interval) == 0 for monday in mondays)


@given(POSITIONS, st.sampled_from(range(7)), st.sampled_from(["month", "quarter"]), DAYS)
def test_monthly_dates_are_in_the_position_that_is_said(position, weekday, period, since):
    found = dates(f"{position_word(position)} {WEEKDAYS[weekday]} of the {period}", since)

    for day in found:
        number, is_last = position_in_month(day)
        assert day.weekday() == weekday
        assert is_last if position < 0 else number == position
        if period == "quarter":
            assert day.month % 3 == (0 if position < 0 else 1)


@given(POSITIONS, st.sampled_from(range(7)), SOME_MONTHS, DAYS)
def test_dates_in_months_are_in_these_months(position, weekday, months, since):
    names = listed(MONTHS[month - 1] for month in months)
    found = dates(f"{position_word(position)} {WEEKDAYS[weekday]} in {names}", since)

    assert {day.month for day in found} <= set(months)
    assert all(day.weekday() == weekday for day in found)


@given(st.sampled_from([*range(1, 32), -1]), DAYS)
def test_days_of_the_month_are_these_days(day, since):
    name = "last day" if day < 0 else f"{day}th day"
    found = dates(f"{name} of the month", since)

    lengths = [calendar.monthrange(found_day.year, found_day.month)[1] for found_day in found]
    assert [d.day for d in found] == (lengths if day < 0 else [day] * len(found))


@given(st.sampled_from([1, 2, 3, 10, -1]), DAYS)
def test_working_days_are_counted_from_monday_to_friday(position, since):
    for day in dates(f"{position_word(position)} working day of the month", since):
        length = calendar.monthrange(day.year, day.month)[1]
        month = [date(day.year, day.month, n) for n in range(1, length + 1)]
        working = [d for d in month if d.weekday() < 5]
        assert day == working[position - 1 if position > 0 else position]


@given(DAYS)
def test_the_weekday_after_another_one_follows_it(since):
    for day in dates("Wednesday after the fourth Tuesday of the month", since):
        assert position_in_month(day - timedelta(days=1))[0] == 4
        assert day.weekday() == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("every second Tuesday from 2026-09-01", ["2026-11-24", "2026-12-08", "2026-12-22"]),
        ("every second Tuesday from 2026-09-08", ["2026-12-01", "2026-12-15", "2026-12-29"]),
        ("every second Tuesday from 2027-01-05", ["2027-01-05", "2027-01-19", "2027-02-02"]),
        ("29 February", ["2028-02-29", "2032-02-29", "2036-02-29"]),
        ("fifth Monday of the month", ["2026-11-30", "2027-03-29", "2027-05-31"]),
        ("every weekday", ["2026-11-23", "2026-11-24", "2026-11-25"]),
        ("Tuesdays until 2026-12-01", ["2026-11-24", "2026-12-01"]),
        ("Tuesdays until 2026-11-01", []),
        ("last day of the month", ["2026-11-30", "2026-12-31", "2027-01-31"]),
    ],
)
def test_the_next_dates(text, expected):
    assert [day.isoformat() for day in dates(text, count=3)] == expected


@pytest.mark.parametrize(
    "text", ["every second Tuesday", "monthly", "monthly on a Thursday", "when needed", "yearly"]
)
def test_what_leaves_days_open_has_no_dates(text):
    assert not dates(text)
