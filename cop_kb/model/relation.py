"""Relations: what the front matter of one document says of others."""

from collections.abc import Iterator
from typing import NamedTuple

from cop_kb.model.content_type import RelationSpec
from cop_kb.model.document import Document


class Reference(NamedTuple):
    """One value of a relation field, resolved or not.

    Attributes:
        source: The document that says it.
        spec: The relation.
        pointer: JSON pointer of the value in the front matter.
        text: What the author wrote.
        target: The document that it means; None when there is none.
    """

    source: Document
    spec: RelationSpec
    pointer: str
    text: str
    target: Document | None

    @property
    def fits(self) -> bool:
        """Whether the target is of a type that the relation allows."""
        return (
            self.target is not None
            and self.target.type is not None
            and self.spec.allows(self.target.type)
        )


def field_values(document: Document, name: str) -> Iterator[tuple[str, str]]:
    """Yield the texts in the field ``name``, each with its JSON pointer; one text counts as a list of one."""
    value = document.data.get(name)
    if isinstance(value, str):
        yield f"/{name}", value
    elif isinstance(value, list):
        for index, item in enumerate(value):
            if isinstance(item, str):
                yield f"/{name}/{index}", item
