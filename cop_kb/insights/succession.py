"""What took the place of documents that are no longer advised."""

from cop_kb.model.document import Document
from cop_kb.model.knowledge_base import KnowledgeBase
from cop_kb.model.targets import targets_of

SUCCESSOR = "superseded_by"
"""The relation that says what to read instead of a document."""


def successors(kb: KnowledgeBase, document: Document) -> list[Document]:
    """Return what ``document`` names as its successors."""
    return targets_of(kb, document, SUCCESSOR)


def all_successors(kb: KnowledgeBase, document: Document) -> list[Document]:
    """Return the successors of ``document``, theirs, and so on, the nearest first; never itself."""
    found: dict[str, Document] = {}
    waiting = [document]
    for one in waiting:  # it grows while it is walked through
        new = [d for d in successors(kb, one) if d.src_uri not in found and d is not document]
        found |= {d.src_uri: d for d in new}
        waiting += new
    return list(found.values())


def last_successors(kb: KnowledgeBase, document: Document) -> list[Document]:
    """Return what stands at the end of the line: the successors that have none themselves."""
    return [d for d in all_successors(kb, document) if not successors(kb, d)]
