"""What became of each document, as the readers of the comparison see it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from cop_kb.insights.difference.document_change import (
    ADDED,
    CHANGED,
    MOVED,
    OPENED,
    REMOVED,
    DocumentChange,
    EntryChange,
)
from cop_kb.insights.difference.fields import compare_fields, entries_by_name
from cop_kb.insights.difference.pairs import Pair
from cop_kb.insights.difference.sections import compare_sections
from cop_kb.insights.difference.side import Side
from cop_kb.model.content_type import USES
from cop_kb.model.document import Document
from cop_kb.model.knowledge_base import KnowledgeBase


class DocumentChanges(NamedTuple):
    """The changes, how many documents are no longer for these readers, and whether there is more that they may not see."""

    changes: tuple[DocumentChange, ...]
    closed: int
    is_partial: bool


class DocumentComparison:
    """Compares documents.

    Args:
        before: The knowledge base before.
        after: The knowledge base now.
        moved: The path now by the path before, of documents that moved.
        communities: The folder now by the folder before, of communities that moved.
    """

    def __init__(
        self,
        before: Side,
        after: Side,
        moved: Mapping[str, str],
        communities: Mapping[str, str],
    ) -> None:
        self._before = before
        self._after = after
        self._moved = moved
        self._communities = communities

    def compare(self, pairs: Iterable[Pair]) -> DocumentChanges:
        """Return what became of the documents, by community, type and title."""
        found = []
        closed, is_partial = 0, False
        for pair in pairs:
            if not self._differs(pair):
                continue
            was_shown, is_shown = self._before.shows(pair.before), self._after.shows(pair.after)
            if was_shown and pair.after and not is_shown:
                closed += 1
            elif was_shown or is_shown:
                change = self._change(pair, was_shown)
                if change is not None:
                    found.append(change)
            else:
                is_partial = True
        return DocumentChanges(tuple(sorted(found, key=_place)), closed, is_partial)

    def _differs(self, pair: Pair) -> bool:
        one, other = pair
        if one is None or other is None or one.src_uri != other.src_uri:
            return True
        return (
            one.record.digest != other.record.digest
            or self._before.shows(one) != self._after.shows(other)
            or (one.type.id if one.type else "") != (other.type.id if other.type else "")
        )

    def _change(self, pair: Pair, was_shown: bool) -> DocumentChange | None:
        one, other = pair
        if other is None:
            return DocumentChange(REMOVED, one, None)
        if one is None or not was_shown:
            entries = self._entries(None, other)
            return DocumentChange(OPENED if one else ADDED, None, other, entries=entries)
        with_community = self._went_along(one, other)
        change = DocumentChange(CHANGED, one, other, with_community=with_community)
        if one.src_uri != other.src_uri and not with_community:
            change = change._replace(kind=MOVED)
        if one.record.digest != other.record.digest:
            change = self._inside(change, one, other)
        elif with_community:
            return None
        return change

    def _inside(self, change: DocumentChange, one: Document, other: Document) -> DocumentChange:
        before, after = self._before, self._after
        linked, unlinked = self._links(one, other)
        return change._replace(
            fields=compare_fields(before, after, one, other, self._moved),
            sections=compare_sections(before, after, one, other),
            entries=self._entries(one, other),
            linked=linked,
            unlinked=unlinked,
        )

    def _went_along(self, one: Document, other: Document) -> bool:
        folder = self._communities.get(one.community)
        if folder is None or folder != other.community:
            return False
        return one.src_uri.removeprefix(one.community) == other.src_uri.removeprefix(folder)

    def _links(
        self, one: Document, other: Document
    ) -> tuple[tuple[Document, ...], tuple[Document, ...]]:
        """Return the documents that the text leads to now and did not, and those that it does not lead to any more."""
        now = _targets(other, self._after.shown)
        then = {self._moved.get(uri, uri) for uri in _targets(one, self._before.shown)}
        by_uri = self._after.shown.documents_by_uri
        linked, unlinked = sorted(now - then), sorted(u for u in then - now if u in by_uri)
        return tuple(by_uri[uri] for uri in linked), tuple(by_uri[uri] for uri in unlinked)

    def _entries(self, one: Document | None, other: Document) -> tuple[EntryChange, ...]:
        if other.type and USES in other.type.traits:
            return self._notes(one, other)
        old, new = entries_by_name(one) if one else {}, entries_by_name(other)
        return (
            *(EntryChange(ADDED, name) for name in new if name not in old),
            *(EntryChange(CHANGED, n) for n in new if n in old and old[n] != new[n]),
            *(EntryChange(REMOVED, name) for name in old if name not in new),
        )

    def _notes(self, one: Document | None, other: Document) -> tuple[EntryChange, ...]:
        """Return the notes that were added and taken away, of documents that these readers may see."""
        then = _notes_in(one, self._before, self._moved) if one else Counter()
        now = _notes_in(other, self._after, {})
        by_uri = self._after.shown.documents_by_uri
        return tuple(
            EntryChange(kind, note[1], by_uri[note[0]])
            for kind, notes in ((ADDED, now - then), (REMOVED, then - now))
            for note in sorted(notes.elements())
            if note[0] in by_uri
        )


def _place(change: DocumentChange) -> tuple[str, int, str, str]:
    document = change.document
    order = document.type.order if document.type else 0
    return document.community, order, document.title.casefold(), document.src_uri


def _targets(document: Document, kb: KnowledgeBase) -> set[str]:
    targets = {target for target, _ in document.record.targets if target != document.src_uri}
    return targets & kb.documents_by_uri.keys()


def _notes_in(document: Document, side: Side, moved: Mapping[str, str]) -> Counter[tuple[str, ...]]:
    """Return the notes in a list: the path of what was used, the outcome, and what tells two of them apart."""
    return Counter(
        (moved.get(uri, uri), use.outcome, use.day.isoformat(), use.team, use.by, use.note)
        for uri, uses in side.book.uses.items()
        for use in uses
        if use.source.src_uri == document.src_uri
    )
