"""Makes links of a text work on the site, whoever it is built for."""

import posixpath
import re
from collections.abc import Callable
from urllib.parse import quote
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from cop_kb.load.record import resolve
from cop_kb.site.raw_html import without_addresses

_ATTRIBUTES = {"a": "href", "img": "src"}
_SAFE = re.compile(r"(https?|mailto|tel):|[^:]*$|[^:/?#]*[/?#]", re.IGNORECASE)
_IGNORED = re.compile(r"[\x00-\x20]")

# Runs before MkDocs makes addresses of pages from paths of files (its processor has the priority 0).
_PRIORITY = 5


class LinkExtension(Extension):
    """Rewrites the links of one page after another.

    Attributes:
        current: The page that is rendered, below docs_dir.
        target: Returns for a file or folder below docs_dir the file that a link should lead to: another one for a
            folder with an index, an empty string for what this site leaves out, None where nothing is known.
    """

    def __init__(self, target: Callable[[str], str | None]) -> None:
        super().__init__()
        self.current = ""
        self.target = target

    def extendMarkdown(self, md: Markdown) -> None:
        """Register the processor; the name is Python-Markdown's."""
        md.treeprocessors.register(_LinkProcessor(md, self), "cop_kb_links", _PRIORITY)


class _LinkProcessor(Treeprocessor):
    def __init__(self, md: Markdown, extension: LinkExtension) -> None:
        super().__init__(md)
        self._extension = extension

    def run(self, root: Element) -> None:
        current = self._extension.current
        if not current:
            return
        blocks = self.md.htmlStash.rawHtmlBlocks
        for index, block in enumerate(blocks):
            if isinstance(block, str):
                blocks[index] = without_addresses(
                    block, lambda address: self._rewritten(address, current) is None
                )
        for element in root.iter():
            attribute = _ATTRIBUTES.get(element.tag)
            address = element.get(attribute) if attribute else None
            if attribute is None or not address:
                continue
            if not _SAFE.match(_IGNORED.sub("", address)):
                _unlink(element)
                continue
            rewritten = self._rewritten(address, current)
            if rewritten is None:
                _unlink(element)
            else:
                element.set(attribute, rewritten)

    def _rewritten(self, address: str, current: str) -> str | None:
        """Return the address as MkDocs should find it, or None where this site leaves the target out."""
        uri, _ = resolve(address, posixpath.dirname(current), current)
        if not uri or uri == current:
            return address
        target = self._extension.target(uri)
        if target is None:
            return address
        if not target:
            return None
        if target == uri and not address.startswith("/"):
            return address
        _, mark, fragment = address.partition("#")
        path = posixpath.relpath(target, posixpath.dirname(current) or ".")
        return quote(path) + mark + fragment


def _unlink(element: Element) -> None:
    """Leave the text of a link, or the alternative text of an image, and nothing to follow."""
    text = element.get("alt")
    element.attrib.clear()
    if element.tag == "img":
        element.text = text
    element.tag = "span"
