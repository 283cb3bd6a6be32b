"""What the fields of documents may say, as standard JSON Schema that offers the names of what is there to name."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from cop_kb.insights import rhythms
from cop_kb.insights.vocabulary import VOCABULARY, vocabularies, vocabulary_fields
from cop_kb.model import session_format
from cop_kb.model.content_type import ANY, PERSON, ContentType
from cop_kb.model.document import Document
from cop_kb.model.knowledge_base import KnowledgeBase
from cop_kb.model.session_format import format_fields

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_OWN_KEYWORDS = frozenset({VOCABULARY, "facet", "relation"})
_OWN_FORMATS = frozenset({rhythms.FORMAT, session_format.FORMAT})
_NAMED = frozenset({"properties", "patternProperties"})
"""Keywords below which keys are names, not keywords."""

_DOCUMENTS, _FORMATS, _TAGS = "documents", "formats", "tags"

Schema = dict[str, Any]


def document_schema(
    content_type: ContentType,
    types: Mapping[str, ContentType],
    names: Mapping[str, Schema | bool],
    file: str = "",
) -> Schema:
    """Return what the fields of a document may say.

    Args:
        content_type: The type of the document.
        types: The types that are on.
        names: What is there to name, as ``known_names`` returns it.
        file: The file that holds ``names``; when empty, the schema holds them itself.
    """
    properties = _standard(content_type.schema)["properties"]
    used: dict[str, Schema | bool] = {}
    for path, kinds in _places(content_type, types):
        known = [kind for kind in kinds if kind in names]
        place = _descend(properties, path)
        if known and place is not None:
            used |= {kind: names[kind] for kind in known}
            _offer(place, [f"{file}#/$defs/{kind}" for kind in known])
    schema = {
        "$schema": DIALECT,
        "title": content_type.title,
        "description": content_type.description,
        "type": "object",
        "required": list(content_type.required_fields),
        "additionalProperties": False,
        "properties": properties,
    }
    return schema if file or not used else schema | {"$defs": dict(sorted(used.items()))}


def _offer(place: Schema, references: Iterable[str]) -> None:
    """Let a value be what ``references`` lead to, so that an editor offers it, or whatever it may be anyway."""
    told = {key: value for key, value in place.items() if key in ("title", "description")}
    anything = {key: value for key, value in place.items() if key not in told}
    place.clear()
    place |= told | {"anyOf": [*({"$ref": reference} for reference in references), anything]}


def known_names(kb: KnowledgeBase, tags: Sequence[str]) -> dict[str, Schema | bool]:
    """Return what is there to name, a schema for each kind: documents of a type, words of a list, tags, formats."""
    pairs: dict[str, Iterable[tuple[str, str]]] = {
        _DOCUMENTS: [(_name(kb, d), d.title) for d in kb.typed if not d.is_retired],
        _FORMATS: [(name, sheet.title) for name, sheet in kb.formats.items()],
        _TAGS: [(tag, "") for tag in tags],
    }
    words = vocabularies(kb)
    for t in kb.types.values():
        kept = (d for d in kb.by_type[t.id] if not d.is_retired)
        pairs[_documents(t.id)] = [(_name(kb, d), d.title) for d in kept]
        if t.entries:
            entries = words.get(t.id, {})
            pairs[_words(t.id)] = [(name, entry.text) for name, entry in entries.items()]
    return {kind: _choice(found) for kind, found in sorted(pairs.items())}


def _choice(pairs: Iterable[tuple[str, str]]) -> Schema | bool:
    """Return a schema of one of several names, each with what is said of it; one that nothing fits when there are none."""
    names = [
        {"const": name, "description": text} if text else {"const": name}
        for name, text in sorted(dict(pairs).items())
    ]
    return {"anyOf": names} if names else False


def _name(kb: KnowledgeBase, document: Document) -> str:
    """Return the shortest name that means a document wherever it is used."""
    if document.type and PERSON in document.type.traits and kb.find(document.slug) is document:
        return document.slug
    alone = len(kb.communities) == 1
    return document.id.removeprefix(f"{document.community}/") if alone else document.id


def _places(
    content_type: ContentType, types: Mapping[str, ContentType]
) -> Iterator[tuple[Sequence[str], list[str]]]:
    """Yield where in a document something is named, and of which kinds that may be."""
    yield (_TAGS,), [_TAGS]
    for name in format_fields(content_type):
        yield (name,), [_FORMATS]
    for name, type_id in vocabulary_fields(content_type).items():
        yield (name,), [_words(type_id)]
    for spec in content_type.relations.values():
        fitting = [_documents(t.id) for t in types.values() if spec.allows(t)]
        yield spec.path, [_DOCUMENTS] if ANY in spec.to else fitting


def _documents(type_id: str) -> str:
    return f"{_DOCUMENTS}-{type_id}"


def _words(type_id: str) -> str:
    return f"words-{type_id}"


def _descend(properties: Schema, path: Sequence[str]) -> Schema | None:
    """Return the schema of one value at ``path``; where a list or one value may stand, that of an item of the list."""
    place: Any = {"properties": properties}
    for part in path:
        place = place.get("items") if part == "*" else place.get("properties", {}).get(part)
        if not isinstance(place, dict):
            return None
    items = place.get("items")
    return items if isinstance(items, dict) else place


def _standard(schema: Any, named: bool = False) -> Any:  # noqa: ANN401 - any JSON
    """Return a copy of a schema without what only we understand; ``named`` where keys are names, not keywords."""
    if isinstance(schema, list):
        return [_standard(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        key: _standard(value, key in _NAMED and not named)
        for key, value in schema.items()
        if named or not (key in _OWN_KEYWORDS or (key == "format" and value in _OWN_FORMATS))
    }
