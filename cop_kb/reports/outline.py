"""A report in parts, as text for a terminal and as Markdown for a comment or a mail.

All words in it are set already, see ``cop_kb.reports.pen``.
"""

from collections.abc import Sequence
from typing import NamedTuple

from cop_kb.reports.wrapping import WIDTH

COMMENT = 65_000
"""Characters that a comment on GitHub may have are 65,536; some are left for what is put around."""

_MANY = 12
"""Items that a reader of a comment looks at unfolded."""


class Item(NamedTuple):
    """One thing to tell, and what there is to say of it."""

    text: str
    details: tuple[str, ...] = ()


class Part(NamedTuple):
    """Things under one heading."""

    title: str
    items: tuple[Item, ...]


class Outline(NamedTuple):
    """A report: one line that says it all, what else is to be known at once, and the parts."""

    summary: str
    remarks: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()


def as_text(outline: Outline, *, short: bool = False) -> str:
    """Return a report for a terminal, or only what stands before its parts."""
    blocks = ["\n".join([outline.summary, *outline.remarks])]
    for part in () if short else outline.parts:
        lines = [part.title]
        for item in part.items:
            lines.append(f"  {item.text}")
            lines += [f"      {detail}" for detail in item.details]
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + "\n"


def as_markdown(outline: Outline, limit: int = 0, title: str = "") -> str:
    """Return a report in Markdown.

    Args:
        outline: The report.
        limit: How many characters a comment may have; what does not fit is counted, and long parts are folded. 0 for
            a text of its own, of any length.
        title: A heading above it; may be empty.
    """
    head = [f"## {title}"] if title else []
    head += [f"**{outline.summary}**", *outline.remarks]
    beginning = "\n\n".join(head) + "\n"
    rest = limit - len(beginning) if limit else 0
    return beginning + "".join(_fitting(outline.parts, rest))


def _fitting(parts: Sequence[Part], limit: int) -> list[str]:
    """Return the parts as Markdown, each cut where it would take more than its share of ``limit``."""
    whole = [_part(part, len(part.items), folded=bool(limit)) for part in parts]
    if not limit or sum(map(len, whole)) <= limit:
        return whole
    shown: dict[int, str] = {}
    room = limit - WIDTH  # for the line that says how many parts are left out
    for left, index in enumerate(sorted(range(len(parts)), key=lambda i: len(whole[i]))):
        share = room // (len(parts) - left)
        text = whole[index] if len(whole[index]) <= share else _cut(parts[index], share)
        if len(text) <= share:
            shown[index] = text
            room -= len(text)
    missing = len(parts) - len(shown)
    closing = [f"\n{missing} more parts are left out here.\n"] if missing else []
    return [shown[index] for index in sorted(shown)] + closing


def _cut(part: Part, limit: int) -> str:
    """Return as many items of ``part`` as fit; at first without what there is to say of them."""
    bare = part._replace(items=tuple(Item(item.text) for item in part.items))
    text = _part(bare, len(bare.items))
    if len(text) <= limit:
        return text
    low, high = 0, len(bare.items)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if len(_part(bare, middle)) <= limit else (low, middle - 1)
    return _part(bare, low)


def _part(part: Part, number: int, *, folded: bool = True) -> str:
    """Return the first ``number`` items of a part; many of them are folded."""
    lines = []
    for item in part.items[:number]:
        lines.append(f"- {item.text}")
        lines += [f"    - {detail}" for detail in item.details]
    if number < len(part.items):
        lines.append(f"- … and {len(part.items) - number} more")
    text = "\n".join(lines)
    if folded and len(part.items) > _MANY:
        text = f"<details><summary>{len(part.items)} entries</summary>\n\n{text}\n\n</details>"
    return f"\n### {part.title}\n\n{text}\n"
