"""What a phone shows right below the title: when to use the page, the first step, and links to what is needed in a hurry.

Which sections take part is said by the content type. The text is copied, so that the page itself stays as its author
wrote it; the copy leaves out what may stand on a page only once, and the style hides it on wide screens and on paper.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE

from cop_kb.model.document import Section

BEGINNING = "beginning"
"""What a type says of a section whose beginning is shown; of others a link is."""

# Runs after everything else, so that links and ids are as the page has them.
_PRIORITY = -10
# Hidden until the style shows it, and not found twice by search.
_ATTRIBUTES = {
    "class": "kb-lead",
    "aria-label": "In short",
    "hidden": "hidden",
    "data-pagefind-ignore": "all",
}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_LISTS = {"ol", "ul"}
_BLOCKS = {*_HEADINGS, *_LISTS, "p", "div", "pre", "table", "blockquote", "details", "dl", "figure"}
_MARKS = {"headerlink", "footnote-ref"}
_ONCE = re.compile(r"\s(?:id|name)=(?:\"[^\"]*\"|'[^']*'|[^\s>]+)(?=[^<>]*>)")
_COMMENT = re.compile(r"\s*<!--.*?-->\s*", re.DOTALL)
_TASK_BOX = "task-list-control"


class LeadExtension(Extension):
    """Puts the lead below the title of one page after another.

    Attributes:
        current: The page that is rendered, below docs_dir.
        sections: Returns the sections of a page that take part.
    """

    def __init__(self, sections: Callable[[str], Sequence[Section]]) -> None:
        super().__init__()
        self.current = ""
        self.sections = sections

    def extendMarkdown(self, md: Markdown) -> None:
        """Register the processor; the name is Python-Markdown's."""
        md.treeprocessors.register(_LeadProcessor(md, self), "cop_kb_lead", _PRIORITY)


class _LeadProcessor(Treeprocessor):
    def __init__(self, md: Markdown, extension: LeadExtension) -> None:
        super().__init__(md)
        self._extension = extension

    def run(self, root: Element) -> None:
        bodies = _bodies(root)
        lead = Element("aside", _ATTRIBUTES)
        links = Element("ul", {"class": "kb-lead__links"})
        for section in self._extension.sections(self._extension.current):
            anchor, label = section.heading.anchor, section.heading.text
            beginning: list[Element] = []
            if section.spec and section.spec.lead == BEGINNING:
                beginning = _beginning(self._visible(bodies.get(anchor, ())))
            if beginning:
                lead.append(self._part(label, beginning))
            if not beginning or beginning[-1].tag in _LISTS:
                link = SubElement(SubElement(links, "li"), "a", {"href": f"#{anchor}"})
                link.text = label + _numbers(beginning)
        if len(lead):
            lead.extend([links] if len(links) else [])
            root.insert(_below_title(root), lead)

    def _part(self, label: str, beginning: list[Element]) -> Element:
        part = Element("div", {"class": "kb-lead__part"})
        SubElement(part, "p", {"class": "kb-label"}).text = label
        text = SubElement(part, "div", {"class": "kb-lead__text"})
        text.extend(self._copy(_first_item(block)) for block in beginning)
        return part

    def _visible(self, blocks: Sequence[Element]) -> list[Element]:
        """Leave out comments, such as the questions of a starter that nobody has answered yet."""
        return [
            block
            for block in blocks
            if len(block) or _COMMENT.sub("", self._unstashed(block.text or "")).strip()
        ]

    def _copy(self, element: Element) -> Element:
        tag = "p" if element.tag in _HEADINGS else element.tag
        kept = {key: value for key, value in element.items() if key not in {"id", "name"}}
        copy = Element(tag, kept)
        copy.text = self._restashed(element.text)
        for child in element:
            if _is_mark(child):
                _add_text(copy, self._restashed(child.tail))
            else:
                copy.append(self._copy(child))
        copy.tail = self._restashed(element.tail)
        return copy

    def _restashed(self, text: str | None) -> str:
        """Return a text whose parts that are HTML already, such as highlighted code, bear no ids."""

        def restash(placeholder: re.Match[str]) -> str:
            html = self._unstashed(placeholder[0])
            return "" if _TASK_BOX in html else self.md.htmlStash.store(_ONCE.sub("", html))

        return HTML_PLACEHOLDER_RE.sub(restash, text or "")

    def _unstashed(self, text: str) -> str:
        blocks = self.md.htmlStash.rawHtmlBlocks
        return HTML_PLACEHOLDER_RE.sub(lambda match: str(blocks[int(match[1])]), text)


def _below_title(root: Element) -> int:
    return next((i for i, element in enumerate(root, start=1) if element.tag == "h1"), 0)


def _bodies(root: Element) -> dict[str, list[Element]]:
    """Return what stands below each heading of level 2 until the next one, by the id of the heading."""
    bodies: dict[str, list[Element]] = {}
    body: list[Element] = []
    for element in root:
        if element.tag in {"h1", "h2"}:
            body = bodies.setdefault(element.get("id", ""), [])
        else:
            body.append(element)
    return bodies


def _beginning(blocks: Sequence[Element]) -> list[Element]:
    """Return the first block, and what it announces."""
    found = []
    for block in blocks:
        found.append(block)
        if block.tag not in _HEADINGS and not _ends_with_colon(block):
            break
    return found


def _ends_with_colon(block: Element) -> bool:
    return block.tag not in _LISTS and "".join(block.itertext()).rstrip().endswith(":")


def _first_item(block: Element) -> Element:
    """Return a list with its first item only, and of that the beginning; any other block as it is."""
    if block.tag not in _LISTS or not len(block):
        return block
    shortened = Element(block.tag, block.attrib)
    item = SubElement(shortened, "li")
    item.text = block[0].text
    inline = [*_inline(block[0])]
    item.extend(inline)
    if "".join(item.itertext()).strip() and not _ends_with_colon(item):
        return shortened
    item.extend(_beginning([*block[0]][len(inline) :]))
    return shortened


def _inline(item: Element) -> Iterator[Element]:
    """Yield what stands in an item before its first block."""
    for child in item:
        if child.tag in _BLOCKS:
            return
        yield child


def _numbers(beginning: list[Element]) -> str:
    """Return which numbers the steps of a section have, when its beginning is the first of several."""
    steps = beginning[-1] if beginning else None
    if steps is None or steps.tag != "ol" or len(steps) < 2:  # noqa: PLR2004 - one is no range
        return ""
    first = int(steps.get("start", "1"))
    return f" {first}\N{EN DASH}{first + len(steps) - 1}"


def _is_mark(element: Element) -> bool:
    """Tell whether an element is a mark in the margin: the anchor of a heading, the number of a footnote."""
    classes = {element.get("class"), *(child.get("class") for child in element)}
    return bool(classes & _MARKS) and len(element) <= 1


def _add_text(parent: Element, text: str) -> None:
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text
