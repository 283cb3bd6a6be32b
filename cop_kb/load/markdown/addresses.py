"""Spaces within the addresses of links: the site takes them, CommonMark does not.

They go through the parser in the guise of characters of private use, which no address holds.
"""

import re

_HIDDEN = {code: 0xE000 + code for code in (*range(0x21), 0x7F)}  # control characters, too
_SHOWN = {hidden: code for code, hidden in _HIDDEN.items()}
_ADDRESS = re.compile(r"\]\(([^\s()<\"'][^\n()\"']*)\)")


def hide_spaces(text: str) -> str:
    """Return a text in which the addresses of links hold no spaces."""
    return _ADDRESS.sub(_hide, text)


def restore_spaces(address: str) -> str:
    """Return an address that the parser has read as its author wrote it."""
    return address if address.isascii() else address.translate(_SHOWN)


def _hide(match: re.Match[str]) -> str:
    address = match[1]
    if address.isprintable() and (" " not in address or address.endswith(" ")):
        return match[0]
    return match[0].translate(_HIDDEN)
