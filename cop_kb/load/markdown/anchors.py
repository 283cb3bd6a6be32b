"""Ids as the site gives them to headings, attribute lists and footnotes."""

import re
from collections.abc import Iterable

_NOT_IN_SLUG = re.compile(r"[^\w\s-]")
_GAP = re.compile(r"[-\s]+")
_COUNTED = re.compile(r"(.*)_([0-9]+)", re.DOTALL)
_ATTRIBUTES = re.compile(r"\{:?[ ]*([^\n{} ][^\n{}]*)\}")
_PAIR = re.compile(r"""([^\s=]+)=(?:"([^"]*)"|'([^']*)'|([^\s=]+))|#([^\s=]+)|[^\s=]+""")


class Slugs:
    """Gives every heading of a page an id of its own, as the ``toc`` extension does."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = set(taken)
        self._next: dict[str, int] = {}

    def add(self, heading: str) -> str:
        """Return an id for a heading with this visible text, with a number where the plain one is taken."""
        slug = _GAP.sub("-", _NOT_IN_SLUG.sub("", heading).strip().lower())
        if not slug or slug in self._taken:
            slug = self._count(slug)
        self._taken.add(slug)
        return slug

    def _count(self, slug: str) -> str:
        base, count = slug, 0
        if match := _COUNTED.fullmatch(slug):
            base, count = match[1], int(match[2])
        # Numbers that were found taken are not tried again: 20,000 equal headings take linear time.
        count = max(count, self._next.get(base, 0)) + 1
        while f"{base}_{count}" in self._taken:
            count += 1
        self._next[base] = count
        return f"{base}_{count}"


def find_attributes(text: str, *, at_start: bool) -> tuple[dict[str, str], str]:
    """Find an attribute list such as ``{: #name .class key="value" }`` at the start or at the end of a text.

    Returns:
        Its attributes, without classes, and the text without the list.
    """
    if at_start:
        match = _ATTRIBUTES.match(text)
        return ({}, text) if not match else (_read_pairs(match[1]), text[match.end() :])
    if not text.endswith("}"):
        return {}, text
    brace = text.rfind("{")
    match = _ATTRIBUTES.fullmatch(text, brace) if text[brace - 1 : brace] == " " else None
    if not match:
        return {}, text
    return _read_pairs(match[1]), text[:brace].rstrip(" ").rstrip("#").rstrip(" ")


def _read_pairs(source: str) -> dict[str, str]:
    attributes = {}
    for match in _PAIR.finditer(source):
        if match[5]:
            attributes["id"] = match[5]
        elif match[1]:
            attributes[match[1]] = match[2] or match[3] or match[4] or ""
    return attributes
