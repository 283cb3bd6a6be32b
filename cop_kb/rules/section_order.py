"""The sections stand in another order than that of the type.

Readers who know one document of a type find their way in all of them, because the order is the same: the trigger
first, then the steps, then what to do when they fail.

To mend it, move the section to where the type has it, or let `cop-kb fmt` do it; `cop-kb types TYPE` shows the order.
"""

from collections.abc import Iterator

from cop_kb.model.diagnostic import Finding
from cop_kb.model.document import Document
from cop_kb.rules.rule import Grade, Scope
from cop_kb.rules.section import at_heading

ID = "section-order"
GRADE = Grade.CARE


def check_document(document: Document, scope: Scope) -> Iterator[Finding]:
    """Look for sections that stand after one that should follow them."""
    if document.type is None:
        return
    order = {spec.heading: index for index, spec in enumerate(document.type.sections)}
    latest, latest_heading = -1, ""
    for section in document.sections:
        if section.spec is None:
            continue
        index = order[section.spec.heading]
        if index < latest:
            message = f"The section `{section.heading.text}` stands after `{latest_heading}`."
            hint = f"Move it before `{latest_heading}`, or run `cop-kb fmt` on this file."
            yield at_heading(ID, section, message, hint)
        else:
            latest, latest_heading = index, section.heading.text
