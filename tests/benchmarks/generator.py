"""Writes a knowledge base of any size, to measure with: the same bytes for the same seed.

python -m tests.benchmarks.generator OUT --documents 1000 --seed 1
"""

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

from .content_types import ContentType, read_content_types
from .documents import Document, render
from .text import Prose, Vocabulary, make_vocabulary

TYPES = Path(__file__).parents[2] / "content_schema" / "types"
PLAIN_CONFIG = "mkdocs-plain.yml"
DOCUMENTS_OF_A_COMMUNITY = 250
DOCUMENTS_OF_A_PERSON = 25
FEWEST_DOCUMENTS = 10

_SETTINGS = """\
site_name: Benchmark
site_url: https://kb.example/
"""
_CONFIG = f"""\
{_SETTINGS}theme: material
plugins: [cop-kb]
"""
# What somebody would write who knows MkDocs well: pruned navigation is what keeps Material's pages small.
_PLAIN = f"""\
{_SETTINGS}theme:
  name: material
  features: [navigation.prune]
plugins: [search, tags]
markdown_extensions:
  - admonition
  - attr_list
  - def_list
  - footnotes
  - md_in_html
  - tables
  - toc: {{permalink: true}}
  - pymdownx.details
  - pymdownx.highlight
  - pymdownx.superfences
  - pymdownx.tabbed: {{alternate_style: true}}
  - pymdownx.tasklist: {{custom_checkbox: true}}
"""


class Community(NamedTuple):
    """The documents of one community.

    Attributes:
        charter: Its front page.
        people: Who can own documents.
        documents: All others.
    """

    charter: Document
    people: tuple[Document, ...]
    documents: tuple[Document, ...]


def generate(folder: Path, documents: int, seed: int = 1, types: Path = TYPES) -> None:
    """Write a knowledge base of `documents` documents, charters and people included, to `folder`.

    Args:
        folder: Where to write; it must not exist or be empty.
        documents: How many documents, 10 at least.
        seed: Another seed gives other words, titles and links.
        types: The folder of the content types that the documents follow.

    Raises:
        ValueError: `documents` is too small, or a content type asks for what cannot be made up.
        FileExistsError: `folder` is not empty.
        FileNotFoundError: `types` holds no content type.
    """
    if documents < FEWEST_DOCUMENTS:
        raise ValueError(f"A knowledge base needs {FEWEST_DOCUMENTS} documents, not {documents}.")
    if folder.exists() and any(folder.iterdir()):
        raise FileExistsError(f"{folder} is not empty.")
    vocabulary = make_vocabulary(seed)
    planner = _Planner(read_content_types(types), Prose(vocabulary, Random(f"plan {seed}")))
    communities = planner.plan(documents)
    for config, text in (("mkdocs.yml", _CONFIG), (PLAIN_CONFIG, _PLAIN)):
        _write(folder / config, text)
    for index in range(len(communities)):
        for document, text in _render_community(communities, index, vocabulary, seed):
            _write(folder / "docs" / document.uri, text)


class _Planner:
    """Decides which documents there are, before any is written, so that links can point ahead."""

    def __init__(self, types: Sequence[ContentType], prose: Prose) -> None:
        self._prose = prose
        self._titles: set[str] = set()
        self._container = next(kind for kind in types if "container" in kind.traits)
        self._person = next(kind for kind in types if "person" in kind.traits)
        self._others = [
            kind for kind in types if kind.folder and not kind.traits & {"container", "person"}
        ]

    def plan(self, documents: int) -> list[Community]:
        count = max(round(documents / DOCUMENTS_OF_A_COMMUNITY), 1)
        sizes = [documents // count + (index < documents % count) for index in range(count)]
        return [self._community(size) for size in sizes]

    def _community(self, size: int) -> Community:
        title, name = self._name(1, 2)
        people = max(size // DOCUMENTS_OF_A_PERSON, 2)
        slug = Path(self._container.file).stem
        return Community(
            Document(self._container, name, slug, title),
            tuple(self._document(self._person, name, 2, 2) for _ in range(people)),
            tuple(
                self._document(self._others[index % len(self._others)], name, 2, 4)
                for index in range(size - people - 1)
            ),
        )

    def _document(self, kind: ContentType, community: str, low: int, high: int) -> Document:
        title, slug = self._name(low, high)
        return Document(kind, community, slug, title)

    def _name(self, low: int, high: int) -> tuple[str, str]:
        """Return a title that no other document has, and its slug."""
        while True:
            title = self._prose.phrase(low, high)
            slug = re.sub(r"\W+", "-", title.lower())
            if slug not in self._titles:
                self._titles.add(slug)
                return title, slug


def _render_community(
    communities: Sequence[Community], index: int, vocabulary: Vocabulary, seed: int
) -> Iterator[tuple[Document, str]]:
    community = communities[index]
    everything = (community.charter, *community.people, *community.documents)
    for position, document in enumerate(everything):
        # A source of its own for each document: a change to one leaves the others as they were.
        prose = Prose(vocabulary, Random(f"{seed} {document.uri}"))
        earlier = everything[1 + len(community.people) : position]
        linked = _links(communities, index, document, everything[position - 1], prose.rng)
        links = [document.link_to(other, prose.rng) for other in linked]
        relations = _relations(document, community, earlier, prose.rng)
        yield document, render(document, links, relations, prose)


def _links(
    communities: Sequence[Community],
    index: int,
    document: Document,
    previous: Document,
    rng: Random,
) -> list[Document]:
    """Return three to six documents to link to; every document is the previous one of another."""
    community = communities[index]
    others = [other for other in community.documents if other not in (document, previous)]
    linked = [previous, *rng.sample(others, min(rng.randint(2, 5), len(others)))]
    other = linked[-1]
    if document == community.charter:
        other = communities[index - 1].charter
    elif rng.random() < 0.25:
        other = community.charter
    elif rng.random() < 0.25:
        other = rng.choice(rng.choice(communities).documents)
    if other != document and other not in linked:
        linked[-1] = other
    return linked


def _relations(
    document: Document, community: Community, earlier: Sequence[Document], rng: Random
) -> dict[str, list[str]]:
    """Return what the document names in its front matter; only earlier documents, so no circles."""
    people = [person.reference for person in community.people]
    relations = {}
    if "person" not in document.kind.traits:
        relations["owners"] = rng.sample(people, rng.randint(1, 2))
    for relation in document.kind.relations:
        if relation.trait == "person":
            relations[relation.field] = [rng.choice(people)]
        candidates = [other for other in earlier if other.kind.identifier in relation.to]
        if candidates:
            chosen = rng.sample(candidates, min(rng.randint(1, 2), len(candidates)))
            relations[relation.field] = [other.reference for other in chosen]
    return relations


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.generator",
        description="Write a knowledge base of invented text, to measure with.",
    )
    parser.add_argument("out", type=Path, help="a folder that is empty or does not exist")
    parser.add_argument("--documents", type=int, default=1000, help="how many (1000)")
    parser.add_argument("--seed", type=int, default=1, help="another seed, other text (1)")
    options = parser.parse_args(arguments)
    try:
        generate(options.out, options.documents, options.seed)
    except (ValueError, OSError) as error:
        print(f"{parser.prog}: {error}", file=sys.stderr)
        return 2
    print(f"Wrote {options.documents} documents to {options.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
