"""The last review of a document no longer holds, or has not been yet.

A review holds for as long as `review_in` says, or else for as long as the type says. For guidance, a use that went well
counts as a review. Of a document that nobody has reviewed, the last change counts, as far as git knows it. Guidance that
nobody has looked at for years misleads those who trust it. A review or a use on a day to come would keep the document
from ever being looked at. Drafts and what is retired are left in peace.

To mend it, read the document. When it is still right, run `cop-kb review` with its id, or set `last_reviewed_on` to the
day; else change what is wrong. `cop-kb stale` lists all such documents by owner.
"""

from collections.abc import Iterator
from datetime import date

from cop_kb.insights.evidence import EvidenceBook
from cop_kb.insights.freshness import is_overdue, parse_date
from cop_kb.insights.reviews import Sight, find_due
from cop_kb.model.diagnostic import Finding
from cop_kb.model.document import Document
from cop_kb.model.knowledge_base import KnowledgeBase
from cop_kb.rules.rule import Grade, Scope, found

ID = "review-overdue"
GRADE = Grade.CARE
PARAMETERS = {
    "grace": {
        "type": "string",
        "pattern": "^[1-9][0-9]? (day|week|month|year)s?$",
        "description": "How long after the day a finding is held back, such as `2 weeks`.",
    }
}


def check_knowledge_base(kb: KnowledgeBase, scope: Scope) -> Iterator[tuple[Document, Finding]]:
    """Compare the day on which a review ends with today."""
    today, grace = scope.today, scope.parameters.get("grace", "")
    for document in kb.typed:
        reviewed = parse_date(document.text("last_reviewed_on"))
        if reviewed and reviewed > today:
            message = f"A review on {reviewed} lies in the future."
            hint = f"Write the day of the last review; today is {today}."
            yield document, found(ID, document.mark("/last_reviewed_on"), message, hint)
    for document, seen, how, due in find_due(kb, scope.history, today):
        if is_overdue(due, today, grace):
            owners = ", ".join(document.texts("owners")) or "an owner"
            message = f"The {how.value} of {seen} held until {due}."
            if how is Sight.CHANGE:
                message = (
                    f"Nobody has reviewed it, and its last change, of {seen}, held until {due}."
                )
            hint = f"Ask {owners} to read it; when it is still right: last_reviewed_on: {today}"
            yield document, found(ID, document.mark("/last_reviewed_on"), message, hint)
    yield from _uses_to_come(EvidenceBook(kb), today)


def _uses_to_come(book: EvidenceBook, today: date) -> Iterator[tuple[Document, Finding]]:
    for use in (use for uses in book.uses.values() for use in uses if use.day > today):
        message = f"A use on {use.day} lies in the future."
        mark = use.source.mark(f"{use.pointer}/date")
        yield use.source, found(ID, mark, message, f"Write the day of the use; today is {today}.")
