"""A section has a heading that means the same as the one of its type, in other words.

It is accepted. One word for one thing in all documents helps readers who skim.

To mend it, use the heading that the hint names.
"""

from collections.abc import Iterator

from cop_kb.model.diagnostic import Finding
from cop_kb.model.document import Document
from cop_kb.rules.rule import Grade, Scope
from cop_kb.rules.section import at_heading, match_sections

ID = "section-alias"
GRADE = Grade.CARE


def check_document(document: Document, scope: Scope) -> Iterator[Finding]:
    """Look for headings that are aliases."""
    for match in match_sections(document):
        if match.spec and match.by_alias:
            message = f"The section `{match.section.heading.text}` is called `{match.spec.heading}` elsewhere."
            yield at_heading(ID, match.section, message, f"Rename it: ## {match.spec.heading}")
