"""What several rules ask about a section."""

from cop_kb.model.diagnostic import Finding
from cop_kb.model.document import SECTION_LEVEL, Document, Section


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
