"""Sets single fields of a document that is there: every byte besides stays, comments, quotes and line ends included."""

import re
from codecs import BOM_UTF8
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from cop_kb.errors import EditError
from cop_kb.load.source import Source, parse_file
from cop_kb.load.type_builder import field_ranks
from cop_kb.model.document import Document
from cop_kb.model.source import Mark, json_pointer, mark_of
from cop_kb.positioned_yaml.writing import write_fields, write_scalar

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_COMMENT = re.compile(r"(?:^|\s)#")
_FENCE = "---"
_FOR_EDITORS = "# yaml-language-server:"
_QUOTES = ("'", '"')


class _Text(NamedTuple):
    """The lines of a file, each with its end, and what they say."""

    lines: list[str]
    source: Source
    newline: str


def set_fields(content: bytes, document: Document, fields: Mapping[str, Any]) -> bytes:
    """Return what the file of a document holds with ``fields`` set.

    A new field stands where its type has it; front matter is begun where there is none.

    Args:
        content: What the file holds.
        document: The document that was read from it.
        fields: The values to be, by the names of the fields; None for a field that is to go.

    Raises:
        EditError: The file cannot be read, or a field is written in a way that only a person should change.
    """
    for name, value in fields.items():
        content = _set_field(content, document, name, value)
    return content


def _set_field(content: bytes, document: Document, name: str, value: Any) -> bytes:  # noqa: ANN401 - any JSON
    source = parse_file(document.src_uri, content)
    if source.findings:
        first = source.findings[0]
        raise EditError(first.message, first.hint, None, first.line, first.column)
    wanted = {**source.data, name: value}
    if value is None:
        del wanted[name]
    if wanted == source.data:
        return content
    lines = _LINE.findall(content.removeprefix(BOM_UTF8).decode())
    newline = next((end for end in ("\r\n", "\n", "\r") if lines and lines[0].endswith(end)), "\n")
    changed = "".join(_changed(_Text(lines, source, newline), document, name, value))
    after = (BOM_UTF8 if content.startswith(BOM_UTF8) else b"") + changed.encode()
    again = parse_file(document.src_uri, after)
    # A blank line may stand between new front matter and the text.
    same_body = again.body.removeprefix("\n") == source.body.removeprefix("\n")
    if again.findings or again.data != wanted or not same_body:
        raise _by_hand(source, name, value)
    return after


def _changed(text: _Text, document: Document, name: str, value: Any) -> list[str]:  # noqa: ANN401
    """Return the lines with one field set; whether they say what they should is for the caller to see."""
    data = text.source.data
    if name not in data:
        return _added(text, document, name, value)
    mark = mark_of(text.source.marks, json_pointer(name))
    if value is None:
        return [*text.lines[: mark.key_line - 1], *text.lines[mark.end_line :]]
    old = data[name]
    if isinstance(old, list) and isinstance(value, list) and old and value[: len(old)] == old:
        return _extended(text, name, mark, value[len(old) :], len(old) - 1)
    # What spans several lines would take the comments inside of it along.
    if mark.end_line > mark.key_line and any(
        map(_COMMENT.search, text.lines[mark.key_line - 1 : mark.end_line])
    ):
        raise _by_hand(text.source, name, value)
    if mark.line > mark.key_line:
        written = _written(text, name, value, mark.key_column - 1)
        return [*text.lines[: mark.key_line - 1], *written, *text.lines[mark.end_line :]]
    return _replaced(text.lines, mark, value)


def _replaced(lines: Sequence[str], mark: Mark, value: Any) -> list[str]:  # noqa: ANN401
    """Put a value in the place of one that begins on the line of its field."""
    before = lines[mark.line - 1][: mark.column - 1]
    rest = lines[mark.end_line - 1][mark.end_column - 1 :]
    quote = lines[mark.line - 1][mark.column - 1 : mark.column]
    new = _in_line(value)
    if quote in _QUOTES and isinstance(value, str) and new == value:
        new = f"{quote}{value}{quote}"
    space = " " if before.endswith(":") else ""
    return [*lines[: mark.line - 1], before + space + new + rest, *lines[mark.end_line :]]


