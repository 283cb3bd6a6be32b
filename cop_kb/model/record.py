"""The record of one file: everything that was read from it, as plain values that the cache can store.

A record of ten thousand must be cheap to make and to read back, so it is flat, of lists and plain values only: what every command looks at lies open,
what only some need (positions, headings, tasks) is packed and opened on demand.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import msgpack

from cop_kb.model.diagnostic import Finding
from cop_kb.model.structure import Anchor, Heading, Link, Region, Structure, Task


class Details(NamedTuple):
    """What only some commands need.

    Attributes:
        marks: JSON pointer into the front matter to the key's line and column and the value's line, column, end line
            and end column.
        structure: What stands in the body and where.
        findings: What could not be read.
    """

    marks: Mapping[str, Sequence[int]]
    structure: Structure
    findings: tuple[Finding, ...]


class FileRecord(NamedTuple):
    """One Markdown file.

    Attributes:
        src_uri: Its path below docs_dir, with forward slashes.
        digest: A hash of its bytes.
        body_line: The line on which the body begins.
        data: The front matter.
        heading: The text of the first heading of level 1; empty where there is none.
        targets: For each link and image of the body the file that it points to, below docs_dir (empty for other
            sites, ``?`` for an address outside docs_dir), and the fragment.
        anchors: Every id that a link can point to.
        names: What may be the name of a person in the body, with the line and the column that it begins at.
        troubled: Whether there are findings in the details.
        packed: The details; see ``details``.
    """

    src_uri: str
    digest: str
    body_line: int
    data: dict[str, Any]
    heading: str
    targets: list[list[str]]
    anchors: list[str]
    names: Sequence[tuple[str, int, int]]
    troubled: bool
    packed: bytes

    def details(self) -> Details:
        """Open what is packed."""
        marks, structure, findings = msgpack.unpackb(self.packed, use_list=False)
        headings, links, tasks, anchors, regions = structure
        return Details(
            marks,
            Structure(
                tuple(map(Heading._make, headings)),
                tuple(map(Link._make, links)),
                tuple(map(Task._make, tasks)),
                tuple(map(Anchor._make, anchors)),
                tuple(map(Region._make, regions)),
            ),
            tuple(map(Finding._make, findings)),
        )


def pack_details(
    marks: Mapping[str, Sequence[int]], structure: Structure, findings: tuple[Finding, ...]
) -> bytes:
    """Pack the details of a record."""
    packed: bytes = msgpack.packb((marks, structure, findings))
    return packed
