"""From the HTML of a mail to Markdown that a person can go on writing in."""

import re
from dataclasses import dataclass
from html import unescape
from urllib.parse import quote

from cop_kb.load.markdown.html import TAG

_HIDDEN = frozenset({"head", "noscript", "title"})
_PARAGRAPHS = frozenset(
    {"blockquote", "dl", "h1", "h2", "h3", "h4", "h5", "h6", "ol", "p", "table", "ul"}
)
_LINES = frozenset(
    {"address", "article", "center", "dd", "div", "dt", "header", "li", "section", "tr"}
)
_MARKS = {"b": "**", "strong": "**", "em": "*", "i": "*", "code": "`", "tt": "`"}
_RULE = "-----"
_DEEPEST = 10
_SIGNATURE = re.compile(r"(?:gmail|moz)[_-]signature")
_SPACE = re.compile(r"[ \t\r\f\v\u00a0]+")
# The parser of Python takes quadratic time on tags that nobody closes; this takes what stands there in one pass.
_PIECE = re.compile(
    rf"<!--.*?(?:-->|\Z)|<(script|style)\b[^<>]*>.*?(?:</\1\s*>|\Z)|<[!?][^<>]{{0,2000}}>|{TAG.pattern}",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(
    r"""\b(class|href|alt)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE
)


def read_html(html: str) -> tuple[str, bool]:
    """Return the visible text of a mail as Markdown, and whether a signature was left out.

    Formatting that Markdown has is kept, and links to other sites; the rest is text. Pictures give their description.
    """
    writer = _Writer()
    done = 0
    for piece in _PIECE.finditer(html):
        writer.add_text(unescape(html[done : piece.start()]))
        done = piece.end()
        name = (piece[3] or "").lower()
        if piece[2]:
            writer.close_tag(name)
        elif name:
            found = _ATTRIBUTE.findall(piece[4])
            writer.open_tag(name, {n.lower(): unescape("".join(values)) for n, *values in found})
    writer.add_text(unescape(html[done:]))
    return writer.text(), writer.has_signature


@dataclass
class _Container:
    """A quote or an item of a list: what its first line begins with, and what the others do."""

    tag: str
    first: str
    rest: str

    def prefix(self) -> str:
        """Return what the next line begins with."""
        prefix, self.first = self.first, self.rest
        return prefix


class _Writer:
    """Writes Markdown while it is told of tags and texts in their order."""

    def __init__(self) -> None:
        self.has_signature = False
        self.lines: list[str] = []
        self.words: list[str] = []  # of the line that is being read
        self.opened: list[
            tuple[str, int, str]
        ] = []  # marks in it: the tag, where it began, an address
        self.containers: list[_Container] = []
        self.numbers: list[int] = []  # of the lists around; -1 where they are not counted
        self.hidden: list[str] = []
        self.wants_gap = False
        self.is_code = False

    def text(self) -> str:
        """Return what was written."""
        self._end_line()
        return "\n".join(self.lines).strip("\n")

    def add_text(self, text: str) -> None:
        """Write what stands between two tags."""
        if not self.hidden:
            self.words.append(text if self.is_code else text.replace("\n", " "))

    def open_tag(self, tag: str, attributes: dict[str, str]) -> None:
        """Begin what a tag opens."""
        if tag == "body":
            self.hidden.clear()  # the head ends here, even where nothing says so
        is_signature = bool(_SIGNATURE.search(attributes.get("class", ""))) and tag in _LINES
        if self.hidden or tag in _HIDDEN or is_signature:
            self.has_signature = self.has_signature or is_signature
            if not self.hidden or tag == self.hidden[0]:
                self.hidden.append(tag)
        elif tag == "br":
            self.words.append("\n")
        elif tag == "img":
            self.words.append(attributes.get("alt", ""))
        elif tag in _MARKS or tag == "a":
            if len(self.opened) < _DEEPEST:
                self.opened.append((tag, len(self.words), attributes.get("href", "")))
        elif tag in {"td", "th"}:
            if "".join(self.words).strip():
                self.words.append(" | ")
        else:
            self._open_block(tag)

    def close_tag(self, tag: str) -> None:
        """End what a tag closes."""
        if self.hidden:
            if tag == self.hidden[-1]:
                self.hidden.pop()
        elif tag in _MARKS or tag == "a":
            self._close_mark(tag)
        else:
            self._close_block(tag)

    def _open_block(self, tag: str) -> None:
        if tag in _PARAGRAPHS | _LINES | {"hr", "pre"}:
            self._end_line()
        self.wants_gap = self.wants_gap or (tag in _PARAGRAPHS and not self._is_in_list())
        if tag == "hr":
            self.wants_gap = True
            self._write([_RULE])
            self.wants_gap = True
        elif tag == "pre":
            self.is_code = True
        elif tag in {"ol", "ul"} and len(self.numbers) < _DEEPEST:
            self.numbers.append(0 if tag == "ol" else -1)
        elif tag == "li":
            self._open_item()
        elif tag == "blockquote" and len(self.containers) < _DEEPEST:
            self._write_gap()
            self.containers.append(_Container(tag, "> ", "> "))
        elif tag[0] == "h" and tag in _PARAGRAPHS:
            self.words.append("#" * int(tag[1]) + " ")

    def _open_item(self) -> None:
        if self._is_in_item() and len(self._items()) == len(self.numbers):
            self.containers.pop()  # the one before was not closed
        marker = "- "
        if self.numbers and self.numbers[-1] >= 0:
            self.numbers[-1] += 1
            marker = f"{self.numbers[-1]}. "
        if len(self.containers) < _DEEPEST:
            self.containers.append(_Container("li", marker, "    "))

    def _close_block(self, tag: str) -> None:
        if tag == "pre" and self.is_code:
            code = "".join(self.words).strip("\n").split("\n")
            self.words, self.opened, self.is_code, self.wants_gap = [], [], False, True
            self._write(["```", *code, "```"])
            self.wants_gap = True
        elif tag in _PARAGRAPHS | _LINES:
            self._end_line()
            if tag in {"ol", "ul"} and self.numbers:
                self.numbers.pop()
                while self._is_in_item() and len(self._items()) > len(self.numbers):
                    self.containers.pop()
            if any(container.tag == tag for container in self.containers):
                while self.containers.pop().tag != tag:
                    pass
            self.wants_gap = self.wants_gap or (tag in _PARAGRAPHS and not self._is_in_list())

    def _close_mark(self, tag: str) -> None:
        place = next((n for n in reversed(range(len(self.opened))) if self.opened[n][0] == tag), -1)
        if place < 0 or self.is_code:
            return
        _, start, address = self.opened[place]
        del self.opened[place:]
        inner = "".join(self.words[start:])
        text = inner.strip()
        if text:
            marked = _link(text, address) if tag == "a" else f"{_MARKS[tag]}{text}{_MARKS[tag]}"
            inner = inner.replace(text, marked, 1)
        self.words[start:] = [inner]

    def _end_line(self) -> None:
        """Write what was read since the last block; a break alone is an empty line."""
        text = "".join(self.words)
        self.words, self.opened = [], []
        lines = [_SPACE.sub(" ", line).strip() for line in text.split("\n")]
        while lines and not lines[-1]:
            del lines[-1]
        if lines:
            self._write(lines)
        elif "\n" in text:
            self.wants_gap = True

    def _write(self, lines: list[str]) -> None:
        self._write_gap()
        for line in lines:
            prefix = "".join(container.prefix() for container in self.containers)
            self.lines.append((prefix + line).rstrip())

    def _write_gap(self) -> None:
        if self.wants_gap and self.lines:
            self.lines.append("".join(c.rest for c in self.containers if c.tag != "li").rstrip())
        self.wants_gap = False

    def _items(self) -> list[_Container]:
        return [container for container in self.containers if container.tag == "li"]

    def _is_in_item(self) -> bool:
        return bool(self.containers) and self.containers[-1].tag == "li"

    def _is_in_list(self) -> bool:
        return bool(self._items())


def _link(text: str, address: str) -> str:
    if not address.startswith(("http://", "https://")):
        return text
    address = quote(address, safe="/:?#@!$&'*+,;=%~[]")
    if text in (address, address.rstrip("/")):
        return f"<{address}>"
    label = text.replace("[", "\\[").replace("]", "\\]").replace("\n", " ")
    return f"[{label}]({address})"
