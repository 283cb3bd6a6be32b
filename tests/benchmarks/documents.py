"""Documents that keep the promises of their content type: front matter, sections and what these must contain."""

import datetime
import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from random import Random
from typing import Any, NamedTuple

import yaml
from markdown.extensions.toc import slugify_unicode

from .content_types import Contents, ContentType, Section, example_value
from .text import Prose

WORDS = 520  # of a document, on average
WORDS_OF_A_PERSON = 160
SECTIONS = 5

# One of each stands in a document, where its type does not limit them.
_FEATURES = ("code_blocks", "tables", "admonitions", "task_items", "list_items")
_SHORTEST_OPENING = 12
_FIRST_REVIEW = datetime.date(2025, 1, 1)
_WORD = re.compile(r"[^\W\d_]+")
_TARGET = re.compile(r"\]\([^)]*\)")


class Document(NamedTuple):
    """A document to be written.

    Attributes:
        kind: Its content type.
        community: The folder of its community.
        slug: Its file name without the ending.
        title: What it is called.
    """

    kind: ContentType
    community: str
    slug: str
    title: str

    @property
    def uri(self) -> str:
        """Its path below docs_dir."""
        return posixpath.join(self.community, self.kind.folder, f"{self.slug}.md")

    @property
    def reference(self) -> str:
        """What documents of the same community call it in a relation."""
        if "person" in self.kind.traits:
            return self.slug
        return f"{self.kind.identifier}/{self.slug}"

    def link_to(self, other: "Document", rng: Random) -> str:
        """Return a Markdown link to `other`, at times to one of the sections that it surely has."""
        target = posixpath.relpath(other.uri, posixpath.dirname(self.uri))
        headings = [section.heading for section in other.kind.sections if section.required]
        if headings and rng.random() < 0.25:
            target += "#" + slugify_unicode(rng.choice(headings), "-")
        return f"[{other.title}]({target})"


def count_words(markdown: str) -> int:
    """Return how many words a reader sees, code included and the targets of links left out."""
    return len(_WORD.findall(_TARGET.sub("", markdown)))


def render(
    document: Document, links: Sequence[str], relations: Mapping[str, list[str]], prose: Prose
) -> str:
    """Return the text of a published document that its content type has nothing to say against.

    Args:
        document: What to write.
        links: Markdown links that the text is to hold.
        relations: The documents that it names in its front matter, by field.
        prose: Where words come from.
    """
    fields = yaml.dump(
        _front_matter(document, relations, prose),
        Dumper=yaml.CSafeDumper,
        allow_unicode=True,
        sort_keys=False,
        width=1000,
    )
    blocks = [f"---\n{fields}---", f"# {document.title}", *_body(document.kind, links, prose)]
    return "\n\n".join(blocks) + "\n"


def _front_matter(
    document: Document, relations: Mapping[str, list[str]], prose: Prose
) -> dict[str, Any]:
    rng = prose.rng
    # A folder is a community only when its front page says so; elsewhere the path decides the type.
    declared = {"type": document.kind.identifier} if "container" in document.kind.traits else {}
    fields = {
        **declared,
        "title": document.title,
        "summary": prose.sentence(rng.randint(8, 18)),
        "status": document.kind.status,
        **relations,
        "tags": _tags(prose),
        "last_reviewed_on": _FIRST_REVIEW + datetime.timedelta(days=rng.randrange(480)),
        # Long enough that the same files are not overdue when they are measured again years later.
        "review_in": "20 years",
        # Whatever the type's default is: what is measured must not leave documents out.
        "audience": "public",
    }
    if {"person", "source"} & document.kind.traits:
        fields["consent"] = [{"person": "everybody in it", "scope": "public"}]
    for field in document.kind.required:
        if field not in fields:
            schema = document.kind.properties.get(field)
            fields[field] = example_value(field, schema, rng, prose.phrase(3, 6))
    return fields


def _tags(prose: Prose) -> list[str]:
    pool = [word for word in prose.vocabulary.words[:400] if len(word) > 4][:40]
    weights = [1 / (rank + 3) for rank in range(len(pool))]
    return list(dict.fromkeys(prose.rng.choices(pool, weights, k=3)))


def _body(kind: ContentType, links: Sequence[str], prose: Prose) -> Iterator[str]:
    total = _target_words(kind, prose.rng)
    sections = _choose_sections(kind, prose)
    wanted = [_least(section.contains) for section in sections]
    defined = {section.heading for section in kind.sections}
    free = [index for index, section in enumerate(sections) if section.heading not in defined]
    for index in free or [0]:
        # Free sections are where authors put what the document as a whole must contain.
        wanted[index] |= _least(kind.contains)
    if "person" not in kind.traits:
        _add_features(kind, sections, wanted, prose.rng)
    for index, section in enumerate(sections):
        yield f"## {section.heading}"
        yield from _section(
            section, total // len(sections), wanted[index], links[index :: len(sections)], prose
        )


