"""A document: a view over the record of one file, made from the record and the file's place."""

from functools import cached_property
from typing import Any, NamedTuple

from cop_kb.model.content_type import ContentType, SectionSpec, fold_heading
from cop_kb.model.record import Details, FileRecord
from cop_kb.model.source import Mark, mark_of
from cop_kb.model.structure import Heading, Region, Task

SECTION_LEVEL = 2
AUDIENCES = ("public", "members", "stewards")
_LETTERS = "encoding"


class Section(NamedTuple):
    """A heading of level 2 with all that stands below it.

    Attributes:
        heading: The heading.
        body: What stands below it, deeper headings included.
        spec: What the type says of it; None for a section that the type does not know.
        by_alias: Whether the heading is one of the aliases that the type accepts.
    """

    heading: Heading
    body: Region
    spec: SectionSpec | None
    by_alias: bool


class Document:
    """One Markdown file of the knowledge base.

    Attributes:
        record: What was read from the file.
        type: Its content type; None for a plain page.
        community: The folder of its community; empty for a plain page outside of communities.
        slug: The last part of its id; empty for a plain page.
        id: ``<community>/<type>/<slug>``; the community's folder for the front page of a community, the path below
            docs_dir without its ending for a plain page.
        meant: The id of the type that a plain page was perhaps meant for, by its folder; mostly empty.
        default_audience: Who may read it unless it says so itself.
    """

    def __init__(
        self,
        record: FileRecord,
        content_type: ContentType | None,
        community: str,
        meant: str = "",
        audience: str = "",
    ) -> None:
        by_type = content_type.audience if content_type else AUDIENCES[0]
        self.default_audience = audience or by_type
        self.meant = meant
        self.record = record
        self.type = content_type
        self.community = community
        self.src_uri = record.src_uri
        self.data = record.data
        self.slug = ""
        if content_type is None:
            self.id = without_ending(record.src_uri)
        elif content_type.file:
            self.slug = without_ending(content_type.file)
            own = self.slug == "index"
            self.id = community if own else f"{community}/{content_type.id}"
        else:
            self.slug = slug_of(record.src_uri)
            self.id = f"{community}/{content_type.id}/{self.slug}"

    def __repr__(self) -> str:
        return f"<Document {self.id}>"

    def text(self, name: str) -> str:
        """Return the field ``name`` when it is text, else an empty string."""
        value = self.data.get(name)
        return value if isinstance(value, str) else ""

    def texts(self, name: str) -> list[str]:
        """Return the texts in the field ``name``; a single text counts as a list of one."""
        value = self.data.get(name)
        if isinstance(value, str):
            return [value]
        return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []

    @property
    def title(self) -> str:
        """The title as readers see it: the field, else the first heading, else the file's name in words."""
        return self.own_title or _words(slug_of(self.src_uri))

    @property
    def own_title(self) -> str:
        """The title that the author gave, or an empty string; a list that a community has once has that of its type."""
        title = self.text("title").strip() or self.record.heading
        if not title and self.type and self.type.file and self.type.is_data:
            return self.type.plural
        return title

    @property
    def page_uri(self) -> str:
        """The path of its page as if that stood below docs_dir; its own path unless it is data only."""
        return (
            self.src_uri if self.src_uri.endswith(".md") else without_ending(self.src_uri) + ".md"
        )

    @property
    def status(self) -> str:
        """The state in its lifecycle; empty for a plain page."""
        if self.type is None:
            return ""
        status = self.text("status")
        states = self.type.lifecycle.states
        return status if status in states else states[0]

    @property
    def is_draft(self) -> bool:
        """Whether missing things are hints only."""
        return self.type is not None and self.status in self.type.lifecycle.drafts

    @property
    def is_retired(self) -> bool:
        """Whether it is kept but no longer advised."""
        return self.type is not None and self.status in self.type.lifecycle.retired

    @property
    def audience(self) -> str:
        """Who may read it. What cannot be understood, or not even be read, counts as the narrowest."""
        value = self.data.get("audience")
        if value in (None, "") and not self.is_garbled:
            return self.default_audience
        return value if value in AUDIENCES else AUDIENCES[-1]

    @cached_property
    def is_garbled(self) -> bool:
        """Whether nobody can tell what the front matter says; wrong letters alone do not matter."""
        return self.record.troubled and any(f.rule != _LETTERS for f in self.details.findings)

    @property
    def review_in(self) -> str:
        """How long a review holds, such as ``12 months``; empty when no review is asked for."""
        own = self.text("review_in")
        return own or (self.type.lifecycle.review_in if self.type else "")

    @cached_property
    def _details(self) -> Details:
        return self.record.details()

    @property
    def details(self) -> Details:
        """Positions, structure and what could not be read."""
        return self._details

    @property
    def tasks(self) -> tuple[Task, ...]:
        """The task items of the body."""
        return self.details.structure.tasks

    def mark(self, pointer: str) -> Mark:
        """Return the position of a front-matter value by its JSON pointer, else of the nearest value around it."""
        return mark_of(self.details.marks, pointer)

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """The headings of level 2, each with the sum of what stands below it."""
        structure = self.details.structure
        known = self.type.known_headings if self.type else {}
        found: list[Section] = []
        is_open = False
        for heading, region in zip(structure.headings, structure.regions[1:], strict=True):
            if heading.level <= SECTION_LEVEL:
                is_open = heading.level == SECTION_LEVEL
                if is_open:
                    spec, by_alias = known.get(fold_heading(heading.text), (None, False))
                    found.append(Section(heading, region, spec, by_alias))
            elif is_open:
                found[-1] = found[-1]._replace(body=add_regions(found[-1].body, region))
        return tuple(found)

    def whole(self) -> Region:
        """Return the sum of all that stands in the body."""
        total = Region(0, 0, 0, 0, 0)
        for region in self.details.structure.regions:
            total = add_regions(total, region)
        return total


def add_regions(left: Region, right: Region) -> Region:
    """Return the sums of what two regions hold."""
    return Region(*(a + b for a, b in zip(left, right, strict=True)))


def slug_of(src_uri: str) -> str:
    """Return the name by which a file is referred to: its own, or its folder's when it is an index."""
    *folders, name = without_ending(src_uri).split("/")
    return folders[-1] if folders and name.lower() in {"index", "readme"} else name


def without_ending(src_uri: str) -> str:
    """Return the path of a document without the ending of its file."""
    return src_uri.removesuffix(".md").removesuffix(".yaml")


def _words(slug: str) -> str:
    words = slug.replace("-", " ").replace("_", " ")
    return words[:1].upper() + words[1:]


def as_dict(document: Document) -> dict[str, Any]:
    """Return what identifies a document, for messages and exports."""
    return {
        "id": document.id,
        "type": document.type.id if document.type else None,
        "community": document.community or None,
        "title": document.title,
        "src_uri": document.src_uri,
    }
