"""When a document is due for review."""

import calendar
import re
from datetime import date, timedelta

from cop_kb.model.document import Document

_SPAN = re.compile(r"([1-9][0-9]{0,2}) (day|week|month|year)s?")
_MONTHS = {"month": 1, "year": 12}
_DAYS = {"day": 1, "week": 7}


def last_review(document: Document, used: date | None = None) -> date | None:
    """Return the day on which somebody last found ``document`` right; None when nobody has, or no day can be read.

    Args:
        document: The document.
        used: The day of the latest use that counts as a review, if there is any.
    """
    days = (parse_date(document.text("last_reviewed_on")), used)
    return max((day for day in days if day is not None), default=None)


def review_due(
    document: Document, used: date | None = None, changed: date | None = None
) -> date | None:
    """Return the day until which the last review of ``document`` holds.

    A use can count as a review. Whoever wrote a document that nobody has reviewed found it right on the day of its last
    change. None when no day is known, or can be read: the schema tells the author of a wrong one; and for drafts, retired
    documents and those that ask for no review.

    Args:
        document: The document.
        used: The day of the latest use that counts as a review, if there is any.
        changed: The day of the last change, if it is known.
    """
    seen = last_review(document, used) or changed
    span = document.review_in
    if seen is None or not span or document.is_draft or document.is_retired:
        return None
    return add_span(seen, span)


def is_overdue(due: date | None, today: date, grace: str = "") -> bool:
    """Tell whether the day ``due`` was before ``today``, and the time of ``grace`` is over as well."""
    if due is not None and grace:
        due = add_span(due, grace)
    return due is not None and due < today


def parse_date(text: str) -> date | None:
    """Return the day that ``text`` names as year-month-day, or None."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def add_span(day: date, span: str) -> date | None:
    """Return the day that lies ``span`` (such as ``6 months``) after ``day``.

    A month later is the same day of the month, or the month's last day where it is shorter. None when ``span`` cannot
    be read or the calendar ends before.
    """
    return _shift(day, span, 1)


def subtract_span(day: date, span: str) -> date | None:
    """Return the day that lies ``span`` before ``day``, as ``add_span`` does for the day after it."""
    return _shift(day, span, -1)


def is_span(text: str) -> bool:
    """Tell whether ``text`` is a span of time, such as ``4 weeks``."""
    return _SPAN.fullmatch(text) is not None


def _shift(day: date, span: str, direction: int) -> date | None:
    match = _SPAN.fullmatch(span)
    if match is None:
        return None
    count, unit = direction * int(match[1]), match[2]
    try:
        if unit in _DAYS:
            return day + timedelta(days=count * _DAYS[unit])
        years, month = divmod(day.month - 1 + count * _MONTHS[unit], 12)
        year, month = day.year + years, month + 1
        return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
    except (ValueError, OverflowError, calendar.IllegalMonthError):
        return None
