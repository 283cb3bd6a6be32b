"""Raw HTML within Markdown: its tags and what links can point to."""

import re
from collections.abc import Sequence
from html import unescape
from typing import NamedTuple

TAG = re.compile(r"""<(/?)([a-zA-Z][\w-]*)((?:[^<>"']|"[^"<]*"|'[^'<]*')*)>""")
"""A tag: the slash of a closing one, its name, its attributes. Stops at the next ``<``, so it takes linear time."""

# fmt: off
BLOCK_TAGS = frozenset({
    "address", "article", "aside", "blockquote", "body", "canvas", "center", "colgroup", "dd",
    "details", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form",
    "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hgroup", "hr", "html",
    "iframe", "legend", "li", "link", "main", "map", "math", "menu", "meta", "nav", "noframes",
    "noscript", "object", "ol", "option", "output", "p", "pre", "progress", "script", "section",
    "style", "summary", "table", "tbody", "td", "textarea", "tfoot", "th", "thead", "title",
    "tr", "ul", "video",
})
# fmt: on
"""What Python-Markdown takes for a block when it opens a line."""

_RAW_TAGS = frozenset({"script", "style", "textarea", "title"})
"""Tags whose content holds no other tags."""

_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?""")
_PIECE = re.compile(
    rf"<!--.*?(?:-->|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)|<\?.*?(?:\?>|\Z)|{TAG.pattern}", re.DOTALL
)


class Tag(NamedTuple):
    """An opening tag.

    Attributes:
        name: In lower case.
        attributes: Names in lower case; values without entities.
        text: The text that follows it, up to the next closing tag of a link.
        start: Offset of its first character.
        end: Offset after its last.
    """

    name: str
    attributes: dict[str, str]
    text: str
    start: int
    end: int


def read_tags(html: str) -> tuple[list[Tag], str]:
    """Return the opening tags of a piece of HTML, comments left out, and its visible text."""
    tags: list[Tag] = []
    text: list[str] = []
    last, link = 0, (0, -1)  # where the text of the open link began, its index in tags
    for match in _PIECE.finditer(html):
        text.append(html[last : match.start()])
        last = match.end()
        name = (match[2] or "").lower()
        if name == "a" and link[1] >= 0:
            tags[link[1]] = tags[link[1]]._replace(text=_visible(text[link[0] :]))
            link = (0, -1)
        if name and not match[1]:
            if name == "a":
                link = (len(text), len(tags))
            tags.append(Tag(name, _attributes(match[3]), "", match.start(), last))
    text.append(html[last:])
    return tags, _visible(text)


def find_end(lines: Sequence[str], number: int, name: str) -> int:
    """Return the line on which the raw HTML ends that a tag ``name`` starts on a line; the last if it never does."""
    if name in _RAW_TAGS:
        closing = re.compile(rf"</{name}\s*>", re.IGNORECASE)
        found = (end for end in range(number, len(lines)) if closing.search(lines[end]))
        return next(found, len(lines) - 1)
    open_tags: list[str] = []
    for end in range(number, len(lines)):
        for tag in TAG.finditer(lines[end]):
            _track(open_tags, tag)
            if not open_tags:
                return end
    return len(lines) - 1


def _track(open_tags: list[str], tag: re.Match[str]) -> None:
    """Open or close a tag, with the tags that were left open inside."""
    name = tag[2].lower()
    if not tag[1]:
        if not tag[0].endswith("/>") and name != "hr":
            open_tags.append(name)
    elif name in open_tags:
        while open_tags.pop() != name:
            pass


def _visible(pieces: list[str]) -> str:
    return " ".join(unescape(" ".join(pieces)).split())


def _attributes(source: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, *values in _ATTRIBUTE.findall(source):
        found.setdefault(name.lower(), unescape("".join(values)))
    return found
