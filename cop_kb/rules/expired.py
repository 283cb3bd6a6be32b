"""A document holds until a day that has passed.

An offer or a request that nobody can take up any more disappoints whoever answers it.

To mend it, give a new day in `until`, or retire the document.
"""

from collections.abc import Iterator

from cop_kb.insights.freshness import parse_date
from cop_kb.model.content_type import EXPIRES
from cop_kb.model.diagnostic import Finding
from cop_kb.model.document import Document
from cop_kb.model.knowledge_base import KnowledgeBase
from cop_kb.rules.rule import Grade, Scope, found

ID = "expired"
GRADE = Grade.CARE


def check_knowledge_base(kb: KnowledgeBase, scope: Scope) -> Iterator[tuple[Document, Finding]]:
    """Compare the day with today."""
    for document in kb.typed:
        if document.type is None or EXPIRES not in document.type.traits or document.is_retired:
            continue
        until = parse_date(document.text("until"))
        if until and until < scope.today:
            retired = next(iter(document.type.lifecycle.retired), "retired")
            message = f"It held until {until}."
            hint = f"Give a new day, or set status: {retired}."
            yield document, found(ID, document.mark("/until"), message, hint)
