"""What changed that holds for many documents: content types, formats of sessions, options."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any

from cop_kb.insights.difference.document_change import ADDED, CHANGED, REMOVED
from cop_kb.insights.difference.side import Side
from cop_kb.insights.difference.values import SettingChange
from cop_kb.model.consent import may_read
from cop_kb.model.content_type import ContentType
from cop_kb.model.session_format import SessionFormat, format_fields

_PARTS = {
    "required_fields": "required fields",
    "schema": "fields",
    "asked_fields": "fields that are asked for",
    "sections": "sections",
    "free_sections": "sections",
    "contains": "what a document must hold",
    "relations": "relations",
    "lifecycle": "statuses and reviews",
    "evidence": "levels of evidence",
    "audience": "audience",
    "traits": "traits",
    "starter": "starter",
}
"""How the parts of a type are called, where readers or authors notice them; the others are its wording."""

_WORDING = "its description"


def compare_settings(
    before: Side, after: Side, old: Mapping[str, Any], new: Mapping[str, Any]
) -> tuple[SettingChange, ...]:
    """Return the types, formats and options that are new, gone or different.

    Args:
        before: The knowledge base before.
        after: The knowledge base now.
        old: The options before.
        new: The options now.
    """
    return (*_types(before, after), *_formats(before, after), *_options(old, new))


def _types(before: Side, after: Side) -> Iterator[SettingChange]:
    old, new = before.kb.types, after.kb.types
    for name in sorted(old.keys() | new.keys()):
        was, now = old.get(name), new.get(name)
        kind = _kind(was, now)
        told = now or was
        if kind is None or told is None or not _may_know(after if now else before, told):
            continue
        side = after if now else before
        number = len(side.shown.by_type.get(name, ()))
        parts = tuple(_differing(was, now)) if was and now else ()
        yield SettingChange("type", kind, name, told.title, parts, number)


def _may_know(side: Side, content_type: ContentType) -> bool:
    """Tell whether these readers may know of a type: not of one that is for others and of which they see nothing."""
    is_theirs = may_read(side.audience, content_type.audience)
    return is_theirs or bool(side.shown.by_type.get(content_type.id))


def _differing(was: ContentType, now: ContentType) -> list[str]:
    names = [f.name for f in fields(was) if getattr(was, f.name) != getattr(now, f.name)]
    return list(dict.fromkeys(_PARTS.get(name, _WORDING) for name in names))


def _formats(before: Side, after: Side) -> Iterator[SettingChange]:
    """Compare the formats that the knowledge base brings itself; what comes with cop-kb is no part of a change."""
    old, new = (_own(side.shown.formats) for side in (before, after))
    for name in sorted(old.keys() | new.keys()):
        was, now = old.get(name), new.get(name)
        kind = _kind(was, now)
        told = now or was
        if kind is not None and told is not None:
            number = _named(after if now else before)[name]
            yield SettingChange("format", kind, name, told.title, (), number)


def _own(formats: Mapping[str, SessionFormat]) -> dict[str, SessionFormat]:
    return {name: sheet for name, sheet in formats.items() if sheet.own}


def _named(side: Side) -> Counter[str]:
    return Counter(
        document.text(field)
        for document in side.shown.typed
        if document.type
        for field in format_fields(document.type)
    )


def _options(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[SettingChange]:
    for name in sorted(old.keys() | new.keys()):
        kind = _kind(old.get(name), new.get(name))
        if kind is not None:
            yield SettingChange("option", kind, name)


def _kind(was: object, now: object) -> str | None:
    if was == now:
        return None
    if was is None:
        return ADDED
    return REMOVED if now is None else CHANGED
