"""The words that documents share: lists such as skills and a glossary, and the fields that use them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from cop_kb.model.content_type import ContentType
from cop_kb.model.document import Document
from cop_kb.model.knowledge_base import KnowledgeBase

VOCABULARY = "vocabulary"
"""What the schema of a field says whose values are words of a list: the id of the type of that list."""


class Entry(NamedTuple):
    """One entry of a list.

    Attributes:
        name: What it is called.
        text: What is said of it; may be empty.
        aliases: What else it is called.
        see: Other entries that belong with it.
        document: The list that it stands in.
        pointer: JSON pointer of the entry.
    """

    name: str
    text: str
    aliases: tuple[str, ...]
    see: tuple[str, ...]
    document: Document
    pointer: str


def entries_of(document: Document) -> Iterator[Entry]:
    """Yield the entries of a list in the author's order; what cannot be understood is left out."""
    spec = document.type.entries if document.type else None
    values = document.data.get("entries")
    if spec is None or not isinstance(values, list):
        return
    for index, value in enumerate(values):
        name = value.get(spec.name) if isinstance(value, dict) else None
        if isinstance(name, str) and name.strip():
            text = value.get(spec.text)
            yield Entry(
                name=name.strip(),
                text=text if isinstance(text, str) else "",
                aliases=_texts(value.get("aliases")),
                see=_texts(value.get("see")),
                document=document,
                pointer=f"/entries/{index}",
            )


def _texts(value: object) -> tuple[str, ...]:
    return tuple(v for v in value if isinstance(v, str)) if isinstance(value, list) else ()


def vocabularies(kb: KnowledgeBase) -> dict[str, dict[str, Entry]]:
    """Return the entries of all lists of each type by their names; the first of a name wins.

    A type that has no list yet is left out, since then any word will do.
    """
    found: dict[str, dict[str, Entry]] = defaultdict(dict)
    for document in kb.typed:
        for entry in entries_of(document):
            if document.type:
                found[document.type.id].setdefault(entry.name, entry)
    return dict(found)


def vocabulary_fields(content_type: ContentType) -> Mapping[str, str]:
    """Return the fields of a type whose values are words of a list, each with the type of that list."""
    properties: Mapping[str, Any] = content_type.schema["properties"]
    return {
        name: field[VOCABULARY]
        for name, field in properties.items()
        if isinstance(field, dict) and VOCABULARY in field
    }
