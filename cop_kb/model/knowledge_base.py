"""The knowledge base: documents, communities and how they hang together."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from types import MappingProxyType

from cop_kb.model.consent import may_read, readers
from cop_kb.model.content_type import CONTAINER, PERSON, USES, ContentType, RelationSpec
from cop_kb.model.diagnostic import Diagnostic
from cop_kb.model.document import Document
from cop_kb.model.file_tree import FileTree
from cop_kb.model.narrowing import kept_files, kept_formats
from cop_kb.model.redirects import NO_REDIRECTS, Redirects
from cop_kb.model.relation import Reference, relation_values
from cop_kb.model.session_format import SessionFormat

_UNREAD = frozenset({PERSON, USES})

FORMATS_FOLDER = "formats"
"""Where the site has the run sheets of the formats."""


class KnowledgeBase:
    """Everything that was read, with lookups. Immutable.

    Attributes:
        types: The content types that are on, by id, in their order.
        documents: All Markdown files, sorted by path.
        files: Paths of all files below docs_dir, Markdown included.
        problems: What was wrong with files that are no documents, such as type files.
        formats: The formats of sessions by id; empty unless a type that is on names formats.
        documents_by_uri: Documents by their path below docs_dir.
        audiences: Who may read each document, by path, on the day for which this part was made; empty for the whole.
        redirects: Where pages went that had other addresses once; none in a part.
    """

    def __init__(
        self,
        types: Mapping[str, ContentType],
        documents: Iterable[Document],
        files: Iterable[str],
        problems: Iterable[Diagnostic] = (),
        formats: Mapping[str, SessionFormat] = MappingProxyType({}),
        whole: "KnowledgeBase | None" = None,
        audiences: Mapping[str, str] = MappingProxyType({}),
        redirects: Redirects = NO_REDIRECTS,
    ) -> None:
        self.types = types
        self.documents = tuple(documents)
        self.files = FileTree(files)
        self.problems = tuple(problems)
        self.formats = formats
        self.audiences = audiences
        self.redirects = redirects
        self._whole = whole
        self._readers_by_day: dict[date, Mapping[str, str]] = {}
        self._kinds_by_spec: dict[RelationSpec | None, tuple[str, ...]] = {}
        self.documents_by_uri = {document.src_uri: document for document in self.documents}

    def readers_on(self, today: date) -> Mapping[str, str]:
        """Return who may read each document on the day ``today``, by path: an audience, or nobody."""
        if today not in self._readers_by_day:
            self._readers_by_day[today] = {d.src_uri: readers(d, today) for d in self.documents}
        return self._readers_by_day[today]

    def narrowed(self, audience: str, today: date) -> "KnowledgeBase":
        """Return the part of the knowledge base that ``audience`` may read on the day ``today``.

        What a relation means does not change with who reads it: one that leads out of the part leads nowhere in it.
        """
        wanted = self.readers_on(today)
        kept = [d for d in self.documents if may_read(audience, wanted[d.src_uri])]
        files, formats = kept_files(self, kept, audience), kept_formats(self, kept)
        return KnowledgeBase(self.types, kept, files, self.problems, formats, self, wanted)

    @cached_property
    def listed_folders(self) -> frozenset[str]:
        """The folders that the site makes a page of, whether or not they have an index: those of types, and run sheets."""
        typed = (f"{d.community}/{d.type.folder}" for d in self.typed if d.type and d.type.folder)
        sheets = (f"{FORMATS_FOLDER}/{name}" for name in self.formats)
        return frozenset({*typed, *sheets, *([FORMATS_FOLDER] if self.formats else [])})

    @cached_property
    def typed(self) -> tuple[Document, ...]:
        """The documents that have a content type."""
        return tuple(d for d in self.documents if d.type is not None)

    @cached_property
    def communities(self) -> tuple[Document, ...]:
        """The front pages of the communities, sorted by title."""
        found = [d for d in self.typed if d.type and CONTAINER in d.type.traits]
        return tuple(sorted(found, key=_by_title))

    @cached_property
    def by_id(self) -> dict[str, list[Document]]:
        """Typed documents by id; more than one under an id is a finding."""
        found: dict[str, list[Document]] = defaultdict(list)
        for document in self.typed:
            found[document.id].append(document)
        return dict(found)

    @cached_property
    def _by_slug(self) -> dict[str, list[Document]]:
        found: dict[str, list[Document]] = defaultdict(list)
        for document in self.typed:
            found[document.slug].append(document)
        return dict(found)

    @cached_property
    def by_type(self) -> dict[str, tuple[Document, ...]]:
        """Documents of each type by its id, sorted by title; every type that is on has an entry."""
        found: dict[str, list[Document]] = {name: [] for name in self.types}
        for document in self.typed:
            if document.type:
                found[document.type.id].append(document)
        return {name: tuple(sorted(members, key=_by_title)) for name, members in found.items()}

    @cached_property
    def by_tag(self) -> dict[str, tuple[Document, ...]]:
        """Typed documents of each tag, tags and titles sorted."""
        found: dict[str, list[Document]] = defaultdict(list)
        for document in self.typed:
            for tag in sorted(set(document.texts("tags"))):
                found[tag].append(document)
        tags = sorted(found, key=lambda tag: (tag.casefold(), tag))
        return {tag: tuple(sorted(found[tag], key=_by_title)) for tag in tags}

    def of_community(self, community: str) -> tuple[Document, ...]:
        """Return the documents of a community, its front page excepted, sorted by title."""
        return self._by_community.get(community, ())

    @cached_property
    def _by_community(self) -> dict[str, tuple[Document, ...]]:
        found: dict[str, list[Document]] = defaultdict(list)
        for document in self.typed:
            if document.type and CONTAINER not in document.type.traits:
                found[document.community].append(document)
        return {name: tuple(sorted(members, key=_by_title)) for name, members in found.items()}

    def find(self, text: str, near: str = "", spec: RelationSpec | None = None) -> Document | None:
        """Return the document that an author means by ``text``.

        Args:
            text: A full id; ``<type>/<slug>`` or a slug inside the community ``near``; or a slug that only one
                document of the whole knowledge base has.
            near: The community of the document that refers.
            spec: The relation; documents that fit it come first.
        """
        if self._whole is not None:
            return self._own(self._whole.find(text, near, spec))
        by_id = self.by_id
        local = (f"{near}/{kind}/{text}" for kind in self._kinds(spec))
        for candidate in (text, f"{near}/{text}", *local):
            if candidate in by_id:
                return by_id[candidate][0]
        found = self._by_slug.get(text, [])
        fitting = [d for d in found if spec and d.type and spec.allows(d.type)] or found
        return fitting[0] if len(fitting) == 1 else None

    def _own(self, document: Document | None) -> Document | None:
        return self.documents_by_uri.get(document.src_uri) if document else None

    def _kinds(self, spec: RelationSpec | None) -> tuple[str, ...]:
        """Return the types that may stand at the other end of a relation."""
        if spec not in self._kinds_by_spec:
            allowed = (t.id for t in self.types.values() if spec is None or spec.allows(t))
            self._kinds_by_spec[spec] = tuple(allowed)
        return self._kinds_by_spec[spec]

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """Every value of every relation field, resolved or not."""
        if self._whole is not None:
            return tuple(
                r._replace(target=self._own(r.target))
                for r in self._whole.references
                if r.source.src_uri in self.documents_by_uri
            )
        return tuple(
            Reference(document, spec, pointer, text, self.find(text, document.community, spec))
            for document in self.typed
            if document.type
            for spec in document.type.relations.values()
            for pointer, text in relation_values(document, spec)
        )

    @cached_property
    def outgoing(self) -> dict[str, list[Reference]]:
        """The fitting references of each document by its path, in the author's order."""
        found: dict[str, list[Reference]] = defaultdict(list)
        for reference in self.references:
            if reference.fits:
                found[reference.source.src_uri].append(reference)
        return dict(found)

    @cached_property
    def incoming(self) -> dict[str, list[Reference]]:
        """The fitting references to each document by its path, whether or not its own front matter says so."""
        found: dict[str, list[Reference]] = defaultdict(list)
        for reference in self.references:
            if reference.fits and reference.target:
                found[reference.target.src_uri].append(reference)
        return dict(found)

    @cached_property
    def _backlinks(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for document in self.documents:
            for target, _ in document.record.targets:
                if target in self.documents_by_uri and target != document.src_uri:
                    found[target].add(document.src_uri)
        return found

    def backlinks(self, document: Document) -> tuple[Document, ...]:
        """Return the documents whose text links to ``document``, sorted by title."""
        return self._sorted(self._backlinks.get(document.src_uri, ()))

    def is_referred_to(self, document: Document) -> bool:
        """Tell whether any document links to ``document``, or is related to it and is not a person's.

        That somebody owns a document, or noted its use, leads no reader to it.
        """
        return document.src_uri in self._backlinks or document.src_uri in self._related

    @cached_property
    def _related(self) -> frozenset[str]:
        unread = frozenset(d.src_uri for d in self.typed if d.type and d.type.traits & _UNREAD)
        pairs = (
            (r.source.src_uri, r.target.src_uri) for r in self.references if r.fits and r.target
        )
        return frozenset(uri for pair in pairs if not unread.intersection(pair) for uri in pair)

    @cached_property
    def people(self) -> tuple[Document, ...]:
        """The documents of people, sorted by title."""
        found = [d for d in self.typed if d.type and PERSON in d.type.traits]
        return tuple(sorted(found, key=_by_title))

    def _sorted(self, uris: Iterable[str]) -> tuple[Document, ...]:
        return tuple(sorted((self.documents_by_uri[uri] for uri in uris), key=_by_title))


def _by_title(document: Document) -> tuple[str, str]:
    return document.title.casefold(), document.src_uri
