"""What a plain scalar means: the core schema of YAML 1.2.2, section 10.3.2, as far as JSON can hold it."""

import math
import re

_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_NUMBER_STARTS = frozenset("0123456789+-.")
_NUMBER = re.compile(
    r"(?P<decimal>[-+]?[0-9]+)"
    r"|(?P<octal>0o[0-7]+)"
    r"|(?P<hexadecimal>0x[0-9a-fA-F]+)"
    r"|(?P<float>[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?)"
)
_BASES = {"decimal": 10, "octal": 8, "hexadecimal": 16}
_LONGEST_NUMBER = 400


def resolve(text: str) -> str | int | float | bool | None:
    """Return the value of a plain scalar.

    Dates, times, ``yes``, ``no``, ``.nan`` and ``.inf`` are text.

    Raises:
        OverflowError: A whole number outside 64 bits, or a decimal fraction that no float can hold.
    """
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in _NUMBER_STARTS:
        return text
    match = _NUMBER.fullmatch(text)
    if match is None:
        return text
    if len(text) > _LONGEST_NUMBER:
        raise OverflowError
    if match.lastgroup == "float":
        fraction = float(text)
        if math.isinf(fraction):
            raise OverflowError
        return fraction
    number = int(text, _BASES[str(match.lastgroup)])
    if not -(2**63) <= number < 2**64:
        raise OverflowError
    return number
