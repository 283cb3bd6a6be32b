"""A field names a person who has no page of their own.

Owners and stewards are named by the file name of their member page: `maya-okafor` for `members/maya-okafor.md`. A page
of one line is enough.

To mend it, correct the name, or make the page; the hint says how.
"""

import shlex
from collections.abc import Iterator

from cop_kb.model.content_type import PERSON
from cop_kb.model.diagnostic import Finding
from cop_kb.model.document import Document
from cop_kb.model.knowledge_base import KnowledgeBase
from cop_kb.model.nearest import Vocabulary
from cop_kb.model.relation import Reference
from cop_kb.rules.rule import Grade, Scope, found

ID = "unknown-person"
GRADE = Grade.COMPLETENESS


def check_knowledge_base(kb: KnowledgeBase, scope: Scope) -> Iterator[tuple[Document, Finding]]:
    """Look for relations to people that lead nowhere."""
    people = Vocabulary(person.slug for person in kb.people)
    for reference in kb.references:
        if reference.spec.trait == PERSON and reference.target is None:
            message = f"`{reference.spec.key}` names `{reference.text}`, who has no page here."
            mark = reference.source.mark(reference.pointer)
            yield reference.source, found(ID, mark, message, _hint(kb, reference, people))


def _hint(kb: KnowledgeBase, reference: Reference, people: Vocabulary) -> str:
    close = people.nearest(reference.text.rpartition("/")[2])
    if close:
        return f"Did you mean `{close}`?"
    kinds = [t for t in kb.types.values() if PERSON in t.traits]
    if not kinds:
        return "Switch on a content type for people in the configuration."
    community = reference.source.community
    name = shlex.quote(reference.text)
    return f"Make the page: cop-kb new {kinds[0].id} {name} --community {shlex.quote(community)}"
