"""Values of front-matter fields as they are typed at a terminal."""

from collections.abc import Iterable
from typing import Any

import jsonschema_rs

from cop_kb.errors import ScaffoldError
from cop_kb.model.content_type import ContentType
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
    schema = content_type.schema["properties"].get(name, True)
    words = [word for word in map(str.strip, text.split(",")) if word]
    readings = [*([] if document.findings else [document.data]), text, words]
    for reading in readings:
        if reading is None or _fits(schema, reading):
            return reading
    if document.findings:
        first = document.findings[0]
        raise ScaffoldError(f"The value of `{name}` cannot be read: {first.message}", first.hint)
    return document.data


def field_question(content_type: ContentType, name: str) -> str:
    """Return what to ask somebody who is to fill in the field ``name``."""
    schema = content_type.schema["properties"].get(name)
    description = schema.get("description", "") if isinstance(schema, dict) else ""
    label = name.replace("_", " ").capitalize()
    return f"{label} ({description.rstrip('.')})" if description else label


def _fits(schema: Any, value: Any) -> bool:  # noqa: ANN401 - any JSON
    return jsonschema_rs.Draft202012Validator(schema, validate_formats=True).is_valid(value)
