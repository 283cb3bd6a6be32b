"""Which pages the site has beyond those that somebody wrote."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from markdown.extensions.toc import slugify_unicode

from cop_kb.model.content_type import CONTAINER, ENTRIES, TREE, USES, ContentType
from cop_kb.model.document import Document
from cop_kb.model.knowledge_base import KnowledgeBase
from cop_kb.site.format_pages import format_pages
from cop_kb.site.generated_page import GeneratedPage

HOME = "index.md"
COMMUNITIES = "communities/index.md"
TYPES = "types/index.md"
TAGS = "tags/index.md"
SEARCH = "search/index.md"

PAGE_SIZE = 50
"""Documents on one page of a list, so that no page of a large knowledge base is slow to load."""

_LONGEST_SLUG = 50
_LIST = "kb/list.html"
_DATA = "kb/data.html"
_TEMPLATES = {TREE: "kb/tree.html", ENTRIES: "kb/entries.html", USES: "kb/uses.html"}
"""How documents that are data only are shown, by what their type does."""


def generated_pages(
    kb: KnowledgeBase, existing: Collection[str], *, search: bool = True
) -> list[GeneratedPage]:
    """Return the pages to generate, in a fixed order.

    Args:
        kb: The knowledge base, narrowed to the audience.
        existing: Paths below docs_dir that are taken: a page that somebody wrote wins over ours.
        search: Whether the site has a search index.
    """
    return [page for page in _candidates(kb, search) if not _is_taken(page.src_uri, existing)]


def type_pages(kb: KnowledgeBase) -> dict[str, str]:
    """Return the path of the index of each content type that has documents, by the type's id.

    The front pages of communities have one list already, the list of communities.
    """
    used = [t for name, t in kb.types.items() if kb.by_type.get(name)]
    slugs = _unique_slugs((t.id, t.slug) for t in used)
    return {
        t.id: COMMUNITIES if CONTAINER in t.traits else f"types/{slugs[t.id]}/index.md"
        for t in used
    }


def tag_pages(kb: KnowledgeBase) -> dict[str, str]:
    """Return the path of the page of each tag."""
    slugs = _unique_slugs((tag, slugify_unicode(tag, "-")) for tag in kb.by_tag)
    return {tag: f"tags/{slug}/index.md" for tag, slug in slugs.items()}


def shelf_page(community: str, content_type: ContentType) -> str:
    """Return the path of the list of a community's documents of one type: the index of their folder."""
    return f"{community}/{content_type.folder}/index.md"


def _candidates(kb: KnowledgeBase, search: bool) -> Iterator[GeneratedPage]:
    yield GeneratedPage(HOME, "Home", "kb/home.html")
    if kb.communities:
        description = "The communities of practice, what each cares about and how to take part."
        yield GeneratedPage(COMMUNITIES, "Communities", "kb/communities.html", description)
    if kb.typed:
        yield GeneratedPage(
            TYPES, "Documents", "kb/types.html", "Everything written down, by type."
        )
    yield from _data_pages(kb)
    yield from format_pages(kb)
    indexes = type_pages(kb)
    for name, content_type in kb.types.items():
        documents = kb.by_type.get(name, ())
        if not documents or CONTAINER in content_type.traits:
            continue
        about = {"heading": content_type.plural, "type": name}
        page = GeneratedPage(
            indexes[name], content_type.plural, _LIST, content_type.description, about
        )
        yield from _parts(page, documents)
        yield from _shelves(kb, content_type, documents)
    if kb.by_tag:
        yield GeneratedPage(TAGS, "Tags", "kb/tags.html", "All tags, with the number of documents.")
    for tag, src_uri in tag_pages(kb).items():
        page = GeneratedPage(src_uri, tag, _LIST, data={"heading": tag, "tag": tag})
        yield from _parts(page, kb.by_tag[tag])
    if search:
        description = "Search everything, and narrow it down by community, type, status and tag."
        yield GeneratedPage(SEARCH, "Search", "kb/search.html", description)


def _data_pages(kb: KnowledgeBase) -> Iterator[GeneratedPage]:
    """Yield the pages of documents that are data only."""
    for document in kb.typed:
        if document.type and document.type.is_data:
            templates = (t for trait, t in _TEMPLATES.items() if trait in document.type.traits)
            template = next(templates, _DATA)
            data = {"document": document.src_uri}
            summary = document.text("summary")
            yield GeneratedPage(document.page_uri, document.title, template, summary, data)


def _shelves(
    kb: KnowledgeBase, content_type: ContentType, documents: Sequence[Document]
) -> Iterator[GeneratedPage]:
    """Yield the lists of each community's documents of one type."""
    by_community: dict[str, list[Document]] = {}
    if content_type.folder:
        for document in documents:
            by_community.setdefault(document.community, []).append(document)
    names = {front.community: front.title for front in kb.communities}
    for community in sorted(by_community):
        title = " · ".join(filter(None, (content_type.plural, names.get(community))))
        about = {"heading": content_type.plural, "type": content_type.id, "community": community}
        uri = shelf_page(community, content_type)
        page = GeneratedPage(uri, title, _LIST, content_type.description, about)
        yield from _parts(page, by_community[community])


def _parts(page: GeneratedPage, documents: Sequence[Document]) -> Iterator[GeneratedPage]:
    """Yield the pages of one list.

    What ``data`` holds already is kept; it gets the number of all ``documents``, those of this page, the page's number
    and the paths of all pages of the list.
    """
    parts = [documents[i : i + PAGE_SIZE] for i in range(0, len(documents), PAGE_SIZE)]
    folder = page.src_uri.removesuffix("index.md")
    uris = tuple(
        f"{folder}{number}/index.md" if number > 1 else page.src_uri
        for number in range(1, len(parts) + 1)
    )
    for number, (uri, part) in enumerate(zip(uris, parts, strict=True), 1):
        data = {
            **page.data,
            "total": len(documents),
            "documents": tuple(document.src_uri for document in part),
            "number": number,
            "numbers": uris,
        }
        suffix = f" ({number} of {len(uris)})" if number > 1 else ""
        yield replace(page, src_uri=uri, title=page.title + suffix, data=data)


def _unique_slugs(names: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return a slug for each name; where two are alike the later one gets a number."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for name, wanted in names:
        slug = base = wanted[:_LONGEST_SLUG].strip("-") or "other"
        number = 1
        while slug in taken:
            number += 1
            slug = f"{base}-{number}"
        taken.add(slug)
        found[name] = slug
    return found


def _is_taken(src_uri: str, existing: Collection[str]) -> bool:
    """Tell whether a written page has the address of ``src_uri``, an index: README.md and <folder>.md have it too."""
    folder = src_uri.removesuffix("index.md")
    return (
        src_uri in existing
        or f"{folder}README.md" in existing
        or (folder != "" and f"{folder.rstrip('/')}.md" in existing)
    )
