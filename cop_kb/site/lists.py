"""A Markdown extension: lists as authors know them from GitHub.

Python-Markdown follows the first Markdown: a nested list wants four spaces, and a list straight after a paragraph is
part of that paragraph. Authors preview their pull requests where two spaces nest and where a list may follow a
paragraph at once, so a page could look right in review and wrong on the site. This extension moves the lines of lists
to where Python-Markdown expects them, and sets admonitions, details and tabs off from the line above. Text that was written with four spaces stays as it is.
"""

import re
from enum import Enum
from typing import NamedTuple

from markdown import Extension, Markdown
from markdown.preprocessors import Preprocessor

STEP = 4
"""Columns by which Python-Markdown indents what belongs to a list item, an admonition or a tab."""

MAX_DEPTH = 40
"""Deeper lists are left as they are; Python-Markdown has a limit of its own soon after."""

_MARKER = re.compile(r"([-*+]|\d{1,9}\.)([ ]+)(?=\S)")
_NOTHING = "<!---->"
"""Stands in an empty item, whose dash would otherwise underline the line above as a heading."""

_EMPTY = re.compile(r"(?:[-*+]|\d{1,9}\.)[ ]*$")
_RULE = re.compile(r"(?:-[ ]*){3,}$|(?:\*[ ]*){3,}$|(?:_[ ]*){3,}$")
_BLOCK = re.compile(r"(?:!!!|\?\?\?\+?|===[!+]*)[ ]+[\w\"]")
_NO_TEXT = re.compile(r"#{1,6}[ ]|\[[^\]]*\]:|:[ ]|=+[ ]*$")


class _Level(NamedTuple):
    """What a line must be indented by to belong to an open item: in the source, and for Python-Markdown."""

    source: int
    target: int
    is_item: bool


_TOP = _Level(0, 0, is_item=False)


class _Run(Enum):
    """What opened the lines since the last blank one."""

    NOTHING = 0
    TEXT = 1
    ITEM = 2


class _Indenter:
    """Moves lines one after the other; remembers which items are open."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.levels: list[_Level] = []
        self.after_blank = True
        self.run = _Run.NOTHING

    def add(self, line: str) -> None:
        """Add the next line of the source."""
        text = line.lstrip(" ")
        if not text:
            self.lines.append(line)
            self.after_blank, self.run = True, _Run.NOTHING
            return
        indent = len(line) - len(text)
        is_rule = bool(_RULE.match(text))
        if self.run is not _Run.TEXT and not is_rule and _EMPTY.match(text):
            text = f"{text.rstrip()} {_NOTHING}"
        marker = None if is_rule else _MARKER.match(text)
        is_text = not (marker or is_rule or _BLOCK.match(text) or _NO_TEXT.match(text))
        closed = self._close(indent, lazy=is_text and not self.after_blank)
        base = self.levels[-1] if self.levels else _TOP
        may_be_far = marker and self.levels and not self.after_blank
        if indent - base.source >= STEP and not may_be_far:
            self._add_indented(indent, base, text)
        elif marker and len(self.levels) < MAX_DEPTH and self._may_start(marker[1], closed):
            self._open_item(indent, base, marker, text)
        else:
            self._add_text(indent, base, text)
            if is_rule:
                self.run = _Run.NOTHING
        self.after_blank = False

    def _close(self, indent: int, *, lazy: bool) -> bool:
        """Close the levels that a line with this indent is outside of; tell whether one was an item."""
        closed = False
        while self.levels and indent < self.levels[-1].source:
            if lazy and self.levels[-1].is_item:
                break
            closed = self.levels.pop().is_item or closed
        return closed

    def _may_start(self, marker: str, closed: bool) -> bool:
        """Tell whether a marker starts an item here: within a paragraph only a bullet or the number 1."""
        return self.run is not _Run.TEXT or closed or marker in {"-", "*", "+", "1."}

    def _open_item(self, indent: int, base: _Level, marker: re.Match[str], text: str) -> None:
        if self.run is _Run.TEXT:
            self.lines.append("")
        self.run = _Run.ITEM
        self.lines.append(" " * base.target + text)
        width = marker.end() if len(marker[2]) <= STEP else len(marker[1]) + 1
        self.levels.append(_Level(indent + min(width, STEP), base.target + STEP, is_item=True))

    def _add_indented(self, indent: int, base: _Level, text: str) -> None:
        """Add a line of code, or one that goes on with a paragraph far to the right."""
        if self.after_blank and self.levels:
            indent = max(indent, base.target + STEP)
        self.lines.append(" " * indent + text)

    def _add_text(self, indent: int, base: _Level, text: str) -> None:
        is_block = _BLOCK.match(text)
        if is_block and not self.after_blank:
            self.lines.append("")
        self.lines.append(" " * (indent if indent < base.source else base.target) + text)
        if is_block:
            self.levels.append(_Level(indent + STEP, base.target + STEP, is_item=False))
            self.run = _Run.NOTHING
        elif _NO_TEXT.match(text):
            self.run = _Run.NOTHING
        elif self.run is _Run.NOTHING:
            self.run = _Run.TEXT


class _ListPreprocessor(Preprocessor):
    """Runs after fenced code and raw HTML have been taken out of the text."""

    def run(self, lines: list[str]) -> list[str]:
        indenter = _Indenter()
        for line in lines:
            indenter.add(line)
        return indenter.lines


class ListExtension(Extension):
    """Nest lists by the width of their markers, and let them follow a paragraph directly."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Register the preprocessor below the extraction of raw HTML, whose priority is 20."""
        md.preprocessors.register(_ListPreprocessor(md), "cop_kb_lists", 15)


def makeExtension(**options: object) -> ListExtension:
    """Return the extension; Python-Markdown calls this by its name."""
    return ListExtension(**options)
