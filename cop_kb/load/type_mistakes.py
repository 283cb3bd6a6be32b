"""What is wrong with a type file: first what its schema says, then what no schema can say."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import jsonschema_rs

from cop_kb.load.definition import bad_name, schema_mistakes, wrong_value
from cop_kb.load.type_builder import common_schema
from cop_kb.model.content_type import ENTRIES, EXPIRES, PATH, TREE, USES
from cop_kb.model.lifecycle import Lifecycle
from cop_kb.model.nearest import nearest
from cop_kb.model.schema_error import Mistake, shown
from cop_kb.model.source import json_pointer

_NEEDS = {TREE: "nodes", PATH: "steps", USES: "entries", ENTRIES: "entries", EXPIRES: "until"}
"""The field that holds what a trait works with."""


def find_mistakes(path: Path, data: Any) -> list[Mistake]:  # noqa: ANN401 - whatever the file holds
    """Return the mistakes in the type file ``path``, which holds ``data``."""
    if mistakes := schema_mistakes("type.schema.json", data):
        return mistakes
    fields = data.get("front_matter", {})
    return [
        *bad_name(path, "content type", "lab-visit.yaml"),
        *_bad_fields(fields.get("properties", {})),
        *_unknown_fields(data),
        *_unknown_states(data.get("lifecycle", {})),
        *_lost_paths(fields.get("properties", {}), data.get("relations", {})),
        *_unmet_traits(fields.get("properties", {}), data.get("traits", ())),
    ]


def _bad_fields(fields: Mapping[str, Any]) -> Iterator[Mistake]:
    base = json_pointer("front_matter", "properties")
    references = list(_references(fields, base))
    yield from references
    if references:
        return
    for name, field in fields.items():
        try:
            jsonschema_rs.Draft202012Validator(field)
        except jsonschema_rs.ValidationError as error:
            place = base + json_pointer(name, *error.instance_path)
            what = (
                f"{shown(error.instance)} is not possible here"
                if error.instance_path
                else error.message
            )
            message = f"The schema of the field `{name}` does not hold together: {what}."
            yield wrong_value(
                place, message, "See https://json-schema.org for what a schema may say."
            )


def _references(value: object, pointer: str) -> Iterator[Mistake]:
    """Yield the keywords that lead out of a field's schema: they could read any file, or any address."""
    if isinstance(value, dict):
        for key, inner in value.items():
            place = pointer + json_pointer(key)
            if key.startswith("$"):
                message = f"`{key}` is refused: the schema of a field must hold all that it says."
                yield Mistake("value", place, True, message, "Write out what it stands for.")
            yield from _references(inner, place)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _references(inner, pointer + json_pointer(index))


def _unknown_fields(data: Mapping[str, Any]) -> Iterator[Mistake]:
    """Yield where a field is named that is not there."""
    fields, relations = data.get("front_matter", {}), data.get("relations", {})
    known = {*common_schema()["properties"], *fields.get("properties", {}), *relations}
    named = [
        (json_pointer("front_matter", key, index), name)
        for key in ("required", "ask")
        for index, name in enumerate(fields.get(key, ()))
    ]
    for state, wait in data.get("lifecycle", {}).get("waits", {}).items():
        if isinstance(wait, dict) and "since" in wait:
            named.append((json_pointer("lifecycle", "waits", state, "since"), wait["since"]))
    for pointer, name in named:
        if name not in known:
            close = nearest(name, known)
            hint = f"Did you mean `{close}`?" if close else "Add it to `properties`."
            yield wrong_value(pointer, f"There is no field `{name}`.", hint)


def _unknown_states(lifecycle: Mapping[str, Any]) -> Iterator[Mistake]:
    states = lifecycle.get("states", Lifecycle.states)
    named: list[tuple[str | int, ...]] = []
    for key in ("drafts", "retired"):
        named += [(state, key, index) for index, state in enumerate(lifecycle.get(key, ()))]
    named += [(state, "waits", state) for state in lifecycle.get("waits", ())]
    for state, *place in named:
        if state not in states:
            message = f"`{state}` is not one of the states: {', '.join(states)}."
            yield wrong_value(json_pointer("lifecycle", *place), message, "Add it to `states`.")


def _lost_paths(fields: Mapping[str, Any], relations: Mapping[str, Any]) -> Iterator[Mistake]:
    """Yield the relations whose ids stand where no field is."""
    for name, relation in relations.items():
        inside = {"properties": {**common_schema()["properties"], **fields}}
        for step in relation.get("in", "").split("/") if "in" in relation else ():
            known = inside.get("properties", {})
            within = inside.get("items", {}) if step == "*" else known.get(step)
            if not isinstance(within, dict) or not within:
                close = nearest(step, known)
                hint = f"Did you mean `{close}`?" if close else "Add it to `properties`."
                message = f"`{relation['in']}` leads to no field: there is no `{step}`."
                yield wrong_value(json_pointer("relations", name, "in"), message, hint)
                break
            inside = within


def _unmet_traits(fields: Mapping[str, Any], traits: Sequence[str]) -> Iterator[Mistake]:
    """Yield the traits that rest on a field which is not there."""
    for index, trait in enumerate(traits):
        field = _NEEDS.get(trait)
        if field and field not in fields:
            message = f"The trait `{trait}` needs the field `{field}`."
            pointer = json_pointer("traits", index)
            yield wrong_value(pointer, message, "Add it to `properties` below `front_matter`.")
