"""What the plain fields of a document say, as its page shows them."""

from typing import NamedTuple
from urllib.parse import urlsplit

from cop_kb.insights.freshness import parse_date
from cop_kb.insights.rhythms import rhythm_fields
from cop_kb.insights.vocabulary import vocabulary_fields
from cop_kb.load.type_builder import common_schema
from cop_kb.model.content_type import ENTRIES, EXPIRES, TREE, USES, ContentType
from cop_kb.model.document import Document
from cop_kb.model.session_format import format_fields
from cop_kb.site.entry_view import is_facet

_WITH_PAGES = frozenset({TREE, ENTRIES, USES})


class FieldView(NamedTuple):
    """A field that holds a text, a number, a day or an address.

    Attributes:
        title: How it is labelled.
        text: What readers see.
        url: Where it leads when it is an address; else empty.
        day: The day when it is one; else empty.
        due: What the day is called once it has passed; empty where that changes nothing.
    """

    title: str
    text: str
    url: str = ""
    day: str = ""
    due: str = ""


def field_views(document: Document) -> list[FieldView]:
    """Return what the plain fields of a document's own type say, in the order of the type.

    Fields that every document may have, relations, rhythms, formats and facets have places of their own, and so have
    the fields of trees and lists.
    """
    kind = document.type
    if kind is None or kind.traits & _WITH_PAGES:
        return []
    names = [name for name in kind.schema["properties"] if name not in _shown_elsewhere(kind)]
    values = {name: document.data.get(name) for name in names}
    return [
        _field_view(kind, name, str(value))
        for name, value in values.items()
        if isinstance(value, str | int) and not isinstance(value, bool) and value != ""
    ]


def _shown_elsewhere(kind: ContentType) -> frozenset[str]:
    return frozenset(
        {
            "type",
            *common_schema()["properties"],
            *(spec.path[0] for spec in kind.relations.values()),
            *rhythm_fields(kind),
            *format_fields(kind),
            *vocabulary_fields(kind),
            *(name for name in kind.schema["properties"] if is_facet(kind, name)),
        }
    )


def _field_view(kind: ContentType, name: str, text: str) -> FieldView:
    field, title = kind.schema["properties"][name], kind.label(name)
    if text.startswith(("https://", "http://")):
        return FieldView(title, urlsplit(text).hostname or text, url=text)
    day = parse_date(text) if isinstance(field, dict) and field.get("format") == "date" else None
    due = "over" if EXPIRES in kind.traits and name == "until" else ""
    return FieldView(title, text, day=day.isoformat() if day else "", due=due)
