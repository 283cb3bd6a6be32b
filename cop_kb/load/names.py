"""What may be the name of a person in a text: words with capitals, one after the other.

Who is a person is known only when all has been read, and a record holds no text. So it keeps what could matter.
"""

import re
from functools import cache

_NO_BREAK = re.compile(r"[^\n]")
_ACCENTS = r"\u0300-\u036f"  # some systems write an accent as a character of its own
# Latin, Greek, Cyrillic and Armenian, then the rest of Latin and Greek. Other scripts have no capitals.
_ALPHABETS = (range(0x0041, 0x0590), range(0x1E00, 0x2000))


@cache
def _pattern() -> re.Pattern[str]:
    """Return the pattern of a name: it may go on in the next line, and have small words inside, as `Ana de la Cruz` has."""
    capitals = "".join(chr(n) for numbers in _ALPHABETS for n in numbers if chr(n).isupper())
    # The capital comes first, so that a search jumps from one to the next.
    word = rf"[{capitals}](?<!\w.)[\w{_ACCENTS}'\u2019-]*\.?"
    space = r"(?:[^\S\n]+|[^\S\n]*\n[^\S\n]*(?:>[^\S\n]*)?)"
    return re.compile(rf"{word}(?:{space}(?:[\w{_ACCENTS}'\u2019]{{1,3}}{space}){{0,2}}{word})+")


def find_names(text: str, first_line: int) -> list[tuple[str, int, int]]:
    """Return what may be a name in ``text``, comments left out, with the line and the column that it begins at.

    Args:
        text: The text after the front matter.
        first_line: The line of the file that ``text`` begins on.
    """
    text = _without_comments(text)
    names, line, passed = [], first_line, 0
    for found in _pattern().finditer(text):
        line += text.count("\n", passed, found.start())
        passed = found.start()
        names.append((found[0], line, passed - text.rfind("\n", 0, passed)))
    return names


def _without_comments(text: str) -> str:
    """Return ``text`` with spaces in the place of comments; one that is never closed is none."""
    parts, begin = [], 0
    while (start := text.find("<!--", begin)) >= 0 and (end := text.find("-->", start)) >= 0:
        parts += [text[begin:start], _NO_BREAK.sub(" ", text[start : end + len("-->")])]
        begin = end + len("-->")
    return "".join([*parts, text[begin:]])
