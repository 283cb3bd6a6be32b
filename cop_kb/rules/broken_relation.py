"""A field names a document that does not exist.

Relations name documents by id: `<community>/<type>/<file name>`, and inside a community `<type>/<file name>` is
enough.

Wrong:

    derived_from: [case-round/forty-silent-minuets]

Right:

    derived_from: [case-round/forty-silent-minutes]
"""

from collections.abc import Iterator

from cop_kb.model.content_type import PERSON, RelationSpec
from cop_kb.model.diagnostic import Finding
from cop_kb.model.document import Document
from cop_kb.model.knowledge_base import KnowledgeBase
from cop_kb.model.nearest import Vocabulary
from cop_kb.rules.rule import Grade, Scope, found

ID = "broken-relation"
GRADE = Grade.COMPLETENESS


class _Names:
    """What a relation may name, as an author inside a community writes it."""

    def __init__(self, kb: KnowledgeBase, community: str, spec: RelationSpec) -> None:
        self.by_slug = {
            d.slug: d.id.removeprefix(f"{community}/") if d.community == community else d.id
            for d in kb.typed
            if d.type and spec.allows(d.type)
        }
        self.example = min(self.by_slug.values(), default="")
        self.slugs = Vocabulary(self.by_slug)


def check_knowledge_base(kb: KnowledgeBase, scope: Scope) -> Iterator[tuple[Document, Finding]]:
    """Look for relations without a target; people are the matter of another rule."""
    known: dict[tuple[str, RelationSpec], _Names] = {}
    for reference in kb.references:
        if reference.target is not None or reference.spec.trait == PERSON:
            continue
        key = reference.source.community, reference.spec
        if key not in known:
            known[key] = _Names(kb, *key)
        message = f"`{reference.spec.key}` names `{reference.text}`, which does not exist."
        mark = reference.source.mark(reference.pointer)
        yield reference.source, found(ID, mark, message, _hint(known[key], reference.text))


def _hint(names: _Names, text: str) -> str:
    slug = names.slugs.nearest(text.rpartition("/")[2])
    if slug:
        return f"Did you mean `{names.by_slug[slug]}`?"
    if not names.example:
        return "There is no document yet that it could name."
    return f"Name a document by its id, such as `{names.example}`."
