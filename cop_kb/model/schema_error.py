"""Says in an author's words what JSON Schema says in its own."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from jsonschema_rs import ValidationError
from jsonschema_rs import ValidationErrorKind as Kind

from cop_kb.model.content_type import PERSON
from cop_kb.model.nearest import nearest
from cop_kb.model.source import json_pointer, mark_of

KINDS = {
    "array": "a list",
    "boolean": "true or false",
    "integer": "a whole number",
    "null": "nothing",
    "number": "a number",
    "object": "a group of fields",
    "string": "text",
}
_PYTHON_KINDS = {
    bool: "true or false",
    int: "the number",
    float: "the number",
    str: "the text",
    list: "a list",
    dict: "a group of fields",
}
_LONGEST = 60
_PLAIN = re.compile("[A-Za-z-]+")


class Mistake(NamedTuple):
    """One mistake in a group of fields.

    Attributes:
        kind: ``missing``, ``unknown`` or ``value``.
        pointer: JSON pointer of the place; for a missing field the group that lacks it.
        on_key: Whether the key itself is the mistake, not its value.
        message: What is wrong.
        hint: What to do.
    """

    kind: str
    pointer: str
    on_key: bool
    message: str
    hint: str


def explain(error: ValidationError, schema: Mapping[str, Any]) -> list[Mistake]:
    """Translate one error of the validator; several unknown fields make several mistakes.

    Args:
        error: What the validator found.
        schema: The schema that it used, for descriptions and near names.
    """
    pointer = json_pointer(*error.instance_path)
    inner = _descend(schema, error.schema_path[:-1])
    match error.kind:
        case Kind.Required(property=name):
            return [_missing(error.instance_path, name, inner)]
        case Kind.AdditionalProperties(unexpected=names):
            return [_unknown(pointer, name, inner) for name in names]
    field = _name(error.instance_path)
    message, hint = _value(error, inner)
    description = inner.get("description", "")
    return [Mistake("value", pointer, False, f"{field} {message}", hint or description)]


def position(marks: Mapping[str, Sequence[int]], mistake: Mistake) -> tuple[int, int, int, int]:
    """Return line, column, end line and end column of the place of a mistake."""
    key_line, key_column, line, column, end_line, end_column = mark_of(marks, mistake.pointer)
    if mistake.on_key:
        name = mistake.pointer.rpartition("/")[2].replace("~1", "/").replace("~0", "~")
        return key_line, key_column, key_line, key_column + len(name)
    if mistake.kind == "missing":
        return line, column, line, column
    return line, column, end_line, end_column


def description(schema: Mapping[str, Any], name: str) -> str:
    """Return what ``schema`` says of the field ``name``; empty where it says nothing."""
    field = schema.get("properties", {}).get(name)
    text = field.get("description", "") if isinstance(field, Mapping) else ""
    return text if isinstance(text, str) else ""


def _missing(path: Sequence[str | int], name: str, schema: Mapping[str, Any]) -> Mistake:
    place = _name(path)
    where = f" in {place[:1].lower()}{place[1:]}" if path else ""
    message = f"The field `{name}` is missing{where}."
    hint = f"Add `{name}:`. {description(schema, name)}".strip()
    return Mistake("missing", json_pointer(*path), False, message, hint)


def _unknown(pointer: str, name: str, schema: Mapping[str, Any]) -> Mistake:
    known = sorted(schema.get("properties", {}))
    close = nearest(name, known)
    hint = f"Did you mean `{close}`?" if close else f"Known here: {', '.join(known)}."
    message = f"The field `{shorten(name)}` is not known here."
    return Mistake("unknown", pointer + json_pointer(name), True, message, hint)


def _value(error: ValidationError, schema: Mapping[str, Any]) -> tuple[str, str]:
    """Return what is wrong with a value, and what to do where the schema's description would not say it."""
    found = shown(error.instance)
    match error.kind:
        case Kind.Type():
            words = _wrong_type(schema, error.instance)
        case Kind.Enum(options=options):
            words = _wrong_choice(error.instance, options)
        case Kind.Constant(expected_value=expected):
            words = _wrong_choice(error.instance, [expected])
        case Kind.Format(format=name):
            words = f"must be a {name}, found {found}.", _EXAMPLES.get(name, "")
        case Kind.MinLength(limit=n) | Kind.MinItems(limit=n) | Kind.MinProperties(limit=n):
            words = _too_little(error.instance, n)
        case Kind.MaxLength(limit=limit):
            words = (
                f"must have at most {limit} characters, found {len(str(error.instance))}.",
                "Shorten it.",
            )
        case Kind.UniqueItems():
            words = "must not say the same thing twice.", "Remove the repetition."
        case Kind.Minimum(limit=limit):
            words = f"must be at least {limit}, found {found}.", ""
        case Kind.Maximum(limit=limit):
            words = f"must be at most {limit}, found {found}.", ""
        case Kind.Pattern():
            words = f"is not written in the form expected, found {found}.", ""
        case Kind.OneOfNotValid() | Kind.OneOfMultipleValid():
            words = f"must have exactly one of {_alternatives(schema)}.", "Add or remove one."
        case _:
            words = f"does not fit: {error.message}.", ""
    return words


