"""What a review writes into a document."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from cop_kb.errors import EditError
from cop_kb.insights.evidence import REVIEWERS
from cop_kb.insights.freshness import parse_date
from cop_kb.model.document import Document
from cop_kb.model.knowledge_base import KnowledgeBase

REVIEWED_ON = "last_reviewed_on"


def review_fields(
    kb: KnowledgeBase, document: Document, day: date, reviewers: Sequence[str]
) -> dict[str, Any]:
    """Return the fields that record a review of ``document`` on ``day``.

    Args:
        kb: The knowledge base.
        document: What was found right.
        day: The day of the review.
        reviewers: What the document calls those who reviewed it; they are added to those that it names already.

    Raises:
        EditError: The document asks for no review, or a later review is recorded already.
    """
    _check(document, day)
    fields: dict[str, Any] = {REVIEWED_ON: day.isoformat()}
    named = document.texts(REVIEWERS)
    known = {kb.find(name, document.community) for name in named}
    new = [name for name in reviewers if kb.find(name, document.community) not in known]
    if new:
        fields[REVIEWERS] = [*named, *new]
    return fields


def _check(document: Document, day: date) -> None:
    """Refuse what would say something odd."""
    if document.is_retired:
        message = f"{document.id} is {document.status}: nobody is advised to follow it any more."
        hint = "If it is right again, set its status first."
        raise EditError(message, hint)
    if document.is_draft:
        message = f"{document.id} is still {document.status}: reviews are recorded for what readers rely on."
        raise EditError(message, f"When it is right: status: {_first_published(document)}")
    before = parse_date(document.text(REVIEWED_ON))
    if before and before > day:
        message = f"{document.id} was reviewed later than {day} already, on {before}."
        raise EditError(message, "Give a later day in --date, or correct the day in the file.")


def _first_published(document: Document) -> str:
    """Return the state in which readers come to rely on a document."""
    life = document.type.lifecycle if document.type else None
    states = life.states if life else ()
    return next((s for s in states if life and s not in (*life.drafts, *life.retired)), "published")
