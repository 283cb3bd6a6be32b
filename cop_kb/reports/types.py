"""Content types as a list and as data, for authors and programs."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from cop_kb.model.content_type import ContentType, Level
from cop_kb.reports.wrapping import wrapped

_NAME_WIDTH = 24


def show_list(types: Iterable[ContentType], on: Collection[str]) -> str:
    """Return what each type is for: first those that are on, then the others."""
    known = list(types)
    lines = [line for t in known if t.id in on for line in _entry(t)]
    off = [line for t in known if t.id not in on for line in _entry(t)]
    if off:
        hint = "Switched off. To use one, add it to `types` in mkdocs.yml:"
        lines += ["", hint, "", *off]
    return "\n".join(lines) + "\n"


def _entry(content_type: ContentType) -> Iterator[str]:
    name = f"{content_type.id} "
    first, *others = wrapped(content_type.description, _NAME_WIDTH)
    yield f"{name:<{_NAME_WIDTH}}{first.lstrip()}"
    yield from others


def type_data(content_type: ContentType, on: bool) -> dict[str, Any]:
    """Return a type as plain data."""
    return {
        "id": content_type.id,
        "title": content_type.title,
        "plural": content_type.plural,
        "description": content_type.description,
        "prompts": list(content_type.prompts),
        "on": on,
        "place": content_type.file or f"{content_type.folder}/",
        "ending": content_type.ending,
        "traits": sorted(content_type.traits),
        "audience": content_type.audience,
        "required_fields": list(content_type.required_fields),
        "sections": [
            {
                "heading": s.heading,
                "aliases": list(s.aliases),
                "required": s.required,
                "draft": s.draft,
                "asks": s.asks,
            }
            for s in content_type.sections
        ],
        "relations": {
            name: {
                "to": list(r.to),
                "trait": r.trait,
                "in": "/".join(r.path),
                "inverse": r.inverse,
                "description": r.description,
            }
            for name, r in content_type.relations.items()
        },
        "states": list(content_type.lifecycle.states),
        "evidence": [_level_data(level) for level in content_type.evidence],
    }


def _level_data(level: Level) -> dict[str, Any]:
    return {
        "level": level.name,
        "derived_from": level.derived_from,
        "transitive": level.transitive,
        "uses": level.uses,
        "outcomes": list(level.outcomes),
        "by": "others" if level.by_others else "anybody",
        "teams": level.teams,
        "within": level.within,
        "reviewed_by": level.reviewed_by,
    }
