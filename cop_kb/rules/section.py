"""Which sections a document has, and which of its type they are."""

import re
from typing import NamedTuple

from cop_kb.model.content_type import SectionSpec
from cop_kb.model.diagnostic import Finding
from cop_kb.model.document import Document, Section

_NOISE = re.compile(r"[\s:.!?…*_`]+$")


class Match(NamedTuple):
    """A section of a document and the section of the type that it is.

    Attributes:
        section: What stands in the document.
        spec: What the type says of it; None for a section that the type does not know.
        by_alias: Whether the heading is one of the aliases.
    """

    section: Section
    spec: SectionSpec | None
    by_alias: bool


def match_sections(document: Document) -> list[Match]:
    """Return the sections of ``document`` in their order, each with what its type says of it."""
    if document.type is None:
        return []
    headings = {fold(spec.heading): (spec, False) for spec in document.type.sections}
    aliases = {
        fold(alias): (spec, True) for spec in document.type.sections for alias in spec.aliases
    }
    known = aliases | headings
    return [
        Match(section, *known.get(fold(section.heading.text), (None, False)))
        for section in document.sections()
    ]


def fold(heading: str) -> str:
    """Return a heading as it is compared: without regard to case, spacing and closing punctuation."""
    return " ".join(_NOISE.sub("", heading).casefold().split())


def at_heading(rule: str, section: Section, message: str, hint: str) -> Finding:
    """Return a finding about the heading of a section."""
    heading = section.heading
    end = heading.column + heading.level + 1 + len(heading.text)
    return Finding(rule, heading.line, heading.column, heading.line, end, message, hint)


def is_empty(document: Document, section: Section) -> bool:
    """Tell whether nothing stands below a heading: no word, table, code or image."""
    body = section.body
    if body.words or body.tables or body.code_blocks:
        return False
    start = section.heading.line
    end = next(
        (h.line for h in document.details.structure.headings if h.line > start and h.level <= 2),  # noqa: PLR2004
        None,
    )
    return not any(
        link.kind == "image" and link.line > start and (end is None or link.line < end)
        for link in document.details.structure.links
    )
