"""Rewrites the links and images of one document: their addresses alone, wherever they are written."""

import posixpath
import re
from collections.abc import Callable, Iterator, Sequence
from html import unescape
from typing import NamedTuple
from urllib.parse import unquote

from cop_kb.editing.addresses import new_path, split_address
from cop_kb.editing.text import Replacement, Text
from cop_kb.load.record import OUTSIDE, make_record, resolve
from cop_kb.model.document import Document
from cop_kb.model.structure import Link

_INLINE = re.compile(
    r"""\]\(\s*(?:<(?P<angle>[^<>\n]*)>|(?P<bare>(?:[^\s()<"'](?:[^\n()"']|\([^\n()]*\))*?)))
    (?:\s+(?:"[^"]*"|'[^']*'|\([^()]*\)))?\s*\)""",
    re.VERBOSE,
)
_ATTRIBUTE = re.compile(
    r"""(?<![\w-])(?:href|src)\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<none>[^\s"'=<>`]+))""",
    re.IGNORECASE,
)
_DEFINITION = re.compile(
    r"(?P<indent>[ \t>]*)\[(?!\^)[^\[\]\n]+\]:[ \t]*(?:<(?P<angle>[^<>\n]*)>|(?P<bare>[^\s<]\S*))"
)
_FENCE = re.compile(r"[ \t>]*(`{3,}|~{3,})")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_MARGIN = 3  # columns that do not make a line code

Target = Callable[[str], str]


class Links(NamedTuple):
    """What became of the links of a document.

    Attributes:
        content: What its file is to hold.
        lines: The line of each link that was rewritten; a definition of several counts once.
        failed: Those that could not be: line, address, and the address to write.
    """

    content: bytes
    lines: Sequence[int]
    failed: Sequence[tuple[int, str, str]]


def rewrite_links(content: bytes, document: Document, place: str, target: Target) -> Links:
    """Rewrite what must be for every link of a document to lead where it did.

    Args:
        content: What the file of the document holds, front matter included.
        document: The document that was read from it.
        place: Where the document will be.
        target: Returns where a file or folder below docs_dir will be.
    """
    writer = _Writer(Text(content), document, place, target)
    changes = sorted(set(writer.changes()))
    after = writer.text.replaced(changes)
    wanted = [writer.wanted(uri, name) for uri, name in document.record.targets]
    found = make_record(place, after).targets
    links = document.details.structure.links
    if len(found) != len(wanted):  # an address swallowed what stands around it
        after, changes = content, []
        found = make_record(place, after).targets
    failed = [
        (link.line, link.target, writer.new_address(link.target))
        for link, (uri, name), (now, its) in zip(links, wanted, found, strict=True)
        if (uri.removesuffix("/"), name) != (now, its)
    ]
    return Links(after, [writer.text.line_of(change.start) for change in changes], failed)


class _Writer:
    def __init__(self, text: Text, document: Document, place: str, target: Target) -> None:
        self.text, self.document, self.place = text, document, place
        self._target = target
        self._old_folder = posixpath.dirname(document.src_uri)
        self._folder = posixpath.dirname(place)

    def wanted(self, uri: str, fragment: str) -> tuple[str, str]:
        """Return where a link that led to ``uri`` is to lead, as the record of a document says it."""
        return (uri if uri in ("", OUTSIDE) else self._target(uri)), fragment

    def new_address(self, written: str) -> str:
        """Return an address, entities and escapes resolved, as it has to read; the same one where it may stay."""
        uri, _ = resolve(written, self._old_folder, self.document.src_uri)
        path, rest = split_address(written)
        if not uri or not path:
            return written
        if uri == OUTSIDE:
            if path.startswith("/") or self._folder == self._old_folder:
                return written
            target = posixpath.normpath(posixpath.join(self._old_folder, unquote(path)))
            if unquote(path).endswith("/"):
                target += "/"
            return new_path(path, self._folder, target) + rest
        target = self._target(uri)
        now, _ = resolve(written, self._folder, self.place)
        return (
            written
            if now == target.removesuffix("/")
            else new_path(path, self._folder, target) + rest
        )

    def changes(self) -> Iterator[Replacement]:
        """Yield what is to be replaced; a place may come more than once."""
        elsewhere = set()
        for link in self.document.details.structure.links:
            new = self.new_address(link.target)
            if new == link.target:
                continue
            found = self._find(link)
            if found is None:
                elsewhere.add(link.target)
            else:
                yield self._change(*found)
        yield from self._definitions(elsewhere)

    def _find(self, link: Link) -> tuple[int, int] | None:
        """Return where the address of a link stands in its source; None where it has only a name there."""
        start = self.text.offset(link.line, link.column)
        end = self.text.offset(link.end_line, link.end_column)
        source = self.text.text[start:end]
        if source.startswith("<"):
            attributes = _ATTRIBUTE.finditer(source)
            found = next((a for a in attributes if unescape(_written(a)[2]) == link.target), None)
        else:
            places = [match.start() for match in re.finditer(r"\]\(", source)]
            matches = (_INLINE.match(self.text.text, start + place) for place in reversed(places))
            found = next((m for m in matches if m and _plain(_written(m)[2]) == link.target), None)
            start = 0
        if found is None:
            return None
        first, last, _ = _written(found)
        return start + first, start + last

    def _change(self, start: int, end: int) -> Replacement:
        """Replace an address, with its query and its fragment as they are written."""
        path, rest = split_address(self.text.text[start:end])
        new, _ = split_address(self.new_address(_plain(path + rest)))
        return Replacement(start, start + len(path), new)

    def _definitions(self, elsewhere: set[str]) -> Iterator[Replacement]:
        """Yield the addresses that are written apart from their links: `[name]: address`."""
        fence = ""
        for start, line in self.text.lines(self.document.record.body_line):
            marker = _FENCE.match(line)
            if marker and (
                not fence or (marker[1].startswith(fence) and not line[marker.end() :].strip())
            ):
                fence = "" if fence else marker[1]
            found = None if fence or marker else _DEFINITION.match(line)
            if found is None:
                continue
            first, last, written = _written(found)
            plain = _plain(written)
            if plain not in elsewhere and len(found["indent"].expandtabs(4)) > _MARGIN:
                continue
            if self.new_address(plain) != plain:
                yield self._change(start + first, start + last)


def _written(match: re.Match[str]) -> tuple[int, int, str]:
    """Return where the address stands that a pattern found in one of several ways, and how it is written."""
    name = match.lastgroup or "bare"
    return match.start(name), match.end(name), match[name]


def _plain(written: str) -> str:
    """Return an address without the entities and escapes of Markdown."""
    return unescape(_ESCAPE.sub(r"\1", written)).strip()
