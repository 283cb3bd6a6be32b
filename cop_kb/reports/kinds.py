"""What may stand in a field, in plain words."""

from collections.abc import Iterator, Mapping
from typing import Any

from cop_kb.insights import rhythms
from cop_kb.insights.vocabulary import VOCABULARY
from cop_kb.model import schema_error, session_format
from cop_kb.model.content_type import ContentType

_FORMATS = {
    "date": "a day",
    "email": "an e-mail address",
    "uri": "a web address",
    rhythms.FORMAT: "when it takes place, in words",
    session_format.FORMAT: "a session format; `cop-kb formats` lists them",
}
_ANYTHING = "anything"
_KINDS = {**schema_error.KINDS, "object": "a group"}


def kind_words(field: Any, types: Mapping[str, ContentType]) -> str:  # noqa: ANN401 - a JSON Schema
    """Return what ``field``, the schema of a field, lets stand there.

    Args:
        field: The schema of a field.
        types: The types that there are, for the lists that words come from.
    """
    if not isinstance(field, Mapping):
        return _ANYTHING
    if VOCABULARY in field:
        source = types.get(field[VOCABULARY])
        return f"words from {source.file or source.folder}" if source else "a list"
    choices = field.get("enum") or [field[key] for key in ("const",) if key in field]
    if choices:
        return " or ".join(filter(None, (", ".join(map(str, choices[:-1])), str(choices[-1]))))
    return _FORMATS.get(field.get("format", "")) or _type_words(field, types)


def _type_words(field: Mapping[str, Any], types: Mapping[str, ContentType]) -> str:
    names = field.get("type", ())
    words = [_KINDS[name] for name in ([names] if isinstance(names, str) else names)]
    inner = kind_words(field.get("items"), types)
    if words[:1] != [_KINDS["array"]] or inner in (_KINDS["string"], _ANYTHING):
        return words[0] if words else _ANYTHING
    return "a list of groups" if inner == _KINDS["object"] else f"a list, each {inner}"


def inner_fields(field: Any) -> Iterator[tuple[str, Any, bool]]:  # noqa: ANN401 - a JSON Schema
    """Yield name, schema and whether it is required of each field inside of a group, or of the groups in a list."""
    if not isinstance(field, Mapping):
        return
    if field.get("type") == "array":
        field = field.get("items")
    if isinstance(field, Mapping):
        required = field.get("required", ())
        for name, inner in field.get("properties", {}).items():
            yield name, inner, name in required
