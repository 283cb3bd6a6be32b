"""A link or image has an address that can run code or that readers cannot be trusted with.

Addresses begin with `https:`, `http:`, `mailto:`, or lead to a file of the knowledge base. Others, `javascript:` and
`data:` first of all, are refused.

To mend it, link to a page, or put the file into the knowledge base and link to that.
"""

import re
from collections.abc import Iterator

from cop_kb.model.diagnostic import Finding
from cop_kb.model.document import Document
from cop_kb.rules.link_target import at_link
from cop_kb.rules.rule import Grade, Scope

ID = "unsafe-link"
GRADE = Grade.ALWAYS

_IGNORED = re.compile(r"[\x00-\x20]")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_SAFE = {"http", "https", "mailto", "tel"}


def check_document(document: Document, scope: Scope) -> Iterator[Finding]:
    """Look at the scheme of each address."""
    for link in document.details.structure.links:
        scheme = unsafe_scheme(link.target)
        if scheme:
            message = f"The {link.kind} has an address of the kind `{scheme}:`, which is not safe."
            hint = (
                "Use an address that begins with https: or leads to a file of the knowledge base."
            )
            yield at_link(ID, link, message, hint)


def unsafe_scheme(address: str) -> str:
    """Return the scheme of an unsafe address as a browser reads it, without spaces and control characters; else nothing."""
    scheme = _SCHEME.match(_IGNORED.sub("", address))
    return scheme[1].lower() if scheme and scheme[1].lower() not in _SAFE else ""
