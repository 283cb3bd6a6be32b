"""A section has a heading that means the same as the one of its type, in other words.

It is accepted. One word for one thing in all documents helps readers who skim.

To mend it, use the heading that the hint names.
"""

from collections.abc import Iterator

from cop_kb.model.diagnostic import Finding
from cop_kb.model.document import Document
from cop_kb.rules.rule import Grade, Scope
from cop_kb.rules.section import at_heading

ID = "section-alias"
GRADE = Grade.CARE


def check_document(document: Document, scope: Scope) -> Iterator[Finding]:
    """Look for headings that are aliases."""
    for section in document.sections:
        if section.spec and section.by_alias:
            message = f"The section `{section.heading.text}` is called `{section.spec.heading}` elsewhere."
            yield at_heading(ID, section, message, f"Rename it: ## {section.spec.heading}")
