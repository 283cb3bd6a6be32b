"""Which documents are due for a review, and what the last one was."""

from collections.abc import Iterator
from datetime import date
from enum import Enum
from typing import NamedTuple

from cop_kb.history import History
from cop_kb.insights.evidence import EvidenceBook
from cop_kb.insights.freshness import last_review, review_due
from cop_kb.model.document import Document
from cop_kb.model.knowledge_base import KnowledgeBase


class Sight(Enum):
    """How somebody last found a document right."""

    REVIEW = "review"
    USE = "use"
    CHANGE = "change"


class Review(NamedTuple):
    """When a document is due for a review.

    Attributes:
        document: The document.
        seen: The day on which somebody last found it right.
        how: Whether that was a review, a use or, where there was none of these, a change.
        due: The last day on which that holds.
    """

    document: Document
    seen: date
    how: Sight
    due: date


def find_due(kb: KnowledgeBase, history: History, last_day: date) -> list[Review]:
    """Return the documents whose last review ceases to hold on ``last_day`` or before, the longest overdue first."""
    due = (review for review in _reviews(kb, history) if review.due <= last_day)
    return sorted(due, key=lambda review: (review.due, review.document.src_uri))


def _reviews(kb: KnowledgeBase, history: History) -> Iterator[Review]:
    book = EvidenceBook(kb)
    for document in kb.typed:
        used = book.last_use(document)
        seen, how = last_review(document, used), Sight.REVIEW
        if seen is None and document.review_in:
            # Only now: the history is read when somebody asks for it.
            known = history.files.get(document.src_uri)
            seen, how = known.changed if known else None, Sight.CHANGE
        elif seen == used and seen != last_review(document):
            how = Sight.USE
        due = review_due(document, used, seen)
        if seen is not None and due is not None:
            yield Review(document, seen, how, due)
