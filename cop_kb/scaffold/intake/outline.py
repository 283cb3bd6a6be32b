"""The parts of a text: what stands below each of its headings."""

import re
from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

from cop_kb.load.markdown import read_structure
from cop_kb.model.structure import Heading

_SIGNS = re.compile(r" {0,3}(#{1,6})(?=[ \t]|$)[ \t]*(.*?)[ \t]*(?:(?<=[ \t])#+[ \t]*)?$")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)[ \t]*$")
_LEAD = re.compile(
    r"(?P<mark>\*{0,3})(?P<words>[^\s*:#>|`<\[][^*:|`<]{0,80}?)"
    r"(?:(?:(?P=mark):|:(?P=mark))(?P<rest>[ \t].*|)|(?P=mark)[ \t]*)$"
)
_LOWEST = 6


class Part(NamedTuple):
    """A heading and what stands below it.

    Attributes:
        heading: Its words as they were written; empty for what stands above the first heading.
        level: 1 to 6; 0 for what stands above the first heading.
        text: What stands below it, up to the next heading.
    """

    heading: str
    level: int
    text: str


def cut_at_headings(text: str) -> list[Part]:
    """Return the parts of a text; the first of them has no heading. Headings inside of quotes and lists cut nothing."""
    lines = text.split("\n")
    heads: list[tuple[int, int, Part]] = []
    for heading in read_structure(text).headings:
        written = _written(lines, heading)
        if written:
            words, length = written
            heads.append(
                (heading.line - 1, heading.line - 1 + length, Part(words, heading.level, ""))
            )
        else:
            lines[heading.line - 1] = _lowered(lines[heading.line - 1], heading)
    heads = [(0, 0, Part("", 0, "")), *heads]
    ends = [start for start, _, _ in heads[1:]] + [len(lines)]
    return [
        part._replace(text="\n".join(lines[below:end]).strip("\n"))
        for (_, below, part), end in zip(heads, ends, strict=True)
    ]


def with_headings(text: str, is_known: Callable[[str], bool]) -> str:
    """Return a text with a heading for each line that means one: `Known words`, `**Known words:**` or `Known words: …`.

    Who does not know Markdown writes headings like this. A line counts where a paragraph begins.
    """
    lines = [*text.split("\n"), ""]
    written: list[str] = []
    fence = ""
    for line, below in pairwise(lines):
        mark = line.strip()[:3]
        if mark in {"```", "~~~"} and fence in ("", mark):
            fence = "" if fence else mark
        begins = not fence and not (written and written[-1].strip())
        found = _LEAD.match(line) if begins else None
        if found and is_known(found["words"]) and _means_heading(found, below):
            written += [f"## {found['words'].strip()}", "", (found["rest"] or "").strip()]
        else:
            written.append(line)
    return "\n".join(written)


def _means_heading(found: re.Match[str], below: str) -> bool:
    """Tell whether known words are meant as a heading: a colon, emphasis or an empty line below them says so."""
    return found["rest"] is not None or bool(found["mark"]) or not below.strip()


def at_level(heading: str, level: int) -> str:
    """Return the line of a heading."""
    return f"{'#' * min(level, _LOWEST)} {heading}"


def _written(lines: list[str], heading: Heading) -> tuple[str, int] | None:
    """Return the words of a heading and how many lines it has; None where it is part of something else."""
    line = lines[heading.line - 1]
    signs = _SIGNS.match(line)
    if signs and heading.column <= len(line) - len(line.lstrip()) + 1:
        return signs[2], 1
    below = lines[heading.line] if heading.line < len(lines) else ""
    if heading.column == len(line) - len(line.lstrip()) + 1 and _UNDERLINE.match(below):
        return line.strip(), 2
    return None


def _lowered(line: str, heading: Heading) -> str:
    """Return a line with a heading that cuts nothing at level 3 or below, where it is no title and no section."""
    place = heading.column - 1
    missing = max(3 - heading.level, 0) if line[place : place + 1] == "#" else 0
    return line[:place] + "#" * missing + line[place:]
