"""A document has more than one heading of level 1.

The first is the title. Another one cuts the document in two, and sections below it are not found.

To mend it, make it a heading of level 2, with two signs: `## Steps`.
"""

from collections.abc import Iterator

from cop_kb.model.diagnostic import Finding
from cop_kb.model.document import Document
from cop_kb.rules.rule import Grade, Scope

ID = "extra-title"
GRADE = Grade.CARE


def check_document(document: Document, scope: Scope) -> Iterator[Finding]:
    """Look at the headings of level 1 after the first."""
    if document.type is None:
        return
    titles = [h for h in document.details.structure.headings if h.level == 1]
    for heading in titles[1:]:
        end = heading.column + len(heading.text) + 2
        message = f"`{heading.text}` is a second title."
        hint = f"Make it a section: ## {heading.text}"
        yield Finding(ID, heading.line, heading.column, heading.line, end, message, hint)
