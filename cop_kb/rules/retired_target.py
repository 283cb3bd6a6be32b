"""A document leads its readers to one that is retired or superseded.

What is retired is kept for the record and no longer advised; what is superseded has a successor. A reader who is led
there loses time, and in an incident more than that.

To mend it, lead to the successor that the hint names, or remove the link or the relation.
"""

from collections.abc import Iterator

from cop_kb.insights.succession import SUCCESSOR, last_successors, successors
from cop_kb.model.diagnostic import Finding
from cop_kb.model.document import Document
from cop_kb.model.knowledge_base import KnowledgeBase
from cop_kb.model.targets import page_at
from cop_kb.rules.link_target import at_link
from cop_kb.rules.rule import Grade, Scope, found

ID = "retired-target"
GRADE = Grade.CARE


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
    return document in successors(kb, page)


def _hint(kb: KnowledgeBase, document: Document) -> str:
    heirs = ", ".join(f"`{d.id}`" for d in last_successors(kb, document) if not d.is_retired)
    return f"Lead to {heirs} instead." if heirs else "Remove it, or lead to what is advised now."
