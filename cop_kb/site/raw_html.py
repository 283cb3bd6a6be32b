"""The addresses in HTML that an author wrote into a text: what this site leaves out is not named there either."""

import html
import re
from collections.abc import Callable, Iterator

_TAG = re.compile(r"<[a-z][a-z0-9]*(?:\s(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)?>", re.IGNORECASE)
_ADDRESS = re.compile(
    r"\s(?P<name>href|src|srcset|poster|data|title)\s*=\s*(?P<value>\"[^\"]*\"|'[^']*'|[^\s>]+)",
    re.IGNORECASE,
)


def without_addresses(text: str, is_left_out: Callable[[str], bool]) -> str:
    """Return ``text``, raw HTML, without the attributes that lead to what is left out, and without what their tags say of it.

    Args:
        text: A piece of HTML; its code is escaped.
        is_left_out: Tells whether the site leaves out what an address leads to.
    """

    def cleaned(tag: re.Match[str]) -> str:
        addresses = (a for found in _ADDRESS.finditer(tag[0]) for a in _addresses(found))
        return _ADDRESS.sub("", tag[0]) if any(map(is_left_out, addresses)) else tag[0]

    return _TAG.sub(cleaned, text) if _ADDRESS.search(text) else text


def _addresses(found: re.Match[str]) -> Iterator[str]:
    """Yield the addresses in an attribute; ``srcset`` has several, each with a size."""
    name, value = found["name"].lower(), html.unescape(found["value"].strip("\"'"))
    if name == "srcset":
        yield from (part.split()[0] for part in value.split(",") if part.strip())
    elif name != "title":
        yield value.strip()
