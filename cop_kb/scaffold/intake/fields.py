"""Fields of a document that somebody has filled in, in front matter, in lines or in a form."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from cop_kb.errors import ScaffoldError
from cop_kb.model.content_type import PERSON, ContentType, fold_heading
from cop_kb.model.knowledge_base import KnowledgeBase
from cop_kb.scaffold.relations import resolve_relations
from cop_kb.scaffold.title import clean_title
from cop_kb.scaffold.values import fits_field, read_value

# What whoever brings a document in decides, and no text that was sent.
_DECIDED_HERE = frozenset(
    {"status", "audience", "consent", "suppress", "last_reviewed_on", "review_in", "superseded_by"}
)
_TITLE = "title"
_LINE = re.compile(r"\**(?P<name>[^\s*:][^*:]{0,60}?)\**[ \t]*:\**[ \t]*(?P<value>\S.*?)[ \t]*$")
_LONGEST = 2000
_NEW_PARAGRAPH = "\n\n"


class FieldReader:
    """Takes the fields that a type has and that fit.

    Args:
        kb: The knowledge base, for the documents that fields name.
        content_type: The type of the new document.
        community: Its community.

    Attributes:
        fields: What was taken.
    """

    def __init__(self, kb: KnowledgeBase, content_type: ContentType, community: str) -> None:
        self._kb = kb
        self._type = content_type
        self._community = community
        self._open = open_fields(content_type)
        self._labels = _labels(content_type, self._open)
        self.fields: dict[str, Any] = {}

    def take(self, label: str, text: str) -> bool:
        """Take what somebody has written beside or below the words ``label``; return whether a field took it."""
        name = self._labels.get(fold_heading(label))
        if name is None or len(text) > _LONGEST or _NEW_PARAGRAPH in text.strip():
            return False
        value: Any = " ".join(text.split())
        if not fits_field(self._type, name, value):
            if "#" in value:
                return False  # YAML would take it for a comment, and the rest would be lost
            try:
                value = read_value(self._type, name, value)
            except ScaffoldError:
                return False
        return self._put(name, value)

    def take_mapping(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Take what fits from front matter; return the others."""
        return {
            name: value
            for name, value in values.items()
            if name not in self._open or not self._put(name, value)
        }

    def take_lines(self, text: str) -> str:
        """Take lines such as `Field: value` from the top of a text; return what is below them."""
        lines = text.split("\n")
        while lines:
            found = _LINE.match(lines[0])
            if lines[0].strip() and not (found and self.take(found["name"], found["value"])):
                break
            del lines[0]
        return "\n".join(lines)

    def _put(self, name: str, value: Any) -> bool:  # noqa: ANN401 - any JSON
        if name in self.fields or value is None or not fits_field(self._type, name, value):
            return False
        try:
            if name == _TITLE:
                value = clean_title(value)
            given = resolve_relations(self._kb, self._type, self._community, {name: value})
        except ScaffoldError:
            return False
        self.fields |= given
        return True


def open_fields(content_type: ContentType) -> frozenset[str]:
    """Return the fields that a text may fill in."""
    people = {spec.path[0] for spec in content_type.relations.values() if spec.trait == PERSON}
    return frozenset(content_type.schema["properties"]) - _DECIDED_HERE - people


def _labels(content_type: ContentType, names: Iterable[str]) -> dict[str, str]:
    """Return fields by what people call them; words that head a section of the type mean the section."""
    labels: dict[str, str] = {}
    for name in sorted(names):
        schema = content_type.schema["properties"][name]
        title = schema.get("title", "") if isinstance(schema, dict) else ""
        labels |= {fold_heading(label): name for label in (title, name, name.replace("_", " "))}
    headings = {"", *(fold_heading(section.heading) for section in content_type.sections)}
    return {label: name for label, name in labels.items() if label not in headings}
