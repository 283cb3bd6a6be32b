"""What a type file says, ready for use."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

import jsonschema_rs

from cop_kb.model.lifecycle import Lifecycle

_NOISE = re.compile(r"[\s:.!?…*_`]+$")

CONTAINER = "container"
PERSON = "person"
SOURCE = "source"
GUIDANCE = "guidance"
TREE = "tree"
PATH = "path"
ENTRIES = "entries"
USES = "uses"
EXPIRES = "expires"

ANY = "*"
"""What a relation says that may lead to documents of any type."""


class Count(NamedTuple):
    """How often something must occur; ``maximum`` is None where there is no limit."""

    minimum: int
    maximum: int | None


@dataclass(frozen=True)
class SectionSpec:
    """One section of a type: its heading, what else it may be called, and what it must hold.

    Attributes:
        heading: The heading as the type says it.
        aliases: Headings that mean the same.
        required: Whether a published document must have it.
        draft: Whether even a first draft should have it.
        asks: The question that it answers.
        later: Whether it is written later than the rest, mostly by somebody else.
        records: Whether it tells what was said in a meeting.
        lead: What a phone shows of it below the title: its ``beginning``, or a ``link``; mostly empty.
        contains: What it must hold, by the field's name in ``Region``.
    """

    heading: str
    aliases: tuple[str, ...] = ()
    required: bool = False
    draft: bool = False
    asks: str = ""
    later: bool = False
    records: bool = False
    lead: str = ""
    contains: Mapping[str, Count] = field(default_factory=dict)


@dataclass(frozen=True)
class RelationSpec:
    """A field that names other documents.

    Attributes:
        name: The field in the front matter.
        inverse: What the document at the other end calls the relation.
        title: How this end is labelled.
        inverse_title: How the other end is labelled.
        to: Identifiers of the types that it may point to, or ``*`` alone; empty when ``trait`` decides.
        trait: The trait that the type at the other end must have; empty when ``to`` decides.
        path: Where the ids stand in the front matter: keys, and ``*`` for each item of a list. Mostly the name alone.
        acyclic: Whether a document may not lead back to itself.
        may_be_retired: Whether it may name what is retired or superseded.
        description: What it says, for authors; may be empty.
    """

    name: str
    inverse: str
    title: str
    inverse_title: str
    to: tuple[str, ...] = ()
    trait: str = ""
    path: tuple[str, ...] = ()
    acyclic: bool = False
    may_be_retired: bool = False
    description: str = ""

    def allows(self, content_type: "ContentType") -> bool:
        """Tell whether a document of ``content_type`` may stand at the other end."""
        if self.trait:
            return self.trait in content_type.traits
        return content_type.id in self.to or ANY in self.to

    @property
    def is_field(self) -> bool:
        """Whether its values are those of the field of its name, not parts of another field."""
        return self.path == (self.name,)

    @property
    def key(self) -> str:
        """What an author finds in the file where its values stand: the name of the innermost field."""
        return next(part for part in reversed(self.path) if part != ANY)


class EntriesSpec(NamedTuple):
    """Which fields of an entry hold what it is called, and what is said of it."""

    name: str
    text: str


@dataclass(frozen=True)
class Level:
    """How far a document can have proven itself, and what that takes beyond the levels before.

    Attributes:
        name: What the level is called.
        derived_from: On how many sources the document must rest.
        transitive: Whether sources count that it rests on through other documents.
        uses: How many times it must have been used.
        outcomes: The outcomes that count; empty for all.
        by_others: Whether only uses by others than its owners count.
        teams: In how many teams it must have been used.
        within: How recent the latest use must be, such as ``18 months``; empty where the level never lapses.
        reviewed_by: ``anybody`` or ``others``; empty where no review is needed.
    """

    name: str
    derived_from: int = 0
    transitive: bool = False
    uses: int = 0
    outcomes: tuple[str, ...] = ()
    by_others: bool = False
    teams: int = 0
    within: str = ""
    reviewed_by: str = ""


@dataclass(frozen=True)
class ContentType:
    """A content type: all that makes its documents differ from others.

    Attributes:
        id: The name of its file, such as ``decision-tree``.
        title: What one document is called.
        plural: What several are called.
        description: What the type is for.
        folder: The folder inside a community that holds its documents; empty when ``file`` is set.
        file: The one file inside a community that is of the type; empty when ``folder`` is set.
        ending: How the names of its files end: ``md``, or ``yaml`` for documents that are fields only.
        prompts: What somebody says who wants to write one, the most fitting first.
        icon: An icon of the theme, such as ``material/forum``.
        default: Whether it is on in a knowledge base that does not list its types.
        order: Where it stands in lists; smaller comes first.
        traits: What behaves differently.
        audience: Who may read documents that do not say so themselves.
        required_fields: Fields that a published document must have.
        asked_fields: Fields that ``new`` asks for.
        schema: JSON Schema of the whole front matter, without required fields.
        sections: In their order.
        free_sections: Whether other sections are welcome.
        contains: What the whole document must hold.
        relations: By the name of the field.
        lifecycle: Its states.
        entries: How to read the entries of a list; None for other types.
        evidence: How far documents can have proven themselves, from the lowest level to the highest.
        starter: The template of a new document.
    """

    id: str
    title: str
    plural: str
    description: str
    folder: str = ""
    file: str = ""
    ending: str = "md"
    prompts: tuple[str, ...] = ()
    icon: str = "material/file-document-outline"
    default: bool = False
    order: int = 100
    traits: frozenset[str] = frozenset()
    audience: str = "public"
    required_fields: tuple[str, ...] = ()
    asked_fields: tuple[str, ...] = ()
    schema: Mapping[str, Any] = field(default_factory=dict)
    sections: tuple[SectionSpec, ...] = ()
    free_sections: bool = False
    contains: Mapping[str, Count] = field(default_factory=dict)
    relations: Mapping[str, RelationSpec] = field(default_factory=dict)
    lifecycle: Lifecycle = field(default_factory=Lifecycle)
    entries: EntriesSpec | None = None
    evidence: tuple[Level, ...] = ()
    starter: str = ""

    @cached_property
    def known_headings(self) -> dict[str, tuple[SectionSpec, bool]]:
        """Its sections by every heading that they may have, folded, and whether that is an alias."""
        aliases = {fold_heading(alias): (s, True) for s in self.sections for alias in s.aliases}
        return aliases | {fold_heading(s.heading): (s, False) for s in self.sections}

    @cached_property
    def validator(self) -> jsonschema_rs.Draft202012Validator:
        """What checks the front matter of its documents."""
        return jsonschema_rs.Draft202012Validator(dict(self.schema), validate_formats=True)

    def label(self, field: str) -> str:
        """Return how a field is labelled: its title, else its name in words."""
        schema = self.schema["properties"][field]
        own = schema.get("title") if isinstance(schema, dict) else None
        return own if isinstance(own, str) and own else in_words(field)

    @property
    def is_data(self) -> bool:
        """Whether its documents are fields only, without a text."""
        return self.ending != "md"

    @property
    def slug(self) -> str:
        """The name of the type's own pages: its folder, or its identifier."""
        return self.folder or self.id


def in_words(name: str) -> str:
    """Return the name of a field as a label."""
    return name.replace("_", " ").capitalize()


def fold_heading(text: str) -> str:
    """Return a heading as it is compared: without regard to case, spacing and closing punctuation."""
    return " ".join(_NOISE.sub("", text).casefold().split())
