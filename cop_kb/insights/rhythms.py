"""When something happens again and again, as the fields of documents say it."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from cop_kb.model.content_type import ContentType
from cop_kb.model.document import Document
from cop_kb.rhythm import Problem, Rhythm, read_rhythm

FORMAT = "rhythm"
"""What the schema of a field says, as its ``format``, that holds a rhythm."""


class Told(NamedTuple):
    """What one field says.

    Attributes:
        field: The name of the field.
        title: How the field is labelled.
        text: As the author wrote it.
        rhythm: What it means, or why it cannot be read.
    """

    field: str
    title: str
    text: str
    rhythm: Rhythm | Problem

    @property
    def words(self) -> str:
        """What readers see: what it means in words, or the text as it is where that cannot be read."""
        return self.rhythm.in_words() if isinstance(self.rhythm, Rhythm) else self.text


def rhythm_fields(content_type: ContentType) -> Mapping[str, str]:
    """Return the fields of a type that hold rhythms, each with its label."""
    properties: Mapping[str, Any] = content_type.schema["properties"]
    return {
        name: content_type.label(name)
        for name, field in properties.items()
        if isinstance(field, dict) and field.get("format") == FORMAT
    }


def rhythms_of(document: Document) -> Iterator[Told]:
    """Yield what the fields of ``document`` say, in the order of its type; empty fields say nothing."""
    for field, title in rhythm_fields(document.type).items() if document.type else ():
        text = document.text(field)
        if text.strip():
            yield Told(field, title, text, read_rhythm(text))
