"""A link goes to a place in a page that is not there.

The part of an address after `#` names a heading: `roll-back.md#check-it-worked`. When a heading is renamed, its name
changes too.

To mend it, use the name that the hint gives.
"""

from collections.abc import Iterator

from cop_kb.model.diagnostic import Finding
from cop_kb.model.document import Document
from cop_kb.model.knowledge_base import KnowledgeBase
from cop_kb.model.nearest import Vocabulary
from cop_kb.model.targets import page_at
from cop_kb.rules.link_target import at_link
from cop_kb.rules.rule import Grade, Scope

ID = "broken-anchor"
GRADE = Grade.COMPLETENESS

_TOP = "top"  # every browser knows it
_TEXT = ":~:"  # words to highlight, see https://wicg.github.io/scroll-to-text-fragment/


def check_knowledge_base(kb: KnowledgeBase, scope: Scope) -> Iterator[tuple[Document, Finding]]:
    """Look for fragments that no page has."""
    anchors: dict[str, frozenset[str]] = {}
    vocabularies: dict[str, Vocabulary] = {}
    for document in kb.documents:
        for index, (uri, fragment) in enumerate(document.record.targets):
            if not fragment or fragment == _TOP or fragment.startswith(_TEXT):
                continue
            page = page_at(kb, uri)
            if page is None:
                continue
            there = anchors.setdefault(page.src_uri, frozenset(page.record.anchors))
            if fragment not in there:
                if page.src_uri not in vocabularies:
                    vocabularies[page.src_uri] = Vocabulary(there)
                close = vocabularies[page.src_uri].nearest(fragment)
                yield document, _finding(document, index, fragment, page, close)


def _finding(
    document: Document, index: int, fragment: str, page: Document, close: str | None
) -> Finding:
    link = document.details.structure.links[index]
    where = "This page" if page is document else f"`{page.src_uri}`"
    rest = "Link to the page without the part after #."
    if page is document:
        rest = "Add a heading of that name, or remove the link."
    hint = f"Did you mean `#{close}`?" if close else rest
    message = f"{where} has no place called `#{fragment}`."
    return at_link(ID, link, message, hint)
