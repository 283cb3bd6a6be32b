"""Replaces texts in YAML, each in its place and in its quotes, and sees to it that nothing else has changed."""

from collections.abc import Callable, Mapping, Sequence

from cop_kb.editing.text import Replacement, Text
from cop_kb.model.source import json_pointer, mark_of
from cop_kb.positioned_yaml.writing import write_scalar

_QUOTES = ("'", '"')


def replace_values(
    content: bytes,
    marks: Mapping[str, Sequence[int]],
    values: Mapping[str, str],
    parse: Callable[[bytes], object],
) -> bytes | None:
    """Return a file with other texts in it; None where that would change more, and so only a person should.

    Args:
        content: What the file holds.
        marks: Where its values stand, by their JSON pointers.
        values: The new texts, by the JSON pointers of the old ones.
        parse: Returns the data in a file.
    """
    text = Text(content)
    replacements = []
    for pointer, value in values.items():
        start, end = text.span(mark_of(marks, pointer))
        quote, plain = text.text[start : start + 1], write_scalar(value)
        quoted = f"{quote}{value}{quote}" if quote in _QUOTES and plain == value else plain
        replacements.append(Replacement(start, end, quoted))
    after = text.replaced(replacements)
    return after if _flat(parse(after)) == _flat(parse(content)) | dict(values) else None


def _flat(value: object, pointer: str = "") -> dict[str, object]:
    """Return every value that holds no others, by its JSON pointer."""
    if isinstance(value, dict):
        items = [(json_pointer(key), inner) for key, inner in value.items()]
    elif isinstance(value, list):
        items = [(json_pointer(index), inner) for index, inner in enumerate(value)]
    else:
        return {pointer: value}
    found: dict[str, object] = {}
    for part, inner in items:
        found |= _flat(inner, pointer + part)
    return found or {pointer: value}
