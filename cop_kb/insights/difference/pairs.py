"""Which document of today is which one of before: by path, by what git saw renamed, by content, by name."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import NamedTuple

from cop_kb.insights.difference.side import Side
from cop_kb.insights.difference.words import share_of_words
from cop_kb.model.content_type import CONTAINER
from cop_kb.model.document import Document

_ALIKE = 0.5
"""The share of words that two texts of different names must have in common: two from one starter look alike to git."""


class Pair(NamedTuple):
    """One document before and now; None where it was not, or is no more."""

    before: Document | None
    after: Document | None

    @property
    def document(self) -> Document:
        """The document now, else as it was."""
        found = self.after or self.before
        assert found is not None, "a pair is one of something"
        return found


def pair_documents(before: Side, after: Side, renames: Mapping[str, str]) -> list[Pair]:
    """Return every document of either side once.

    Args:
        before: The knowledge base before.
        after: The knowledge base now.
        renames: The path now by the path before, of files that git takes for renamed.
    """
    return _Pairing(before, after).pair(renames)


class _Pairing:
    """What is not paired yet, by path."""

    def __init__(self, before: Side, after: Side) -> None:
        self.sides = before, after
        self.old = dict(before.kb.documents_by_uri)
        self.new = dict(after.kb.documents_by_uri)
        self.pairs: list[Pair] = []

    def pair(self, renames: Mapping[str, str]) -> list[Pair]:
        for uri in sorted(self.old.keys() & self.new.keys()):
            self._take(uri, uri)
        for old, new in sorted(renames.items()):
            if old in self.old and new in self.new and self._is_one(old, new):
                self._take(old, new)
        self._take_unique(lambda d: (_kind(d), d.record.digest))
        self._take_unique(lambda d: (_kind(d), d.community, d.title) if d.type else None)
        self._take_unique(lambda d: (_kind(d), d.slug) if d.type and d.type.folder else None)
        self._follow_communities()
        self.pairs += [Pair(document, None) for document in self.old.values()]
        self.pairs += [Pair(None, document) for document in self.new.values()]
        return self.pairs

    def _take(self, old: str, new: str) -> None:
        self.pairs.append(Pair(self.old.pop(old), self.new.pop(new)))

    def _is_one(self, old: str, new: str) -> bool:
        """Tell whether a rename that git saw is one to a reader, too."""
        one, other = self.old[old], self.new[new]
        if one.slug == other.slug or one.title == other.title:
            return True
        before, after = (s.passages(d) for s, d in zip(self.sides, (one, other), strict=True))
        return share_of_words(" ".join(before.values()), " ".join(after.values())) >= _ALIKE

    def _take_unique(self, key: Callable[[Document], Hashable]) -> None:
        """Pair what is left where one document on each side has the same key."""
        by_key = [_unique(documents.values(), key) for documents in (self.old, self.new)]
        for name in sorted(by_key[0].keys() & by_key[1].keys(), key=repr):
            self._take(by_key[0][name].src_uri, by_key[1][name].src_uri)

    def _follow_communities(self) -> None:
        """Pair what is left of a community whose documents went to another folder, front page and lists included."""
        moves: dict[str, Counter[str]] = defaultdict(Counter)
        for one, other in self.pairs:
            if one and other and one.type and one.community != other.community:
                moves[one.community][other.community] += 1
        for old in sorted(moves):
            new = min(moves[old], key=lambda name: (-moves[old][name], name))
            if old in {d.community for d in self.sides[1].kb.communities}:
                continue
            for uri in [uri for uri in self.old if uri.startswith(f"{old}/")]:
                twin = new + uri.removeprefix(old)
                if twin in self.new:
                    self._take(uri, twin)


def moved_communities(pairs: Iterable[Pair]) -> dict[str, str]:
    """Return the new folder of each community that moved as a whole, by the old one."""
    return {
        one.community: other.community
        for one, other in pairs
        if one and other and one.community != other.community
        if one.type and CONTAINER in one.type.traits
    }


def _kind(document: Document) -> str:
    return document.type.id if document.type else ""


def _unique(
    documents: Iterable[Document], key: Callable[[Document], Hashable]
) -> dict[Hashable, Document]:
    found: dict[Hashable, list[Document]] = defaultdict(list)
    for document in documents:
        name = key(document)
        if name is not None:
            found[name].append(document)
    return {name: members[0] for name, members in found.items() if len(members) == 1}
