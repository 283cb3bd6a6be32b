"""Recognises mistakes of quoting: quotes, brackets, backslashes, signs with a meaning of their own."""

import re

import yaml

from cop_kb.positioned_yaml.document import Event, Position
from cop_kb.positioned_yaml.failure import Explanation, Failure

_FIELD_IN_BRACES = re.compile(r"[{,][ \t]*([\w-]+):[ \t]")


def unclosed_quote(failure: Failure) -> Explanation | None:
    """A quote that is not closed, or only by the next quote in the text."""
    message = "The quote that opens here is never closed."
    hint = "Put the same quote at the end of the text."
    if failure.context == "while scanning a quoted scalar" and "unexpected" in failure.problem:
        return Explanation(message, hint, failure.context_place)
    quoted = _quoted_before(failure)
    if quoted is not None and quoted.start_mark.line < failure.line:
        # It swallowed the lines up to the next quote in the text.
        return Explanation(message, hint, (quoted.start_mark.line, quoted.start_mark.column))
    return None


def text_after_quote(failure: Failure) -> Explanation | None:
    """``"Rolling back" how``."""
    quoted = _quoted_before(failure)
    if quoted is None:
        return None
    message = "Text follows after the closing quote."
    if quoted.style == "'":
        return Explanation(message, "Write an apostrophe inside single quotes twice: 'it''s'.")
    return Explanation(message, 'Put the whole value in quotes; write a quote inside it as \\".')


def text_after_bracket(failure: Failure) -> Explanation | None:
    """``[how](index.md)``."""
    if not isinstance(failure.last, yaml.CollectionEndEvent) or not failure.character:
        return None
    end: Position = failure.last.end_mark
    if end.line != failure.line or failure.source[: end.column][-1:] not in ("]", "}"):
        return None
    hint = "If it is meant as text, put the whole value in quotes."
    return Explanation("Text follows after the closing bracket.", hint)


def unclosed_bracket(failure: Failure) -> Explanation | None:
    """A list or mapping in brackets that goes on where it should not."""
    hint = "Close it, or, if it is meant as text, put the whole value in quotes."
    if "node content" in failure.problem and failure.line >= len(failure.lines):
        return Explanation("A bracket is still open at the end.", hint)
    match = re.fullmatch(r"did not find expected ',' or '(.)'", failure.problem)
    if match is None:
        return None
    fields = _FIELD_IN_BRACES.findall(failure.source[: failure.column])
    if failure.character == ":" and fields:
        message = f"The text of `{fields[-1]}` holds a colon followed by a space, which YAML takes for a further field."
        return Explanation(message, f'Put the text in quotes: {fields[-1]}: "…"')
    message = f"The bracket that opens here is not closed by `{match[1]}`."
    return Explanation(message, hint, failure.context_place)


def block_text(failure: Failure) -> Explanation | None:
    """Text on the line of ``|`` or ``>``."""
    if failure.context != "while scanning a block scalar":
        return None
    message = "After `|` or `>` the text must begin on the next line, indented by two spaces."
    return Explanation(
        message,
        "Move the text there; if the sign is meant as text, use quotes.",
        failure.context_place,
    )


def escape(failure: Failure) -> Explanation | None:
    """A backslash in double quotes that means nothing."""
    if failure.context not in ("while parsing a quoted scalar", "while scanning a quoted scalar"):
        return None
    message = "In double quotes a backslash begins an escape, and this one is not known."
    return Explanation(message, "Use single quotes, or write the backslash twice.")


def special_sign(failure: Failure) -> Explanation | None:
    """Text that begins with a sign that YAML uses itself."""
    signs = {
        "while scanning an alias": "*",
        "while scanning an anchor": "&",
        "while scanning a tag": "!",
    }
    sign, place = signs.get(failure.context, ""), failure.context_place
    if not sign:
        sign, place = failure.character, (failure.line, failure.column)
    if not sign or sign not in "*&!@`%,]}?|>":
        return None
    message = f"Text cannot begin with the sign {sign} which has a meaning of its own in YAML."
    return Explanation(message, "Put the whole text in quotes.", place)


def _quoted_before(failure: Failure) -> Event | None:
    """Return the quoted scalar that ends right before the place, with nothing but spaces between."""
    last: Event = failure.last
    if not isinstance(last, yaml.ScalarEvent) or last.style not in ("'", '"'):
        return None
    end: Position = last.end_mark
    if end.line != failure.line or not failure.character:
        return None
    return None if failure.source[end.column : failure.column].strip() else last
