"""What libyaml says when it gives up, and what a recogniser makes of it."""

from dataclasses import dataclass
from typing import NamedTuple

from cop_kb.positioned_yaml.document import Event


class Explanation(NamedTuple):
    """What is wrong, and where if that is not where libyaml says; line and column count from 0."""

    message: str
    hint: str
    place: tuple[int, int] | None = None


@dataclass(frozen=True)
class Failure:
    """What libyaml says, and the text around it; lines and columns count from 0.

    Attributes:
        problem: What libyaml did not find, or did not expect.
        context: What it was doing; may be empty.
        line: Where it was at a loss.
        column: Where it was at a loss.
        context_place: Line and column at which what it was doing began.
        lines: The whole text.
        last: The last event before; None where there was none.
    """

    problem: str
    context: str
    line: int
    column: int
    context_place: tuple[int, int]
    lines: list[str]
    last: Event | None

    @property
    def source(self) -> str:
        """The line on which libyaml was at a loss."""
        return self.line_at(self.line)

    @property
    def character(self) -> str:
        """The character at which libyaml was at a loss; empty at the end of a line."""
        return self.source[self.column : self.column + 1]

    def line_at(self, number: int) -> str:
        """The line with a number; empty after the last one."""
        return self.lines[number] if number < len(self.lines) else ""

    def before(self) -> tuple[int, str]:
        """The nearest line above that is neither empty nor a comment, and its number; -1 where there is none."""
        for number in range(min(self.line, len(self.lines)) - 1, -1, -1):
            line = self.lines[number]
            if line.strip() and not line.lstrip().startswith("#"):
                return number, line
        return -1, ""
