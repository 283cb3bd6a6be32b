"""What the generator needs to know of a content type, read from the type files and from nothing else."""

from collections.abc import Mapping
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import yaml

Contents = Mapping[str, Mapping[str, int]]


class Section(NamedTuple):
    """A section that documents of a type have.

    Attributes:
        heading: Its heading, of level 2.
        required: Whether a published document must have it.
        contains: Least and greatest counts by kind, such as `{"list_items": {"min": 2}}`.
    """

    heading: str
    required: bool
    contains: Contents


class Relation(NamedTuple):
    """A field that names other documents: of one of the types `to`, or of a type with `trait`."""

    field: str
    to: tuple[str, ...]
    trait: str


class ContentType(NamedTuple):
    """A content type, with the defaults of the type files filled in.

    Attributes:
        identifier: The name of its file.
        title: What one document is called.
        folder: Where documents stand inside a community; empty when there is but one, `file`.
        file: The one file inside a community; empty when there is a folder.
        traits: What behaves differently.
        status: A state in which the document counts as published.
        sections: In their order.
        free_sections: Whether other headings are welcome.
        contains: What the whole document must contain.
        relations: Fields that name other documents.
        required: Fields that a published document must have.
        properties: JSON Schema of each field that is the type's own.
    """

    identifier: str
    title: str
    folder: str
    file: str
    traits: frozenset[str]
    status: str
    sections: tuple[Section, ...]
    free_sections: bool
    contains: Contents
    relations: tuple[Relation, ...]
    required: tuple[str, ...]
    properties: Mapping[str, Any]


def read_content_types(folder: Path) -> list[ContentType]:
    """Return the content types of `folder` that a new knowledge base has switched on, in their order.

    Raises:
        FileNotFoundError: There is none.
    """
    texts = {path.stem: path.read_text("utf-8") for path in sorted(folder.glob("*.yaml"))}
    data = {identifier: yaml.safe_load(text) for identifier, text in texts.items()}
    chosen = [identifier for identifier in data if data[identifier].get("default", False)]
    if not chosen:
        raise FileNotFoundError(f"{folder} holds no content type that is on by default.")
    chosen.sort(key=lambda identifier: data[identifier].get("order", 100))
    return [_content_type(identifier, data[identifier]) for identifier in chosen]


def _content_type(identifier: str, data: Mapping[str, Any]) -> ContentType:
    front_matter = data.get("front_matter", {})
    return ContentType(
        identifier=identifier,
        title=data["title"],
        folder=data.get("folder", ""),
        file=data.get("file", ""),
        traits=frozenset(data.get("traits", ())),
        status=_published_state(data.get("lifecycle", {})),
        sections=tuple(
            Section(item["heading"], item.get("required", False), item.get("contains", {}))
            for item in data.get("sections", ())
        ),
        free_sections=data.get("free_sections", False) or "sections" not in data,
        contains=data.get("contains", {}),
        relations=tuple(
            Relation(field, tuple(relation.get("to", ())), relation.get("trait", ""))
            for field, relation in data.get("relations", {}).items()
        ),
        required=tuple(front_matter.get("required", ())),
        properties=front_matter.get("properties", {}),
    )


def _published_state(lifecycle: Mapping[str, Any]) -> str:
    states: list[str] = lifecycle.get("states", ["published"])
    if "published" in states:
        return "published"
    apart = {*lifecycle.get("drafts", ()), *lifecycle.get("retired", ())}
    return next(state for state in states if state not in apart)


def example_value(field: str, schema: Any, rng: Random, words: str) -> Any:
    """Return a value for a required field that `schema`, a JSON Schema, accepts.

    Args:
        field: The field's name, for the message.
        schema: The schema of the value.
        rng: Where choices come from.
        words: Some text, for fields that take any.

    Raises:
        ValueError: The schema has a pattern and neither an example nor a default to follow.
    """
    if not isinstance(schema, Mapping):
        return words
    for key in ("const", "default"):
        if key in schema:
            return schema[key]
    for key in ("enum", "examples"):
        if key in schema:
            return rng.choice(schema[key])
    kind = schema.get("type", "string")
    if kind == "array":
        count = schema.get("minItems", 1)
        return [example_value(field, schema.get("items"), rng, words) for _ in range(count)]
    if kind == "object":
        parts = schema.get("properties", {})
        return {
            name: example_value(f"{field}.{name}", parts.get(name), rng, words)
            for name in schema.get("required", ())
        }
    return _example_scalar(field, kind, schema, words)


def _example_scalar(field: str, kind: str, schema: Mapping[str, Any], words: str) -> Any:
    if kind in ("integer", "number"):
        return schema.get("minimum", 1)
    if kind == "boolean":
        return True
    if schema.get("format") == "date":
        return "2026-05-31"
    if "pattern" in schema:
        raise ValueError(f"The generator cannot fill {field!r}: give its schema an example.")
    if schema.get("format") == "uri":
        return "https://kb.example/"
    return words[: schema.get("maxLength", len(words))].strip()
