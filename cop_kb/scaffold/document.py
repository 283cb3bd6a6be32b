"""A new document, or a new community, in a knowledge base."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from cop_kb.config import Config
from cop_kb.errors import ScaffoldError
from cop_kb.load.source import parse_fields, parse_source
from cop_kb.model.content_type import ContentType
from cop_kb.model.document import without_ending
from cop_kb.model.knowledge_base import KnowledgeBase
from cop_kb.scaffold.formats import chosen_format
from cop_kb.scaffold.lookup import is_container, is_list
from cop_kb.scaffold.new_files import NewFiles, find_taken
from cop_kb.scaffold.people import Reference, author_fields, person_type, refer, refuse_slip
from cop_kb.scaffold.relations import person_relations, resolve_relations, rewrite
from cop_kb.scaffold.sections import NOTHING, Material
from cop_kb.scaffold.slug import slug_from_title
from cop_kb.scaffold.starter import compose, filled_starter, own_starter
from cop_kb.scaffold.title import clean_title
from cop_kb.scaffold.values import check_values
from cop_kb.spelling import folded_name


@dataclass(frozen=True)
class Request:
    """What is wanted.

    Attributes:
        type: The type of the document.
        title: What it is called; of no account for a list that a community has once.
        community: The folder of its community; of no account for the front page of a new one.
        authors: Names of those who look after it.
        values: Fields of its front matter; None leaves a field out.
        today: The day that counts as today.
        material: What its author has written already.
    """

    type: ContentType
    title: str
    community: str
    authors: tuple[str, ...]
    values: Mapping[str, Any] = field(default_factory=dict)
    today: date = date.min
    material: Material = NOTHING


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
    kind = request.type
    title = "" if is_list(kind) else clean_title(request.title)
    container = is_container(kind)
    community = slug_from_title(title, top_level=True) if container else request.community
    uri = _uri(kind, community, title)
    _refuse_taken(config, kb, uri, kind, title)
    values, newcomers = _with_people(kb, request, community)
    values = resolve_relations(kb, kind, community, values)
    starter = own_starter(kind, config.content_types_dir)
    sheet = chosen_format(kb, kind, values)
    text, fields = compose(kind, starter, title, values, request.today, request.material, sheet)
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


def check_fields(
    content_type: ContentType, title: str, text: str, fields: Mapping[str, Any]
) -> None:
    """Check a new document before it is written.

    Raises:
        ScaffoldError: A field does not fit, or the text would not read as it was meant.
    """
    check_values(content_type, {"title": title, **fields} if title else fields)
    source = (parse_fields if content_type.is_data else parse_source)(text.encode())
    if source.findings:
        raise ScaffoldError(source.findings[0].message, source.findings[0].hint)


def _uri(content_type: ContentType, community: str, title: str) -> str:
    if content_type.file:
        return f"{community}/{content_type.file}"
    return f"{community}/{content_type.folder}/{slug_from_title(title)}.{content_type.ending}"


def _refuse_taken(
    config: Config, kb: KnowledgeBase, uri: str, content_type: ContentType, title: str
) -> None:
    taken = find_taken(config.docs_dir, uri)
    if taken is None and content_type.folder:
        community, _, name = without_ending(uri).split("/")
        wanted = folded_name(f"{community}/{content_type.id}/{name}")
        same = (d for d in kb.typed if folded_name(d.id) == wanted)
        taken = next((config.docs_dir / d.src_uri for d in same), None)
    if taken is None and is_container(content_type):
        # MkDocs takes a README for the front page as well.
        taken = find_taken(config.docs_dir, uri.rpartition("/")[0] + "/README.md")
    if taken is None:
        return
    if is_list(content_type):
        message = (
            f"The community has one file of the type {content_type.title}, and it is there already."
        )
        raise ScaffoldError(message, "Add a line to it.", taken)
    message = f"{title!r} would get the place of this file, which is there already."
    raise ScaffoldError(message, "Choose another title, or edit that file.", taken)


def _with_people(
    kb: KnowledgeBase, request: Request, community: str
) -> tuple[dict[str, Any], list[Reference]]:
    """Return the fields with people in them as documents name them, and those of them who have no page yet.

    Raises:
        ScaffoldError: A name in the fields is most likely mistyped.
    """
    newcomers: dict[str, Reference] = {}

    def name_of(text: str) -> str:
        reference = refer(kb, community, text)
        if reference.name:
            newcomers[reference.text] = reference
        return reference.text

    def typed_name_of(text: str) -> str:
        refuse_slip(kb, community, text)
        return name_of(text)

    values = dict(request.values)
    for spec in person_relations(request.type):
        values = rewrite(values, spec, typed_name_of)
        if isinstance(values.get(spec.name), list):
            values[spec.name] = _once(values[spec.name])
    if request.authors:
        for name in author_fields(request.type):
            if name not in values:
                values[name] = _once([name_of(author) for author in request.authors])
    return values, list(newcomers.values())


def _once(items: list[Any]) -> list[Any]:
    """Return a list without repetitions of what it holds already: two names can mean one person."""
    return [item for index, item in enumerate(items) if item not in items[:index]]


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
    same = (d for d in kb.documents if title and d.own_title.casefold() == title.casefold())
    return next((document.src_uri for document in same), "")
