"""The front matter has a field that the type does not know.

Mostly a slip of the pen: a field that nobody reads does nothing, and its author believes that it does.

Wrong:

    owner: [maya-okafor]

Right:

    owners: [maya-okafor]

A knowledge base that wants a field of its own adds it to the type in `content_types/`.
"""

from collections.abc import Iterator

from cop_kb.model.diagnostic import Finding
from cop_kb.model.document import Document
from cop_kb.rules.front_matter import mistakes
from cop_kb.rules.rule import Grade, Scope

ID = "unknown-field"
GRADE = Grade.COMPLETENESS


def check_document(document: Document, scope: Scope) -> Iterator[Finding]:
    """Look for keys that the schema of the type does not have."""
    yield from mistakes(document, ("unknown",), ID)
