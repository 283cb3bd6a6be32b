"""A document has no title.

The title is the field `title`, or else the first heading of level 1. Lists, search results and other documents call
the document by it.

Right:

    # Roll back a release
"""

from collections.abc import Iterator

from cop_kb.model.diagnostic import Finding
from cop_kb.model.document import Document
from cop_kb.rules.rule import Grade, Scope, at_title
from cop_kb.rules.section import disguised_title

ID = "missing-title"
GRADE = Grade.COMPLETENESS


def check_document(document: Document, scope: Scope) -> Iterator[Finding]:
    """Look for a title of the author's own."""
    if document.type is None or document.own_title:
        return
    if "title" in document.type.required_fields:
        return  # the field itself is missed
    message = "The document has no title."
    heading = disguised_title(document)
    if heading:
        hint = f"Make the first heading the title, # {heading.text}, and lift those below it."
        yield Finding(ID, heading.line, heading.column, heading.line, heading.column, message, hint)
    else:
        hint = "Begin the text with a line such as: # Roll back a release"
        yield at_title(ID, document, message, hint)
