"""From a title to the name of a file or folder, in any script."""

import re
import unicodedata

from cop_kb.errors import ScaffoldError
from cop_kb.spelling import folded_name

MAX_LENGTH = 60
"""Characters. Four bytes each, with an ending, stay below the 255 bytes that file systems allow."""

_SHORTEST_CUT = 30
_APOSTROPHES = frozenset("'’ʼ＇")  # noqa: RUF001 - apostrophes, as people type them
_KEYCAP_AND_SELECTORS = re.compile("[\u20dd-\u20e4\ufe00-\ufe0f\U000e0100-\U000e01ef]")
# Names of devices: https://learn.microsoft.com/windows/win32/fileio/naming-a-file#naming-conventions
_DEVICES = re.compile(r"con|prn|aux|nul|(com|lpt)[0-9¹²³]")
_INTRODUCTIONS = frozenset({"index", "readme"})
_SITE_FOLDERS = frozenset(
    {"api", "assets", "communities", "pagefind", "search", "stylesheets", "tags", "types"}
)
_PREFIX = "our-"


def slug_from_title(title: str, top_level: bool = False) -> str:
    """Return the name of the file or folder of something that is called ``title``.

    Letters and digits of any script stay, without regard to case and in Unicode's composed form (NFC); what stands
    between them becomes one hyphen. A slug of a slug is the same slug.

    Args:
        title: The title, as people read it.
        top_level: Whether the name stands directly below docs_dir, where the site has folders of its own.

    Raises:
        ScaffoldError: The title has no letter and no digit.
    """
    slug = _cut("-".join(_words(folded_name(_KEYCAP_AND_SELECTORS.sub("", title)))))
    if not slug:
        raise ScaffoldError(
            f"{title!r} has no letter and no digit, so no file name can be made of it.",
            "Put a word into it that people can type.",
        )
    taken = slug in _INTRODUCTIONS or (top_level and slug in _SITE_FOLDERS)
    return _PREFIX + slug if taken or _DEVICES.fullmatch(slug) else slug


def _words(text: str) -> list[str]:
    """Split at whatever is no letter and no digit; a mark belongs to the letter before it."""
    words = [""]
    for character in text:
        category = unicodedata.category(character)
        if category[0] in "LN" or (category[0] == "M" and words[-1]):
            words[-1] += character
        elif category == "Cf" or character in _APOSTROPHES:
            continue  # invisible, or inside of a word such as "don't"
        elif words[-1]:
            words.append("")
    return [word for word in words if word]


def _cut(slug: str) -> str:
    if len(slug) <= MAX_LENGTH:
        return slug
    end = slug.rfind("-", 0, MAX_LENGTH + 1)
    return slug[: end if end >= _SHORTEST_CUT else MAX_LENGTH].rstrip("-")
