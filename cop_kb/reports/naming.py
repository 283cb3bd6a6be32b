"""How documents and communities are called in reports on what has changed."""

from collections.abc import Iterable, Mapping

from cop_kb.model.document import Document
from cop_kb.reports.pen import Pen


def named(document: Document, pen: Pen) -> str:
    """Return type, title and id of a document; a list that a community has once is called by its title alone."""
    is_list = document.type is None or (document.type.is_data and document.type.file)
    kind = "" if is_list or document.type is None else f"{pen.text(document.type.title)} "
    return f"{kind}{pen.strong(document.title)} ({pen.code(document.id)})"


def listed(texts: Iterable[str]) -> str:
    """Return texts as a list within a sentence."""
    return ", ".join(texts)


def titles(documents: Iterable[Document], pen: Pen) -> str:
    """Return the titles of documents, in quotes, since a title may hold a comma."""
    return listed(f"“{pen.text(document.title)}”" for document in documents)


def in_words(status: str) -> str:
    """Return a status as people say it."""
    return status.replace("-", " ")


def community_title(community: str, fronts: Mapping[str, Document]) -> str:
    """Return what the community in the folder ``community`` is called, by the front pages that there are."""
    if not community:
        return "Pages outside of communities"
    return fronts[community].title if community in fronts else community


def community_order(community: str, fronts: Mapping[str, Document]) -> tuple[bool, str, str]:
    """Return what sorts communities by their titles; what lies outside of them comes last."""
    return not community, community_title(community, fronts), community
