"""The navigation of a site whose steward gives none."""

import posixpath
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from cop_kb.model.file_tree import INDEXES
from cop_kb.model.knowledge_base import KnowledgeBase
from cop_kb.site.format_pages import FORMATS, FORMATS_TITLE
from cop_kb.site.pages import COMMUNITIES, HOME, SEARCH, TAGS, TYPES, type_pages

TYPES_SHOWN = 10
"""Content types in the navigation, which every page carries; the page of all documents has the others, too."""


def navigation(kb: KnowledgeBase, existing: Collection[str]) -> list[Any]:
    """Return the navigation of a site whose steward gives none, as MkDocs takes it in ``nav``.

    Communities, types, tags and search; no single documents, since each page would carry the list of all of them. A
    knowledge base of plain pages only gets what MkDocs would make of its folders.

    Args:
        kb: The knowledge base, narrowed to the audience.
        existing: Paths of the generated pages.
    """
    plain = [document.src_uri for document in kb.documents if document.type is None]
    if not kb.typed:
        home = [HOME] if HOME in existing else []
        return home + _tree(plain)
    communities = {document.community for document in kb.communities}
    outside = [uri for uri in plain if uri.partition("/")[0] not in communities]
    home_page = next((uri for uri in (HOME, "README.md") if uri in outside), HOME)
    entries: list[Any] = [{"Home": home_page}]
    if kb.communities:
        entries.append({"Communities": [COMMUNITIES, *_community_entries(kb, plain)]})
    types = [
        {kb.types[name].plural: uri} for name, uri in type_pages(kb).items() if uri != COMMUNITIES
    ]
    del types[TYPES_SHOWN:]
    formats = [{FORMATS_TITLE: FORMATS}] if FORMATS in existing else []
    entries.append({"Documents": [TYPES, *types, *formats]})
    if kb.by_tag:
        entries.append({"Tags": TAGS})
    if SEARCH in existing:
        entries.append({"Search": SEARCH})
    listed = {home_page, COMMUNITIES, TYPES, TAGS, SEARCH, *type_pages(kb).values()}
    return entries + _tree([uri for uri in outside if uri not in listed])


def without(entries: Iterable[Any], gone: Collection[str]) -> list[Any]:
    """Return a steward's navigation without the pages ``gone``, and without sections that nothing is left of."""
    return [kept for entry in entries if (kept := _without(entry, gone))]


def _without(entry: Any, gone: Collection[str]) -> Any:  # noqa: ANN401 - as MkDocs reads it
    if isinstance(entry, list):
        return without(entry, gone)
    if isinstance(entry, dict):
        inner = {title: _without(value, gone) for title, value in entry.items()}
        return {title: value for title, value in inner.items() if value}
    return "" if isinstance(entry, str) and posixpath.normpath(entry) in gone else entry


def _community_entries(kb: KnowledgeBase, plain: Iterable[str]) -> Iterator[dict[str, Any]]:
    own: dict[str, list[str]] = {}
    for uri in plain:
        own.setdefault(uri.partition("/")[0], []).append(uri)
    for front in kb.communities:
        rest = _tree(
            [uri.partition("/")[2] for uri in own.get(front.community, ())], front.community
        )
        yield {front.title: [front.src_uri, *rest] if rest else front.src_uri}


def _tree(uris: Iterable[str], folder: str = "") -> list[Any]:
    """Return pages and folders as MkDocs orders them: the index first, then files, then folders."""
    pages: list[str] = []
    folders: dict[str, list[str]] = {}
    for uri in uris:
        head, slash, rest = uri.partition("/")
        if slash:
            folders.setdefault(head, []).append(rest)
        else:
            pages.append(uri)
    pages.sort(key=lambda name: (name not in INDEXES, name))
    prefix = f"{folder}/" if folder else ""
    inner = [{_words(name): _tree(folders[name], prefix + name)} for name in sorted(folders)]
    return [*(prefix + name for name in pages), *inner]


def _words(folder: str) -> str:
    """Return the name of a folder as MkDocs shows it."""
    words = folder.replace("-", " ").replace("_", " ")
    return words.capitalize() if words.lower() == words else words
