"""Relations of a new document: what the author names must be there, and be of a type that fits."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from cop_kb.errors import ScaffoldError
from cop_kb.model.content_type import PERSON, ContentType, RelationSpec
from cop_kb.model.document import Document
from cop_kb.model.knowledge_base import KnowledgeBase
from cop_kb.model.nearest import nearest

SOURCES = "derived_from"
"""The relation that has an option of its own, in whatever type has it."""

_EACH = "*"  # in the path of a relation: each item of a list


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


def person_relations(content_type: ContentType) -> list[RelationSpec]:
    """Return the relations in which documents of the type name people."""
    return [spec for spec in content_type.relations.values() if spec.trait == PERSON]


def resolve_relations(
    kb: KnowledgeBase, content_type: ContentType, community: str, values: Mapping[str, Any]
) -> dict[str, Any]:
    """Return ``values`` with the documents that they name written by their ids. People may be yet to come.

    Raises:
        ScaffoldError: A named document does not exist, or does not fit.
    """
    resolved = dict(values)
    for spec in content_type.relations.values():
        if spec.trait != PERSON:
            resolved = rewrite(resolved, spec, partial(_resolve, kb, spec, community))
    return resolved


def rewrite(
    values: Mapping[str, Any], spec: RelationSpec, change: Callable[[str], str]
) -> dict[str, Any]:
    """Return ``values`` with each id that stands there by the relation ``spec`` changed."""
    rewritten: dict[str, Any] = _rewritten(dict(values), spec.path, change)
    return rewritten


def _rewritten(value: Any, path: Sequence[str], change: Callable[[str], str]) -> Any:  # noqa: ANN401 - any JSON
    if not path:
        if isinstance(value, list):
            return [change(item) if isinstance(item, str) else item for item in value]
        return change(value) if isinstance(value, str) else value
    if path[0] == _EACH and isinstance(value, list):
        return [_rewritten(item, path[1:], change) for item in value]
    if isinstance(value, dict) and path[0] in value:
        return {**value, path[0]: _rewritten(value[path[0]], path[1:], change)}
    return value


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
        raise ScaffoldError(f"`{spec.path[0]}` names {text!r}, which does not exist.", hint)
    if target.type is None or not spec.allows(target.type):
        kind = target.type.title if target.type else "page"
        allowed = ", ".join(t.title for t in kb.types.values() if spec.allows(t))
        message = f"`{spec.path[0]}` names {text!r}, which is of the type {kind}."
        raise ScaffoldError(message, f"It may name: {allowed or 'nothing that is switched on'}.")
    return _id(target, community)


def _id(document: Document, community: str) -> str:
    return document.id.removeprefix(f"{community}/")