def _target_words(kind: ContentType, rng: Random) -> int:
    mean = WORDS_OF_A_PERSON if "person" in kind.traits else WORDS
    total = round(min(max(rng.gauss(mean, mean / 5), mean / 2), mean * 1.6))
    return _within(total, kind.contains)


def _within(words: int, contains: Contents) -> int:
    """Return the number nearest to `words` that keeps clear of the limits that are set."""
    limits = contains.get("words", {})
    words = max(words, limits.get("min", 0))
    # A sentence may come on top, hence the distance from the greatest count.
    return min(words, limits["max"] * 3 // 4) if "max" in limits else words


def _choose_sections(kind: ContentType, prose: Prose) -> list[Section]:
    """Return all required sections and others up to the usual number, in the type's order."""
    optional = [section.heading for section in kind.sections if not section.required]
    room = max(SECTIONS - len(kind.sections) + len(optional), 0)
    chosen = prose.rng.sample(optional, min(room, len(optional)))
    sections = [item for item in kind.sections if item.required or item.heading in chosen]
    while kind.free_sections and len(sections) < SECTIONS:
        heading = prose.phrase(2, 4)
        if all(heading != section.heading for section in sections):
            sections.insert(1, Section(heading, False, {}))
    return sections


def _least(contains: Contents) -> dict[str, int]:
    return {
        kind: limits["min"]
        for kind, limits in contains.items()
        if kind != "words" and limits.get("min", 0)
    }


def _add_features(
    kind: ContentType, sections: Sequence[Section], wanted: list[dict[str, int]], rng: Random
) -> None:
    capped = {name for name, limits in kind.contains.items() if "max" in limits}
    places = list(range(len(sections)))
    rng.shuffle(places)
    for number, feature in enumerate(_FEATURES):
        place = places[number % len(places)]
        limited = capped | {
            name for name, limits in sections[place].contains.items() if "max" in limits
        }
        counted = {feature, "words"} | ({"list_items"} if feature == "task_items" else set())
        if not counted & limited:
            wanted[place].setdefault(feature, 1)


def _section(
    section: Section, words: int, wanted: Mapping[str, int], links: Sequence[str], prose: Prose
) -> Iterator[str]:
    words = _within(words, section.contains)
    blocks = [block for kind, least in wanted.items() for block in _blocks(kind, least, prose)]
    rest = words - sum(count_words(text) for text in (section.heading, *blocks, *links))
    # Whatever else stands in it, a section opens with a sentence and has its least number of words.
    rest = max(rest, _within(0, section.contains), min(_SHORTEST_OPENING, words))
    opening = rest if rest < 60 else prose.rng.randint(30, 60)
    yield prose.paragraph(opening, links)
    yield from blocks
    rest -= opening
    while rest > 0:
        length = rest if rest < 90 else prose.rng.randint(40, 80)
        yield prose.paragraph(length)
        rest -= length


def _blocks(kind: str, least: int, prose: Prose) -> list[str]:
    if kind == "list_items":
        return [_items(prose, max(least, prose.rng.randint(3, 5)), numbered=True)]
    if kind == "task_items":
        return [_items(prose, max(least, prose.rng.randint(3, 6)), numbered=False)]
    make = {"code_blocks": _code, "tables": _table, "admonitions": _admonition}[kind]
    return [make(prose) for _ in range(least)]


def _items(prose: Prose, count: int, *, numbered: bool) -> str:
    rng = prose.rng
    if numbered:
        lines = [f"{n}. {prose.sentence(rng.randint(5, 14))}" for n in range(1, count + 1)]
    else:
        marks = rng.choices(" x", (3, 1), k=count)
        lines = [f"- [{mark}] {prose.phrase(4, 9)}" for mark in marks]
    return "\n".join(lines)


def _code(prose: Prose) -> str:
    language, shape = prose.rng.choice(
        (("bash", "{} --{} {}"), ("yaml", "{}_{}: {}"), ("python", '{} = {}("{}")'))
    )
    lines = [shape.format(*prose.words(3)) for _ in range(prose.rng.randint(3, 8))]
    return "\n".join((f"```{language}", *lines, "```"))


def _table(prose: Prose) -> str:
    rows = [[prose.phrase(1, 2) for _ in range(3)] for _ in range(prose.rng.randint(4, 6))]
    rows.insert(1, ["---"] * 3)
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def _admonition(prose: Prose) -> str:
    kind = prose.rng.choice(("note", "tip", "warning"))
    marker = "???" if prose.rng.random() < 0.25 else "!!!"
    text = prose.paragraph(prose.rng.randint(15, 35))
    return f'{marker} {kind} "{prose.phrase(2, 4)}"\n\n    {text}'
