"""The places outside of documents that name files: the navigation in mkdocs.yml, and what else may speak of a path."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from cop_kb.config import Config
from cop_kb.config.files import read_config_files
from cop_kb.editing.files import Edit
from cop_kb.editing.relocation import Relocation
from cop_kb.editing.text import Text
from cop_kb.editing.values import replace_values
from cop_kb.git import find_repository
from cop_kb.model.document import without_ending
from cop_kb.model.source import json_pointer
from cop_kb.positioned_yaml import read_tolerant

_NAV = "nav"
_OWNERS = ("CODEOWNERS", ".github/CODEOWNERS", ".gitlab/CODEOWNERS", "docs/CODEOWNERS")


class Mention(NamedTuple):
    """A line that speaks of what has moved and that a person should look at."""

    path: Path
    line: int


class Navigation(NamedTuple):
    """What becomes of mkdocs.yml and its like.

    Attributes:
        edits: The files that change.
        entries: How many entries of the navigation were rewritten.
        mentions: Lines that still name the old place.
    """

    edits: list[Edit]
    entries: int
    mentions: list[Mention]


def move_in_navigation(config: Config, relocation: Relocation) -> Navigation:
    """Return what becomes of the navigation, and of other lines about the old place, when something moves."""
    edits: list[Edit] = []
    mentions: list[Mention] = []
    entries = 0
    for file in read_config_files(config.path):
        before = file.path.read_bytes()
        values = dict(_entries(file.data.get(_NAV), json_pointer(_NAV), relocation))
        values = {pointer: new for pointer, new in values.items() if pointer in file.marks}
        after = replace_values(before, file.marks, values, _data) if values else None
        if after is not None:
            edits.append(Edit(file.path, before, after))
            entries += len(values)
        mentions += _mentions(file.path, after or before, relocation.old, relocation.is_folder)
    repository = find_repository(config.docs_dir)
    if repository is not None:
        prefix = config.docs_dir.relative_to(repository).as_posix()
        for path in (repository / name for name in _OWNERS):
            if path.is_file():
                mentions += _mentions(
                    path, path.read_bytes(), f"{prefix}/{relocation.old}", relocation.is_folder
                )
    return Navigation(edits, entries, mentions)


def _entries(value: object, pointer: str, relocation: Relocation) -> Iterator[tuple[str, str]]:
    """Yield the entries that name what moves, by their JSON pointers, with what they are to say."""
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from _entries(item, f"{pointer}/{index}", relocation)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _entries(item, pointer + json_pointer(key), relocation)
    elif isinstance(value, str):
        new = _place(value, relocation)
        if new != value:
            yield pointer, new


def _place(entry: str, relocation: Relocation) -> str:
    """Return where an entry leads after the move; a document that is data only is named by its page."""
    old, new = relocation.old, relocation.new
    if old.endswith(".yaml") and entry == f"{without_ending(old)}.md":
        return f"{without_ending(new)}.md"
    return relocation.place(entry)


def _data(content: bytes) -> object:
    return read_tolerant(Text(content).text).data


def _mentions(path: Path, content: bytes, old: str, is_folder: bool) -> Iterator[Mention]:
    """Yield the lines that name the old place, as a path."""
    end = "/" if is_folder else r"(?![\w.-])"
    named = re.compile(rf"(?<![\w/.-])/?{re.escape(old)}{end}")
    for number, line in enumerate(Text(content).text.splitlines(), start=1):
        if named.search(line):
            yield Mention(path, number)
