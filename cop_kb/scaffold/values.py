"""Values of front-matter fields as they are typed at a terminal."""

from collections.abc import Iterable, Mapping
from typing import Any

import jsonschema_rs

from cop_kb.errors import ScaffoldError
from cop_kb.model.content_type import ContentType, in_words
from cop_kb.model.schema_error import explain
from cop_kb.positioned_yaml import read_yaml


def read_settings(content_type: ContentType, settings: Iterable[str]) -> dict[str, Any]:
    """Read ``KEY=VALUE`` each; the last one of a key counts. An empty value is None.

    Raises:
        ScaffoldError: One of them has no equals sign, or its value cannot be read.
    """
    values = {}
    for setting in settings:
        key, equals, text = setting.partition("=")
        if not equals or not key.strip():
            raise ScaffoldError(
                f"{setting!r} does not say which field gets which value.",
                "Write it as KEY=VALUE, such as: --set audience=members",
            )
        values[key.strip()] = read_value(content_type, key.strip(), text.strip())
    return values


def read_value(content_type: ContentType, name: str, text: str) -> Any:  # noqa: ANN401 - any JSON
    """Return what ``text`` means as the field ``name``.

    It is read as YAML. Where that does not fit the field and the text as it was typed does, the text counts: a
    sentence with a colon needs no quotes, and neither does a list of words between commas.

    Raises:
        ScaffoldError: It cannot be read as YAML, and is no text for this field either.
    """
    document = read_yaml(text)
    words = [word for word in map(str.strip, text.split(",")) if word]
    readings = [*([] if document.findings else [document.data]), text, words]
    for reading in readings:
        if reading is None or fits_field(content_type, name, reading):
            return reading
    if document.findings:
        first = document.findings[0]
        raise ScaffoldError(f"The value of `{name}` cannot be read: {first.message}", first.hint)
    return document.data


def check_values(content_type: ContentType, values: Mapping[str, Any]) -> None:
    """Check fields against their type; all mistakes are said at once.

    Raises:
        ScaffoldError: A field does not fit.
    """
    mistakes = [
        mistake
        for error in content_type.validator.iter_errors(dict(values))
        for mistake in explain(error, content_type.schema)
    ]
    if mistakes:
        raise ScaffoldError("\n".join(m.message for m in mistakes), mistakes[0].hint)


def field_question(content_type: ContentType, name: str) -> str:
    """Return what to ask somebody who is to fill in the field ``name``."""
    schema = content_type.schema["properties"].get(name)
    description = schema.get("description", "") if isinstance(schema, dict) else ""
    label = in_words(name)
    return f"{label} ({description.rstrip('.')})" if description else label


def fits_field(content_type: ContentType, name: str, value: Any) -> bool:  # noqa: ANN401 - any JSON
    """Tell whether ``value`` may stand in the field ``name``; a field that the type does not know takes anything."""
    schema = content_type.schema["properties"].get(name, True)
    return jsonschema_rs.Draft202012Validator(schema, validate_formats=True).is_valid(value)
