"""The order of the fields in front matter, or in a file that is fields only."""

from collections.abc import Sequence
from itertools import pairwise

from cop_kb.formatting.blocks import rearrange
from cop_kb.load.type_builder import field_ranks
from cop_kb.model.document import Document
from cop_kb.model.source import Mark, json_pointer

_FOR_EDITORS = b"# yaml-language-server:"


def order_of_fields(document: Document) -> list[int]:
    """Return which field comes first, second and so on; those that the type does not know come last, as they are."""
    ranks = field_ranks(document.type)
    own = [ranks.get(name, len(ranks)) for name in document.data]
    return sorted(range(len(own)), key=own.__getitem__)


def arrange_fields(
    document: Document, lines: Sequence[bytes], span: range, order: Sequence[int]
) -> list[int] | None:
    """Return the numbers of the lines of ``span`` with the fields in another order; None where they share lines.

    A comment moves with the field below it, one at the end of a line with its line. Comments below the last field stay
    at the end; those above the first stay at the top when a blank line keeps them apart from it.

    Args:
        document: The document.
        lines: All lines of the file.
        span: The numbers of those that hold the fields.
        order: Which field comes first, second and so on.
    """
    places = [document.mark(json_pointer(name)) for name in document.data]
    if not _stand_alone(lines, places):
        return None
    margin = places[0].key_column - 1
    starts = [_start_of_first(lines, range(span.start, places[0].key_line - 1))]
    # What a field holds is indented; what is not, below its value, belongs to the next one.
    ends = [*(place.key_line - 1 for place in places[1:]), span.stop]
    starts += [
        next((n for n in range(place.end_line, end) if _indent(lines[n]) <= margin), end)
        for place, end in zip(places, ends, strict=True)
    ]
    blocks = [range(start, stop) for start, stop in pairwise(starts)]
    moved = rearrange(blocks, order, lambda number: not lines[number].strip())
    return [*range(span.start, starts[0]), *moved, *range(starts[-1], span.stop)]


def _stand_alone(lines: Sequence[bytes], places: Sequence[Mark]) -> bool:
    """Tell whether each field begins a line of its own, all of them in one column."""
    if len({place.key_column for place in places}) > 1:
        return False
    return not any(lines[p.key_line - 1][: p.key_column - 1].strip() for p in places)


def _start_of_first(lines: Sequence[bytes], above: range) -> int:
    """Return where the comments begin that belong to the first field."""
    for number in reversed(above):
        line = lines[number].lstrip()
        if not line.startswith(b"#") or line.startswith(_FOR_EDITORS):
            return number + 1
    return above.start


def _indent(line: bytes) -> float:
    """Return by how much a line is indented; a blank one without end."""
    text = line.lstrip(b" \t")
    return len(line) - len(text) if text.strip() else float("inf")
