"""A field that the type asks for is not filled in.

A draft may leave fields open. A published document must have them: without an owner nobody keeps it true, without a
summary nobody finds it in a list.

Right:

    summary: How to go back to the last good release without losing data.
    owners: [maya-okafor]
"""

from collections.abc import Iterator

from cop_kb.model.diagnostic import Finding
from cop_kb.model.document import Document
from cop_kb.model.schema_error import description
from cop_kb.rules.front_matter import is_open
from cop_kb.rules.rule import Grade, Scope, found

ID = "missing-field"
GRADE = Grade.COMPLETENESS


def check_document(document: Document, scope: Scope) -> Iterator[Finding]:
    """Look for the required fields of the type."""
    if document.type is None or (document.is_garbled and not document.data):
        return
    for name in document.type.required_fields:
        if not is_open(document.data.get(name)):
            continue
        what = description(document.type.schema, name)
        if name in document.data:
            message = f"The field `{name}` is empty."
            yield found(ID, document.mark(f"/{name}"), message, what or "Fill it in.")
        else:
            message = f"The field `{name}` is missing."
            line, column = document.mark("")[2:4]
            yield Finding(ID, line, column, line, column, message, f"Add `{name}:`. {what}".strip())
