"""A document says itself how mature it is.

How far a document has proven itself is computed from what it rests on and from notes of its use, so that readers can
trust it. Nobody can write it by hand. `Draft` and `published` are states of a lifecycle, not levels of maturity.

Wrong:

    maturity: proven

To mend it, remove the field. The hint says what is missing for the next level.
"""

from collections.abc import Iterator

from cop_kb.insights.evidence import EvidenceBook
from cop_kb.model.diagnostic import Finding
from cop_kb.model.document import Document
from cop_kb.model.knowledge_base import KnowledgeBase
from cop_kb.rules.front_matter import CLAIMS
from cop_kb.rules.rule import Grade, Scope, found

ID = "claimed-maturity"
GRADE = Grade.ALWAYS


def check_knowledge_base(kb: KnowledgeBase, scope: Scope) -> Iterator[tuple[Document, Finding]]:
    """Look for the fields in which people write it."""
    book = EvidenceBook(kb)
    for document in kb.typed:
        known = document.type.schema["properties"] if document.type else {}
        for name in sorted(CLAIMS & document.data.keys() - known.keys()):
            message = f"`{name}` cannot be written by hand: it follows from what is known of the document."
            mark = document.mark(f"/{name}")
            yield document, found(ID, mark, message, _hint(book, document, scope))


def _hint(book: EvidenceBook, document: Document, scope: Scope) -> str:
    evidence = book.of(document)
    if evidence is None:
        return "Remove it; documents of this type have no levels."
    level = evidence.level(scope.today) or "none yet"
    missing = f" For the next: {', '.join(evidence.missing)}." if evidence.missing else ""
    return f"Remove it. The level today: {level}.{missing}"
