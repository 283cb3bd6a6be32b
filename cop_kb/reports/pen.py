"""Writes what authors wrote into texts of ours, so that it stays mere text there: for a terminal, and in Markdown."""

import itertools
import re
from typing import Protocol

from cop_kb.model.schema_error import shorten
from cop_kb.reports.report import printable

LONGEST = 100
_SENTENCE = 300

_MARKUP = re.compile(r"[\\`*_{}\[\]()#+!|~$]")
_HTML = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
# What a host makes a link of, or sends a message for: @somebody, #12, !12 and bare addresses.
_CALL = re.compile(r"@|:(?=//)|(?<=www)\.|(?<=#)(?=\d)|(?<=!)(?=\d)")
_APART = "\u200b"
_TICKS = re.compile(r"`+")


class Pen(Protocol):
    """Sets what authors wrote."""

    def text(self, text: str, longest: int = LONGEST) -> str:
        """Return a title, a name or a value, cut to so many characters."""
        ...

    def strong(self, text: str) -> str:
        """Return the same, so that it catches the eye."""
        ...

    def code(self, text: str) -> str:
        """Return an id, a path or the like."""
        ...

    def message(self, message: str) -> str:
        """Return the message of a finding, which quotes what authors wrote between backticks."""
        ...

    def link(self, text: str, address: str) -> str:
        """Return a title that leads to an address; the title alone where the address is empty."""
        ...


class PlainPen:
    """Sets text for a terminal."""

    def text(self, text: str, longest: int = LONGEST) -> str:
        """Return ``text`` on one line, without control characters."""
        return printable(shorten(text, longest))

    strong = code = text

    def message(self, message: str) -> str:
        """Return ``message`` as it is."""
        return self.text(message, _SENTENCE)

    def link(self, text: str, address: str) -> str:
        """Return the title, with the address behind it."""
        return f"{self.text(text)} ({address})" if address else self.text(text)


class MarkdownPen:
    """Sets text in Markdown: nothing of it is markup, HTML, or a call for somebody."""

    def text(self, text: str, longest: int = LONGEST) -> str:
        """Return ``text`` on one line, escaped."""
        return escape_markdown(shorten(text, longest))

    def strong(self, text: str) -> str:
        """Return ``text`` in bold."""
        return f"**{self.text(text.strip())}**" if text.strip() else ""

    def code(self, text: str) -> str:
        """Return ``text`` as code, whatever ticks it holds."""
        line = printable(shorten(text, LONGEST))
        fence = "`" * (max(map(len, _TICKS.findall(line)), default=0) + 1)
        space = " " if line.startswith("`") or line.endswith("`") else ""
        return f"{fence}{space}{line}{space}{fence}" if line else ""

    def message(self, message: str) -> str:
        """Return ``message`` with what it quotes as code."""
        parts = shorten(message, _SENTENCE).split("`")
        if len(parts) % 2 == 0:  # a backtick of the author's
            return escape_markdown("`".join(parts))
        return "".join(map(self._quoted, parts, itertools.cycle((False, True))))

    def _quoted(self, part: str, is_code: bool) -> str:
        return self.code(part) if is_code else escape_markdown(part)

    def link(self, text: str, address: str) -> str:
        """Return the title as a link."""
        return f"[{self.text(text)}](<{address}>)" if address else self.text(text)


def escape_markdown(text: str) -> str:
    """Return ``text`` so that Markdown shows it as it is, and no host takes it for a mention or a reference."""
    parts = _CALL.sub(lambda found: found[0] + _APART, printable(text))
    marked = _MARKUP.sub(lambda found: "\\" + found[0], parts)
    return re.sub("[&<>]", lambda found: _HTML[found[0]], marked)
