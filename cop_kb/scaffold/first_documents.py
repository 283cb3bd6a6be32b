"""The documents that a knowledge base begins with: a charter for each community, a page for each steward."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from cop_kb.model.content_type import ContentType
from cop_kb.scaffold.document import check_fields
from cop_kb.scaffold.lookup import find_container
from cop_kb.scaffold.people import author_fields, person_type
from cop_kb.scaffold.starter import Starter, compose, filled_starter
from cop_kb.scaffold.steward import Steward


class Community(NamedTuple):
    """A community to be made.

    Attributes:
        title: Its name.
        slug: The name of its folder.
        uri: The path of its folder below the knowledge base.
    """

    title: str
    slug: str
    uri: str


def first_documents(
    communities: Sequence[Community],
    stewards: Sequence[Steward],
    types: Mapping[str, ContentType],
    today: date,
) -> Iterator[tuple[str, str]]:
    """Yield path below docs_dir and text of the charters and of the pages of stewards.

    Raises:
        ContentTypeError: A template has a mistake.
        ScaffoldError: A name does not fit.
    """
    container, people = find_container(types.values()), person_type(types.values())
    slugs = [steward.slug for steward in stewards]
    if container:
        named = dict.fromkeys(author_fields(container), slugs) if slugs else {}
        for community in communities:
            text = _document(container, community.title, named, today)
            yield f"{community.slug}/{container.file}", text
    if people and communities:
        # One page is enough for somebody who looks after several communities.
        folder = f"{communities[0].slug}/{people.folder}"
        for steward in stewards:
            text = _document(people, steward.name, {}, today)
            yield f"{folder}/{steward.slug}.md", text


def _document(content_type: ContentType, title: str, values: Mapping[str, Any], today: date) -> str:
    starter = filled_starter(content_type) or Starter(content_type.starter, Path(content_type.id))
    text, fields = compose(content_type, starter, title, values, today)
    check_fields(content_type, title, text, fields)
    return text
