"""Composes the events of PyYAML's C parser into plain data and marks."""

from collections.abc import Callable
from typing import Any

import yaml

from cop_kb.model.diagnostic import Finding
from cop_kb.model.source import escape
from cop_kb.positioned_yaml.characters import FORBIDDEN, refuse_forbidden
from cop_kb.positioned_yaml.document import (
    MAX_FINDINGS,
    SYNTAX,
    UNSAFE,
    Event,
    Frame,
    Json,
    Marks,
    Position,
    Stopped,
    YamlDocument,
)
from cop_kb.positioned_yaml.mistakes import explain
from cop_kb.positioned_yaml.scalars import resolve

_QUOTE_HINT = "If it is meant as text, put the whole value in quotes."


def read_yaml(text: str, first_line: int = 1, max_depth: int = 6) -> YamlDocument:
    """Read one YAML document of a contributor, strictly.

    Anchors, aliases, tags, merge keys, duplicate keys, further documents, control characters and numbers beyond 64 bits
    are findings. Any text gives a document; none raises, and the time is linear in the length of the text.

    Args:
        text: The text, without the ``---`` lines of front matter.
        first_line: The line of the file on which the text begins; all positions are shifted by it.
        max_depth: How many collections may stand inside one another; ``{a: [b]}`` has a depth of 2.
    """
    return Composer(text, first_line, max_depth).compose()


