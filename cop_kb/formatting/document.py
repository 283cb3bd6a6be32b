"""One document with its fields and sections in order: the same lines, some of them elsewhere."""

from codecs import BOM_UTF8
from collections.abc import Sequence
from typing import NamedTuple

from cop_kb.formatting.fields import arrange_fields, order_of_fields
from cop_kb.formatting.sections import (
    arrange_sections,
    find_change,
    find_obstacle,
    known_sections,
    order_of_sections,
)
from cop_kb.load.source import parse_file
from cop_kb.model.document import Document

_ENDS = b"\r\n"
_BY_HAND = "Move them by hand, and see how the page looks then."


class Untouched(NamedTuple):
    """Why something stays in the order that it has.

    Attributes:
        line: Where it stands.
        reason: Why, in the author's words.
        hint: What to do.
    """

    line: int
    reason: str
    hint: str


class Formatted(NamedTuple):
    """A file as it is and as it would be.

    Attributes:
        src_uri: Its path below docs_dir.
        before: What it holds.
        after: The same lines in order; equal to ``before`` when there is nothing to do.
        untouched: What is not in order and stays so.
    """

    src_uri: str
    before: bytes
    after: bytes
    untouched: tuple[Untouched, ...] = ()


def is_in_order(document: Document) -> bool:
    """Tell whether fields and sections stand in the order of the type; those of a plain page do."""
    if document.type is None:
        return True
    orders = order_of_fields(document), order_of_sections(document, known_sections(document))
    return all(order == sorted(order) for order in orders)


def format_document(document: Document, content: bytes) -> Formatted:
    """Return what the file of a readable document holds with its fields and sections in order.

    Args:
        document: The document.
        content: What the file holds; ``document`` was read from the same.
    """
    after = content
    untouched = []
    for step in (_order_fields, _order_sections):
        outcome = step(document, after)
        if isinstance(outcome, Untouched):
            untouched.append(outcome)
        else:
            after = outcome
    return Formatted(document.src_uri, content, after, tuple(untouched))


def _order_fields(document: Document, content: bytes) -> bytes | Untouched:
    order = order_of_fields(document)
    if order == sorted(order):
        return content
    lines = _lines(content)
    # Line 1 opens the front matter, and the line before the text closes it.
    span = range(1, document.record.body_line - 2) if _is_text(document) else range(len(lines))
    moved = arrange_fields(document, lines, span, order)
    if moved is None:
        reason = "Its fields are not in order, and several stand on one line."
        return Untouched(1, reason, "Give each field a line of its own.")
    after = _arranged(content, [*range(span.start), *moved, *range(span.stop, len(lines))])
    source = parse_file(document.src_uri, after)
    if source.findings or source.data != document.data:
        reason = "Its fields are not in order, and would say something else if they were moved."
        return Untouched(1, reason, "Move them by hand.")
    return after


def _order_sections(document: Document, content: bytes) -> bytes | Untouched:
    sections = known_sections(document)
    order = order_of_sections(document, sections)
    if order == sorted(order):
        return content
    lines = _lines(content)
    texts = [line.rstrip(_ENDS).decode() for line in lines]
    moved = arrange_sections(lines, sections, order)
    after = _arranged(content, moved)
    obstacle = find_obstacle(document, sections, texts) or find_change(
        document, parse_file(document.src_uri, after).body, moved
    )
    if obstacle:
        line = sections[0].heading.line
        return Untouched(line, f"Its sections are not in order: {obstacle}.", _BY_HAND)
    return after


def _is_text(document: Document) -> bool:
    return document.src_uri.endswith(".md")


def _lines(content: bytes) -> list[bytes]:
    """Return the lines of a file, each with its end, as the reader of documents counts them."""
    return content.removeprefix(BOM_UTF8).splitlines(keepends=True)


def _arranged(content: bytes, order: Sequence[int]) -> bytes:
    """Return the lines of ``content`` in another order; a byte order mark, and an end without line end, stay."""
    lines = _lines(content)
    ended = lines[-1].endswith((b"\r", b"\n"))
    if not ended:
        first = lines[0]
        lines[-1] += first[len(first.rstrip(_ENDS)) :]
    arranged = [lines[number] for number in order]
    if not ended:
        arranged[-1] = arranged[-1].rstrip(_ENDS)
    mark = BOM_UTF8 if content.startswith(BOM_UTF8) else b""
    return mark + b"".join(arranged)
