"""Content types as text and as data, for authors and programs."""

from collections.abc import Iterable, Mapping
from typing import Any

from cop_kb.model.content_type import ContentType, Count


def show_list(types: Iterable[ContentType], on: Mapping[str, ContentType]) -> str:
    """Return one line a type, those that are off marked so."""
    lines = []
    for content_type in types:
        off = "" if content_type.id in on else " (off)"
        lines.append(f"{content_type.id + off:<24} {content_type.description}")
    return "\n".join(lines) + "\n"


def show_type(content_type: ContentType, types: Iterable[ContentType]) -> str:
    """Return all that an author needs to know of a type; ``types`` are those that relations may lead to."""
    place = content_type.file or f"{content_type.folder}/<name>.md"
    lines = [content_type.title, "=" * len(content_type.title), "", content_type.description, ""]
    lines += [f"Lives in: <community>/{place}", f"Audience: {content_type.audience}"]
    lines += [f"States:   {', '.join(content_type.lifecycle.states)}"]
    if content_type.lifecycle.review_in:
        lines += [f"Review:   every {content_type.lifecycle.review_in}"]
    lines += ["", *_fields(content_type, list(types)), "", *_sections(content_type)]
    return "\n".join(lines) + "\n"


def _fields(content_type: ContentType, types: Iterable[ContentType]) -> Iterable[str]:
    yield "Fields (* must be filled in when it is published)"
    for name, field in content_type.schema["properties"].items():
        star = "*" if name in content_type.required_fields else " "
        text = field.get("description", "") if isinstance(field, dict) else ""
        yield f" {star} {name:<18} {text}".rstrip()
        relation = content_type.relations.get(name)
        if relation:
            yield f"     may name {', '.join(t.id for t in types if relation.allows(t))}"


def _sections(content_type: ContentType) -> Iterable[str]:
    if not content_type.sections:
        yield "Sections: any that the document needs"
    else:
        yield "Sections (* required, in this order)"
    for section in content_type.sections:
        star = "*" if section.required else " "
        yield f" {star} {section.heading:<26} {section.asks}".rstrip()
        yield from (f"     needs {text}" for text in _needs(section.contains))
    if content_type.sections and content_type.free_sections:
        yield "   Further headings are welcome."
    yield from (f"   The document needs {text}" for text in _needs(content_type.contains))


def _needs(contains: Mapping[str, Count]) -> Iterable[str]:
    for name, count in contains.items():
        limit = f" and at most {count.maximum}" if count.maximum is not None else ""
        yield f"at least {count.minimum}{limit} {name.replace('_', ' ')}"


def type_data(content_type: ContentType, on: bool) -> dict[str, Any]:
    """Return a type as plain data."""
    return {
        "id": content_type.id,
        "title": content_type.title,
        "plural": content_type.plural,
        "description": content_type.description,
        "on": on,
        "place": content_type.file or f"{content_type.folder}/",
        "traits": sorted(content_type.traits),
        "audience": content_type.audience,
        "required_fields": list(content_type.required_fields),
        "sections": [
            {
                "heading": s.heading,
                "aliases": list(s.aliases),
                "required": s.required,
                "asks": s.asks,
            }
            for s in content_type.sections
        ],
        "relations": {
            name: {"to": list(r.to), "trait": r.trait, "inverse": r.inverse}
            for name, r in content_type.relations.items()
        },
        "states": list(content_type.lifecycle.states),
    }
