"""What became of the fields of a document, in the words of its readers."""

import json
from collections.abc import Mapping
from typing import Any

from cop_kb.insights.difference.document_change import FieldChange
from cop_kb.insights.difference.side import Side
from cop_kb.insights.vocabulary import entries_of
from cop_kb.model.content_type import USES, ContentType, RelationSpec, in_words
from cop_kb.model.document import Document
from cop_kb.model.quantity import number_of
from cop_kb.model.relation import relation_values

_SILENT = frozenset({"consent", "suppress"})
"""Fields of which only the fact is told that they changed."""

_ELSEWHERE = frozenset({"type", "status", "title"})
"""The status and the title are told with the document."""

_ENTRIES = "entries"


def compare_fields(
    before: Side, after: Side, one: Document, other: Document, moved: Mapping[str, str]
) -> tuple[FieldChange, ...]:
    """Return the fields that say something else now, in the order of the type.

    Where nobody can tell what the front matter says, there are none. Fields that the type does not know are left out,
    since what they say is nobody's to read. Relations are told by the titles of the documents at the other end; a target
    that only moved, or that is called otherwise now, is the same.

    Args:
        before: The knowledge base before.
        after: The knowledge base now.
        one: The document before.
        other: The document now.
        moved: The path now by the path before, of documents that moved.
    """
    content_type = other.type or one.type
    if content_type is None or one.is_garbled or other.is_garbled:
        return ()
    found = []
    for name in _names(content_type, one, other):
        old, new = one.data.get(name), other.data.get(name)
        spec = content_type.relations.get(name)
        change = FieldChange(name, _label(content_type, name))
        if spec is not None and spec.is_field:
            named = _titles(before, after, one, spec)
            same = {moved.get(key, key): title for key, title in named.items()}
            change = _compare_items(change, same, _titles(after, before, other, spec))
            if change.added or change.removed:
                found.append(change)
        elif old != new:
            found.append(change if name in _SILENT else _compare_values(change, old, new))
    return tuple(found)


def _names(content_type: ContentType, one: Document, other: Document) -> list[str]:
    known = content_type.schema.get("properties", {})
    told = content_type.entries is not None or USES in content_type.traits
    passed_over = _ELSEWHERE | ({_ENTRIES} if told else set())
    return [n for n in known if n not in passed_over and (n in one.data or n in other.data)]


def _label(content_type: ContentType, name: str) -> str:
    spec = content_type.relations.get(name)
    return spec.title if spec and spec.is_field else content_type.label(name)


def _compare_values(change: FieldChange, old: object, new: object) -> FieldChange:
    if _is_plain_list(old) and _is_plain_list(new):
        return _compare_items(change, _texts(old), _texts(new))
    before, after = _text(old), _text(new)
    return change if before == after else change._replace(old=before, new=after)


def _compare_items(
    change: FieldChange, old: Mapping[str, str], new: Mapping[str, str]
) -> FieldChange:
    """Compare items, each by a key and with the text to show."""
    return change._replace(
        added=tuple(text for key, text in new.items() if key not in old),
        removed=tuple(text for key, text in old.items() if key not in new),
    )


def _titles(side: Side, there: Side, document: Document, spec: RelationSpec) -> dict[str, str]:
    """Return what a relation names, by path: titles, and the text itself where it names nothing on either side.

    What these readers may not see is passed over.
    """
    found = {}
    for _, text in relation_values(document, spec):
        target = side.kb.find(text, document.community, spec)
        if target is None and there.kb.find(text, document.community, spec) is None:
            found[text] = text
        elif target is not None and side.shows(target):
            found[target.src_uri] = target.title
    return found


def _is_plain_list(value: object) -> bool:
    return value is None or (
        isinstance(value, list) and not any(isinstance(item, dict | list) for item in value)
    )


def _texts(value: object) -> dict[str, str]:
    texts = map(_text, value) if isinstance(value, list) else ()
    return {text: text for text in texts}


def _text(value: Any) -> str:  # noqa: ANN401 - any JSON
    """Return a value in words; a group or a list of groups by its size."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return ", ".join(in_words(str(name)) for name in value)
    if isinstance(value, list):
        return number_of(len(value), "entry", "entries")
    return " ".join(str(value).split())


def entries_by_name(document: Document) -> dict[str, str]:
    """Return the entries of a list by their names, each as a text to compare."""
    return {
        entry.name: json.dumps(
            document.data[_ENTRIES][int(entry.pointer.rpartition("/")[2])], sort_keys=True
        )
        for entry in entries_of(document)
    }
