"""What several rules ask about a section."""

from cop_kb.model.content_type import fold_heading
from cop_kb.model.diagnostic import Finding
from cop_kb.model.document import SECTION_LEVEL, Document, Section
from cop_kb.model.structure import Heading


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
        (
            h.line
            for h in document.details.structure.headings
            if h.line > start and h.level <= SECTION_LEVEL
        ),
        None,
    )
    return not any(
        link.kind == "image" and link.line > start and (end is None or link.line < end)
        for link in document.details.structure.links
    )


def disguised_title(document: Document) -> Heading | None:
    """Return the first heading of a document without a title, where it is none of the sections of its type.

    Collections that a program put together often begin each document one level lower.
    """
    headings = document.details.structure.headings
    if document.type is None or document.own_title or not headings:
        return None
    known = fold_heading(headings[0].text) in document.type.known_headings
    return None if known else headings[0]
