"""A further line in a list that people keep as YAML: every byte that is there stays."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from cop_kb.errors import ScaffoldError
from cop_kb.load.source import parse_fields
from cop_kb.model.source import mark_of
from cop_kb.positioned_yaml.writing import write_flow

ENTRIES = "entries"

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_DASH = re.compile(r"([ ]*)-(?=\s)")
_EMPTY = re.compile(r":[ ]*\[[ ]*\]")
_INDENT = "  "


def add_entry(text: str, entry: Mapping[str, str], path: Path) -> str:
    """Return the text of a list with ``entry`` on a line of its own behind the last one.

    Args:
        text: The list, with whatever line ends it has.
        entry: The fields of the new entry.
        path: Where the list stands, for messages.

    Raises:
        ScaffoldError: The list cannot be read, or is written in another way; then it is for a person to do.
    """
    source = parse_fields(text.encode())
    if source.findings:
        first = source.findings[0]
        raise ScaffoldError(first.message, first.hint, path, first.line, first.column)
    lines: list[str] = _LINE.findall(text)
    if source.data.get(ENTRIES) == []:
        number = mark_of(source.marks, f"/{ENTRIES}").line - 1
        lines[number] = _EMPTY.sub(":", lines[number], count=1)
    place, indent = _place(lines, source.data, source.marks)
    newline = next((end for end in ("\r\n", "\n", "\r") if lines and lines[0].endswith(end)), "\n")
    line = f"{indent}- {write_flow(entry)}"
    if place and not lines[place - 1].endswith(("\r", "\n")):
        lines[place - 1] += newline
    head = [] if ENTRIES in source.data else [f"{ENTRIES}:{newline}"]
    added = "".join([*lines[:place], *head, line + newline, *lines[place:]])
    wanted = {**source.data, ENTRIES: [*_entries(source.data), dict(entry)]}
    if parse_fields(added.encode()).data != wanted:
        message = "The list is not written with an entry a line, so nothing was added to it."
        raise ScaffoldError(message, f"Add it yourself: {line.strip()}", path)
    return added


def _entries(data: Mapping[str, object]) -> list[object]:
    entries = data.get(ENTRIES)
    return entries if isinstance(entries, list) else []


def _place(
    lines: list[str], data: Mapping[str, object], marks: Mapping[str, Sequence[int]]
) -> tuple[int, str]:
    """Return before which line the new entry belongs, counted from 0, and how far it is indented."""
    entries = _entries(data)
    if entries:
        last = mark_of(marks, f"/{ENTRIES}/{len(entries) - 1}")
        begin = last.line - 1
        while begin and not _DASH.match(lines[begin]):
            begin -= 1
        dash = _DASH.match(lines[begin])
        return last.end_line, dash[1] if dash else _INDENT
    if ENTRIES not in data or list(data)[-1] == ENTRIES:
        return len(lines), _INDENT
    return mark_of(marks, f"/{ENTRIES}").key_line, _INDENT
