"""What the templates know as ``kb``: the model in plain values, with addresses.

What is shared between pages is computed once; what belongs to one page is computed when that page asks, and costs as
much as the lists on it are long. Nobody is named whose page the audience may not see.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import NamedTuple

from cop_kb.config import Config
from cop_kb.history import FileHistory
from cop_kb.insights.evidence import PROVENANCE, EvidenceBook
from cop_kb.load.hosting import hosting_of
from cop_kb.model.content_type import CONTAINER, PERSON, ContentType
from cop_kb.model.document import Document
from cop_kb.model.knowledge_base import KnowledgeBase
from cop_kb.rules import uncovered_situation
from cop_kb.site import pages
from cop_kb.site.document_view import DocumentView
from cop_kb.site.entry_view import Words
from cop_kb.site.format_view import Formats
from cop_kb.site.history_view import People
from cop_kb.site.radar_view import Radar
from cop_kb.site.redirects import moved_pages
from cop_kb.site.relation_view import RelatedView

SHELF_SIZE = 5
"""Documents that a community's page shows of each type; what is no longer advised comes last."""

RECENT_SIZE = 6
"""Documents that a page shows as new."""

REVIEWS_SIZE = 10
"""Reviews that a community's page shows; the soonest come first, so what is overdue is among them."""


class TypeView(NamedTuple):
    """A content type; ``url`` is the address of its index, ``total`` the number of its documents."""

    id: str
    title: str
    plural: str
    icon: str
    description: str
    traits: frozenset[str]
    url: str
    total: int


class TagView(NamedTuple):
    """A tag; ``url`` is the address of its page, ``total`` the number of its documents."""

    name: str
    url: str
    total: int


class ShelfView(NamedTuple):
    """Documents of one type in a community: the first of them, how many there are, and where all are listed."""

    type: TypeView
    documents: tuple[DocumentView, ...]
    total: int
    url: str


