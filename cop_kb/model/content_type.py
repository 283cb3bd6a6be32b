"""What a type file says, ready for use."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

import jsonschema_rs

_NOISE = re.compile(r"[\s:.!?…*_`]+$")

CONTAINER = "container"
PERSON = "person"


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
        contains: What it must hold, by the field's name in ``Region``.
    """

    heading: str
    aliases: tuple[str, ...] = ()
    required: bool = False
    draft: bool = False
    asks: str = ""
    contains: Mapping[str, Count] = field(default_factory=dict)


@dataclass(frozen=True)
class RelationSpec:
    """A field that names other documents.

    Attributes:
        name: The field in the front matter.
        inverse: What the document at the other end calls the relation.
        title: How this end is labelled.
        inverse_title: How the other end is labelled.
        to: Identifiers of the types that it may point to; empty when ``trait`` decides.
        trait: The trait that the type at the other end must have; empty when ``to`` decides.
    """

    name: str
    inverse: str
    title: str
    inverse_title: str
    to: tuple[str, ...] = ()
    trait: str = ""

    def allows(self, content_type: "ContentType") -> bool:
        """Tell whether a document of ``content_type`` may stand at the other end."""
        if self.trait:
            return self.trait in content_type.traits
        return content_type.id in self.to


@dataclass(frozen=True)
class Lifecycle:
    """The states of a document.

    Attributes:
        states: In their order; a document that names none is in the first.
        drafts: States in which missing things are hints only.
        retired: States in which a document is kept but no longer advised.
        review_in: How long a review holds, such as ``12 months``; empty when reviews are not asked for.
    """

    states: tuple[str, ...] = ("draft", "published", "retired")
    drafts: tuple[str, ...] = ("draft", "in-review")
    retired: tuple[str, ...] = ("retired",)
    review_in: str = ""


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
        starter: The template of a new document.
    """

    id: str
    title: str
    plural: str
    description: str
    folder: str = ""
    file: str = ""
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

    @property
    def slug(self) -> str:
        """The name of the type's own pages: its folder, or its identifier."""
        return self.folder or self.id


def fold_heading(text: str) -> str:
    """Return a heading as it is compared: without regard to case, spacing and closing punctuation."""
    return " ".join(_NOISE.sub("", text).casefold().split())
