"""Goes through the events of a CommonMark parser and builds the structure of a text.

The parser is pyromark (pulldown-cmark), which takes linear time on any input; ``commonmark`` has turned into CommonMark
what the site's extensions add. Anchors follow Python-Markdown's extensions ``toc``, ``attr_list`` and ``footnotes``
(https://python-markdown.github.io/extensions/).
"""

import re
from collections.abc import Callable
from typing import Any

import pyromark
from pyromark.event import Range

from cop_kb.load.markdown.anchors import Slugs, find_attributes
from cop_kb.load.markdown.commonmark import Source, prepare
from cop_kb.load.markdown.places import Places
from cop_kb.load.markdown.targets import Targets
from cop_kb.model.structure import Heading, Region, Structure, Task

_OPTIONS = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_TASKLISTS
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_DEFINITION_LIST
)
_INLINE = frozenset({"Emphasis", "Strong", "Link", "Image"})
_NOTHING = {"Item": 0, "TaskListMarker": 0, "Table": 0, "CodeBlock": 0}
_BY_CHARACTER = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


def read_structure(body: str, first_line: int = 1) -> Structure:
    """Read headings, links, tasks, anchors and what stands between the headings.

    Args:
        body: The text after the front matter, with LF newlines.
        first_line: The line of the file that ``body`` begins on, counted from 1.

    Returns:
        The structure that the site shows. Any text has one; nothing is raised.
    """
    if not body.isascii():
        body = body.encode(errors="replace").decode()  # a lone surrogate has no place in UTF-8
    return _Reader(prepare(body), first_line).read()


def count_words(text: str) -> int:
    """Count words; Chinese and Japanese, which set no spaces, count by character."""
    if text.isascii():
        return len(text.split())
    by_character = len(_BY_CHARACTER.findall(text))
    return by_character + len((_BY_CHARACTER.sub(" ", text) if by_character else text).split())


class _Reader:
    """Turns the parser's events into a structure.

    Visible text is collected in ``text``; what is open remembers where in it its own text began.
    """

    def __init__(self, source: Source, first_line: int) -> None:
        self.source = source.text
        self.places = Places(source, first_line)
        self.text: list[str] = []
        self.targets = targets = Targets(self.places, self.text)
        self.headings: list[Heading] = []  # with the anchors that were written by hand
        self.tasks: list[Task] = []
        self.regions: list[Region] = []
        self.counts = _NOTHING.copy()
        self.heading: tuple[int, int] | None = None  # level and offset of the open one
        self.task: tuple[bool, int] | None = None  # the open one: is it done, where its text began
        self.item = 0  # offset of the latest list item
        self.block = ""  # the block that has just begun
        self.openers: dict[str, Callable[[Any, int, int], None]] = {
            "Heading": self._open_heading,
            "Link": targets.open_link,
            "Image": targets.open_link,
            "Item": self._open_item,
            "HtmlBlock": targets.read_html_block,
            "FootnoteDefinition": targets.read_note,
        }
        self.closers: dict[str, Callable[[], None]] = {
            "Heading": self._close_heading,
            "Link": targets.close_link,
            "Image": targets.close_link,
        }
        self.leaves: dict[str, Callable[[Any, int], None]] = {
            "TaskListMarker": self._open_task,
            "FootnoteReference": targets.read_reference,
            "InlineHtml": targets.read_inline_html,
        }

    def read(self) -> Structure:
        """Go through the events once."""
        text, leaves, previous = self.text, self.leaves, ""
        event: Any
        for event, span in pyromark.events_with_range(
            self.source, options=_OPTIONS, merge_text=True
        ):
            if event.__class__ is str:  # a break within a paragraph, or a rule
                text.append(" ")
                previous = "Break"
                continue
            (kind,) = event
            value = event[kind]
            if kind == "Text":
                if "{" in value and self.block != "CodeBlock" and not self.heading:
                    value = self.targets.read_attributes(
                        value, span["start"], previous=previous, block=self.block
                    )
                text.append(value)
            elif kind == "Start":
                self._start(value, span)
            elif kind == "End":
                self._end(value)
            elif kind == "Code":
                text.append(value)
            elif kind in leaves:
                leaves[kind](value, span["start"])
            previous = kind
        return self._finish()

    def _start(self, tag: str | dict[str, Any], span: Range) -> None:
        name = tag if isinstance(tag, str) else next(iter(tag))
        if name not in _INLINE:
            self._part()
            self.block = name
            if name in self.counts:
                self.counts[name] += 1
        if name in self.openers:
            self.openers[name](tag, span["start"], span["end"])

    def _end(self, tag: str | dict[str, Any]) -> None:
        name = tag if isinstance(tag, str) else next(iter(tag))
        if name not in _INLINE:
            self._part()
            self.block = ""
        if name in self.closers:
            self.closers[name]()

    def _part(self) -> None:
        """Keep the words of two blocks apart; the text of a task ends with its first block."""
        self.text.append(" ")
        if self.task:
            done, begin = self.task
            self.task = None
            text = " ".join("".join(self.text[begin:]).split())
            marker = self.places.after_space(self.item)
            self.tasks.append(Task(done, text, *self.places.at(marker)))

    def _open_item(self, _value: object, start: int, _end: int) -> None:
        self.item = start

    def _open_task(self, done: bool, _start: int) -> None:
        self.counts["TaskListMarker"] += 1
        self.task = (done, len(self.text))

    def _open_heading(self, value: dict[str, dict[str, str]], start: int, end: int) -> None:
        if self.places.text(start, start + 1) != "#":
            underlined = self.places.text(start, end).rstrip()
            if underlined.count("\n") > 1:
                return  # the site underlines single lines only: this is a paragraph and a rule
        self._end_region()
        self.heading = (int(value["Heading"]["level"][1]), start)

    def _close_heading(self) -> None:
        if self.heading:
            level, start = self.heading
            self.heading = None
            attributes, text = find_attributes("".join(self.text).strip(), at_start=False)
            text, anchor = " ".join(text.split()), attributes.get("id", "")
            self.headings.append(Heading(level, text, anchor, *self.places.at(start)))
            self.text.clear()

    def _end_region(self) -> None:
        words = count_words("".join(self.text))
        self.regions.append(Region(words, *self.counts.values()))
        self.counts.update(_NOTHING)
        self.text.clear()
        self.targets.end_part()

    def _finish(self) -> Structure:
        self._end_region()
        targets = self.targets
        written = [heading.anchor for heading in self.headings if heading.anchor]
        slugs = Slugs([*written, *targets.in_tree])
        headings = tuple(
            Heading(level, text, anchor or slugs.add(text), line, column)
            for level, text, anchor, line, column in self.headings
        )
        return Structure(
            headings,
            tuple(targets.links),
            tuple(self.tasks),
            tuple(targets.anchors),
            tuple(self.regions),
        )
