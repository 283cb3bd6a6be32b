"""Relations: what the front matter of one document says of others."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cop_kb.model.content_type import RelationSpec
from cop_kb.model.document import Document

_EACH = "*"


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


def relation_values(document: Document, spec: RelationSpec) -> Iterator[tuple[str, str]]:
    """Yield the texts that a relation has in a document, each with its JSON pointer."""
    return _values(document.data, spec.path, "")


def _values(value: object, path: Sequence[str], pointer: str) -> Iterator[tuple[str, str]]:
    """Yield the texts at ``path`` below ``value``; a list at its end stands for each of its items."""
    if not path:
        if isinstance(value, str):
            yield pointer, value
        elif isinstance(value, list):
            for index, item in enumerate(value):
                if isinstance(item, str):
                    yield f"{pointer}/{index}", item
    elif path[0] == _EACH and isinstance(value, list):
        for index, item in enumerate(value):
            yield from _values(item, path[1:], f"{pointer}/{index}")
    elif isinstance(value, dict) and path[0] in value:
        yield from _values(value[path[0]], path[1:], f"{pointer}/{path[0]}")
