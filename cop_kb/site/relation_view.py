"""How a document hangs together with others, as its page shows it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from cop_kb.insights.evidence import PROVENANCE, REVIEWERS
from cop_kb.insights.succession import SUCCESSOR, last_successors
from cop_kb.model.content_type import PERSON, USES
from cop_kb.model.document import Document
from cop_kb.model.targets import targets_of

if TYPE_CHECKING:
    from cop_kb.site.document_view import DocumentView
    from cop_kb.site.views import SiteView

_ELSEWHERE = frozenset({PROVENANCE, SUCCESSOR})

GENERATIONS = 3
"""How far provenance is followed in either direction."""


class RelatedView(NamedTuple):
    """Documents under one label.

    Attributes:
        title: The label.
        documents: In the order in which they are shown.
        hidden: How many more there are that are not shown.
        field: The field of the front matter that says so; empty where another document says it.
    """

    title: str
    documents: tuple[DocumentView, ...]
    hidden: int = 0
    field: str = ""


def people_of(site: SiteView, document: Document) -> list[RelatedView]:
    """Return owners, stewards and whoever else the relations of a document name."""
    relations = document.type.relations.values() if document.type else ()
    found = []
    for spec in sorted(relations, key=lambda spec: spec.name == REVIEWERS):
        names = set(document.texts(spec.name))
        if spec.trait == PERSON and names:
            known = targets_of(site.kb, document, spec.name)
            hidden = max(len(names) - len(known), 0)
            found.append(RelatedView(spec.title, site.views(known), hidden, spec.name))
    return found


def relations_of(site: SiteView, document: Document) -> list[RelatedView]:
    """Return what a document is related to from both ends; people, provenance, successors and uses have their own places."""
    found: dict[str, dict[str, Document]] = defaultdict(dict)
    for reference in site.kb.outgoing.get(document.src_uri, ()):
        target, spec = reference.target, reference.spec
        if target and spec.is_field and spec.trait != PERSON and spec.name not in _ELSEWHERE:
            found[spec.title][target.src_uri] = target
    for reference in site.kb.incoming.get(document.src_uri, ()):
        kind = reference.source.type
        if reference.spec.name != PROVENANCE and kind and USES not in kind.traits:
            found[reference.spec.inverse_title][reference.source.src_uri] = reference.source
    return [
        RelatedView(title, site.sorted_views(documents.values()))
        for title, documents in found.items()
    ]


def successors_of(site: SiteView, document: Document) -> tuple[DocumentView, ...]:
    """Return what to read instead; where that has been superseded as well, what stands at the end of the line."""
    return site.views(last_successors(site.kb, document))


def generations(
    site: SiteView, src_uri: str, neighbours: Mapping[str, list[Document]]
) -> list[tuple[DocumentView, ...]]:
    """Follow provenance step by step, the nearest first.

    A document that is reached on several ways stands at the end of the longest.

    Args:
        site: The knowledge base as its readers see it.
        src_uri: Where it begins.
        neighbours: What each document leads to directly.
    """
    step_of: dict[str, int] = {}
    reached: dict[str, Document] = {}
    edge = {src_uri}
    for step in range(GENERATIONS):
        found = [d for uri in sorted(edge) for d in neighbours.get(uri, ())]
        edge = {d.src_uri for d in found} - {src_uri}
        reached.update({d.src_uri: d for d in found if d.src_uri in edge})
        step_of.update(dict.fromkeys(edge, step))
    steps = [
        site.sorted_views(reached[uri] for uri in reached if step_of[uri] == step)
        for step in range(GENERATIONS)
    ]
    return [step for step in steps if step]
