"""Relations of a new document: what the author names must be there, and be of a type that fits."""

from collections.abc import Mapping, Sequence
from typing import Any

from cop_kb.errors import ScaffoldError
from cop_kb.model.content_type import PERSON, ContentType, RelationSpec
from cop_kb.model.document import Document
from cop_kb.model.knowledge_base import KnowledgeBase
from cop_kb.model.nearest import nearest

SOURCES = "derived_from"
"""The relation that has an option of its own, in whatever type has it."""


def read_sources(content_type: ContentType, texts: Sequence[str]) -> dict[str, Any]:
    """Return the field that says what a document rests on; no field where nothing is named.

    Raises:
        ScaffoldError: Documents of the type rest on nothing.
    """
    if not texts:
        return {}
    if SOURCES not in content_type.relations:
        known = ", ".join(content_type.relations)
        message = f"{content_type.title}: documents of this type have no relation `{SOURCES}`."
        raise ScaffoldError(message, f"Its relations: {known}.")
    return {SOURCES: list(texts)}


def resolve_relations(
    kb: KnowledgeBase, content_type: ContentType, community: str, values: Mapping[str, Any]
) -> dict[str, Any]:
    """Return ``values`` with the documents that they name written by their ids. People may be yet to come.

    Raises:
        ScaffoldError: A named document does not exist, or does not fit.
    """
    resolved = dict(values)
    for spec in content_type.relations.values():
        value = values.get(spec.name)
        texts = [value] if isinstance(value, str) else value
        if spec.trait == PERSON or not isinstance(texts, list):
            continue
        if all(isinstance(text, str) for text in texts):
            resolved[spec.name] = [_resolve(kb, spec, community, text) for text in texts]
    return resolved


def _resolve(kb: KnowledgeBase, spec: RelationSpec, community: str, text: str) -> str:
    target = kb.find(text, community, spec)
    fitting = [d for d in kb.typed if d.type and spec.allows(d.type)]
    if target is None:
        names = {d.slug: _id(d, community) for d in fitting}
        close = nearest(text.rpartition("/")[2], names)
        if close:
            hint = f"Did you mean {names[close]!r}?"
        elif names:
            hint = f"Name it by its id, such as {min(names.values())!r}."
        else:
            hint = "There is no document yet that it could name."
        raise ScaffoldError(f"`{spec.name}` names {text!r}, which does not exist.", hint)
    if target.type is None or not spec.allows(target.type):
        kind = target.type.title if target.type else "page"
        allowed = ", ".join(t.title for t in kb.types.values() if spec.allows(t))
        message = f"`{spec.name}` names {text!r}, which is of the type {kind}."
        raise ScaffoldError(message, f"It may name: {allowed or 'nothing that is switched on'}.")
    return _id(target, community)


def _id(document: Document, community: str) -> str:
    return document.id.removeprefix(f"{community}/")
