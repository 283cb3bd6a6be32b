"""How documents fared in use: what members noted afterwards, a line each."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from cop_kb.insights.freshness import parse_date
from cop_kb.model.content_type import PERSON, USES
from cop_kb.model.document import Document
from cop_kb.model.knowledge_base import KnowledgeBase


class Use(NamedTuple):
    """One note of a use.

    Attributes:
        day: When it was.
        outcome: How it went, in the words of the type.
        team: Where; may be empty.
        by: The name of the member who noted it, as it stands there; mostly empty.
        note: What is to be learned from it.
        source: The document that holds the note.
        pointer: JSON pointer of the note in that document.
    """

    day: date
    outcome: str
    team: str
    by: str
    note: str
    source: Document
    pointer: str


def find_uses(kb: KnowledgeBase) -> dict[str, tuple[Use, ...]]:
    """Return the noted uses of each document by its path, the latest first.

    A note without a day counts for nothing: the schema tells its author.
    """
    found: dict[str, list[Use]] = defaultdict(list)
    for reference in kb.references:
        source = reference.source
        if reference.target is None or source.type is None or USES not in source.type.traits:
            continue
        if reference.spec.trait == PERSON:
            continue
        pointer = reference.pointer.rpartition("/")[0]
        entry = value_at(source.data, pointer)
        if not isinstance(entry, dict):
            continue  # a relation of the whole list, or several names where one is expected
        day = parse_date(_text(entry, "date"))
        if day is not None:
            outcome, team, by, note = (_text(entry, n) for n in ("outcome", "team", "by", "note"))
            use = Use(day, outcome, team, by, note, source, pointer)
            found[reference.target.src_uri].append(use)
    return {
        uri: tuple(sorted(uses, key=lambda use: (-use.day.toordinal(), use.source.id, use.pointer)))
        for uri, uses in found.items()
    }


def value_at(data: Any, pointer: str) -> Any:  # noqa: ANN401 - any JSON
    """Return the value at a JSON pointer that a mark of the same data has."""
    for part in pointer.split("/")[1:]:
        data = data[int(part)] if isinstance(data, list) else data[part]
    return data


def _text(entry: Mapping[str, Any], name: str) -> str:
    value = entry.get(name)
    return value if isinstance(value, str) else ""
