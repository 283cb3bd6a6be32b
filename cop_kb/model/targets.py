"""Where links and relations lead."""

from cop_kb.model.document import Document
from cop_kb.model.file_tree import indexes_of
from cop_kb.model.knowledge_base import KnowledgeBase


def page_at(kb: KnowledgeBase, uri: str) -> Document | None:
    """Return the page that a reader gets at ``uri``: the file itself, or the index of the folder."""
    pages = kb.documents_by_uri
    if uri in pages:
        return pages[uri]
    return next((pages[name] for name in indexes_of(uri) if name in pages), None)


def targets_of(kb: KnowledgeBase, document: Document, relation: str) -> list[Document]:
    """Return the documents that a relation of ``document`` names, in the author's order; what does not fit is left out."""
    references = kb.outgoing.get(document.src_uri, ())
    return [r.target for r in references if r.spec.name == relation and r.target]
