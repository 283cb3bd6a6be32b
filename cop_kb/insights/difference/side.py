"""One side of a comparison: the knowledge base at one moment, as a whole and as its readers see it."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property

from cop_kb.insights.evidence import EvidenceBook
from cop_kb.model.document import Document
from cop_kb.model.knowledge_base import KnowledgeBase
from cop_kb.model.redirects import pages_of

Passages = Callable[[Document], Mapping[str, str]]
"""Gives the words of a document, section by section."""


class Side:
    """The knowledge base before or after a change.

    Args:
        kb: All of it.
        audience: Whom the comparison is for.
        today: The day that counts as today, the same on both sides.
        passages: How to get at the words of a document.
    """

    def __init__(
        self, kb: KnowledgeBase, audience: str, today: date, passages: Passages = lambda _: {}
    ) -> None:
        self.kb = kb
        self.passages = passages
        self.audience = audience
        self.today = today

    @cached_property
    def shown(self) -> KnowledgeBase:
        """The part that the audience may read."""
        return self.kb.narrowed(self.audience, self.today)

    @cached_property
    def pages(self) -> frozenset[str]:
        """The pages that the audience has, as redirects name them."""
        return pages_of(self.shown)

    @cached_property
    def book(self) -> EvidenceBook:
        """What speaks for its documents."""
        return EvidenceBook(self.kb)

    def shows(self, document: Document | None) -> bool:
        """Tell whether the audience may read ``document``."""
        return document is not None and document.src_uri in self.shown.documents_by_uri

    def level(self, document: Document) -> str:
        """Return how far ``document`` has proven itself; empty where its type knows no levels."""
        evidence = self.book.of(document)
        return evidence.level(self.today) if evidence else ""
