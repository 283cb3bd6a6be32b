"""The text of one file, of which single pieces are replaced; every byte besides stays."""

import re
from bisect import bisect_right
from codecs import BOM_UTF8
from collections.abc import Iterable
from typing import NamedTuple

from cop_kb.model.source import Mark

_LINE_END = re.compile(r"\r\n|\r|\n")


class Replacement(NamedTuple):
    """A piece of a text, from one offset to another, and what is to stand there."""

    start: int
    end: int
    new: str


class Text:
    """What a file holds, decoded as the loader does, with the offsets of the lines that positions speak of."""

    def __init__(self, content: bytes) -> None:
        self._mark = BOM_UTF8 if content.startswith(BOM_UTF8) else b""
        rest = content.removeprefix(BOM_UTF8)
        try:
            self._encoding, self.text = "utf-8", rest.decode("utf-8")
        except UnicodeDecodeError:
            self._encoding, self.text = "latin-1", rest.decode("latin-1")
        self._starts = [0, *(found.end() for found in _LINE_END.finditer(self.text))]

    def offset(self, line: int, column: int) -> int:
        """Return the offset of a line and a column, both from 1."""
        return self._starts[min(line, len(self._starts)) - 1] + column - 1

    def span(self, mark: Mark) -> tuple[int, int]:
        """Return where a value of the front matter begins and ends."""
        return self.offset(mark.line, mark.column), self.offset(mark.end_line, mark.end_column)

    def line_of(self, offset: int) -> int:
        """Return the line, from 1, that an offset lies on."""
        return bisect_right(self._starts, offset)

    def lines(self, first: int = 1) -> Iterable[tuple[int, str]]:
        """Yield the offset of each line from the line ``first`` on, and the line without its end."""
        ends = [*self._starts[1:], len(self.text)]
        for start, end in list(zip(self._starts, ends, strict=True))[first - 1 :]:
            yield start, self.text[start:end].rstrip("\r\n")

    def replaced(self, replacements: Iterable[Replacement]) -> bytes:
        """Return the bytes of the file with pieces replaced; of two at one place the first counts."""
        parts, done = [], 0
        for start, end, new in sorted(replacements):
            if start >= done:
                parts += [self.text[done:start], new]
                done = end
        return self._mark + "".join([*parts, self.text[done:]]).encode(self._encoding)
