"""A field of the front matter has a value that does not fit.

Every field has a kind: text, a list, a day, one of a few words. `cop-kb types TYPE` shows the fields of a type and
what each expects.

Wrong:

    last_reviewed_on: 31.5.2026
    owners: maya-okafor

Right:

    last_reviewed_on: 2026-05-31
    owners: [maya-okafor]
"""

from collections.abc import Iterator

from cop_kb.model.diagnostic import Finding
from cop_kb.model.document import Document
from cop_kb.rules.front_matter import mistakes
from cop_kb.rules.rule import Grade, Scope

ID = "field-value"
GRADE = Grade.ALWAYS


def check_document(document: Document, scope: Scope) -> Iterator[Finding]:
    """Check the values against the schema of the type. Required fields of the type are the matter of another rule."""
    yield from mistakes(document, ("value", "missing"), ID)