def _extended(
    text: _Text, name: str, mark: Mark, items: Sequence[Any], last_index: int
) -> list[str]:
    """Put ``items`` behind the last one of a list, in the way in which the list is written."""
    lines = text.lines
    last = mark_of(text.source.marks, json_pointer(name, last_index))
    if lines[mark.line - 1][mark.column - 1] == "[":
        line, place = lines[last.end_line - 1], last.end_column - 1
        added = "".join(f", {write_scalar(item)}" for item in items)
        longer = line[:place] + added + line[place:]
        return [*lines[: last.end_line - 1], longer, *lines[last.end_line :]]
    indent = lines[mark.line - 1][: mark.column - 1]
    new = [f"{indent}- {write_scalar(item)}{text.newline}" for item in items]
    return _inserted(text, last.end_line, new)


def _added(text: _Text, document: Document, name: str, value: Any) -> list[str]:  # noqa: ANN401
    """Put a new field where its type has it."""
    lines, source = text.lines, text.source
    if _is_text(document) and source.body_line == 1:
        fence = _FENCE + text.newline
        blank = text.newline if lines and lines[0].strip() else ""
        return [fence, *_written(text, name, value), fence, blank, *lines]
    first = next(iter(source.data), None)
    if first is None:
        end = source.body_line - 2 if _is_text(document) else len(lines)
        return _inserted(text, end, _written(text, name, value))
    margin = mark_of(source.marks, json_pointer(first)).key_column - 1
    above = _field_above(document, source.data, name)
    if above is None:
        place = _start_of(text, mark_of(source.marks, json_pointer(first)))
    else:
        place = mark_of(source.marks, json_pointer(above)).end_line
    return _inserted(text, place, _written(text, name, value, margin))


def _field_above(document: Document, data: Mapping[str, object], name: str) -> str | None:
    """Return the field that a new one follows in the order of the type; None where it comes first."""
    ranks = field_ranks(document.type)
    own = ranks.get(name, len(ranks))
    before = [n for n in data if ranks.get(n, len(ranks)) < own or own == len(ranks)]
    return max(before, key=lambda n: ranks.get(n, len(ranks)), default=None)


def _start_of(text: _Text, first: Mark) -> int:
    """Return the index of the line on which the first field begins, the comments right above it included."""
    place = first.key_line - 1
    while place and text.lines[place - 1].startswith("#"):
        if text.lines[place - 1].startswith(_FOR_EDITORS):
            break
        place -= 1
    return place


def _written(text: _Text, name: str, value: Any, margin: int = 0) -> list[str]:  # noqa: ANN401
    lines = write_fields({name: value}).splitlines()
    return [f"{' ' * margin}{line}{text.newline}" for line in lines]


def _inserted(text: _Text, place: int, new: Sequence[str]) -> list[str]:
    """Return the lines with ``new`` at an index; a file without a line end at its end stays so."""
    before, after = [*text.lines[:place]], text.lines[place:]
    if before and not before[-1].endswith(("\r", "\n")):
        before[-1] += text.newline
        return [*before, *new[:-1], new[-1].rstrip("\r\n")]
    return [*before, *new, *after]


def _in_line(value: Any) -> str:  # noqa: ANN401 - any JSON
    if isinstance(value, list):
        return f"[{', '.join(map(write_scalar, value))}]"
    return write_scalar(value)


def _by_hand(source: Source, name: str, value: Any) -> EditError:  # noqa: ANN401
    """Return the error that leaves a change to a person, with the line to write."""
    message = f"`{name}` is left as it is: the lines around it could come to harm."
    hint = f"Remove `{name}` yourself."
    if value is not None:
        hint = f"Write it yourself, in the way of the fields around it: {write_fields({name: value}).strip()}"
    mark = mark_of(source.marks, json_pointer(name))
    return EditError(message, hint, None, mark.key_line, mark.key_column)


def _is_text(document: Document) -> bool:
    return document.src_uri.endswith(".md")
