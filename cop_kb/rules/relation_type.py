"""A field names a document of a type that it may not name.

A relation says what kind of documents it leads to: a playbook derives from case rounds, not from another playbook.
`cop-kb types TYPE` shows the relations of a type.

To mend it, name a document of the right type, or use another relation.
"""

from collections.abc import Iterator

from cop_kb.model.diagnostic import Finding
from cop_kb.model.document import Document
from cop_kb.model.knowledge_base import KnowledgeBase
from cop_kb.model.relation import Reference
from cop_kb.rhythm.words import listed
from cop_kb.rules.rule import Grade, Scope, found

ID = "relation-type"
GRADE = Grade.COMPLETENESS


def check_knowledge_base(kb: KnowledgeBase, scope: Scope) -> Iterator[tuple[Document, Finding]]:
    """Compare the type of each target with those that the relation allows."""
    for reference in kb.references:
        if reference.target is not None and not reference.fits:
            mark = reference.source.mark(reference.pointer)
            yield reference.source, found(ID, mark, *_words(kb, reference))


def _words(kb: KnowledgeBase, reference: Reference) -> tuple[str, str]:
    target = reference.target
    kind = target.type.title if target and target.type else "page"
    allowed = [t.plural for t in kb.types.values() if reference.spec.allows(t)]
    expected = listed(allowed) if allowed else "nothing that is switched on"
    message = f"`{reference.spec.key}` names `{reference.text}`, which is a {kind.lower()}."
    return message, f"It may name {expected.lower()}."
