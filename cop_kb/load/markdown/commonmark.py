"""Markdown as the site writes it, turned into CommonMark with the place of every line kept.

The site renders with Python-Markdown. Most of what authors write means the same in CommonMark, for which there is a
fast parser; what does not is rewritten here, line by line:

- The bodies of admonitions, details and tabs are indented by four columns, which is code in CommonMark. They move left.
- Raw HTML ends with its closing tag in Python-Markdown, and with a blank line in CommonMark.
- A fence counts only when it is closed, a comment too.
- A link's address may hold spaces.
- An item may start further right than four columns, and an empty one is no underline.
"""

import re
from typing import NamedTuple

from cop_kb.load.markdown.addresses import hide_spaces
from cop_kb.load.markdown.html import BLOCK_TAGS, TAG, find_end

STEP = 4
"""Columns by which the body of an admonition, details or a tab is indented."""

_SPECIAL = re.compile(
    r"\n(?=[ \t]*(?:[!?]{3}|===[+! ]|<[a-zA-Z/!?]|```|~~~)"
    r"|[ ]{6,}[-*+\d]|[ ]*[-*+][ ]*(?:\n|\Z)|[ ]{0,3}\[[^\[\]\n]+\]:)"
)
_CONTAINER = re.compile(
    r"""!!![ ]?(?P<name>[\w\-]+(?:[ ]+[\w\-]+)*)(?:[ ]+"(?P<title>.*?)")?[ ]*$
    |\?\?\?\+?[ ]?(?:(?:[\w\-]+(?:[ ]+[\w\-]+)*?)?[ ]+"(?P<summary>.*?)"|[\w\-]+(?:[ ]+[\w\-]+)*)[ ]*$
    |===(?:\+!?|!\+?)?[ ]+"(?P<label>.*?)"[ ]*$""",
    re.VERBOSE,
)
FENCE = re.compile(
    r"""(`{3,}|~{3,})(?:[ \t]*\.?[\w#.+-]+(?=[\t ]|$))?
    (?:[ \t]*\{[^\n]*\}|(?:[ \t]*[a-zA-Z]\w*(?:=(?:"[^"]*"|'[^']*'))?(?=[\t ]|$))+)?[ \t]*$""",
    re.VERBOSE,
)
_DEFINITION = re.compile(r"\[[^\[\]\n]+\]:[ ]*\S")
_NOTHING = "<!---->"
_JOINER = "&#8288;"  # before a title such as "1. First", which would start a list
_ITEM = re.compile(r"[ ]*(?:[-*+]|\d{1,9}\.)[ ]+(?=\S)")
_MARKER = re.compile(r"(?:[-*+]|\d{1,9}\.)(?:[ ]+(\S)|[ ]*$)")
_MARKDOWN_ATTRIBUTE = re.compile(r"\smarkdown(?:\s*=\s*[\"']?(?:1|block|span)?[\"']?)?(?=[\s>/])")


class Source(NamedTuple):
    """A text in CommonMark.

    Attributes:
        text: The text.
        origins: For each of its lines, the line of the original, counted from 0, and how many characters further
            right it stood there; None when nothing has moved.
    """

    text: str
    origins: tuple[list[int], list[int]] | None


def prepare(body: str) -> Source:
    """Rewrite ``body`` so that a CommonMark parser sees the structure that the site shows."""
    # Matching from the newline before a line is several times as fast as matching from its start.
    special, position, number = [], 0, -1
    led = f"\n{body}"
    for match in _SPECIAL.finditer(led):
        number += led.count("\n", position, match.end())
        position = match.end()
        special.append(number)
    if not special:
        return Source(hide_spaces(body), None)
    writer = _Writer(body.split("\n"))
    text = writer.write(special)
    return Source(hide_spaces(text), (writer.numbers, writer.shifts))


class _Body(NamedTuple):
    """Lines from ``column`` on belong to an open container and move left by ``shift`` columns."""

    column: int
    shift: int


