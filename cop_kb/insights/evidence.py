"""How far a document has proven itself: computed from what it rests on and from notes of its use, never written by hand.

The levels and what each takes are data of the content type. A level counts when those below it do; one that asks for
recent use lapses on a day that is known beforehand, so that a page can tell it without being built again.
"""

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from typing import NamedTuple

from cop_kb.insights.freshness import add_span
from cop_kb.insights.uses import Use, find_uses
from cop_kb.model.content_type import SOURCE, ContentType, Level
from cop_kb.model.document import Document
from cop_kb.model.knowledge_base import KnowledgeBase
from cop_kb.model.quantity import number_of
from cop_kb.model.targets import targets_of

PROVENANCE = "derived_from"
"""The relation that says what a document rests on."""

OWNERS = "owners"
REVIEWERS = "reviewed_by"


class Reached(NamedTuple):
    """A level that a document has reached, and the last day on which it holds; None where it never lapses."""

    level: str
    until: date | None


class Evidence(NamedTuple):
    """What speaks for a document.

    Attributes:
        sources: The experience that it rests on, directly or through other documents, the nearest first.
        uses: Notes of its use, the latest first.
        reached: The levels that it has reached, the lowest first; levels that have lapsed are among them.
        missing: What it takes to reach the next level, in words; empty at the highest.
    """

    sources: tuple[Document, ...]
    uses: tuple[Use, ...]
    reached: tuple[Reached, ...]
    missing: tuple[str, ...]

    def level(self, today: date) -> str:
        """Return the level that holds on the day ``today``; empty where even the lowest does not."""
        held = ""
        for level, until in self.reached:
            if until is not None and until < today:
                break
            held = level
        return held


class EvidenceBook:
    """The evidence for all documents of a knowledge base, each computed when it is asked for.

    Args:
        kb: The whole knowledge base: who may see the evidence is for the reader of this book to decide.
    """

    def __init__(self, kb: KnowledgeBase) -> None:
        self._kb = kb
        self._known: dict[str, Evidence] = {}

    @cached_property
    def uses(self) -> dict[str, tuple[Use, ...]]:
        """The noted uses of each document by its path, the latest first."""
        return find_uses(self._kb)

    def of(self, document: Document) -> Evidence | None:
        """Return the evidence for ``document``; None where its type knows no levels."""
        if document.type is None or not document.type.evidence:
            return None
        if document.src_uri not in self._known:
            self._known[document.src_uri] = self._assess(document, document.type)
        return self._known[document.src_uri]

    def last_use(self, document: Document) -> date | None:
        """Return the day of the latest use that counts as a review of ``document``."""
        if document.type is None:
            return None
        counted = document.type.lifecycle.review_by_use
        uses = self.uses.get(document.src_uri, ())
        return next((use.day for use in uses if use.outcome in counted), None)

    def _assess(self, document: Document, content_type: ContentType) -> Evidence:
        uses = self.uses.get(document.src_uri, ())
        reached: list[Reached] = []
        missing: tuple[str, ...] = ()
        for level in content_type.evidence:
            counted = [use for use in uses if self._counts(use, level, document)]
            missing = tuple(self._missing(document, level, counted))
            if missing:
                break
            latest = counted[0].day if counted and level.within else None
            reached.append(Reached(level.name, add_span(latest, level.within) if latest else None))
        return Evidence(tuple(self._sources(document)), uses, tuple(reached), missing)

    def _missing(self, document: Document, level: Level, uses: list[Use]) -> Iterator[str]:
        direct = targets_of(self._kb, document, PROVENANCE)
        sources = [*self._sources(document)] if level.transitive else [*filter(_is_source, direct)]
        if len(sources) < level.derived_from:
            yield number_of(level.derived_from - len(sources), "more source")
        if len(uses) < level.uses:
            others = " by others than its owners" if level.by_others else ""
            outcomes = " or ".join(f"`{outcome}`" for outcome in level.outcomes)
            how = f" with the outcome {outcomes}" if outcomes else ""
            yield number_of(level.uses - len(uses), "more use") + others + how
        teams = {use.team.casefold() for use in uses if use.team}
        if len(teams) < level.teams:
            yield number_of(level.teams - len(teams), "more team") + " that used it"
        if level.reviewed_by and not self._is_reviewed(document, level.reviewed_by == "others"):
            whom = "somebody else than its owners" if level.reviewed_by == "others" else "somebody"
            yield f"a review by {whom}, in `{REVIEWERS}`"

    def _counts(self, use: Use, level: Level, document: Document) -> bool:
        if level.outcomes and use.outcome not in level.outcomes:
            return False
        if not level.by_others:
            return True
        owners = targets_of(self._kb, document, OWNERS)
        if use.by:
            person = self._kb.find(use.by, use.source.community)
            return person not in owners
        teams = {owner.text("team").casefold() for owner in owners}
        return use.team != "" and use.team.casefold() not in teams

    def _is_reviewed(self, document: Document, by_others: bool) -> bool:
        owners = targets_of(self._kb, document, OWNERS) if by_others else []
        reviewers = targets_of(self._kb, document, REVIEWERS)
        return any(person not in owners for person in reviewers)

    def _sources(self, document: Document) -> Iterator[Document]:
        """Follow provenance to all experience behind a document; drafts of it speak for nothing yet."""
        seen = {document.src_uri}
        edge: list[Document] = [document]
        while edge:
            found = [t for d in edge for t in targets_of(self._kb, d, PROVENANCE)]
            edge = [d for d in dict.fromkeys(found) if d.src_uri not in seen]
            seen.update(d.src_uri for d in edge)
            yield from filter(_is_source, edge)


def _is_source(document: Document) -> bool:
    return document.type is not None and SOURCE in document.type.traits and not document.is_draft
