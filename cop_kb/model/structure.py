"""The structure of one Markdown text: what stands in it and where.

Plain tuples of strings, integers and booleans, so that the record of a file packs into msgpack as it is.
Lines count from 1 in the whole file, columns from 1 in characters.
"""

from typing import NamedTuple


class Heading(NamedTuple):
    """A heading.

    Attributes:
        level: 1 to 6.
        text: The visible text, without markup.
        anchor: The id under which the site shows it, unique in the page.
        line: The line that it begins on.
        column: The column of its first character, the marker included.
    """

    level: int
    text: str
    anchor: str
    line: int
    column: int


class Link(NamedTuple):
    """A link or an image.

    Attributes:
        kind: "link" or "image".
        target: The href or src that the reader's browser is given, before any rewriting by the site.
        line: The line that it begins on.
        column: The column that it begins at.
        end_line: The line that it ends on.
        end_column: The column after its last character.
        text: The visible text of a link, the alternative text of an image.
    """

    kind: str
    target: str
    line: int
    column: int
    end_line: int
    end_column: int
    text: str


class Task(NamedTuple):
    """An item of a task list.

    Attributes:
        done: Whether it is ticked.
        text: The visible text of the item's own first paragraph.
        line: The line that the item begins on.
        column: The column of the list marker.
    """

    done: bool
    text: str
    line: int
    column: int


class Anchor(NamedTuple):
    """A place that a link can point to and that is no heading.

    Attributes:
        name: The id, or the name of an HTML anchor.
        line: The line that it stands on.
    """

    name: str
    line: int


class Region(NamedTuple):
    """What stands between one heading and the next.

    Attributes:
        words: Visible words, neither comments nor the markers of code fences.
        list_items: List items at all levels, task items included.
        task_items: Items of task lists.
        tables: Tables.
        code_blocks: Fenced and indented code blocks.
    """

    words: int
    list_items: int
    task_items: int
    tables: int
    code_blocks: int


class Structure(NamedTuple):
    """All of one text.

    Attributes:
        headings: In the order of the text.
        links: Links and images in the order of the text.
        tasks: In the order of the text.
        anchors: In the order of the text.
        regions: One more than there are headings; the first stands before the first heading.
    """

    headings: tuple[Heading, ...]
    links: tuple[Link, ...]
    tasks: tuple[Task, ...]
    anchors: tuple[Anchor, ...]
    regions: tuple[Region, ...]
