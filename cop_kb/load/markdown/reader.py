"""Goes through the events of a CommonMark parser and builds the structure of a text.

The parser is pyromark (pulldown-cmark), which takes linear time on any input; ``commonmark`` has turned into CommonMark
what the site's extensions add. Anchors follow Python-Markdown's extensions ``toc``, ``attr_list`` and ``footnotes``
(https://python-markdown.github.io/extensions/).
"""

import re
from collections.abc import Callable
from typing import Any

import pyromark

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
_VISIBLE = frozenset({"Text", "Code"})
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
        self.items = self.task_items = self.tables = self.code_blocks = 0  # in this region
        self.heading: tuple[int, int] | None = None  # level and offset of the open one
        self.task: tuple[bool, int] | None = None  # the open one: is it done, where its text began
        self.item = 0  # offset of the latest list item
        self.block = ""  # the block that has just begun
        self.openers: dict[str, Callable[[Any, int, int], None]] = {
            "Heading": self._open_heading,
            "Link": targets.open_link,
            "Image": targets.open_link,
            "Item": self._open_item,
            "Table": self._open_table,
            "CodeBlock": self._open_code,
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
        text, openers, closers, previous = self.text, self.openers, self.closers, ""
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
            if kind in _VISIBLE:
                if "{" in value:
                    value = self._read_braces(kind, value, span["start"], previous)
                text.append(value)
            elif kind in self.leaves:
                self.leaves[kind](value, span["start"])
            else:
                name = value if value.__class__ is str else next(iter(value))
                if name not in _INLINE:
                    text.append(" ")  # keeps the words of two blocks apart
                    if self.task:
                        self._close_task(*self.task)
                    self.block = name if kind == "Start" else ""
                if kind == "End":
                    if name in closers:
                        closers[name]()
                elif name in openers:
                    openers[name](value, span["start"], span["end"])
            previous = kind
        return self._finish()

    def _read_braces(self, kind: str, value: str, start: int, previous: str) -> str:
        if kind == "Code" or self.block == "CodeBlock" or self.heading:
            return value
        return self.targets.read_attributes(value, start, previous=previous, block=self.block)

    def _close_task(self, done: bool, begin: int) -> None:
        """The text of a task ends with its first block."""
        self.task = None
        text = " ".join("".join(self.text[begin:]).split())
        marker = self.places.after_space(self.item)
        self.tasks.append(Task(done, text, *self.places.at(marker)))

    def _open_item(self, _tag: object, start: int, _end: int) -> None:
        self.item = start
        self.items += 1

    def _open_table(self, _tag: object, _start: int, _end: int) -> None:
        self.tables += 1

    def _open_code(self, _tag: object, _start: int, _end: int) -> None:
        self.code_blocks += 1

    def _open_task(self, done: bool, _start: int) -> None:
        self.task_items += 1
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
        self.regions.append(
            Region(words, self.items, self.task_items, self.tables, self.code_blocks)
        )
        self.items = self.task_items = self.tables = self.code_blocks = 0
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
