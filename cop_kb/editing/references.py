"""Rewrites the values by which front matter names other documents, so that each names the one that it named before."""

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import partial
from itertools import product
from typing import NamedTuple

from cop_kb.editing.relocation import Relocation
from cop_kb.editing.values import replace_values
from cop_kb.load.source import parse_file
from cop_kb.model.consent import consents
from cop_kb.model.content_type import PERSON, RelationSpec
from cop_kb.model.document import Document
from cop_kb.model.knowledge_base import KnowledgeBase
from cop_kb.model.relation import relation_values


class Renaming(NamedTuple):
    """One value that has to name a document in another way.

    Attributes:
        document: The document that it stands in, at its old place.
        pointer: JSON pointer of the value.
        old: What stands there.
        new: What has to stand there.
    """

    document: Document
    pointer: str
    old: str
    new: str


class Strayed(NamedTuple):
    """One value that named nothing, and will name a document by chance."""

    document: Document
    pointer: str
    text: str
    target: Document


def find_renamings(
    before: KnowledgeBase, after: KnowledgeBase, relocation: Relocation
) -> Iterator[Renaming | Strayed]:
    """Yield the values of relations that would name another document, or none, once everything has its new place.

    The form that the author chose stays where it still finds the document: a bare name, a name with its type, a whole id.
    """
    for reference in before.references:
        document, spec, pointer, text, target = reference
        moved = after.documents_by_uri.get(relocation.place(document.src_uri))
        own = _relation_at(moved, spec, pointer) if moved else None
        if moved is None or own is None:
            continue  # it is of another type now, which knows no such relation, or of none
        found = after.find(text, moved.community, own)
        if target is None:
            if found is not None:
                yield Strayed(document, pointer, text, found)
            continue
        wanted = after.documents_by_uri.get(relocation.place(target.src_uri))
        if wanted is not None and wanted.type is not None and found is not wanted:
            yield Renaming(document, pointer, text, _named(text, wanted, moved, own, after))
    yield from _find_consents(before, after, relocation)


def _find_consents(
    before: KnowledgeBase, after: KnowledgeBase, relocation: Relocation
) -> Iterator[Renaming]:
    """Yield the names of people in consents, which may name roles as well, so that they are no relations."""
    people = [d for d in before.typed if d.type and PERSON in d.type.traits]
    names = Counter(person.slug for person in people)
    moving = [person for person in people if person.src_uri in relocation.files]
    for person, document in product(moving, before.typed if moving else ()):
        wanted = after.documents_by_uri[relocation.place(person.src_uri)]
        is_near = document.community == person.community
        for consent in consents(document):
            if consent.person == person.slug and (is_near or names[person.slug] == 1):
                new = wanted.slug
            elif consent.person == person.id:
                new = wanted.id
            else:
                continue
            if new != consent.person:
                yield Renaming(document, f"{consent.pointer}/person", consent.person, new)


def _relation_at(document: Document, spec: RelationSpec, pointer: str) -> RelationSpec | None:
    """Return what the type of a document says of the value at ``pointer``."""
    own = document.type.relations.get(spec.name) if document.type else None
    if own is None or own.path == spec.path:
        return own
    return own if any(pointer == p for p, _ in relation_values(document, own)) else None


def _named(
    text: str, wanted: Document, document: Document, spec: RelationSpec, kb: KnowledgeBase
) -> str:
    """Return how ``document`` names ``wanted``: as shortly as its author did, where that finds it."""
    local = wanted.id.removeprefix(f"{wanted.community}/")
    forms = [wanted.slug, local, wanted.id]
    for form in forms[min(text.count("/"), len(forms) - 1) :]:
        if kb.find(form, document.community, spec) is wanted:
            return form
    return wanted.id


def rename_values(content: bytes, document: Document, values: Mapping[str, str]) -> bytes | None:
    """Return what the file of a document is to hold with other values; None where only a person should change them.

    Args:
        content: What the file holds.
        document: The document that was read from it.
        values: The new texts by the JSON pointers of the values.
    """
    parse = partial(parse_file, document.src_uri)
    source = parse(content)
    after = replace_values(content, source.marks, values, lambda text: parse(text).data)
    if after is None:
        return None
    again = parse(after)
    same = (again.body, len(again.findings)) == (source.body, len(source.findings))
    return after if same else None
