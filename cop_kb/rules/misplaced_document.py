"""A document says that it is of one type and lies where another belongs.

The folder decides the type: inside a community every type has a folder of its own, and the front page of a community
is its `index.md`. A `type` in the front matter may repeat what the path says and never contradict it.

To mend it, move the file to the folder of its type, or remove the field.
"""

from collections.abc import Iterator

from cop_kb.model.diagnostic import Finding
from cop_kb.model.document import Document
from cop_kb.model.schema_error import shorten
from cop_kb.rules.front_matter import is_open
from cop_kb.rules.rule import Grade, Scope, found

ID = "misplaced-document"
GRADE = Grade.ALWAYS


def check_document(document: Document, scope: Scope) -> Iterator[Finding]:
    """Compare the type that the front matter claims with the one that the path gives."""
    claimed = document.data.get("type")
    if document.type is None and not (isinstance(claimed, str) and claimed in scope.types):
        return
    if is_open(claimed) or (document.type and claimed == document.type.id):
        return
    claimed = shorten(str(claimed))
    actual = f"of the type `{document.type.id}`" if document.type else "a plain page"
    message = f"The front matter says `type: {claimed}`, but a file in this place is {actual}."
    yield found(ID, document.mark("/type"), message, _hint(claimed, scope))


def _hint(claimed: str, scope: Scope) -> str:
    place = scope.types.get(claimed)
    return f"Move it to <community>/{place}, or remove the field." if place else "Remove the field."
