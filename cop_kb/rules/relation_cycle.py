"""Documents lead in a circle where that makes no sense.

A playbook cannot rest on a checklist that rests on the playbook, a learning path cannot be its own condition, and a
document cannot take the place of its own successor.

To mend it, take out the relation that is wrong; the message shows the whole circle.
"""

from collections.abc import Iterator, Mapping, Sequence

from cop_kb.model.diagnostic import Finding
from cop_kb.model.document import Document
from cop_kb.model.knowledge_base import KnowledgeBase
from cop_kb.model.relation import Reference
from cop_kb.rules.rule import Grade, Scope, found

ID = "relation-cycle"
GRADE = Grade.COMPLETENESS


def check_knowledge_base(kb: KnowledgeBase, scope: Scope) -> Iterator[tuple[Document, Finding]]:
    """Look for circles in each relation that must have none; each circle is told once."""
    edges: dict[str, dict[str, list[Reference]]] = {}
    for reference in kb.references:
        if reference.spec.acyclic and reference.fits:
            relation = edges.setdefault(reference.spec.name, {})
            relation.setdefault(reference.source.src_uri, []).append(reference)
    for name in sorted(edges):
        for circle in _circles(edges[name]):
            first = circle[0]
            way = " → ".join([*(r.source.id for r in circle), first.source.id])
            message = f"`{name}` leads in a circle: {way}."
            mark = first.source.mark(first.pointer)
            yield first.source, found(ID, mark, message, "Take out the one that is wrong.")


def _circles(edges: Mapping[str, Sequence[Reference]]) -> Iterator[list[Reference]]:
    """Yield a circle for each way back that a walk in depth finds; no recursion, since chains may be long."""
    done: set[str] = set()
    for start in sorted(edges):
        way: list[Reference] = []
        pending = [iter(edges[start])] if start not in done else []
        open_uris = [start]
        while pending:
            reference = next(pending[-1], None)
            if reference is None:
                pending.pop()
                done.add(open_uris.pop())
                if way:
                    way.pop()
                continue
            uri = reference.target.src_uri if reference.target else ""
            if uri in open_uris:
                yield [*way, reference][open_uris.index(uri) :]
            elif uri in edges and uri not in done:
                way.append(reference)
                open_uris.append(uri)
                pending.append(iter(edges[uri]))
