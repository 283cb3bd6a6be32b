"""Titles: one line of visible characters."""

import re
import unicodedata

from cop_kb.errors import ScaffoldError

MAX_LENGTH = 120
"""Characters, as the schema of common fields has it."""

# Characters that make text appear in another order than it is written in (Unicode Technical Report 36).
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_INVISIBLE = ("Cc", "Cs", "Co", "Cn")
_LINK = re.compile(r"\[([^\[\]]*)\]\([^()\s]*\)")
_SIGNS = re.compile(r"^[#>\s]+|[*`]|\s#+$")


def clean_title(title: str) -> str:
    """Return ``title`` on one line, in Unicode's composed form.

    Raises:
        ScaffoldError: It is empty, or holds invisible characters.
    """
    title = unicodedata.normalize("NFC", " ".join(title.split()))
    if not title:
        raise ScaffoldError("The title is empty.", "Say in a few words what the document is about.")
    if not all(map(_is_visible, title)):
        raise ScaffoldError(f"The title {title!r} holds invisible characters.", "Type it anew.")
    return title


def title_from_text(text: str, longest: int = MAX_LENGTH) -> str:
    """Return a title made of ``text`` that somebody has written for another purpose; it may be empty.

    Markup and invisible characters are left out, and what is too long is cut between two words.
    """
    words = " ".join(_SIGNS.sub("", _LINK.sub(r"\1", text.strip())).split())
    visible = unicodedata.normalize("NFC", "".join(filter(_is_visible, words)))
    if len(visible) <= longest:
        return visible
    head, space, _ = visible[: longest + 1].rpartition(" ")
    return head.rstrip(" ,;:–-") if space else visible[:longest]  # noqa: RUF001 - dashes of real titles


def _is_visible(character: str) -> bool:
    return character not in _TURNING and unicodedata.category(character) not in _INVISIBLE
