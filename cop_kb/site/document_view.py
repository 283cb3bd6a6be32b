"""A document as its page and the lists show it."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from cop_kb.insights.freshness import parse_date, review_due
from cop_kb.model.document import Document
from cop_kb.model.source import json_pointer
from cop_kb.site.evidence_view import EvidenceView, UseView, evidence_view, noted_uses
from cop_kb.site.field_view import FieldView, field_views
from cop_kb.site.history_view import HostedView
from cop_kb.site.meeting_view import ChannelView, RhythmView, channels_of, rhythm_views
from cop_kb.site.path_view import PathView, path_view
from cop_kb.site.relation_view import (
    RelatedView,
    generations,
    people_of,
    relations_of,
    successors_of,
)
from cop_kb.site.tree_view import TreeView, tree_view

if TYPE_CHECKING:
    from cop_kb.history import FileHistory
    from cop_kb.site.entry_view import EntryView, FacetView
    from cop_kb.site.views import SiteView, TagView


class DocumentView:
    """A document as its page and the lists show it. Dates are ISO texts, empty where there are none."""

    def __init__(self, site: SiteView, document: Document) -> None:
        self._site = site
        self._document = document
        self.id = document.id
        self.community_folder = document.community
        self.src_uri = document.src_uri
        self.title = document.title
        self.url = site.url(document.src_uri)
        self.type = site.type_view(document.type) if document.type else None
        self.summary = document.text("summary")
        self.audience = site.kb.audiences.get(document.src_uri, document.audience)

    def __repr__(self) -> str:
        return f"<DocumentView {self.id}>"

    @property
    def traits(self) -> frozenset[str]:
        """What its type does differently."""
        return self.type.traits if self.type else frozenset()

    @property
    def status(self) -> str:
        """The state in its lifecycle, in words; empty for a plain page."""
        return self._document.status.replace("-", " ").capitalize()

    @property
    def status_kind(self) -> str:
        """``draft``, ``retired`` or ``current``: what templates may distinguish."""
        if self._document.is_draft:
            return "draft"
        return "retired" if self._document.is_retired else "current"

    @property
    def community(self) -> DocumentView | None:
        """The front page of its community, where the audience may see it and it is another page."""
        front = self._site.community_of(self._document.community)
        return None if front is None or front.src_uri == self.src_uri else front

    @property
    def tags(self) -> list[TagView]:
        """Its tags in the author's order."""
        return self._site.tag_views(dict.fromkeys(self._document.texts("tags")))

    @property
    def symptoms(self) -> list[str]:
        """What somebody sees who needs this document."""
        return self._document.texts("symptoms")

    @cached_property
    def fields(self) -> list[FieldView]:
        """What its plain fields say."""
        return field_views(self._document)

    @property
    def channels(self) -> list[ChannelView]:
        """Where the members of a community talk."""
        return channels_of(self._document)

    @cached_property
    def rhythms(self) -> list[RhythmView]:
        """When it takes place, again and again."""
        return rhythm_views(self._document)

    @property
    def reviewed(self) -> str:
        """The day of the last review."""
        return iso(parse_date(self._document.text("last_reviewed_on")))

    @property
    def review_due(self) -> str:
        """The day on which the next review is due; a use may count as a review, else the last change does."""
        used = self._site.book.last_use(self._document)
        changed = self._history.changed if self._history else None
        return iso(review_due(self._document, used, changed))

    @property
    def asks_review(self) -> bool:
        """Whether somebody should say now and then that it is still right."""
        return self.status_kind == "current" and self._document.review_in != ""

    @property
    def has_lines_of_fields(self) -> bool:
        """Whether a field can be given by a line of its own, which fields in braces cannot."""
        first = next(iter(self._document.data), None)
        return first is None or self._document.mark(json_pointer(first)).key_column == 1

    @property
    def is_data(self) -> bool:
        """Whether its file is data only, without a text."""
        return self._document.type is not None and self._document.type.is_data

    @cached_property
    def evidence(self) -> EvidenceView | None:
        """How far it has proven itself; None where its type knows no levels."""
        evidence = self._site.book.of(self._document)
        if evidence is None or self._document.type is None:
            return None
        levels = tuple(level.name for level in self._document.type.evidence)
        return evidence_view(self._site, evidence, levels)

    @cached_property
    def facets(self) -> list[FacetView]:
        """What a search can narrow it down by, besides what every document has."""
        return self._site.words.facets(self._document)

    @property
    def entries(self) -> list[EntryView]:
        """The entries of a list of words."""
        return self._site.words.entries(self._document)

    @cached_property
    def tree(self) -> TreeView:
        """The questions of a decision tree."""
        return tree_view(self._site, self._document)

    @cached_property
    def path(self) -> PathView:
        """The steps of a learning path."""
        return path_view(self._site, self._document)

    @property
    def noted_uses(self) -> list[tuple[UseView, DocumentView]]:
        """The notes of a list of uses, the latest first, each with what was used; only of what the audience may see."""
        return noted_uses(self._site, self.src_uri)

    @property
    def successors(self) -> tuple[DocumentView, ...]:
        """What to read instead."""
        return successors_of(self._site, self._document)

    @property
    def created(self) -> str:
        """The day of the first commit."""
        return iso(self._history.created if self._history else None)

    @property
    def changed(self) -> str:
        """The day of the last commit that really changed it."""
        return iso(self._history.changed if self._history else None)

    @property
    def revisions(self) -> int:
        """How many commits changed it; 0 where that is not known."""
        return self._history.revisions if self._history else 0

    @cached_property
    def contributors(self) -> RelatedView:
        """Who wrote it."""
        return self._site.people.contributors(self._document, self._history)

    @property
    def reviewers(self) -> RelatedView:
        """Who reviewed a change of it, by the history."""
        return self._site.people.reviewers(self._document, self._history)

    @cached_property
    def hosted(self) -> HostedView:
        """Where the host of the repository shows its file."""
        hosting, uri = self._site.hosting, self.src_uri
        return HostedView(hosting.history(uri), hosting.source(uri), hosting.edit(uri))

    @property
    def _history(self) -> FileHistory | None:
        return self._site.history.get(self.src_uri)

    @cached_property
    def people(self) -> list[RelatedView]:
        """Owners, stewards and whoever else its relations name."""
        return people_of(self._site, self._document)

    @cached_property
    def relations(self) -> list[RelatedView]:
        """What it is related to otherwise, from both ends; provenance, successors and uses have places of their own."""
        return relations_of(self._site, self._document)

    @cached_property
    def backlinks(self) -> tuple[DocumentView, ...]:
        """Pages whose text links here and that are not named as related already."""
        named = {view.src_uri for step in (*self.sources, *self.results) for view in step}
        named |= {view.src_uri for relation in self.relations for view in relation.documents}
        linking = self._site.kb.backlinks(self._document)
        return self._site.views(d for d in linking if d.src_uri not in named)

    @cached_property
    def sources(self) -> list[tuple[DocumentView, ...]]:
        """What it rests on, step by step, the first beginnings first."""
        return generations(self._site, self.src_uri, self._site.sources_of)[::-1]

    @cached_property
    def results(self) -> list[tuple[DocumentView, ...]]:
        """What came of it, step by step, the nearest first."""
        return generations(self._site, self.src_uri, self._site.results_of)


def iso(day: date | None) -> str:
    """Return ``day`` as year-month-day, or an empty string."""
    return day.isoformat() if day else ""
