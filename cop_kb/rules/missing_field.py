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
from cop_kb.rules.rule import Grade, Scope

ID = "missing-field"
GRADE = Grade.COMPLETENESS


def check_document(document: Document, scope: Scope) -> Iterator[Finding]:
    """Look for the required fields of the type."""
    if document.type is None:
        return
    properties = document.type.schema["properties"]
    for name in document.type.required_fields:
        if document.data.get(name) in (None, "", []):
            _, _, line, column, end_line, end_column = document.mark(f"/{name}")
            if name not in document.data:
                end_line, end_column = line, column
            message = f"The field `{name}` is not filled in."
            hint = f"Add `{name}:`. {properties.get(name, {}).get('description', '')}".strip()
            yield Finding(ID, line, column, end_line, end_column, message, hint)
