"""The title of a text that has none: its first heading, else its first sentence."""

import re
from collections.abc import Callable

from cop_kb.model.content_type import fold_heading
from cop_kb.scaffold.intake.outline import Part
from cop_kb.scaffold.title import title_from_text

_LONGEST = 80  # of a title that is made of a sentence
_SENTENCE = re.compile(r"(.+?)[.!?](?:\s|$)")
_GREETING = ","


def find_title(
    title: str, parts: list[Part], is_section: Callable[[str], bool]
) -> tuple[str, list[Part]]:
    """Return the title of a text, and its parts without the heading or the line that says the same.

    Args:
        title: The title that is known already; may be empty.
        parts: The parts of the text; the first has no heading.
        is_section: Tells whether a heading is that of a section.
    """
    first, *others = parts
    if others:
        head = others[0]
        opens = head.level == 1 or not first.text.strip()
        words = title_from_text(head.heading)
        if not title and opens and words and not is_section(head.heading):
            title = words
        is_whole = words == " ".join(head.heading.split())
        if opens and is_whole and fold_heading(words) == fold_heading(title):
            text = "\n\n".join(filter(None, (first.text.strip("\n"), head.text)))
            return title, [first._replace(text=text), *others[1:]]
    if title:
        return title, parts
    for number, part in enumerate(parts):
        title, text = _first_words(part.text)
        if title:
            return title, [*parts[:number], part._replace(text=text), *parts[number + 1 :]]
    return "", parts


def _first_words(text: str) -> tuple[str, str]:
    """Return a title made of the first line of a text, and the text, without that line where it is the title whole."""
    lines = text.split("\n")
    for number, line in enumerate(lines):
        says_nothing = not any(
            map(str.isalnum, title_from_text(line))
        )  # a ruled line, for instance
        if says_nothing or line.rstrip().endswith(_GREETING):
            continue
        stands_alone = number + 1 < len(lines) and not lines[number + 1].strip()
        words = title_from_text(line)
        if stands_alone and words == line.strip() and len(words) <= _LONGEST and words[-1] != ".":
            return words, "\n".join([*lines[:number], *lines[number + 1 :]])
        sentence = _SENTENCE.match(words)
        return title_from_text(sentence[1] if sentence else words, _LONGEST), text
    return "", text
