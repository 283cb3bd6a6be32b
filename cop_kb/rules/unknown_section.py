"""A section is not one of its type, or is there twice.

Either the heading is misspelt, or the thought belongs below one of the sections of the type as a heading of level 3.
Types that leave their sections free (a checklist groups its items as the work falls) have no such finding.

To mend it, use the heading that the hint names, or make it a heading of level 3: `### Background`.
"""

from collections.abc import Iterator

from cop_kb.model.diagnostic import Finding
from cop_kb.model.document import Document
from cop_kb.model.nearest import nearest
from cop_kb.rules.rule import Grade, Scope
from cop_kb.rules.section import at_heading, disguised_title

ID = "unknown-section"
GRADE = Grade.CARE


def check_document(document: Document, scope: Scope) -> Iterator[Finding]:
    """Look for sections that the type does not have, and for repetitions."""
    if document.type is None:
        return
    seen: set[str] = set()
    headings = [spec.heading for spec in document.type.sections]
    for section in document.sections:
        text = section.heading.text
        if section.spec is None:
            if not document.type.free_sections and section.heading != disguised_title(document):
                close = nearest(text, headings)
                hint = (
                    f"Did you mean `{close}`?" if close else f"Make it part of another: ### {text}"
                )
                message = f"`{text}` is not one of the sections of the type {document.type.title}."
                yield at_heading(ID, section, message, hint)
        elif section.spec.heading in seen:
            message = f"The section `{section.spec.heading}` is there twice."
            yield at_heading(ID, section, message, "Make one section of the two.")
        else:
            seen.add(section.spec.heading)
