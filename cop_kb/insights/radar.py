"""The radar: situations that several sources share and that no guidance covers yet.

What a source is about stands in its ``situation``, its ``symptoms`` and its tags. Guidance covers a situation by naming
it, and covers a source by having come of it, on however long a way.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from cop_kb.insights.evidence import PROVENANCE
from cop_kb.model.content_type import GUIDANCE, SOURCE
from cop_kb.model.document import Document
from cop_kb.model.knowledge_base import KnowledgeBase
from cop_kb.model.relation import Reference

AT_LEAST = 2
"""Sources that must share a situation before it shows."""

FIELDS = ("situation", "symptoms", "tags")
"""The fields that say what a source is about, the most telling first."""

_WORD = re.compile(r"\w+")
_LONG = 4  # letters; shorter words are mostly articles and the like, whatever the language


class Gap(NamedTuple):
    """A situation without guidance.

    Attributes:
        words: What it is called, as the first source says it, each with the field; the most telling first.
        sources: The documents that share it, sorted by path.
    """

    words: tuple[tuple[str, str], ...]
    sources: tuple[Document, ...]

    @property
    def name(self) -> str:
        """The most telling of its words."""
        return self.words[0][1]


def find_gaps(kb: KnowledgeBase, at_least: int = AT_LEAST) -> tuple[Gap, ...]:
    """Return the situations that sources share and no guidance covers, those of most sources first.

    Drafts of sources count, since a brief tells a situation; so do drafts of guidance, since somebody is at it. What is
    retired counts for nothing.
    """
    covered, answered = set(), _answered(kb)
    shared: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for document in kb.typed:
        traits = document.type.traits if document.type else frozenset()
        if document.is_retired:
            continue
        for field, key, text in _keys(document):
            if GUIDANCE in traits:
                covered.add((field, key))
            elif SOURCE in traits and document.src_uri not in answered:
                shared[field, key].setdefault(document.src_uri, text)
    by_sources: dict[tuple[str, ...], list[tuple[str, str]]] = defaultdict(list)
    for (field, key), texts in shared.items():
        if len(texts) >= at_least and (field, key) not in covered:
            by_sources[tuple(sorted(texts))].append((field, texts[min(texts)]))
    gaps = (
        Gap(
            tuple(sorted(words, key=lambda word: (FIELDS.index(word[0]), word[1]))),
            tuple(kb.documents_by_uri[uri] for uri in uris),
        )
        for uris, words in by_sources.items()
    )
    return tuple(
        sorted(gaps, key=lambda gap: (-len(gap.sources), gap.words, gap.sources[0].src_uri))
    )


def _keys(document: Document) -> Iterator[tuple[str, str, str]]:
    """Yield for each word or phrase the field, what it is compared by, and the text itself."""
    for field in FIELDS:
        for text in document.texts(field):
            words = _WORD.findall(text.casefold())
            telling = [word for word in words if len(word) >= _LONG] or words
            if telling:
                yield field, " ".join(sorted(set(telling))), text.strip()


def _answered(kb: KnowledgeBase) -> set[str]:
    """Return the paths of all documents that guidance came of, directly or through others."""
    edge = [
        d.src_uri for d in kb.typed if d.type and GUIDANCE in d.type.traits and not d.is_retired
    ]
    found: set[str] = set()
    while edge:
        references: list[Reference] = [r for uri in edge for r in kb.outgoing.get(uri, ())]
        reached = {r.target.src_uri for r in references if r.spec.name == PROVENANCE and r.target}
        edge = sorted(reached - found)
        found |= reached
    return found
