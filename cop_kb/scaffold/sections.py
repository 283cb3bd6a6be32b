"""What an author has written already takes the place of the questions in a starter."""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from cop_kb.load.markdown import read_structure
from cop_kb.model.content_type import ContentType, SectionSpec, fold_heading
from cop_kb.model.document import SECTION_LEVEL

_SECTION = "#" * SECTION_LEVEL + " "
_COMMENT = re.compile(r"<!--(.*?)-->", re.S)


class Material(NamedTuple):
    """What stands in a new document besides its fields, as Markdown.

    Attributes:
        sections: Texts by the heading of their section.
        above: What stands above the sections.
        below: What stands below them.
    """

    sections: Mapping[str, str] = MappingProxyType({})
    above: str = ""
    below: str = ""


NOTHING = Material()


class Prompt(NamedTuple):
    """A section of a starter.

    Attributes:
        heading: Its heading.
        spec: The section of the type that it is; None for another.
        hint: What its first comment says; may be empty.
    """

    heading: str
    spec: SectionSpec | None
    hint: str


class _Piece(NamedTuple):
    """A heading with all that stands below it; without a heading, what stands above the first."""

    heading: str
    text: str
    spec: SectionSpec | None = None

    @property
    def markdown(self) -> str:
        return "\n\n".join(part for part in (self.heading, self.text.strip("\n")) if part)


def fill_sections(body: str, content_type: ContentType, material: Material) -> str:
    """Return the body of a starter with ``material`` in it; what it holds of other sections stays."""
    if not any(material):
        return body
    first, *pieces = _pieces(body, content_type)
    filled = [_filled(piece, material) for piece in pieces]
    there = {piece.spec.heading for piece in pieces if piece.spec}
    for spec in content_type.sections:
        if spec.heading in material.sections and spec.heading not in there:
            piece = _Piece(_SECTION + spec.heading, material.sections[spec.heading], spec)
            filled.insert(_place(filled, content_type, spec), piece)
    parts = [first.markdown, material.above, *(p.markdown for p in filled), material.below]
    return "\n\n".join(part for part in parts if part) + "\n"


def read_prompts(body: str, content_type: ContentType) -> list[Prompt]:
    """Return the sections of a starter with what it says about each of them."""
    _, *pieces = _pieces(body, content_type)
    found = []
    for piece in pieces:
        comment = _COMMENT.search(piece.text)
        hint = " ".join(comment[1].split()) if comment else ""
        found.append(Prompt(piece.heading.strip("# "), piece.spec, hint))
    return found


def _pieces(body: str, content_type: ContentType) -> Iterator[_Piece]:
    lines = body.split("\n")
    heads = [h for h in read_structure(body).headings if h.level == SECTION_LEVEL]
    ends = [*(h.line for h in heads), len(lines) + 1]
    yield _Piece("", "\n".join(lines[: ends[0] - 1]))
    for head, end in zip(heads, ends[1:], strict=True):
        spec, _ = content_type.known_headings.get(fold_heading(head.text), (None, False))
        text = "\n".join(lines[head.line : end - 1])
        yield _Piece(lines[head.line - 1], text, spec)


def _filled(piece: _Piece, material: Material) -> _Piece:
    text = material.sections.get(piece.spec.heading) if piece.spec else None
    if text is None:
        return piece
    if text.startswith(_SECTION):
        # Sections of the author's own follow, and this one is still to be written.
        text = f"{piece.text.strip()}\n\n{text}"
    return piece._replace(text=text)


def _place(pieces: list[_Piece], content_type: ContentType, spec: SectionSpec) -> int:
    """Return before which of ``pieces`` a section belongs."""
    later = content_type.sections[content_type.sections.index(spec) :]
    return next((n for n, piece in enumerate(pieces) if piece.spec in later), len(pieces))
