"""What reading a YAML text gives."""

from typing import Any, NamedTuple

from cop_kb.model.diagnostic import Finding
from cop_kb.model.source import Mark, mark_of

SYNTAX = "yaml-syntax"
UNSAFE = "yaml-unsafe"
MAX_FINDINGS = 20

# The events of PyYAML's C parser have no common type; data is whatever JSON can hold.
Event = Any
Position = Any
Json = Any
Marks = dict[str, tuple[int, int, int, int, int, int]]


class Frame(NamedTuple):
    """A collection that is being read, and what to go back to when it ends."""

    opening: Event
    pointer: str
    parent: dict[str, Any] | list[Any] | None
    parent_pointer: str
    parent_key: str | None


class YamlDocument(NamedTuple):
    """What was read, where it stands, and what is wrong with it.

    Attributes:
        data: Dicts with text keys, lists, text, whole numbers within 64 bits, floats, booleans, None; None
            for an empty text. ``{}`` when reading stopped: at a syntax error, at an invisible character, at too deep a
            nesting, at a second document, after 20 findings. Other findings do not stop: anchors and tags are then left
            out, an alias is None, too large a number is text, of a key that comes twice the last one counts.
        marks: Six numbers (see `cop_kb.model.source.Mark`) by the JSON pointer of each value; ``""`` is the root.
            Empty when reading stopped.
        findings: Of the rules ``yaml-syntax`` and ``yaml-unsafe``, in the order in which they were found.
    """

    data: Any
    marks: Marks
    findings: tuple[Finding, ...]

    def mark(self, pointer: str) -> Mark:
        """Return the mark of the value at the JSON pointer, or of the nearest value around it."""
        return mark_of(self.marks, pointer)


class Stopped(Exception):
    """Reading cannot or should not go on; the finding says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding
