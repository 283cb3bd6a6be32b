"""A section that the type asks for is not there.

Sections are headings of level 2. A draft may leave them out; a published document must have those that the type
requires, since readers rely on finding them.

Right:

    ## If it does not work

    Stop, go back to the last good release and call the incident lead.
"""

from collections.abc import Iterator

from cop_kb.model.diagnostic import Finding
from cop_kb.model.document import Document
from cop_kb.rules.rule import Grade, Scope, at_title

ID = "missing-section"
GRADE = Grade.COMPLETENESS


def check_document(document: Document, scope: Scope) -> Iterator[Finding]:
    """Look for the required sections of the type."""
    if document.type is None:
        return
    there = {section.spec.heading for section in document.sections if section.spec}
    for spec in document.type.sections:
        if spec.required and spec.heading not in there:
            message = f"The section `{spec.heading}` is missing."
            hint = f"Add a heading: ## {spec.heading}" + (f" ({spec.asks})" if spec.asks else "")
            yield at_title(ID, document, message, hint)
