"""From the checked data of a type file to the content type."""

import copy
import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from cop_kb.model.content_type import (
    ANY,
    PERSON,
    ContentType,
    Count,
    EntriesSpec,
    Level,
    RelationSpec,
    SectionSpec,
    in_words,
)
from cop_kb.model.lifecycle import Lifecycle, Wait
from cop_kb.resources import folder

TYPE_FIELD = "type"


def field_ranks(content_type: ContentType | None) -> dict[str, int]:
    """Return the place of each field that a type knows, by its name; without a type, only ``type`` is known."""
    properties = content_type.schema["properties"] if content_type else {}
    return {name: rank for rank, name in enumerate(dict.fromkeys([TYPE_FIELD, *properties]))}


def build_type(name: str, data: Mapping[str, Any], starter: str) -> ContentType:
    """Make the content type ``name``.

    Args:
        name: The name of the type file without its ending.
        data: What the file says, already checked against its schema.
        starter: The template of a new document; when empty, one is made from the sections.
    """
    front_matter = data.get("front_matter", {})
    lifecycle = _lifecycle(data.get("lifecycle", {}))
    sections = tuple(_section(section) for section in data.get("sections", ()))
    relations = _relations(data.get("relations", {}))
    return ContentType(
        id=name,
        title=data["title"],
        plural=data["plural"],
        description=" ".join(data["description"].split()),
        folder=data.get("folder", ""),
        file=data.get("file", ""),
        ending=ending_of(data),
        prompts=tuple(data.get("prompts", ())),
        icon=data.get("icon", ContentType.icon),
        default=data.get("default", False),
        order=data.get("order", ContentType.order),
        traits=frozenset(data.get("traits", ())),
        audience=data.get("audience", ContentType.audience),
        required_fields=tuple(front_matter.get("required", ())),
        asked_fields=tuple(front_matter.get("ask", ())),
        schema=_schema(name, front_matter, relations, lifecycle),
        sections=sections,
        free_sections=data.get("free_sections", False) or not sections,
        contains=_contents(data.get("contains", {})),
        relations=relations,
        lifecycle=lifecycle,
        entries=EntriesSpec(**data["entries"]) if "entries" in data else None,
        evidence=tuple(_level(level) for level in data.get("evidence", ())),
        starter=starter or _starter(sections),
    )


def ending_of(data: Mapping[str, Any]) -> str:
    """Return how the files of a type end, from the data of its file."""
    _, dot, ending = str(data.get("file", "")).rpartition(".")
    return ending if dot else str(data.get("ending", ContentType.ending))


def _section(data: Mapping[str, Any]) -> SectionSpec:
    return SectionSpec(
        heading=data["heading"],
        aliases=tuple(data.get("aliases", ())),
        required=data.get("required", False),
        draft=data.get("draft", False),
        asks=" ".join(data.get("asks", "").split()),
        later=data.get("later", False),
        records=data.get("records", False),
        lead=data.get("lead", ""),
        contains=_contents(data.get("contains", {})),
    )


def _contents(data: Mapping[str, Any]) -> dict[str, Count]:
    return {name: Count(count.get("min", 0), count.get("max")) for name, count in data.items()}


def _lifecycle(data: Mapping[str, Any]) -> Lifecycle:
    states = tuple(data.get("states", Lifecycle.states))
    return Lifecycle(
        states=states,
        drafts=tuple(data.get("drafts", [s for s in Lifecycle.drafts if s in states])),
        retired=tuple(data.get("retired", [s for s in Lifecycle.retired if s in states])),
        review_in=data.get("review_in", ""),
        review_by_use=tuple(data.get("review_by_use", ())),
        waits={state: _wait(wait) for state, wait in data.get("waits", {}).items()},
    )


def _wait(data: str | Mapping[str, str]) -> Wait:
    return Wait(data) if isinstance(data, str) else Wait(data["what"], data.get("since", ""))


def _level(data: Mapping[str, Any]) -> Level:
    requires = data.get("requires", {})
    return Level(
        name=data["level"],
        derived_from=requires.get("derived_from", 0),
        transitive=requires.get("transitive", False),
        uses=requires.get("uses", 0),
        outcomes=tuple(requires.get("outcomes", ())),
        by_others=requires.get("by") == "others",
        teams=requires.get("teams", 0),
        within=requires.get("within", ""),
        reviewed_by=requires.get("reviewed_by", ""),
    )


def _relations(data: Mapping[str, Any]) -> dict[str, RelationSpec]:
    fields = common_schema()["properties"].items()
    common = {name: field["relation"] for name, field in fields if "relation" in field}
    return {name: _relation(name, spec) for name, spec in {**common, **data}.items()}


def _relation(name: str, data: Mapping[str, Any]) -> RelationSpec:
    return RelationSpec(
        name=name,
        inverse=data["inverse"],
        title=data.get("title", in_words(name)),
        inverse_title=data.get("inverse_title", in_words(data["inverse"])),
        to=tuple(data.get("to", ())),
        trait=data.get("trait", ""),
        path=tuple(data["in"].split("/")) if "in" in data else (name,),
        acyclic=data.get("acyclic", False),
        may_be_retired=data.get("may_be_retired", False),
        description=" ".join(data.get("description", "").split()),
    )


def _schema(
    name: str,
    front_matter: Mapping[str, Any],
    relations: Mapping[str, RelationSpec],
    lifecycle: Lifecycle,
) -> dict[str, Any]:
    """Merge the fields of the type over the common ones; nothing is required here, see the rules."""
    schema = copy.deepcopy(common_schema())
    properties = schema["properties"]
    properties[TYPE_FIELD] = {
        "const": name,
        "description": "The content type; the path says it already.",
    }
    properties["status"]["enum"] = list(lifecycle.states)
    for field, spec in relations.items():
        if spec.is_field and field not in properties:
            properties[field] = {
                "type": ["array", "string"],
                "items": {"type": "string", "minLength": 1},
                "minLength": 1,
                "uniqueItems": True,
                "description": f"{spec.title}: {_ids(spec)} {spec.description}".rstrip(),
            }
    properties.update(front_matter.get("properties", {}))
    schema["additionalProperties"] = False
    return schema


def _ids(spec: RelationSpec) -> str:
    if spec.trait == PERSON:
        return "names of member pages, such as `ada-lovelace`."
    kind = "its-type" if spec.trait or ANY in spec.to else spec.to[0]
    return f"ids of documents, such as `{kind}/its-file-name`."


def _starter(sections: tuple[SectionSpec, ...]) -> str:
    parts = ["# {{ title }}\n"]
    parts += [f"\n## {s.heading}\n\n<!-- {s.asks or 'What belongs here?'} -->\n" for s in sections]
    return "".join(parts)


@cache
def common_schema() -> dict[str, Any]:
    """Return the schema of the fields that every document may have."""
    path = folder("content_schema") / "common.schema.json"
    schema: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return schema