class Composer:
    """Turns the events of one text into a document; one instance reads one text."""

    def __init__(self, text: str, first_line: int, max_depth: int) -> None:
        self.text = text.removeprefix("\ufeff")
        self.first_line = first_line
        self.max_depth = max_depth
        self.findings: list[Finding] = []
        self.marks: Marks = {}
        self.root: Any = None
        self.documents = 0
        self.stack: list[Frame] = []
        self.container: dict[str, Any] | list[Any] | None = None
        self.pointer = ""
        self.key: str | None = None
        self.key_at = (0, 0)
        self.end = (0, 0)
        self.events: Any = None

    def compose(self) -> YamlDocument:
        """Read the text; called once."""
        handlers: dict[type, Callable[[Any], None]] = {
            yaml.ScalarEvent: self.scalar,
            yaml.MappingStartEvent: self.open,
            yaml.SequenceStartEvent: self.open,
            yaml.MappingEndEvent: self.close,
            yaml.SequenceEndEvent: self.close,
            yaml.AliasEvent: self.alias,
            yaml.DocumentStartEvent: self.document,
        }
        event = None
        try:
            refuse_forbidden(self.text, self.first_line)
            self.events = yaml.parse(self.text, Loader=yaml.CSafeLoader)
            for event in self.events:
                handler = handlers.get(type(event))
                if handler is not None:
                    handler(event)
        except Stopped as stop:
            return YamlDocument({}, {}, (*self.findings, stop.finding))
        except yaml.YAMLError as error:
            mistake = explain(error, self.text, event, self.first_line)
            return YamlDocument({}, {}, (*self.findings, mistake))
        return YamlDocument(self.root, self.marks, tuple(self.findings))

    def scalar(self, event: Event) -> None:
        """A key or a value that is no collection."""
        if event.anchor is not None or event.tag is not None:
            self.properties(event)
        if event.style == '"' and FORBIDDEN.search(event.value):
            message = "A control character stands behind an escape in this text."
            self.note(self.finding(UNSAFE, event, message, "Remove it."))
        if self.key is None and type(self.container) is dict:
            self._begin(event.value, event)
        else:
            self.place(self.value(event), event)

    def value(self, event: Event) -> Json:
        """What a scalar means."""
        if not event.implicit[0]:
            return event.value
        try:
            return resolve(event.value)
        except OverflowError:
            self.refuse(event, "This number is too large.", _QUOTE_HINT)
            return event.value

    def open(self, event: Event) -> None:
        """A list or a mapping begins."""
        if event.anchor is not None or event.tag is not None:
            self.properties(event)
        if len(self.stack) >= self.max_depth:
            message = (
                f"Lists and mappings stand more than {self.max_depth} deep inside one another."
            )
            raise Stopped(
                self.finding(UNSAFE, event, message, "Make it flatter, or quote the text.")
            )
        if self.key is None and type(self.container) is dict:
            self._skip_key(event)
            return
        container: dict[str, Any] | list[Any] = {} if type(event) is yaml.MappingStartEvent else []
        parent, key = self.container, self.key
        pointer = self.place(container, event)
        self.stack.append(Frame(event, pointer, parent, self.pointer, key))
        self.container, self.pointer, self.key = container, pointer, None

    def close(self, event: Event) -> None:
        """A list or a mapping ends: a flow collection after its bracket, a block after its last value."""
        frame = self.stack.pop()
        if frame.opening.flow_style:
            mark = event.end_mark
            self.end = (mark.line + self.first_line, mark.column + 1)
        self.marks[frame.pointer] = (*self.marks[frame.pointer][:4], *self.end)
        self.container, self.pointer, self.key = frame.parent, frame.parent_pointer, None

    def alias(self, event: Event) -> None:
        """A reference to an anchor: refused, read as None."""
        self.refuse(
            event, f"`*{event.anchor}` is a YAML alias, which is not accepted.", _QUOTE_HINT
        )
        if self.key is None and type(self.container) is dict:
            self._begin(f"*{event.anchor}", event)
        else:
            self.place(None, event)

    def properties(self, event: Event) -> None:
        """An anchor or a tag before a value: refused and left out."""
        if event.anchor is not None:
            message = f"`&{event.anchor}` is a YAML anchor, which is not accepted."
            self.refuse(event, message, _QUOTE_HINT)
        if event.tag is not None:
            # libyaml expands the shorthand !!.
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self.refuse(event, f"`{tag}` is a YAML tag, which is not accepted.", _QUOTE_HINT)

    def document(self, event: Event) -> None:
        """A document begins; there may be one."""
        self.documents += 1
        if self.documents > 1:
            message = "A second YAML document begins here."
            raise Stopped(self.finding(UNSAFE, event, message, "Remove the `---` line."))

    def place(self, value: Json, event: Event) -> str:
        """Put a value where it belongs and return its JSON pointer."""
        start, end = event.start_mark, event.end_mark
        line, column = start.line + self.first_line, start.column + 1
        key_line, key_column = line, column
        container = self.container
        if type(container) is dict and self.key is not None:
            pointer = f"{self.pointer}/{escape(self.key)}"
            container[self.key] = value
            key_line, key_column = self.key_at
            self.key = None
        elif type(container) is list:
            pointer = f"{self.pointer}/{len(container)}"
            container.append(value)
        else:
            pointer = ""
            self.root = value
        if end.column == 0 and end.line > start.line:
            end_line, end_column = self._text_end(start, end)
        else:
            end_line, end_column = end.line + self.first_line, end.column + 1
        self.end = (end_line, end_column)
        self.marks[pointer] = (key_line, key_column, line, column, end_line, end_column)
        return pointer

    def refuse(self, event: Event, message: str, hint: str) -> None:
        """Note something that is not accepted; reading goes on, so that all such places are found."""
        self.note(self.finding(UNSAFE, event, message, hint))

    def note(self, finding: Finding) -> None:
        """Keep a finding; too many stop the reading."""
        if len(self.findings) >= MAX_FINDINGS - 1:
            raise Stopped(finding)
        self.findings.append(finding)

    def finding(self, rule: str, event: Event, message: str, hint: str) -> Finding:
        """Return a finding at the place of an event."""
        start, end = event.start_mark, event.end_mark
        end_line, end_column = end.line + self.first_line, end.column + 1
        line = start.line + self.first_line
        return Finding(rule, line, start.column + 1, end_line, end_column, message, hint)

    def repeated(self, key: str, event: Event) -> None:
        """A key that its mapping has already."""
        hint = "Keep one of the two and remove the other."
        self.refuse(event, f"The key `{key}` stands here for the second time.", hint)

    def merge_key(self, event: Event) -> None:
        """The key ``<<``."""
        self.refuse(
            event, "`<<` is a YAML merge key, which is not accepted.", "Write the keys out."
        )

    def _begin(self, key: str, event: Event) -> None:
        mark = event.start_mark
        self.key = key
        self.key_at = (mark.line + self.first_line, mark.column + 1)
        self.end = (event.end_mark.line + self.first_line, event.end_mark.column + 1)
        if key in self.container:  # type: ignore[operator] # called for a dict only
            self.repeated(key, event)
        elif key == "<<":
            self.merge_key(event)

    def _skip_key(self, opening: Event) -> None:
        """Read over a list or mapping that stands as a key, such as ``{{ name }}: x``; its text becomes the key."""
        message = "A list or a mapping stands where a key is expected."
        hint = "Text that begins with a bracket or a brace needs quotes around it."
        self.note(self.finding(SYNTAX, opening, message, hint))
        depth = 1
        for event in self.events:
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if len(self.stack) + depth > self.max_depth:
                raise Stopped(self.finding(UNSAFE, event, message, hint))
            if depth == 0:
                break
        self._begin(self.text[opening.start_mark.index : event.end_mark.index].strip(), opening)

    def _text_end(self, start: Position, end: Position) -> tuple[int, int]:
        """Return where a block scalar really ends: libyaml says, at the beginning of a later line."""
        source = self.text[start.index : end.index].rstrip()
        lines = source.count("\n")
        column = len(source) - source.rfind("\n") if lines else start.column + len(source) + 1
        return start.line + lines + self.first_line, column
