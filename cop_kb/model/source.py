"""Where a value stands in its file: marks, and the JSON pointers under which they are kept (RFC 6901)."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple


class Mark(NamedTuple):
    """Where a value and its key stand. Lines and columns count from 1, columns in characters.

    Attributes:
        key_line: Line of the key; of the value itself where there is no key (list items, the root).
        key_column: Column of the key.
        line: Line on which the value begins.
        column: Column at which the value begins.
        end_line: Line on which the value ends.
        end_column: Column after the value's last character.
    """

    key_line: int
    key_column: int
    line: int
    column: int
    end_line: int
    end_column: int


def escape(part: str) -> str:
    """Return one part of a JSON pointer with ``~`` and ``/`` escaped."""
    if "~" in part or "/" in part:
        return part.replace("~", "~0").replace("/", "~1")
    return part


def json_pointer(*parts: str | int) -> str:
    """Return the JSON pointer that leads over ``parts``: keys and list indexes, from the root."""
    return "".join("/" + escape(str(part)) for part in parts)


def mark_of(marks: Mapping[str, Sequence[int]], pointer: str) -> Mark:
    """Return the mark of the value at ``pointer``, or of the nearest value around it.

    What has no mark of its own (a missing key, a value that came through an alias) is reported where its
    parent stands; without any mark that is line 1, column 1.
    """
    while pointer and pointer not in marks:
        pointer = pointer.rpartition("/")[0]
    return Mark._make(marks.get(pointer, (1, 1, 1, 1, 1, 1)))
