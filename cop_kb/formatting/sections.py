"""The order of the sections of a document."""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

from cop_kb.formatting.blocks import rearrange
from cop_kb.load.markdown import read_structure
from cop_kb.load.markdown.html import TAG
from cop_kb.model.document import SECTION_LEVEL, Document, Section
from cop_kb.model.structure import Structure

_HOLDS_MARKDOWN = re.compile(r"^[ ]{0,3}<([a-zA-Z][\w-]*)[^<>\n]*\smarkdown\b", re.MULTILINE)


def known_sections(document: Document) -> list[Section]:
    """Return the sections that the type knows, those inside of quotes and the like left out."""
    return [s for s in document.sections if s.spec and s.heading.column == 1]


def order_of_sections(document: Document, sections: Sequence[Section]) -> list[int]:
    """Return which of ``sections`` comes first, second and so on; those of one kind keep their order."""
    specs = document.type.sections if document.type else ()
    ranks = {spec.heading: rank for rank, spec in enumerate(specs)}
    own = [ranks[section.spec.heading] for section in sections if section.spec]
    return sorted(range(len(own)), key=own.__getitem__)


def arrange_sections(
    lines: Sequence[bytes], sections: Sequence[Section], order: Sequence[int]
) -> list[int]:
    """Return the numbers of all lines with the sections in another order.

    A section that the type does not know stays behind the one that it follows; what stands above the first stays.
    """
    starts = [section.heading.line - 1 for section in sections]
    blocks = [range(start, stop) for start, stop in pairwise([*starts, len(lines)])]
    moved = rearrange(blocks, order, lambda number: not lines[number].strip())
    return [*range(starts[0]), *moved]


def find_obstacle(document: Document, sections: Sequence[Section], lines: Sequence[str]) -> str:
    """Return why the sections of a document cannot move, whatever their order; empty when they can.

    Args:
        document: The document.
        sections: Those that would move.
        lines: The whole file.
    """
    first = sections[0].heading.line
    headings = document.details.structure.headings
    if any(h.level < SECTION_LEVEL and h.column == 1 and h.line > first for h in headings):
        return "a heading of level 1 stands between its sections"
    starts = [section.heading.line - 1 for section in sections]
    for start, stop in pairwise([0, *starts, len(lines)]):
        part = "\n".join(lines[start:stop])
        for name in {match[1].lower() for match in _HOLDS_MARKDOWN.finditer(part)}:
            slashes = [tag[1] for tag in TAG.finditer(part) if tag[2].lower() == name]
            if slashes.count("") != slashes.count("/"):
                return f"the HTML element `{name}` spans several of them"
    return ""


def find_change(document: Document, body: str, order: Sequence[int]) -> str:
    """Return what would show in another way, not just in another place; empty where nothing would.

    Args:
        document: The document as it was read.
        body: Its text with the sections in another order.
        order: The number of the line that stands in each place now.
    """
    before = _shown(document.details.structure, lambda line: line)
    after = _shown(
        read_structure(body, document.record.body_line), lambda line: order[line - 1] + 1
    )
    if before == after:
        return ""
    if before[1:] == after[1:]:
        return "headings that are called alike would get one another's address"
    return "one of them would show in another way"


def _shown(structure: Structure, origin: Callable[[int], int]) -> tuple[Any, ...]:
    """Return what a reader sees in the order of the lines that it comes from, the addresses of headings first.

    Other anchors are left out: those of footnotes are counted through the page.
    """
    headings = [heading._replace(line=origin(heading.line)) for heading in structure.headings]
    bare = (heading._replace(anchor="") for heading in headings)
    links = (
        link._replace(line=origin(link.line), end_line=link.end_line - link.line)
        for link in structure.links
    )
    return (
        sorted(headings),
        structure.regions[0],
        sorted(zip(bare, structure.regions[1:], strict=True)),
        sorted(links),
        sorted(task._replace(line=origin(task.line)) for task in structure.tasks),
    )
