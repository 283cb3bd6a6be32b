"""What the history says of a document, as its page shows it: who took part, and where the host of the repository shows more.

The names in a history were never meant for readers. One is shown only where a person with a page of their own has it, whom
the readers of the site may see; all others are a number. What was told in confidence, and a document that names nobody,
gives away no name that does not stand on the page anyway.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from cop_kb.model.content_type import PERSON, SOURCE
from cop_kb.model.document import Document
from cop_kb.model.knowledge_base import KnowledgeBase
from cop_kb.site.relation_view import RelatedView, people_of

if TYPE_CHECKING:
    from cop_kb.history import FileHistory
    from cop_kb.site.views import SiteView


class HostedView(NamedTuple):
    """Where the host of the repository shows a file; empty texts where that is not known."""

    history: str
    source: str
    edit: str


class People:
    """Tells whose names in the history the readers of a site may see.

    Args:
        site: The knowledge base as its readers see it.
        whole: All of it: a name that two people have is nobody's, whoever may see their pages.
    """

    def __init__(self, site: SiteView, whole: KnowledgeBase) -> None:
        self._site = site
        self._whole = whole

    def contributors(self, document: Document, history: FileHistory | None) -> RelatedView:
        """Return who wrote a document, sorted by title: the order tells nothing of who did how much."""
        return self._shown("Contributors", document, history.authors if history else ())

    def reviewers(self, document: Document, history: FileHistory | None) -> RelatedView:
        """Return who, by the history, reviewed a change of a document."""
        return self._shown("Reviewers", document, history.reviewers if history else ())

    def _shown(self, title: str, document: Document, names: Iterable[str]) -> RelatedView:
        folded = [fold_name(name) for name in names]
        unnamed = folded.count("")
        people = {name: self._by_name.get(name) for name in {*folded} - {""}}
        shown = [p for p in people.values() if p and self._may_be_named(p, document)]
        hidden = unnamed + len(people) - len(shown)
        return RelatedView(title, self._site.sorted_views(shown), hidden)

    @cached_property
    def _by_name(self) -> dict[str, Document]:
        """The people whom the readers may see, by the names that only they have."""
        found: dict[str, list[Document]] = defaultdict(list)
        for document in self._whole.typed:
            if document.type and PERSON in document.type.traits:
                found[fold_name(document.title)].append(document)
        seen = self._site.kb.documents_by_uri
        return {name: d[0] for name, d in found.items() if len(d) == 1 and d[0].src_uri in seen}

    def _may_be_named(self, person: Document, document: Document) -> bool:
        if document.type is None or person.src_uri == document.src_uri:
            return True
        people = people_of(self._site, document)
        if people and SOURCE not in document.type.traits:
            return True
        return any(person.src_uri == view.src_uri for group in people for view in group.documents)


def fold_name(name: str) -> str:
    """Return a name as it is compared: without regard to case, spacing, and how accents are encoded."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())