class SiteView:
    """The knowledge base as the audience of the site sees it.

    Args:
        kb: The knowledge base, narrowed to the audience.
        config: The configuration.
        history: What git knows of each file, by its path below docs_dir; may be empty.
        urls: The address of each page relative to the root of the site, by its path below docs_dir.
        whole: All of the knowledge base: evidence counts whether or not its readers may see it.
        as_of: The day for which the site is built.
    """

    def __init__(
        self,
        kb: KnowledgeBase,
        config: Config,
        history: Mapping[str, FileHistory],
        urls: Mapping[str, str],
        whole: KnowledgeBase,
        as_of: date,
    ) -> None:
        self.kb = kb
        self.history = history
        self.name = config.site_name
        self.audience = config.options.audience
        self.search = config.options.search
        self.book = EvidenceBook(whole)
        self.radar = Radar(self, whole, uncovered_situation.threshold(config))
        self.as_of = as_of
        self.words = Words(self)
        self.formats = Formats(self)
        self.people = People(self, whole)
        self.hosting = hosting_of(config)
        self.redirects = moved_pages(whole, urls)
        self._urls = urls
        self._views: dict[str, DocumentView] = {}
        self._shelves: dict[str, list[ShelfView]] = {}

    def url(self, src_uri: str) -> str:
        """Return the address of a page relative to the root of the site; templates apply MkDocs' ``url`` filter."""
        return self._urls.get(src_uri, src_uri)

    def document(self, src_uri: str) -> DocumentView | None:
        """Return the view of the document at ``src_uri``, or None where there is no document."""
        view = self._views.get(src_uri)
        if view is None and (document := self.kb.documents_by_uri.get(src_uri)):
            view = self._views[src_uri] = DocumentView(self, document)
        return view

    def documents(self, src_uris: Iterable[str]) -> list[DocumentView]:
        """Return the views of the documents at ``src_uris``, in their order."""
        return [view for uri in src_uris if (view := self.document(uri))]

    def views(self, documents: Iterable[Document]) -> tuple[DocumentView, ...]:
        """Return the views of ``documents``, in their order."""
        return tuple(self.documents(document.src_uri for document in documents))

    def sorted_views(self, documents: Iterable[Document]) -> tuple[DocumentView, ...]:
        """Return the views of ``documents``, sorted by title."""
        return tuple(sorted(self.views(documents), key=lambda v: (v.title.casefold(), v.src_uri)))

    @property
    def communities(self) -> tuple[DocumentView, ...]:
        """The front pages of the communities, sorted by title."""
        return self.views(self.kb.communities)

    @cached_property
    def _fronts(self) -> dict[str, str]:
        return {front.community: front.src_uri for front in self.kb.communities}

    def community_of(self, community: str) -> DocumentView | None:
        """Return the front page of the community in the folder ``community``."""
        return self.document(self._fronts.get(community, ""))

    @cached_property
    def _types(self) -> dict[str, TypeView]:
        addresses = pages.type_pages(self.kb)
        return {
            name: TypeView(
                id=name,
                title=t.title,
                plural=t.plural,
                icon=t.icon,
                description=t.description,
                traits=t.traits,
                url=self.url(addresses.get(name, "")),
                total=len(self.kb.by_type.get(name, ())),
            )
            for name, t in self.kb.types.items()
        }

    @cached_property
    def types(self) -> list[TypeView]:
        """The content types that have documents, in their order."""
        return [view for view in self._types.values() if view.total]

    @property
    def document_types(self) -> list[TypeView]:
        """The content types that have documents besides the front pages of communities."""
        return [view for view in self.types if CONTAINER not in view.traits]

    def type_view(self, content_type: ContentType) -> TypeView:
        """Return the view of a content type."""
        return self._types[content_type.id]

    @cached_property
    def _tags(self) -> dict[str, TagView]:
        return {
            tag: TagView(tag, self.url(uri), len(self.kb.by_tag[tag]))
            for tag, uri in pages.tag_pages(self.kb).items()
        }

    @cached_property
    def tags(self) -> list[TagView]:
        """All tags, sorted."""
        return list(self._tags.values())

    def tag_views(self, tags: Iterable[str]) -> list[TagView]:
        """Return the views of ``tags``, in their order."""
        return [self._tags[tag] for tag in tags if tag in self._tags]

    @cached_property
    def sources_of(self) -> Mapping[str, list[Document]]:
        """What each document rests on directly."""
        return {
            uri: [r.target for r in references if r.spec.name == PROVENANCE and r.target]
            for uri, references in self.kb.outgoing.items()
        }

    @cached_property
    def results_of(self) -> Mapping[str, list[Document]]:
        """What came directly of each document."""
        return {
            uri: [r.source for r in references if r.spec.name == PROVENANCE]
            for uri, references in self.kb.incoming.items()
        }

    def shelves(self, front: DocumentView) -> list[ShelfView]:
        """Return the documents of the community with this front page, by type, people last."""
        community = front.community_folder
        if community not in self._shelves:
            by_type: dict[str, list[Document]] = defaultdict(list)
            for document in self.kb.of_community(community):
                if document.type:
                    by_type[document.type.id].append(document)
            shelves = [
                ShelfView(
                    self._types[name],
                    self.views(sorted(by_type[name], key=lambda d: d.is_retired)[:SHELF_SIZE]),
                    len(by_type[name]),
                    self.url(pages.shelf_page(community, t)),
                )
                for name, t in self.kb.types.items()
                if name in by_type and t.folder
            ]
            self._shelves[community] = sorted(shelves, key=lambda s: PERSON in s.type.traits)
        return self._shelves[community]

    def recent(self, front: DocumentView | None = None) -> RelatedView:
        """Return the newest documents, of one community or of all; without a history those reviewed last."""
        views = self._current(front)
        if self.history:
            return RelatedView("New", _latest(views, "created"))
        return RelatedView("Reviewed last", _latest(views, "reviewed"))

    def reviews(self, front: DocumentView) -> RelatedView:
        """Return the documents of a community whose reviews are due first, with the number of others."""
        due = [view for view in self._current(front) if view.review_due]
        due.sort(key=lambda view: (view.review_due, view.src_uri))
        return RelatedView("Reviews", tuple(due[:REVIEWS_SIZE]), len(due[REVIEWS_SIZE:]))

    def _current(self, front: DocumentView | None) -> list[DocumentView]:
        documents = self.kb.of_community(front.community_folder) if front else self.kb.typed
        views = self.views(d for d in documents if d.type and PERSON not in d.type.traits)
        return [view for view in views if view.status_kind != "retired"]


def _latest(views: Iterable[DocumentView], day: str) -> tuple[DocumentView, ...]:
    dated = [view for view in views if getattr(view, day)]
    dated.sort(key=lambda view: (getattr(view, day), view.src_uri), reverse=True)
    return tuple(dated[:RECENT_SIZE])
