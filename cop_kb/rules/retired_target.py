"""A document leads its readers to one that is retired or superseded.

What is retired is kept for the record and no longer advised; what is superseded has a successor. A reader who is led
there loses time, and in an incident more than that.

To mend it, lead to the successor that the hint names, or remove the link or the relation.
"""

from collections.abc import Iterator

from cop_kb.model.diagnostic import Finding
from cop_kb.model.document import Document
from cop_kb.model.knowledge_base import KnowledgeBase
from cop_kb.rules.link_target import at_link, page_at
from cop_kb.rules.rule import Grade, Scope, found

ID = "retired-target"
GRADE = Grade.CARE
SUCCESSOR = "superseded_by"


def check_knowledge_base(kb: KnowledgeBase, scope: Scope) -> Iterator[tuple[Document, Finding]]:
    """Look at relations and links of documents that are not retired themselves."""
    gone = {d.src_uri for d in kb.typed if d.is_retired or d.texts(SUCCESSOR)}
    if not gone:
        return
    for reference in kb.references:
        source, spec, pointer, text, target = reference
        if target and target.src_uri in gone and not spec.may_be_retired and not source.is_retired:
            message = f"`{spec.key}` names `{text}`, which is {_state(target)}."
            yield source, found(ID, source.mark(pointer), message, _hint(kb, target))
    for document in kb.documents:
        if document.is_retired:
            continue
        for index, (uri, _) in enumerate(document.record.targets):
            page = page_at(kb, uri) if uri in gone else None
            if page and not _is_successor(document, page, kb):
                link = document.details.structure.links[index]
                message = f"The link goes to a document that is {_state(page)}."
                yield document, at_link(ID, link, message, _hint(kb, page))


def _state(document: Document) -> str:
    return "retired" if document.is_retired else "superseded"


def _is_successor(document: Document, page: Document, kb: KnowledgeBase) -> bool:
    """Tell whether ``document`` took the place of ``page``: it may say so."""
    return document.src_uri in {d.src_uri for d in _successors(kb, page)}


def _successors(kb: KnowledgeBase, document: Document) -> list[Document]:
    references = kb.outgoing.get(document.src_uri, ())
    return [r.target for r in references if r.spec.name == SUCCESSOR and r.target]


def _heirs(kb: KnowledgeBase, document: Document) -> list[Document]:
    """Return what is advised now in place of ``document``, through as many steps as it takes."""
    heirs, seen, waiting = [], {document.src_uri}, _successors(kb, document)
    while waiting:
        successor = waiting.pop(0)
        if successor.src_uri in seen:
            continue
        seen.add(successor.src_uri)
        later = _successors(kb, successor)
        waiting += later
        if not later and not successor.is_retired:
            heirs.append(successor)
    return heirs


def _hint(kb: KnowledgeBase, document: Document) -> str:
    heirs = ", ".join(f"`{d.id}`" for d in _heirs(kb, document))
    return f"Lead to {heirs} instead." if heirs else "Remove it, or lead to what is advised now."
