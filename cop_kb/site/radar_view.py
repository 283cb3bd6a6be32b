"""What waits to be written down, as the page of a community shows it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from cop_kb.insights.radar import find_gaps
from cop_kb.model.knowledge_base import KnowledgeBase

if TYPE_CHECKING:
    from cop_kb.site.document_view import DocumentView
    from cop_kb.site.views import SiteView


class GapView(NamedTuple):
    """A situation that several sources share, what else it is called, and those sources."""

    name: str
    others: tuple[str, ...]
    sources: tuple[DocumentView, ...]


class Radar:
    """The situations without guidance.

    Args:
        site: The knowledge base as its readers see it.
        whole: All of it: guidance that these readers may not see covers a situation, too.
        at_least: How many sources must share a situation.
    """

    def __init__(self, site: SiteView, whole: KnowledgeBase, at_least: int) -> None:
        self._site = site
        self._whole = whole
        self._at_least = at_least

    @cached_property
    def gaps(self) -> tuple[GapView, ...]:
        """The situations all of whose sources the readers may see."""
        visible = self._site.kb.documents_by_uri
        return tuple(
            GapView(
                gap.name, tuple(text for _, text in gap.words[1:]), self._site.views(gap.sources)
            )
            for gap in find_gaps(self._whole, self._at_least)
            if all(document.src_uri in visible for document in gap.sources)
        )

    def of(self, front: DocumentView) -> list[GapView]:
        """Return the situations that a source of the community with this front page tells of."""
        place = front.community_folder
        return [gap for gap in self.gaps if any(s.community_folder == place for s in gap.sources)]
