"""Which documents have proven themselves further than before, or less far, and why."""

from collections.abc import Iterable, Iterator, Mapping

from cop_kb.insights.difference.pairs import Pair
from cop_kb.insights.difference.side import Side
from cop_kb.insights.difference.values import LevelChange, Reason
from cop_kb.insights.evidence import OWNERS, REVIEWERS, Evidence
from cop_kb.insights.uses import Use
from cop_kb.model.document import Document
from cop_kb.model.targets import targets_of

HIDDEN = Reason("something that is not shown here")
"""What speaks for a document, or spoke for it, and is not for these readers."""


def compare_levels(
    before: Side, after: Side, pairs: Iterable[Pair], moved: Mapping[str, str]
) -> tuple[LevelChange, ...]:
    """Return the documents whose level changed, those that nobody touched among them.

    Args:
        before: The knowledge base before.
        after: The knowledge base now, on the same day.
        pairs: All documents; those that these readers saw before and see now are told of.
        moved: The path now by the path before, of documents that moved.
    """
    found = []
    for one, other in pairs:
        if one is None or other is None or not (before.shows(one) and after.shows(other)):
            continue
        if other.type is None or not other.type.evidence:
            continue
        old, new = before.level(one), after.level(other)
        if old != new:
            names = ["", *(level.name for level in other.type.evidence)]
            gained = old not in names or (new in names and names.index(new) > names.index(old))
            reasons = tuple(_Reasons(before, after, one, other, moved).find())
            found.append(LevelChange(other, old, new, gained, reasons))
    return tuple(sorted(found, key=lambda c: (c.document.title.casefold(), c.document.src_uri)))


class _Reasons:
    """What differs in what speaks for one document."""

    def __init__(
        self, before: Side, after: Side, one: Document, other: Document, moved: Mapping[str, str]
    ) -> None:
        self.sides = before, after
        self.documents = one, other
        self.moved = moved

    def find(self) -> Iterator[Reason]:
        """Yield what speaks for the document now and did not, and the other way round."""
        one, other = self.documents
        before, after = self.sides
        old, new = before.book.of(one), after.book.of(other)
        if new is None or other.type is None:
            return
        if one.type is None or one.type.evidence != other.type.evidence:
            yield Reason("its type asks for something else now")
        if old is not None:
            yield from self._all(old, new)

    def _all(self, old: Evidence, new: Evidence) -> Iterator[Reason]:
        found = [*self._sources(old, new), *self._uses(old, new), *self._reviews()]
        yield from dict.fromkeys(found)
        if not found and self._named(0, OWNERS) != self._named(1, OWNERS):
            yield Reason("it has other owners")  # whose use is not that of others

    def _sources(self, old: Evidence, new: Evidence) -> Iterator[Reason]:
        before, after = self.sides
        then = {self.moved.get(d.src_uri, d.src_uri): d for d in old.sources}
        now = {d.src_uri: d for d in new.sources}
        yield from _told("rests on", [d for u, d in now.items() if u not in then], after)
        yield from _told("rests no longer on", [d for u, d in then.items() if u not in now], before)

    def _uses(self, old: Evidence, new: Evidence) -> Iterator[Reason]:
        before, after = self.sides
        then, now = map(_by_note, (old.uses, new.uses))
        yield from _counted(
            "newly noted", [use for key, use in now.items() if key not in then], after
        )
        yield from _counted("no longer noted", [u for k, u in then.items() if k not in now], before)

    def _reviews(self) -> Iterator[Reason]:
        then, now = (self._named(index, REVIEWERS) for index in (0, 1))
        if now - then:
            yield Reason("a review was recorded")
        if then - now:
            yield Reason("a review is no longer recorded")

    def _named(self, index: int, relation: str) -> set[str]:
        side, document = self.sides[index], self.documents[index]
        uris = {target.src_uri for target in targets_of(side.kb, document, relation)}
        return uris if index else {self.moved.get(uri, uri) for uri in uris}


def _told(words: str, documents: list[Document], side: Side) -> Iterator[Reason]:
    """Yield a reason with the documents that these readers may see; of others only that there are some."""
    known = tuple(document for document in documents if side.shows(document))
    if known:
        yield Reason(words, known)
    if len(known) < len(documents):
        yield HIDDEN


def _counted(words: str, uses: list[Use], side: Side) -> Iterator[Reason]:
    known = [use for use in uses if side.shows(use.source)]
    by_outcome: dict[str, int] = {}
    for use in known:
        by_outcome[use.outcome] = by_outcome.get(use.outcome, 0) + 1
    if known:
        counts = ", ".join(f"{number} {outcome}" for outcome, number in sorted(by_outcome.items()))
        yield Reason(f"{words}: {counts}")
    if len(known) < len(uses):
        yield HIDDEN


def _by_note(uses: Iterable[Use]) -> dict[tuple[str, ...], Use]:
    return {(u.day.isoformat(), u.outcome, u.team, u.by, u.note): u for u in uses}
