"""Raw HTML within Markdown: its tags and what links can point to."""

import re
from html import unescape
from typing import NamedTuple

TAG = re.compile(r"""<(/?)([a-zA-Z][\w-]*)((?:[^<>"']|"[^"<]*"|'[^'<]*')*)>""")
"""A tag: the slash of a closing one, its name, its attributes. Stops at the next ``<``, so it takes linear time."""

BLOCK_TAGS = frozenset(
    """address article aside blockquote body canvas center colgroup dd details dir div dl dt fieldset figcaption
    figure footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html iframe legend li link main map math menu
    meta nav noframes noscript object ol option output p pre progress script section style summary table tbody td
    textarea tfoot th thead title tr ul video""".split()
)
"""What Python-Markdown takes for a block when it opens a line."""

RAW_TAGS = frozenset({"script", "style", "textarea", "title"})
"""Tags whose content holds no other tags."""

_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?""")
_PIECE = re.compile(rf"<!--.*?(?:-->|\Z)|{TAG.pattern}", re.DOTALL)


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


def _visible(pieces: list[str]) -> str:
    return " ".join(unescape(" ".join(pieces)).split())


def _attributes(source: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, *values in _ATTRIBUTE.findall(source):
        found.setdefault(name.lower(), unescape("".join(values)))
    return found
