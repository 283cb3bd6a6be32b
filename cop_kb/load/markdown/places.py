"""Lines and columns of the offsets that the Markdown parser reports."""

import re
from bisect import bisect_right
from itertools import accumulate

from cop_kb.load.markdown.commonmark import Source

_SPACE = re.compile(rb"[ \t]+")


class Places:
    """Turns byte offsets in a prepared text into lines and columns of the file."""

    def __init__(self, source: Source, first_line: int) -> None:
        self._data = source.text.encode()
        self._ascii = len(self._data) == len(source.text)
        lines = (self._data.replace(b"\r", b" ") + b"\n").splitlines(keepends=True)
        self._starts = list(accumulate(map(len, lines), initial=0))
        self._origins = source.origins
        self._first_line = first_line
        self._last = (
            0,
            0,
            0,
        )  # number of a line, an offset in it, its column: most questions go on from here

    def at(self, offset: int) -> tuple[int, int]:
        """Return the line and column, both from 1, of a byte offset."""
        number = bisect_right(self._starts, offset) - 1
        column = offset - self._starts[number]
        if not self._ascii:
            column = self._count_characters(number, offset)
        if self._origins:
            column = max(column + self._origins[1][number], 0)
            number = self._origins[0][number]
        return self._first_line + number, column + 1

    def after_space(self, offset: int) -> int:
        """Return the offset of the first character from ``offset`` on that is no space or tab."""
        match = _SPACE.match(self._data, offset)
        return match.end() if match else offset

    def _count_characters(self, number: int, offset: int) -> int:
        """Count the characters before an offset on its line, from the last offset that was asked for."""
        line, start, column = self._last
        if line != number or start > offset:
            start, column = self._starts[number], 0
        column += len(self._data[start:offset].decode(errors="replace"))
        self._last = (number, offset, column)
        return column

    def text(self, start: int, end: int) -> str:
        """Return the source between two byte offsets."""
        return self._data[start:end].decode(errors="replace")
