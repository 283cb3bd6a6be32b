"""A section has a heading and nothing below it.

Comments do not count: the question that a starter leaves in a section is there to be answered.

To mend it, answer the question, or remove the heading if the section is optional.
"""

from collections.abc import Iterator

from cop_kb.model.diagnostic import Finding
from cop_kb.model.document import Document
from cop_kb.rules.rule import Grade, Scope
from cop_kb.rules.section import at_heading, is_empty

ID = "empty-section"
GRADE = Grade.COMPLETENESS


def check_document(document: Document, scope: Scope) -> Iterator[Finding]:
    """Look for sections without content."""
    if document.type is None:
        return
    for section in document.sections:
        if is_empty(document, section):
            asks = section.spec.asks if section.spec else ""
            hint = f"Answer: {asks}" if asks else "Fill it in, or remove the heading."
            message = f"The section `{section.heading.text}` is empty."
            yield at_heading(ID, section, message, hint)
