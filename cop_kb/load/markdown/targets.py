"""Links, images and what links can point to, collected while a text is read."""

from collections.abc import Mapping

from cop_kb.load.markdown.addresses import restore_spaces
from cop_kb.load.markdown.anchors import find_attributes
from cop_kb.load.markdown.html import Tag, read_tags
from cop_kb.load.markdown.places import Places
from cop_kb.model.structure import Anchor, Link

_PENDING = Link("", "", 0, 0, 0, 0, "")


class Targets:
    """Links and anchors in the order of the text.

    Attributes:
        links: Links and images.
        anchors: Ids other than those of headings.
        in_tree: Those of them that an id made for a heading must differ from. The ``toc`` extension of
            Python-Markdown does not look into raw HTML.
    """

    def __init__(self, places: Places, text: list[str]) -> None:
        """Collect from a text whose visible pieces are being added to ``text``."""
        self.links: list[Link] = []
        self.anchors: list[Anchor] = []
        self.in_tree: list[str] = []
        self._places = places
        self._text = text
        # Of open links the index in links and where their text begins; of the parser's, all but the text.
        self._open: list[tuple[int, int, Link]] = []
        self._closed = 0  # index of the link that ended last
        self._open_html: tuple[int, int] | None = None
        self._references: dict[str, int] = {}  # how often a footnote was referred to

    def open_link(self, link: Mapping[str, Mapping[str, str]], start: int, end: int) -> None:
        """Begin a link or an image of the parser."""
        ((kind, parts),) = link.items()
        target = restore_spaces(parts["dest_url"])
        if parts["link_type"] == "Email":
            target = f"mailto:{target}"
        places = self._places
        pending = Link(kind.lower(), target, *places.at(start), *places.at(end), "")
        self._open.append((len(self.links), len(self._text), pending))
        self.links.append(_PENDING)

    def close_link(self) -> None:
        """End the latest link; the alternative text of an image is no visible text."""
        index, begin, link = self._open.pop()
        self._closed = index
        self.links[index] = Link(*link[:-1], self._visible(begin))
        if link.kind == "image":
            del self._text[begin:]

    def read_attributes(self, text: str, start: int, *, previous: str, block: str) -> str:
        """Read an attribute list at the start of a text, or at the end of a table cell.

        Args:
            text: A piece of visible text that holds a brace.
            start: Its offset.
            previous: The event that came before it.
            block: The block that it stands in.

        Returns:
            The text without the list.
        """
        at_start = previous in {"End", "Code", "Break"}
        if not at_start and block not in {"TableCell", "DefinitionListTitle"}:
            return text
        attributes, rest = find_attributes(text, at_start=at_start)
        if not attributes or (previous == "Break" and rest.strip()):
            return text
        if "id" in attributes:
            self._add_anchor(attributes["id"], start, in_tree=True)
        if previous == "End" and self.links:
            self._override_target(attributes)
        return rest

    def read_note(self, note: Mapping[str, str], start: int, _end: int) -> None:
        """Read the definition of a footnote."""
        self._add_anchor(f"fn:{note['FootnoteDefinition']}", start, in_tree=True)

    def read_reference(self, name: str, start: int) -> None:
        """Read a reference to a footnote, which its definition links back to."""
        count = self._references[name] = self._references.get(name, 0) + 1
        number = count if count > 1 else ""
        self._add_anchor(f"fnref{number}:{name}", start, in_tree=True)

    def read_inline_html(self, source: str, start: int) -> None:
        """Read one tag or comment within a paragraph."""
        if self._open_html and source[:3].lower() == "</a":
            index, begin = self._open_html
            self.links[index] = Link(*self.links[index][:-1], self._visible(begin))
            self._open_html = None
        for tag in read_tags(source)[0]:
            self._read_tag(tag, start, start + len(source.encode()))
            if tag.name == "a" and "href" in tag.attributes:
                self._open_html = len(self.links) - 1, len(self._text)

    def read_html_block(self, _block: object, start: int, end: int) -> None:
        """Read the tags of a piece of raw HTML; its text is visible, its comments are not."""
        source = self._places.text(start, end)
        tags, text = read_tags(source)
        self._text.append(text)
        character = 0
        for tag in tags:
            start += len(source[character : tag.start].encode())
            character = tag.start
            self._read_tag(tag, start, start + len(source[tag.start : tag.end].encode()))

    def end_part(self) -> None:
        """Forget what may not go on after a heading."""
        self._open_html = None

    def _override_target(self, attributes: Mapping[str, str]) -> None:
        """An attribute list after a link may give it another address, which is then the one that counts."""
        link = self.links[self._closed]
        target = attributes.get("href" if link.kind == "link" else "src", link.target)
        self.links[self._closed] = link._replace(target=target)

    def _visible(self, begin: int) -> str:
        return " ".join("".join(self._text[begin:]).split())

    def _read_tag(self, tag: Tag, start: int, end: int) -> None:
        attributes, places = tag.attributes, self._places
        if tag.name == "a" and "href" in attributes:
            kind, target, text = "link", attributes["href"], tag.text
            self.links.append(Link(kind, target, *places.at(start), *places.at(end), text))
        elif tag.name == "img" and "src" in attributes:
            kind, target, text = "image", attributes["src"], attributes.get("alt", "")
            self.links.append(Link(kind, target, *places.at(start), *places.at(end), text))
        name = attributes.get("id", "")
        old_name = attributes.get("name", "") if tag.name == "a" else ""
        for anchor in dict.fromkeys((name, old_name)):
            if anchor:
                self._add_anchor(anchor, start, in_tree=False)

    def _add_anchor(self, name: str, start: int, *, in_tree: bool) -> None:
        self.anchors.append(Anchor(name, self._places.at(start)[0]))
        if in_tree:
            self.in_tree.append(name)
