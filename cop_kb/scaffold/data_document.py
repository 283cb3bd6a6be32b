"""The text of a document that is fields only: its starter is the file itself, and the comments in it stay."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from cop_kb.load.source import Source
from cop_kb.model.source import mark_of
from cop_kb.positioned_yaml.writing import write_fields
from cop_kb.scaffold.front_matter import write_prompt

_LINE = re.compile(r"[^\n]*\n|[^\n]+")


def write_data(
    text: str, source: Source, fields: Mapping[str, Any], missing: Mapping[str, str]
) -> str:
    """Return the YAML of a new document.

    Args:
        text: The starter, filled in.
        source: What it says.
        fields: What the document shall say, in order. A field as the starter has it keeps its lines; one of the
            starter that is not among them goes with the comments above it.
        missing: What the author has yet to fill in, with what belongs there; written as comments, unless the starter
            speaks of it itself.
    """
    data = source.data
    header, comments, lines, rest = _cut(text, source)
    written = [header]
    for name in _in_order(list(data), dict.fromkeys([*fields, *missing])):
        above = comments.get(name, "")
        if name not in fields:
            written += [] if _prompts([name]).search(text) else [write_prompt(name, missing[name])]
        elif name in data and data[name] == fields[name]:
            written.append(above + lines[name])
        else:
            written.append(above + write_fields({name: fields[name]}))
    return _prompts(fields).sub("", "".join([*written, rest]))


def _cut(text: str, source: Source) -> tuple[str, dict[str, str], dict[str, str], str]:
    """Cut a text into its header, the comments above each field, the lines of each field, and what is left."""
    parts = _LINE.findall(text)
    comments, lines, done = {}, {}, 0
    for name in source.data:
        mark = mark_of(source.marks, f"/{name}")
        comments[name] = "".join(parts[done : mark.key_line - 1])
        lines[name] = "".join(parts[mark.key_line - 1 : mark.end_line])
        done = mark.end_line
    rest, header = "".join(parts[done:]), ""
    if comments:
        # What a blank line keeps apart from the first field is about all of them.
        first = next(iter(comments))
        header, blank, comments[first] = comments[first].rpartition("\n\n")
        header += blank
    return header, comments, lines, rest


def _in_order(there: Sequence[str], wanted: Iterable[str]) -> list[str]:
    """Return ``wanted``: what is there in its order, each of the others behind the one that it follows."""
    names = list(wanted)
    ordered = [name for name in there if name in names]
    place = 0
    for name in names:
        if name in ordered:
            place = ordered.index(name) + 1
        else:
            ordered.insert(place, name)
            place += 1
    return ordered


def _prompts(names: Iterable[str]) -> re.Pattern[str]:
    """Return what finds the comment lines that stand for fields yet to be filled in."""
    return re.compile(rf"^#[ ]?(?:{'|'.join(map(re.escape, names)) or '(?!)'}):.*\n?", re.MULTILINE)
