"""A field names a document that does not exist.

Relations name documents by id: `<community>/<type>/<file name>`, and inside a community `<type>/<file name>` is
enough.

Wrong:

    derived_from: [case-round/forty-silent-minuets]

Right:

    derived_from: [case-round/forty-silent-minutes]
"""

from collections.abc import Iterator

from cop_kb.model.content_type import PERSON
from cop_kb.model.diagnostic import Finding
from cop_kb.model.document import Document
from cop_kb.model.knowledge_base import KnowledgeBase
from cop_kb.model.nearest import nearest
from cop_kb.model.relation import Reference
from cop_kb.rules.rule import Grade, Scope, found

ID = "broken-relation"
GRADE = Grade.COMPLETENESS


def check_knowledge_base(kb: KnowledgeBase, scope: Scope) -> Iterator[tuple[Document, Finding]]:
    """Look for relations without a target; people are the matter of another rule."""
    for reference in kb.references:
        if reference.target is None and reference.spec.trait != PERSON:
            message = f"`{reference.spec.name}` names `{reference.text}`, which does not exist."
            mark = reference.source.mark(reference.pointer)
            yield reference.source, found(ID, mark, message, _hint(kb, reference))


def _hint(kb: KnowledgeBase, reference: Reference) -> str:
    community = reference.source.community
    names = {
        (d.id.removeprefix(f"{community}/") if d.community == community else d.id): d
        for d in kb.typed
        if d.type and reference.spec.allows(d.type)
    }
    slugs = {d.slug: name for name, d in names.items()}
    slug = nearest(reference.text.rpartition("/")[2], slugs)
    if slug:
        return f"Did you mean `{slugs[slug]}`?"
    if not names:
        return "There is no document yet that it could name."
    return f"Name a document by its id, such as `{min(names)}`."
