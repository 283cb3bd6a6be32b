"""When a review ceases to hold: months of unequal length, leap years, and the end of the calendar."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cop_kb.insights.freshness import (
    add_span,
    is_overdue,
    parse_date,
    review_due,
    subtract_span,
)

SPANS = st.builds(
    lambda count, unit, plural: f"{count} {unit}{plural}",
    st.integers(1, 99),
    st.sampled_from(["day", "week", "month", "year"]),
    st.sampled_from(["", "s"]),
)


@pytest.mark.parametrize(
    ("day", "span", "due"),
    [
        ("2026-01-31", "1 month", "2026-02-28"),
        ("2024-01-31", "1 month", "2024-02-29"),
        ("2026-10-31", "1 month", "2026-11-30"),
        ("2026-08-31", "6 months", "2027-02-28"),
        ("2024-02-29", "1 year", "2025-02-28"),
        ("2024-02-29", "4 years", "2028-02-29"),
        ("2024-02-29", "48 months", "2028-02-29"),
        ("2026-12-15", "1 month", "2027-01-15"),
        ("2026-12-31", "12 months", "2027-12-31"),
        ("2026-11-30", "3 months", "2027-02-28"),
        ("2026-02-28", "2 weeks", "2026-03-14"),
        ("2024-02-28", "1 day", "2024-02-29"),
        ("1999-12-31", "1 day", "2000-01-01"),
        ("1900-01-31", "1 month", "1900-02-28"),
    ],
)
def test_a_span_ends_on_a_day_that_exists(day, span, due):
    assert add_span(date.fromisoformat(day), span) == date.fromisoformat(due)


@pytest.mark.parametrize(
    "span", ["", "0 days", "a year", "1", "1000 days", "-1 day", "1  day", "1 day "]
)
def test_a_span_that_cannot_be_read_is_none(span):
    assert add_span(date(2026, 1, 1), span) is None


@pytest.mark.parametrize(
    ("day", "span", "begin"),
    [
        ("2026-03-31", "1 month", "2026-02-28"),
        ("2026-01-15", "2 months", "2025-11-15"),
        ("2024-02-29", "1 year", "2023-02-28"),
        ("2026-03-01", "365 days", "2025-03-01"),
        ("2026-01-01", "1 week", "2025-12-25"),
    ],
)
def test_a_span_begins_on_a_day_that_exists(day, span, begin):
    assert subtract_span(date.fromisoformat(day), span) == date.fromisoformat(begin)


def test_the_calendar_begins():
    assert subtract_span(date.min, "1 day") is None
    assert subtract_span(date(2026, 1, 1), "soon") is None


@pytest.mark.parametrize("span", ["99 years", "99 weeks", "99 months"])
def test_the_calendar_ends(span):
    assert add_span(date.max, span) is None


@given(st.dates(), st.dates(), SPANS)
def test_a_later_review_never_ends_earlier(left, right, span):
    left, right = sorted((left, right))
    first, second = add_span(left, span), add_span(right, span)
    assert first is None or second is None or first <= second
    assert first is not None or second is None


@given(st.dates(), SPANS)
def test_every_span_lies_ahead(day, span):
    end = add_span(day, span)
    assert end is None or end > day


@given(st.dates(max_value=date(9000, 1, 1)), st.integers(1, 98), st.sampled_from(["day", "month"]))
def test_a_longer_span_never_ends_earlier(day, count, unit):
    assert add_span(day, f"{count} {unit}s") < add_span(day, f"{count + 1} {unit}s")


@pytest.mark.parametrize(
    ("text", "day"),
    [("2026-05-31", date(2026, 5, 31)), ("2026-02-30", None), ("31.5.2026", None), ("", None)],
)
def test_a_date_is_a_day_that_exists(text, day):
    assert parse_date(text) == day


DUE = {
    "last_reviewed_on: 2026-01-31": date(2027, 1, 31),
    "last_reviewed_on: 2026-01-31\nreview_in: 1 month": date(2026, 2, 28),
    "last_reviewed_on: 2026-01-31\nreview_in: never": None,
    "review_in: 1 month": None,
    "last_reviewed_on: [2026-01-31]": None,
    "last_reviewed_on: soon": None,
    "last_reviewed_on: 2026-01-31\nstatus: retired": None,
    "last_reviewed_on: 2026-01-31\nstatus: in-review": None,
}


@pytest.mark.parametrize("fields", DUE)
def test_a_document_is_due_when_its_review_ends(folder, fields):
    assert review_due(_document(folder, fields)) == DUE[fields]


@pytest.mark.parametrize(
    ("fields", "used", "changed", "due"),
    [
        ("last_reviewed_on: 2025-06-01", "2025-05-01", "2026-11-01", "2026-06-01"),
        ("last_reviewed_on: 2025-06-01", "2025-07-01", "2026-11-01", "2026-07-01"),
        ("tags: []", "2025-07-01", "2026-11-01", "2026-07-01"),
        ("tags: []", None, "2025-11-01", "2026-11-01"),
        ("last_reviewed_on: soon", None, "2025-11-01", "2026-11-01"),
        ("status: draft", None, "2025-11-01", None),
        ("status: retired", "2025-07-01", "2025-11-01", None),
    ],
)
def test_a_use_counts_as_a_review_and_without_any_the_last_change_does(
    folder, fields, used, changed, due
):
    day = date.fromisoformat
    found = review_due(_document(folder, fields), used and day(used), day(changed))
    assert found == (due and day(due))


@pytest.mark.parametrize(
    ("grace", "today", "overdue"),
    [
        ("", "2027-01-31", False),
        ("", "2027-02-01", True),
        ("2 weeks", "2027-02-14", False),
        ("2 weeks", "2027-02-15", True),
    ],
)
def test_on_the_last_day_a_review_still_holds(grace, today, overdue):
    assert is_overdue(date(2027, 1, 31), date.fromisoformat(today), grace) is overdue


def test_what_is_never_due_is_never_overdue(folder):
    folder.page("a.md", "---\nlast_reviewed_on: 1999-01-01\n---\n# T\n")
    (page,) = folder.load().documents
    assert not is_overdue(review_due(page), date(2027, 1, 31))


def _document(folder, fields):
    fields = fields if "status" in fields else f"{fields}\nstatus: published"
    folder.community("c").page("c/playbooks/a.md", f"---\n{fields}\n---\n# T\n")
    return folder.load().find("a", "c")
