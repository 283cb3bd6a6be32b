"""Where the words that somebody has sent belong in a document: its fields, its sections, and what is left."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from cop_kb.errors import ScaffoldError
from cop_kb.load.source import parse_source
from cop_kb.model.content_type import ContentType, fold_heading
from cop_kb.model.document import SECTION_LEVEL
from cop_kb.model.knowledge_base import KnowledgeBase
from cop_kb.model.quantity import number_of
from cop_kb.positioned_yaml.writing import write_fields
from cop_kb.scaffold.intake.contribution import Contribution
from cop_kb.scaffold.intake.fields import FieldReader
from cop_kb.scaffold.intake.form import is_unanswered
from cop_kb.scaffold.intake.harmless import make_harmless
from cop_kb.scaffold.intake.naming import find_title
from cop_kb.scaffold.intake.outline import Part, at_level, cut_at_headings, with_headings
from cop_kb.scaffold.sections import NOTHING, Material
from cop_kb.scaffold.title import title_from_text

_ABOVE = ""
_LOWEST = 6
_NAMES = "Names of people stand in it as they were sent: take out those that readers need not know."
_NOT_TAKEN = "What stood at the top of the text and no field took:"


class Placed(NamedTuple):
    """What a new document begins with.

    Attributes:
        title: What it could be called; may be empty.
        fields: Fields of its front matter.
        material: Its text.
        remarks: Sentences on what was left out or changed.
    """

    title: str
    fields: dict[str, Any]
    material: Material
    remarks: tuple[str, ...]


NOTHING_SENT = Placed("", {}, NOTHING, ())


def place(
    contribution: Contribution,
    kb: KnowledgeBase,
    content_type: ContentType,
    community: str,
    title: str = "",
) -> Placed:
    """Return the parts of a document of a type, made of what somebody has sent. None of their words is lost.

    Text below a heading that the type has, or a line that means one, goes to that section. Fields that the type has are
    taken from front matter, from lines at the top and from short answers below headings. The rest opens the first section
    that even a draft has.

    Args:
        contribution: What they have sent.
        kb: The knowledge base, for the documents that fields name.
        content_type: The type.
        community: The community of the new document.
        title: What it is called; empty where the text decides.

    Raises:
        ScaffoldError: Documents of the type have no text.
    """

    def is_section(words: str) -> bool:
        return fold_heading(words) in content_type.known_headings

    if content_type.is_data:
        message = f"{content_type.title}: documents of this type are fields only and take no text."
        raise ScaffoldError(message, "Make it without --from, and fill in its fields.")
    reader = FieldReader(kb, content_type, community)
    body, not_taken = _front_matter(contribution.text, reader)
    body = with_headings(reader.take_lines(body), is_section)
    first, *others = cut_at_headings(body)
    others = [p for p in others if not is_unanswered(p.text)]
    others = [p for p in others if not _is_field(p, reader, content_type)]
    named = str(reader.fields.pop("title", "")) or title_from_text(contribution.title)
    title, parts = find_title(title or named, [first, *others], is_section)
    reader.fields["title"] = title  # so that no further line takes its place
    parts[0] = parts[0]._replace(text=reader.take_lines(parts[0].text))
    del reader.fields["title"]
    remarks = list(contribution.remarks)
    sections = _harmless(_sort(parts, content_type), remarks)
    if not_taken:
        remarks.append("What no field took stands in a comment at the end.")
    remarks.append(_NAMES)
    above = sections.pop(_ABOVE, "")
    material = Material(sections, above, _comment(not_taken))
    return Placed(title, reader.fields, material, tuple(remarks))


def _harmless(texts: Mapping[str, list[str]], remarks: list[str]) -> dict[str, str]:
    """Return the texts of sections so that they only show; what that changed is added to ``remarks``."""
    sections, tags = {}, 0
    for heading, parts in texts.items():
        text, count = make_harmless("\n\n".join(filter(None, parts)))
        tags += count
        if text.strip():
            sections[heading] = text
    if tags:
        remarks.append(f"HTML shows as text: {number_of(tags, 'tag')}.")
    return sections


def _front_matter(text: str, reader: FieldReader) -> tuple[str, str]:
    """Return what stands below the front matter of a text, and what of that no field took."""
    source = parse_source(text.encode())
    if source.body_line == 1:
        return text, ""
    if source.findings:
        return source.body, "\n".join(text.split("\n")[1 : source.body_line - 2])
    return source.body, write_fields(reader.take_mapping(source.data))


def _comment(text: str) -> str:
    # Two dashes could end the comment.
    return f"<!-- {_NOT_TAKEN}\n\n{text.strip().replace('--', '- -')}\n-->" if text.strip() else ""


def _is_field(part: Part, reader: FieldReader, content_type: ContentType) -> bool:
    """Tell whether a heading and what stands below it fill in a field, and take it; a section of its name goes first."""
    _, is_alias = content_type.known_headings.get(fold_heading(part.heading), (None, True))
    return is_alias and reader.take(part.heading, part.text)


def _sort(parts: list[Part], content_type: ContentType) -> dict[str, list[str]]:
    """Return the texts of sections by their headings.

    A heading that the type does not have stays with what it follows. Where several mean one section, its text begins with
    what stands below the first of them, and the others stay as headings in it.
    """
    first, *others = parts
    opening = next((s.heading for s in content_type.sections if s.draft), None)
    opening = opening or next((s.heading for s in content_type.sections), _ABOVE)
    sections: dict[str, list[str]] = {opening: [first.text]}
    met: set[str] = set()
    target, top = opening, min((part.level for part in others), default=0)
    # The level of the heading that deeper ones belong to, as it was sent and as it is written.
    above = written = _LOWEST
    for part in others:
        spec, _ = content_type.known_headings.get(fold_heading(part.heading), (None, False))
        target = spec.heading if spec else target
        if spec and target not in met:
            above, written = part.level, SECTION_LEVEL
            met.add(target)
            sections.setdefault(target, []).insert(1, part.text)
        else:
            level = written + part.level - above
            if part.level <= above:
                is_free = content_type.free_sections and part.level == top and spec is None
                level = SECTION_LEVEL if is_free else SECTION_LEVEL + 1
                above, written = part.level, level
            sections[target] += [at_level(part.heading, level), part.text]
    return sections
