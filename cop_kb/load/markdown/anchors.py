"""Ids as the site gives them to headings, attribute lists and footnotes."""

import re
from collections.abc import Iterable

_NOT_IN_SLUG = re.compile(r"[^\w\s-]")
_GAP = re.compile(r"[-\s]+")
_COUNTED = re.compile(r"(.*)_([0-9]+)", re.DOTALL)
_ATTRIBUTES = re.compile(r"\{:?[ ]*([^\n{} ][^\n{}]*)\}")
_ID = re.compile(
    r"""(?:^|(?<=\s))(?:\#([^\s="']+)|id=(?:"([^"]*)"|'([^']*)'|([^\s"']+)))(?=\s|$)"""
)


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


def find_attributes(text: str, *, at_start: bool) -> tuple[str, str]:
    """Find an attribute list such as ``{: #name .class }`` at the start or at the end of a text.

    Returns:
        The id that it gives, empty when it gives none, and the text without the list.
    """
    if not at_start and not text.endswith("}"):
        return "", text
    if at_start:
        match = _ATTRIBUTES.match(text)
    else:
        stripped = text.rstrip(" ")
        brace = stripped.rfind("{") if stripped.endswith("}") else -1
        match = (
            _ATTRIBUTES.fullmatch(stripped, brace) if brace > 0 and text[brace - 1] == " " else None
        )
    if not match:
        return "", text
    names = ["".join(groups) for groups in _ID.findall(match[1])]
    rest = (
        text[match.end() :]
        if at_start
        else text[: match.start()].rstrip(" ").rstrip("#").rstrip(" ")
    )
    return names[-1] if names else "", rest