class _Writer:
    """Goes once through the lines of a text."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.written: list[str] = []
        self.numbers: list[int] = []
        self.shifts: list[int] = []
        self.bodies: list[_Body] = []
        # Fences, with their column, and comments that nothing closes before a line.
        self.unclosed: dict[tuple[str, int], int] = {}

    def write(self, special: list[int]) -> str:
        """Return the text that was made, given the numbers of the lines that need a closer look."""
        number = 0
        for stop in [*special, len(self.lines)]:
            while self.bodies and number < stop:
                number = self._write_line(number)
            if number < stop:
                self.written += self.lines[number:stop]
                self.numbers += range(number, stop)
                self.shifts += [0] * (stop - number)
                number = stop
            if number == stop < len(self.lines):
                number = self._write_line(number)
        return "\n".join(self.written)

    def _write_line(self, number: int) -> int:
        """Write a line and what belongs to it; return the number of the line after."""
        text = self.lines[number].lstrip(" \t")
        if text:
            return self._write_special(number, text)
        self._add("", number)
        return number + 1

    def _write_special(self, number: int, text: str) -> int:
        lines, width = self.lines, self._width(number, text)
        while self.bodies and width < self.bodies[-1].column:
            self.bodies.pop()
        shift = self._shift()
        first = text[0]
        if first in "!?=" and (match := _CONTAINER.match(text)):
            self._open(number, match)
            self.bodies.append(_Body(width + STEP, shift + STEP))
        elif first in "`~" and text[:3] in {"```", "~~~"}:
            return self._write_fence(number, text, width)
        elif first == "<" and width - shift < STEP:
            return self._write_html(number, text)
        elif number and (match := _MARKER.match(text)) and (item := _ITEM.match(lines[number - 1])):
            if width >= item.end() + STEP:
                self.bodies.append(_Body(width, shift + width - item.end()))
            # A dash alone would underline the item above as a heading.
            self._move(number, text if match[1] else f"{text.rstrip()} {_NOTHING}")
        else:
            if first == "[" and _DEFINITION.match(text) and self._in_paragraph():
                self._add("", number)
            self._move(number, text)
        return number + 1

    def _width(self, number: int, text: str) -> int:
        line = self.lines[number]
        space = line[: len(line) - len(text)]
        return len(space.expandtabs(STEP)) if "\t" in space else len(space)

    def _shift(self) -> int:
        return self.bodies[-1].shift if self.bodies else 0

    def _add(self, line: str, number: int, shift: int = 0) -> None:
        self.written.append(line)
        self.numbers.append(number)
        self.shifts.append(shift)

    def _move(self, number: int, text: str, prefix: str = "") -> None:
        """Write one line, moved left out of its containers."""
        indent = max(self._width(number, text) - self._shift(), 0)
        shift = len(self.lines[number]) - len(text) - indent - len(prefix)
        self._add(" " * indent + prefix + text, number, shift)

    def _open(self, number: int, match: re.Match[str]) -> None:
        """Write the title of a container as a paragraph of its own."""
        title = match["title"] or match["summary"] or match["label"]
        self._add("", number)
        if title:
            line = self.lines[number]
            indent = max(self._width(number, match[0]) - self._shift(), 0)
            joiner = "" if title[0].isalpha() else _JOINER
            shift = line.index(f'"{title}"') + 1 - indent - len(joiner)
            self._add(" " * indent + joiner + title, number, shift)
            self._add("", number)

    def _write_fence(self, number: int, text: str, width: int) -> int:
        match = FENCE.match(text)
        end = self._fence_end(number, match[1], width) if match else 0
        if not end:
            is_code = text[0] == "`" and "`" in text.lstrip("`")  # within the line
            self._move(number, text, prefix="" if is_code else "\\")
            return number + 1
        for inner in range(number, end + 1):
            self._move(inner, self.lines[inner].lstrip(" \t"))
        return end + 1

    def _fence_end(self, number: int, fence: str, width: int) -> int:
        """Return the line that closes a fence, or 0 where there is none."""
        key = (fence, width)
        if number < self.unclosed.get(key, 0):
            return 0
        end = number
        for end in range(number + 1, len(self.lines)):
            text = self.lines[end].lstrip(" \t")
            if text and self._width(end, text) < width:
                break
            if text.startswith(fence) and text.rstrip(" \t") == fence:
                return end
        self.unclosed[key] = end
        return 0

    def _write_html(self, number: int, text: str) -> int:
        if text.startswith("<!--"):
            end = self._comment_end(number, text)
            if end < 0:
                self._move(number, text, prefix="\\")
                return number + 1
            return self._write_raw(number, end)
        match = TAG.match(text)
        name = match[2].lower() if match else ""
        if not match or name not in BLOCK_TAGS:
            alone = match and match.end() == len(text.rstrip()) and not self._in_paragraph()
            self._move(number, text)
        elif match[1] or _MARKDOWN_ATTRIBUTE.search(match[0]):
            alone = True
            self._add("", number)
            self._move(number, text)
        else:
            return self._write_raw(number, find_end(self.lines, number, name), closed=True)
        if alone:
            self._add("", number)
        return number + 1

    def _in_paragraph(self) -> bool:
        return bool(self.written and self.written[-1].strip())

    def _write_raw(self, number: int, end: int, *, closed: bool = False) -> int:
        for inner in range(number, end + 1):
            text = self.lines[inner].lstrip(" \t")
            if text:
                self._move(inner, text)
            else:  # a blank line would end raw HTML in CommonMark
                self._add(_NOTHING if closed else "", inner)
        if closed:
            self._add("", end)
        return end + 1

    def _comment_end(self, number: int, text: str) -> int:
        """Return the line on which a comment ends, or -1."""
        if "-->" in text[4:]:
            return number
        key = ("<!--", 0)
        if number >= self.unclosed.get(key, 0):
            for end in range(number + 1, len(self.lines)):
                if "-->" in self.lines[end]:
                    return end
            self.unclosed[key] = len(self.lines)
        return -1
