"""Recognises mistakes of layout: tabs, indentation, colons, dashes."""

import re

from cop_kb.positioned_yaml.failure import Explanation, Failure

_LONGEST_EXAMPLE = 80
_KEY_AND_VALUE = re.compile(r"\s*+(?:- +)*+(?P<key>[^\s#:'\"\[{][^:]*):[ \t]+(?P<value>\S.*)")
_NO_SPACE = re.compile(r"\s*+(?:- +)*+(?P<key>[^\W\d][\w-]*):(?P<value>[^\s:/].*)")


def tab(failure: Failure) -> Explanation | None:
    """A tab where YAML wants spaces."""
    indent = failure.source[: len(failure.source) - len(failure.source.lstrip())]
    if "\t" not in indent:
        return None
    place = (failure.line, indent.index("\t"))
    return Explanation(
        "A tab indents this line.", "Indent with spaces instead, two a level.", place
    )


def colon_in_value(failure: Failure) -> Explanation | None:
    """``title: Rolling back: how``."""
    match = _KEY_AND_VALUE.fullmatch(failure.source)
    if not failure.problem.startswith("mapping values") or match is None:
        return None
    if failure.column < match.start("value"):
        return None
    key, value = match["key"], match["value"].rstrip()
    message = f"The text of `{key}` holds a colon followed by a space, which YAML takes for a further field."
    quoted = "'" + value.replace("'", "''") + "'" if '"' in value or "\\" in value else f'"{value}"'
    example = f": {key}: {quoted}" if len(key + quoted) <= _LONGEST_EXAMPLE else "."
    return Explanation(message, f"Put the text in quotes{example}")


def missing_space(failure: Failure) -> Explanation | None:
    """``title:Rolling back``."""
    if not failure.problem.startswith(("mapping values", "could not find expected ':'")):
        return None
    candidates = [(failure.line, failure.source), failure.before()]
    if failure.context:
        number = failure.context_place[0]
        candidates = [(number, failure.line_at(number))]
    for number, line in candidates:
        match = _NO_SPACE.fullmatch(line)
        if match is not None:
            hint = "Put a space after the colon"
            example = f"{match['key']}: {match['value']}"
            hint += f": {example}" if len(example) <= _LONGEST_EXAMPLE else "."
            message = f"There is no space after the colon of `{match['key']}`."
            return Explanation(message, hint, (number, match.end("key")))
    return None


def missing_space_after_dash(failure: Failure) -> Explanation | None:
    """``-item``."""
    number, column = failure.context_place
    if not failure.problem.startswith("could not find expected ':'"):
        return None
    if failure.line_at(number)[column : column + 1] != "-":
        return None
    hint = "Put a space after the dash of a list item."
    return Explanation("There is no space after the dash.", hint, failure.context_place)


def too_far_right(failure: Failure) -> Explanation | None:
    """A field indented below one that has a value."""
    _, above = failure.before()
    if not failure.problem.startswith("mapping values") or ":" not in above:
        return None
    if len(failure.source) - len(failure.source.lstrip()) <= len(above) - len(above.lstrip()):
        return None
    message = "This line is indented further than the field above it, which has a value already."
    place = (failure.line, len(failure.source) - len(failure.source.lstrip()))
    return Explanation(message, "Begin it below the first letter of the field above.", place)


def no_field(failure: Failure) -> Explanation | None:
    """A line without a colon among fields."""
    if failure.problem.startswith("could not find expected ':'"):
        number = failure.context_place[0]
    elif failure.problem.startswith("mapping values") and ":" not in failure.before()[1]:
        number = max(failure.before()[0], 0)
    else:
        return None
    line = failure.line_at(number)
    hint = "Put a colon and a space after the field's name; or, if it goes on with the text above, indent it."
    place = (number, len(line) - len(line.lstrip()))
    return Explanation("This line is no field: it has no colon after a name.", hint, place)


def list_at_field(failure: Failure) -> Explanation | None:
    """A list on the line of its field, or below a field that has a value."""
    if failure.problem.startswith("block sequence entries"):
        message = "A list cannot begin on the line of its field."
        return Explanation(
            message, "Put each item on a line of its own below the field, or write [one, two]."
        )
    if failure.problem != "did not find expected key" or failure.character != "-":
        return None
    message = "A list item stands here, and the field above it has a value already."
    return Explanation(message, "Put the items right below the field that they belong to.")


def field_at_list(failure: Failure) -> Explanation | None:
    """A field as far left as the list above it."""
    if not failure.problem.startswith("did not find expected '-'"):
        return None
    message = "A list item was expected here: the list above is indented as far as this line."
    return Explanation(message, "Begin the line with `- `, or correct its indentation.")


def indentation(failure: Failure) -> Explanation | None:
    """Indentation that fits nothing above."""
    if (
        failure.problem == "did not find expected key"
        and not failure.source[: failure.column].strip()
    ):
        message = "The indentation of this line fits none of the lines above."
        return Explanation(
            message, "Begin it below the first letter of the field that it belongs beside."
        )
    if "<document start>" in failure.problem and failure.line_at(0)[:1] == " ":
        message = "This line begins further left than the first one."
        return Explanation(message, "Begin all fields at the left margin.")
    return None
