"""What is wrong with a type file: first what its schema says, then what no schema can say."""

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs

from cop_kb.load.type_builder import common_schema
from cop_kb.model.content_type import Lifecycle
from cop_kb.model.nearest import nearest
from cop_kb.model.schema_error import Mistake, explain, shown
from cop_kb.model.source import json_pointer
from cop_kb.resources import folder

_NAME = re.compile(r"[a-z0-9][a-z0-9-]*")


def find_mistakes(path: Path, data: Any) -> list[Mistake]:  # noqa: ANN401 - whatever the file holds
    """Return the mistakes in the type file ``path``, which holds ``data``."""
    schema, validator = _schema()
    mistakes = [m for error in validator.iter_errors(data) for m in explain(error, schema)]
    if mistakes:
        return mistakes
    fields = data.get("front_matter", {})
    return [
        *_bad_name(path),
        *_bad_fields(fields.get("properties", {})),
        *_unknown_fields(fields, data.get("relations", {})),
        *_unknown_states(data.get("lifecycle", {})),
    ]


@cache
def _schema() -> tuple[dict[str, Any], jsonschema_rs.Draft202012Validator]:
    schema = json.loads((folder("content_schema") / "type.schema.json").read_text("utf-8"))
    return schema, jsonschema_rs.Draft202012Validator(schema, validate_formats=True)


def _mistake(pointer: str, message: str, hint: str) -> Mistake:
    return Mistake("value", pointer, False, message, hint)


def _bad_name(path: Path) -> Iterator[Mistake]:
    if not _NAME.fullmatch(path.stem):
        message = f"`{path.stem}` cannot be the name of a content type."
        hint = "Rename the file: small letters, digits and hyphens only, such as field-note.yaml."
        yield _mistake("", message, hint)


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
            yield _mistake(place, message, "See https://json-schema.org for what a schema may say.")


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


def _unknown_fields(fields: Mapping[str, Any], relations: Mapping[str, Any]) -> Iterator[Mistake]:
    known = {*common_schema()["properties"], *fields.get("properties", {}), *relations}
    for key in ("required", "ask"):
        for index, name in enumerate(fields.get(key, ())):
            if name not in known:
                close = nearest(name, known)
                hint = f"Did you mean `{close}`?" if close else "Add it to `properties`."
                pointer = json_pointer("front_matter", key, index)
                yield _mistake(pointer, f"There is no field `{name}`.", hint)


def _unknown_states(lifecycle: Mapping[str, Any]) -> Iterator[Mistake]:
    states = lifecycle.get("states", Lifecycle.states)
    for key in ("drafts", "retired"):
        for index, state in enumerate(lifecycle.get(key, ())):
            if state not in states:
                message = f"`{state}` is not one of the states: {', '.join(states)}."
                pointer = json_pointer("lifecycle", key, index)
                yield _mistake(pointer, message, "Add it to `states`.")
