"""The structure of a Markdown text, in agreement with what the site shows.

Parsed by pyromark (pulldown-cmark), a CommonMark parser that takes linear time on any input, after ``markdown_source``
has turned into CommonMark what the site's extensions add. Anchors follow the ``toc`` extension of Python-Markdown
(https://python-markdown.github.io/extensions/toc/), other ids ``attr_list``, ``footnotes`` and raw HTML.
"""

import re
from collections.abc import Callable
from typing import Any

import pyromark

from cop_kb.load.markdown_anchors import Slugs, find_attributes
from cop_kb.load.markdown_html import Tag, read_tags
from cop_kb.load.markdown_places import Places
from cop_kb.load.markdown_source import SPACE, Source, prepare
from cop_kb.model.structure import Anchor, Heading, Link, Region, Structure, Task

_OPTIONS = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_TASKLISTS
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_DEFINITION_LIST
)
_INLINE = frozenset({"Emphasis", "Strong", "Link", "Image"})
_COUNTED = ("Item", "TaskListMarker", "Table", "CodeBlock")
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
        self.headings: list[tuple[Heading, bool]] = []  # and whether its anchor was written by hand
        self.links: list[Link] = []
        self.tasks: list[Task] = []
        self.anchors: list[Anchor] = []
        self.regions: list[Region] = []
        self.counts = dict.fromkeys(_COUNTED, 0)
        self.taken: list[str] = []  # ids that an anchor of a heading must not repeat
        self.notes: dict[str, int] = {}  # how often each footnote was referred to
        self.heading = (0, 0)  # level and offset of the open one; level 0 when none is
        self.task: tuple[bool, int] | None = None  # whether the open one is done, where its text began
        self.open_links: list[tuple[int, int]] = []  # index in links, where its text began
        self.item = 0  # offset of the latest list item
        self.block = ""  # the latest block, as far as it matters to what stands in it
        self.previous = ""  # what came before the current event
        self.openers: dict[str, Callable[[Any, int, int], None]] = {
            "Heading": self._open_heading,
            "Link": self._open_link,
            "Image": self._open_link,
            "Item": self._open_item,
            "HtmlBlock": self._read_html_block,
            "FootnoteDefinition": self._read_note,
        }
        self.closers: dict[str, Callable[[int], None]] = {
            "Heading": self._close_heading,
            "Link": self._close_link,
            "Image": self._close_link,
        }
        self.leaves: dict[str, Callable[[Any, int], None]] = {
            "TaskListMarker": self._open_task,
            "FootnoteReference": self._read_reference,
            "InlineHtml": self._read_inline_html,
        }

    def read(self) -> Structure:
        """Go through the events once."""
        text, counts = self.text, self.counts
        event: Any
        for event, span in pyromark.events_with_range(
            self.source, options=_OPTIONS, merge_text=True
        ):
            if event.__class__ is str:  # a break within a paragraph, or a rule
                text.append(" ")
                self.previous = "Break"
                continue
            ((kind, value),) = event.items()
            if kind == "Text" or kind == "Code":
                if "{" in value and kind == "Text" and self.block != "CodeBlock":
                    value = self._read_attributes(value, span["start"])
                text.append(value)
            elif kind == "Start" or kind == "End":
                name = value if value.__class__ is str else next(iter(value))
                if name not in _INLINE:
                    self._part(name, kind)
                if kind == "End":
                    if closer := self.closers.get(name):
                        closer(span["end"])
                else:
                    if name in counts:
                        counts[name] += 1
                    if opener := self.openers.get(name):
                        opener(value, span["start"], span["end"])
            elif leaf := self.leaves.get(kind):
                leaf(value, span["start"])
            self.previous = kind
        return self._finish()

    def _part(self, name: str, kind: str) -> None:
        """Keep the words of two blocks apart; a task's text ends with its first block."""
        self.text.append(" ")
        self.block = name if kind == "Start" else ""
        if self.task:
            done, begin = self.task
            self.task = None
            line, column = self.places.at(self.item)
            self.tasks.append(Task(done, self._visible(begin), line, column))

    def _visible(self, begin: int) -> str:
        return " ".join("".join(self.text[begin:]).split())

    def _end_region(self) -> None:
        words = count_words("".join(self.text))
        self.regions.append(Region(words, *self.counts.values()))
        for key in self.counts:
            self.counts[key] = 0
        self.text.clear()

    def _open_heading(self, value: Any, start: int, end: int) -> None:
        source = self.places.text(start, end).rstrip()
        if not source.startswith("#") and source.count("\n") > 1:
            return  # Python-Markdown underlines single lines only: this is a paragraph and a rule
        self._end_region()
        self.heading = (int(value["Heading"]["level"][1]), start)

    def _close_heading(self, _end: int) -> None:
        level, start = self.heading
        if level:
            name, text = find_attributes("".join(self.text).strip(), at_start=False)
            line, column = self.places.at(start)
            heading = Heading(level, " ".join(text.split()), name, line, column)
            self.headings.append((heading, bool(name)))
            self.text.clear()
            self.heading = (0, 0)

    def _open_item(self, _value: Any, start: int, _end: int) -> None:
        self.item = start

    def _open_task(self, done: bool, _start: int) -> None:
        self.task = (done, len(self.text))

    def _open_link(self, value: Any, start: int, end: int) -> None:
        ((kind, link),) = value.items()
        target = link["dest_url"].replace(SPACE, " ")
        if link["link_type"] == "Email":
            target = f"mailto:{target}"
        self._add_link(kind.lower(), target, start, end)
        self.open_links.append((len(self.links) - 1, len(self.text)))

    def _add_link(self, kind: str, target: str, start: int, end: int, text: str = "") -> None:
        self.links.append(Link(kind, target, *self.places.at(start), *self.places.at(end), text))

    def _close_link(self, _end: int) -> None:
        index, begin = self.open_links.pop()
        link = self.links[index]
        self.links[index] = link._replace(text=self._visible(begin))
        if link.kind == "image":
            del self.text[begin:]  # alternative text is not on the page

    def _read_attributes(self, text: str, start: int) -> str:
        """Read an attribute list that belongs to something else than a heading; return the text without it."""
        if self.heading[0]:
            return text
        at_start = self.previous in {"End", "Code", "Break"}
        if not at_start and self.block not in {"TableCell", "DefinitionListTitle"}:
            return text
        name, rest = find_attributes(text, at_start=at_start)
        if name and not (rest.strip() and self.previous == "Break"):
            self._add_anchor(name, start, in_tree=True)
            return rest
        return text

    def _read_note(self, value: Any, start: int, _end: int) -> None:
        self._add_anchor(f"fn:{value['FootnoteDefinition']}", start, in_tree=True)

    def _read_reference(self, name: str, start: int) -> None:
        count = self.notes[name] = self.notes.get(name, 0) + 1
        number = str(count) if count > 1 else ""
        self._add_anchor(f"fnref{number}:{name}", start, in_tree=True)

    def _read_inline_html(self, source: str, start: int) -> None:
        for tag in read_tags(source)[0]:
            self._read_tag(tag, start, start + len(source.encode()))

    def _read_html_block(self, _value: Any, start: int, end: int) -> None:
        """Read the tags of a piece of raw HTML; its text is visible, its comments are not."""
        source = self.places.text(start, end)
        tags, text = read_tags(source)
        self.text.append(text)
        character = 0
        for tag in tags:
            start += len(source[character : tag.start].encode())
            character = tag.start
            self._read_tag(tag, start, start + len(source[tag.start : tag.end].encode()))

    def _read_tag(self, tag: Tag, start: int, end: int) -> None:
        attributes = tag.attributes
        if tag.name == "a" and "href" in attributes:
            self._add_link("link", attributes["href"], start, end, tag.text)
        elif tag.name == "img" and "src" in attributes:
            self._add_link("image", attributes["src"], start, end, attributes.get("alt", ""))
        names = {attributes.get("id"), attributes.get("name") if tag.name == "a" else None}
        for name in sorted(filter(None, names)):
            self._add_anchor(name, start, in_tree=False)

    def _add_anchor(self, name: str, start: int, *, in_tree: bool) -> None:
        """Add an id; the ``toc`` extension knows those in Python-Markdown's tree, which raw HTML is not part of."""
        self.anchors.append(Anchor(name, self.places.at(start)[0]))
        if in_tree:
            self.taken.append(name)

    def _finish(self) -> Structure:
        self._end_region()
        written = [heading.anchor for heading, by_hand in self.headings if by_hand]
        slugs = Slugs([*written, *self.taken])
        headings = tuple(
            heading if by_hand else heading._replace(anchor=slugs.add(heading.text))
            for heading, by_hand in self.headings
        )
        return Structure(
            headings, tuple(self.links), tuple(self.tasks), tuple(self.anchors), tuple(self.regions)
        )
