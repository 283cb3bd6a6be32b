"""What is overdue for a review, by owner: for a terminal, for an issue, and as data."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from cop_kb.insights.keepers import Keeper, keepers
from cop_kb.insights.reviews import Review, Sight
from cop_kb.model.quantity import number_of
from cop_kb.reports.outline import COMMENT, Item, Outline, Part, as_markdown, as_text
from cop_kb.reports.task_list import NOBODY, Desk

_SEEN = {
    Sight.REVIEW: "last reviewed on {}",
    Sight.USE: "last used on {}",
    Sight.CHANGE: "never reviewed, last changed on {}",
}


class StaleReport(NamedTuple):
    """What there is to tell.

    Attributes:
        today: The day that counts as today.
        reviews: What is due, the longest overdue first.
        owners: The ids of those who are asked about; None for everybody.
        notice: Why last changes are not known; empty when all is well.
    """

    today: date
    reviews: Sequence[Review]
    owners: frozenset[str] | None = None
    notice: str = ""


def show_stale(report: StaleReport, desk: Desk) -> str:
    """Return the report for a terminal or, where the desk says so, in Markdown."""
    outline = _outline(report, desk)
    return as_markdown(outline, COMMENT) if desk.markdown else as_text(outline)


def stale_data(report: StaleReport, desk: Desk) -> dict[str, Any]:
    """Return the report as plain data."""
    return {
        "schema_version": 1,
        "today": report.today.isoformat(),
        "notice": report.notice or None,
        "overdue": sum(review.due < report.today for review in report.reviews),
        "documents": [
            {
                **desk.data(review.document),
                "due": review.due.isoformat(),
                "days_over": (report.today - review.due).days,
                "last_seen": {"on": review.seen.isoformat(), "by": review.how.value},
            }
            for review in report.reviews
        ],
    }


def _outline(report: StaleReport, desk: Desk) -> Outline:
    if not report.reviews:
        return Outline("No document is overdue for a review.")
    by_owner: dict[Keeper, list[Item]] = defaultdict(list)
    for review in report.reviews:
        people = keepers(desk.kb, review.document) or (Keeper("", NOBODY),)
        for person in people:
            if report.owners is None or person.id in report.owners:
                others = [other for other in people if other != person]
                by_owner[person].append(_item(report, desk, review, others))
    # What nobody looks after comes last.
    owners = sorted(by_owner, key=lambda person: (not person.id, person.name.casefold(), person.id))
    parts = [
        Part(f"{desk.pen.text(owner.name)} ({len(by_owner[owner])})", tuple(by_owner[owner]))
        for owner in owners
    ]
    command, field = desk.code("cop-kb review FILE"), desk.code("last_reviewed_on")
    step = (
        f"Read it. When it is still right: {command}, or set {field} to the day; else correct it."
    )
    return Outline(_summary(report), (step,), tuple(parts))


def _summary(report: StaleReport) -> str:
    overdue = sum(review.due < report.today for review in report.reviews)
    soon = len(report.reviews) - overdue
    late, early = (number_of(n, "document is", "documents are") for n in (overdue, soon))
    return f"{late} overdue for a review{f', {early} due soon' if soon else ''}."


def _item(report: StaleReport, desk: Desk, review: Review, others: Sequence[Keeper]) -> Item:
    document = review.document
    over = (report.today - review.due).days
    span = number_of(abs(over), "day")
    when = f"{span} over" if over > 0 else f"in {span}" if over else "today"
    kind = desk.pen.text(document.type.title if document.type else "")
    details = [f"{kind}, {_SEEN[review.how].format(review.seen)}", desk.code(desk.path(document))]
    details += [f"also kept by {desk.names(others)}"] if others else []
    return Item(f"{desk.box()}{desk.title(document)}: due {review.due}, {when}", tuple(details))
