"""Reads YAML that was written for another program: mkdocs.yml with its tags, anchors and merge keys."""

from typing import Any

from cop_kb.positioned_yaml.composer import Composer
from cop_kb.positioned_yaml.document import UNSAFE, Event, Json, Stopped, YamlDocument

MAX_DEPTH = 40
MAX_ALIASED = 10_000


def read_tolerant(text: str, max_depth: int = MAX_DEPTH) -> YamlDocument:
    """Read YAML that may hold tags, anchors, aliases, merge keys and repeated keys; nothing is executed.

    A tag is left out: a tagged scalar is read as if it had none, a tagged list or mapping is None. ``!ENV`` is its
    default value, or None; the environment is not read. An alias is the value of its anchor, within 10,000 values in
    all; a merge key is merged. What is left as findings makes the text unreadable.

    Args:
        text: The text of the file.
        max_depth: How many collections may stand inside one another.
    """
    return TolerantComposer(text, 1, max_depth).compose()


class TolerantComposer(Composer):
    """Accepts what `Composer` refuses, as far as it is harmless."""

    def __init__(self, text: str, first_line: int, max_depth: int) -> None:
        super().__init__(text, first_line, max_depth)
        self.anchors: dict[str, Any] = {}
        self.aliased = 0

    def scalar(self, event: Event) -> None:
        """Keep the value of an anchor."""
        super().scalar(event)
        if event.anchor is not None:
            self.anchors[event.anchor] = event.value if self.key is not None else self.value(event)

    def value(self, event: Event) -> Json:
        """Read a tagged scalar as if it had no tag."""
        if event.tag == "!ENV":
            return None
        if event.tag is not None and not event.style:
            event.implicit = (True, False)
        return super().value(event)

    def close(self, event: Event) -> None:
        """Apply merge keys and tags, keep the value of an anchor."""
        frame, value = self.stack[-1], self.container
        if isinstance(value, dict) and "<<" in value:
            merge(value)
        super().close(event)
        result: Any = value
        if frame.opening.tag is not None:
            environment = frame.opening.tag == "!ENV" and isinstance(value, list) and len(value) > 1
            result = value[-1] if environment and isinstance(value, list) else None
            if isinstance(frame.parent, dict) and frame.parent_key is not None:
                frame.parent[frame.parent_key] = result
            elif isinstance(frame.parent, list):
                frame.parent[-1] = result
            else:
                self.root = result
        if frame.opening.anchor is not None:
            self.anchors[frame.opening.anchor] = result

    def alias(self, event: Event) -> None:
        """Put the value of the anchor in, within bounds."""
        hint = "Write the value out."
        if event.anchor not in self.anchors:
            message = f"The alias `*{event.anchor}` has no anchor before it, or stands inside its own anchor."
            raise Stopped(self.finding(UNSAFE, event, message, hint))
        value = self.anchors[event.anchor]
        self.aliased += size(value, MAX_ALIASED)
        if self.aliased > MAX_ALIASED:
            message = f"The aliases up to here stand for more than {MAX_ALIASED} values."
            raise Stopped(self.finding(UNSAFE, event, message, hint))
        if self.key is None and isinstance(self.container, dict):
            self._begin(str(value), event)
        else:
            self.place(value, event)

    def properties(self, event: Event) -> None:
        """Accept anchors and tags."""

    def refuse(self, event: Event, message: str, hint: str) -> None:
        """Accept what is merely bad style."""

    def repeated(self, key: str, event: Event) -> None:
        """Accept repeated keys: the last one counts, as it does for MkDocs."""

    def merge_key(self, event: Event) -> None:
        """Accept merge keys; they are merged when the mapping ends."""


def merge(mapping: dict[str, Any]) -> None:
    """Replace the merge key of a mapping by what it refers to; own keys win, then earlier mappings."""
    sources = mapping.pop("<<")
    merged: dict[str, Any] = {}
    for source in reversed(sources if isinstance(sources, list) else [sources]):
        if isinstance(source, dict):
            merged.update(source)
    merged.update(mapping)
    mapping.clear()
    mapping.update(merged)


def size(value: Json, limit: int) -> int:
    """Return how many values ``value`` holds, itself included; stops counting beyond ``limit``."""
    count, waiting = 0, [value]
    while waiting and count <= limit:
        count += 1
        node = waiting.pop()
        if isinstance(node, dict):
            waiting.extend(node.values())
        elif isinstance(node, list):
            waiting.extend(node)
    return count
