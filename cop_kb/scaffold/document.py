"""A new document, or a new community, in a knowledge base."""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from cop_kb.config import Config
from cop_kb.errors import ScaffoldError
from cop_kb.load.source import parse_source
from cop_kb.model.content_type import ContentType
from cop_kb.model.knowledge_base import KnowledgeBase
from cop_kb.model.schema_error import explain
from cop_kb.scaffold.lookup import is_container
from cop_kb.scaffold.new_files import NewFiles, find_taken
from cop_kb.scaffold.people import Reference, author_fields, person_type, refer
from cop_kb.scaffold.relations import resolve_relations
from cop_kb.scaffold.slug import folded_name, slug_from_title
from cop_kb.scaffold.starter import compose, filled_starter, own_starter

# Characters that make text appear in another order than it is written in (Unicode Technical Report 36).
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@dataclass(frozen=True)
class Request:
    """What is wanted.

    Attributes:
        type: The type of the document.
        title: What it is called.
        community: The folder of its community; of no account for the front page of a new one.
        authors: Names of those who look after it.
        values: Fields of its front matter; None leaves a field out.
        today: The day that counts as today.
    """

    type: ContentType
    title: str
    community: str
    authors: tuple[str, ...]
    values: Mapping[str, Any] = field(default_factory=dict)
    today: date = date.min


class NewDocument(NamedTuple):
    """What was made.

    Attributes:
        path: The document.
        pages: Pages of people that were made with it.
        missing: Required fields that are not filled in yet.
        namesake: Another document of the same title; empty where there is none.
    """

    path: Path
    pages: tuple[Path, ...]
    missing: tuple[str, ...]
    namesake: str


def make_document(config: Config, kb: KnowledgeBase, request: Request) -> NewDocument:
    """Write a new document, and a page for each of its authors who has none.

    Raises:
        ContentTypeError: The starter of the type has a mistake.
        ScaffoldError: The document exists already, a value does not fit, or the files cannot be written.
    """
    kind, title = request.type, clean_title(request.title)
    container = is_container(kind)
    community = slug_from_title(title, top_level=True) if container else request.community
    uri = _uri(kind, community, title)
    _refuse_taken(config, kb, uri, kind, title)
    values, newcomers = _with_authors(kb, request, community)
    values = resolve_relations(kb, kind, community, values)
    text, fields = compose(
        kind, own_starter(kind, config.content_types_dir), title, values, request.today
    )
    check_fields(kind, title, text, fields)
    path = config.docs_dir / uri
    pages = dict(_pages(config, kb, community, newcomers, request.today))
    with NewFiles() as files:
        files.write(path, text)
        for page, content in pages.items():
            files.write(page, content)
    return NewDocument(
        path=path,
        pages=tuple(pages),
        missing=tuple(name for name in kind.required_fields if name not in fields),
        namesake=_namesake(kb, title),
    )


def clean_title(title: str) -> str:
    """Return ``title`` on one line, in Unicode's composed form.

    Raises:
        ScaffoldError: It is empty, or holds invisible characters.
    """
    title = unicodedata.normalize("NFC", " ".join(title.split()))
    if not title:
        raise ScaffoldError("The title is empty.", "Say in a few words what the document is about.")
    if any(c in _TURNING or unicodedata.category(c) in ("Cc", "Cs", "Co", "Cn") for c in title):
        raise ScaffoldError(f"The title {title!r} holds invisible characters.", "Type it anew.")
    return title


def check_fields(
    content_type: ContentType, title: str, text: str, fields: Mapping[str, Any]
) -> None:
    """Check a new document before it is written.

    Raises:
        ScaffoldError: A field does not fit, or the text would not read as it was meant.
    """
    every = {**fields, "title": fields.get("title", title)}
    mistakes = [
        mistake
        for error in content_type.validator.iter_errors(every)
        for mistake in explain(error, content_type.schema)
    ]
    if mistakes:
        first, *others = mistakes
        raise ScaffoldError("\n".join([first.message, *(m.message for m in others)]), first.hint)
    source = parse_source(text.encode())
    if source.findings:
        raise ScaffoldError(source.findings[0].message, source.findings[0].hint)


def _uri(content_type: ContentType, community: str, title: str) -> str:
    if content_type.file:
        return f"{community}/{content_type.file}"
    return f"{community}/{content_type.folder}/{slug_from_title(title)}.md"


def _refuse_taken(
    config: Config, kb: KnowledgeBase, uri: str, content_type: ContentType, title: str
) -> None:
    taken = find_taken(config.docs_dir, uri)
    if taken is None and content_type.folder:
        community, _, name = uri.removesuffix(".md").split("/")
        wanted = folded_name(f"{community}/{content_type.id}/{name}")
        same = (d for d in kb.typed if folded_name(d.id) == wanted)
        taken = next((config.docs_dir / d.src_uri for d in same), None)
    if taken is None and is_container(content_type):
        # MkDocs takes a README for the front page as well.
        taken = find_taken(config.docs_dir, uri.rpartition("/")[0] + "/README.md")
    if taken is not None:
        message = f"{title!r} would get the place of this file, which is there already."
        raise ScaffoldError(message, "Choose another title, or edit that file.", taken)


def _with_authors(
    kb: KnowledgeBase, request: Request, community: str
) -> tuple[dict[str, Any], list[Reference]]:
    """Return the fields with the authors in them, and those of them who have no page yet."""
    values = dict(request.values)
    newcomers: dict[str, Reference] = {}
    for name in author_fields(request.type):
        given = values.get(name, list(request.authors) or None)
        if not isinstance(given, list) or not all(isinstance(item, str) for item in given):
            continue
        references = [refer(kb, community, item) for item in given]
        values[name] = list(dict.fromkeys(reference.text for reference in references))
        newcomers |= {r.text: r for r in references if r.name}
    return values, list(newcomers.values())


def _pages(
    config: Config,
    kb: KnowledgeBase,
    community: str,
    newcomers: list[Reference],
    today: date,
) -> Iterator[tuple[Path, str]]:
    """Yield path and text of a page for each newcomer; none where no type for people is switched on."""
    kind = person_type(kb.types.values())
    if kind is None:
        return
    starter = filled_starter(kind) or own_starter(kind, config.content_types_dir)
    for person in newcomers:
        name = clean_title(person.name)
        text, fields = compose(kind, starter, name, {}, today)
        check_fields(kind, name, text, fields)
        uri = f"{community}/{kind.folder}/{person.text}.md"
        taken = find_taken(config.docs_dir, uri)
        if taken is not None:
            message = f"{config.shown(taken)} is in the way of a page for {name}."
            raise ScaffoldError(message, "Name the owner otherwise, or move that file.", taken)
        yield config.docs_dir / uri, text


def _namesake(kb: KnowledgeBase, title: str) -> str:
    same = (d for d in kb.documents if d.own_title.casefold() == title.casefold())
    return next((document.src_uri for document in same), "")