_EXAMPLES = {
    "date": "Write a day that exists as year-month-day, such as 2026-05-31.",
    "uri": "Write a whole address, such as https://example.org/page.",
}


def _wrong_type(schema: Mapping[str, Any], value: object) -> tuple[str, str]:
    wanted = schema.get("type", ())
    names = [wanted] if isinstance(wanted, str) else list(wanted)
    expected = " or ".join(KINDS.get(name, name) for name in names) or "something else"
    hint = ""
    if "array" in names and isinstance(value, str):
        hint = f"Put it in brackets: [{_item(schema, value)}]"
    elif names == ["object"] and _group(schema):
        hint = f"Write it as: {_group(schema)}"
    elif names == ["string"] and isinstance(value, bool | int | float):
        hint = f'Put it in quotes: "{value}"'
    elif names == ["string"] and value is None:
        hint = "Fill it in, or remove the field."
    return f"must be {expected}, found {shown(value)}.", hint


def _item(schema: Mapping[str, Any], value: str) -> str:
    """Return how ``value`` may stand in the list that ``schema`` describes."""
    group = _group(schema.get("items"))
    if group:
        return group
    words, relation = value.split(), schema.get("relation")
    about_people = isinstance(relation, Mapping) and relation.get("trait") == PERSON
    if about_people and all(map(_PLAIN.fullmatch, words)):
        return shorten("-".join(words).lower())  # people are named by their pages
    return shorten(value)


def _group(schema: object) -> str:
    """Return an example of a group of fields; empty where ``schema`` describes none, or does not name its fields."""
    if not isinstance(schema, Mapping) or schema.get("type") != "object":
        return ""
    names = schema.get("required") or schema.get("properties", ())
    return "{" + ", ".join(f"{name}: …" for name in names) + "}" if names else ""


def _too_little(value: Any, limit: int) -> tuple[str, str]:  # noqa: ANN401 - any JSON
    if not value:
        return "must not be empty.", "Fill it in, or remove the field."
    if isinstance(value, str):
        return f"is too short: {limit} characters at least, found {shown(value)}.", ""
    return f"is too short: {limit} entries at least, found {len(value)}.", ""


def _wrong_choice(value: object, options: Sequence[object]) -> tuple[str, str]:
    names = [str(option) for option in options]
    close = nearest(str(value), names)
    hint = f"Did you mean `{close}`?" if close else f"Choose one of: {', '.join(names)}."
    return f"must be one of {', '.join(names)}, found {shown(value)}.", hint


def _alternatives(schema: Mapping[str, Any]) -> str:
    names = [name for option in schema.get("oneOf", ()) for name in option.get("required", ())]
    return " and ".join(f"`{name}`" for name in names) or "the alternatives"


def shown(value: object) -> str:
    """Describe a value of the front matter in a few words."""
    if value is None:
        return "nothing"
    kind = _PYTHON_KINDS.get(type(value), "a value")
    if isinstance(value, list | dict):
        return kind
    if isinstance(value, bool):
        return str(value).lower()
    return f"{kind} {shorten(json.dumps(value, ensure_ascii=False))}"


def shorten(text: str, longest: int = _LONGEST) -> str:
    """Return ``text`` on one line, cut to ``longest`` characters."""
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1] + "…"


def _name(path: Sequence[str | int]) -> str:
    names = [str(part) for part in path if isinstance(part, str)]
    place = "`" + ".".join(names) + "`" if names else "The file"
    if path and isinstance(path[-1], int):
        return f"Item {path[-1] + 1} of {place}"
    return place


def _descend(schema: Mapping[str, Any], path: Sequence[str | int]) -> Mapping[str, Any]:
    place: Any = schema
    for part in path:
        if isinstance(place, Mapping) and "$ref" in place and part != "$ref":
            place = _resolve(schema, place["$ref"])
        if part == "$ref":
            place = _resolve(schema, place["$ref"])
        elif isinstance(place, list) and isinstance(part, int):
            place = place[part]
        elif isinstance(place, Mapping):
            place = place.get(str(part), {})
    return place if isinstance(place, Mapping) else {}


def _resolve(schema: Mapping[str, Any], reference: str) -> Any:  # noqa: ANN401 - any JSON
    place: Any = schema
    for part in reference.removeprefix("#/").split("/"):
        place = place.get(part, {})
    return place
