"""Lists of words, and the documents that use them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from markdown.extensions.toc import slugify_unicode

from cop_kb.insights.uses import value_at
from cop_kb.insights.vocabulary import Entry, entries_of, vocabularies, vocabulary_fields
from cop_kb.model.content_type import ContentType, in_words
from cop_kb.model.document import Document
from cop_kb.model.knowledge_base import KnowledgeBase
from cop_kb.model.session_format import format_fields

if TYPE_CHECKING:
    from cop_kb.site.document_view import DocumentView
    from cop_kb.site.views import SiteView

_FACET = "facet"


class WordView(NamedTuple):
    """A value of a facet; ``url`` leads to what is said of it and may be empty."""

    name: str
    url: str


class FacetView(NamedTuple):
    """A field by whose words readers narrow a search down."""

    title: str
    words: tuple[WordView, ...]


class GroupView(NamedTuple):
    """Documents that use a word in the same field."""

    title: str
    documents: tuple[DocumentView, ...]


class EntryView(NamedTuple):
    """One entry of a list.

    Attributes:
        name: What it is called.
        anchor: The id under which its page shows it.
        text: What is said of it.
        aliases: What else it is called.
        details: What else the author says of it, each with its label.
        see: Other entries to look at.
        groups: The documents that use it.
    """

    name: str
    anchor: str
    text: str
    aliases: tuple[str, ...]
    details: tuple[tuple[str, str], ...]
    see: tuple[WordView, ...]
    groups: tuple[GroupView, ...]


class Words:
    """The words of a knowledge base and where they are used.

    Args:
        site: The knowledge base as the readers of the site see it.
    """

    def __init__(self, site: SiteView) -> None:
        self._site = site

    @property
    def _kb(self) -> KnowledgeBase:
        return self._site.kb

    @cached_property
    def _known(self) -> dict[str, dict[str, Entry]]:
        return vocabularies(self._kb)

    @cached_property
    def _users(self) -> dict[tuple[str, str], dict[str, list[Document]]]:
        """The documents that use a word of a kind, by the label of the field."""
        found: dict[tuple[str, str], dict[str, list[Document]]] = defaultdict(dict)
        for document in self._kb.typed:
            for field, kind in vocabulary_fields(document.type).items() if document.type else ():
                for word in document.texts(field):
                    title = document.type.label(field) if document.type else field
                    found[kind, word].setdefault(title, []).append(document)
        return dict(found)

    def url(self, kind: str, word: str) -> str:
        """Return the address of what is said of ``word``; empty where no list has it."""
        entry = self._known.get(kind, {}).get(word)
        return f"{self._site.url(entry.document.src_uri)}#{anchor(entry.name)}" if entry else ""

    def facets(self, document: Document) -> list[FacetView]:
        """Return what a search can narrow ``document`` down by, besides what every document has."""
        if document.type is None:
            return []
        kinds, formats = vocabulary_fields(document.type), format_fields(document.type)
        found = []
        for name in document.type.schema["properties"]:
            words = dict.fromkeys(document.texts(name))
            if name in formats:
                views = tuple(map(self._site.formats.word, words))
            elif name in kinds:
                views = tuple(WordView(word, self.url(kinds[name], word)) for word in words)
            elif is_facet(document.type, name):
                views = tuple(WordView(word.capitalize(), "") for word in words)
            else:
                continue
            if views:
                found.append(FacetView(document.type.label(name), views))
        return found

    def lists(self, front: DocumentView) -> tuple[DocumentView, ...]:
        """Return the lists of the community with this front page: glossary, skills, notes and the like."""
        documents = self._kb.of_community(front.community_folder)
        return self._site.views(d for d in documents if d.type and d.type.file)

    def entries(self, document: Document) -> list[EntryView]:
        """Return the entries of a list, sorted by name."""
        kind = document.type.id if document.type else ""
        found = [self._entry(entry, kind) for entry in entries_of(document)]
        return sorted(found, key=lambda entry: (entry.name.casefold(), entry.name))

    def _entry(self, entry: Entry, kind: str) -> EntryView:
        users = self._users.get((kind, entry.name), {})
        groups = (GroupView(t, self._site.sorted_views(ds)) for t, ds in sorted(users.items()))
        see = (WordView(word, self.url(kind, word)) for word in entry.see)
        return EntryView(
            name=entry.name,
            anchor=anchor(entry.name),
            text=entry.text,
            aliases=entry.aliases,
            details=tuple(_details(entry)),
            see=tuple(see),
            groups=tuple(groups),
        )


def _details(entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield the plain fields of an entry that have no place of their own; ids of documents are left out."""
    kind = entry.document.type
    if kind is None or kind.entries is None:
        return
    shown = {*kind.entries, *(spec.key for spec in kind.relations.values())}
    for name, value in value_at(entry.document.data, entry.pointer).items():
        if name not in shown and isinstance(value, str | int) and not isinstance(value, bool):
            yield in_words(name), str(value)


def anchor(name: str) -> str:
    """Return the id under which a page shows the entry called ``name``."""
    return slugify_unicode(name, "-")


def is_facet(content_type: ContentType, name: str) -> bool:
    """Return whether a search can be narrowed down by the words of a plain field."""
    field = content_type.schema["properties"][name]
    return isinstance(field, dict) and field.get(_FACET) is True
