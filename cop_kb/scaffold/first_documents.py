"""The documents that a knowledge base begins with: a charter for each community, a page for each steward."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from cop_kb.model.content_type import ContentType
from cop_kb.model.knowledge_base import KnowledgeBase
from cop_kb.scaffold.document import check_fields
from cop_kb.scaffold.lookup import find_container
from cop_kb.scaffold.people import author_fields, person_type, refer
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
    kb: KnowledgeBase,
    communities: Sequence[Community],
    stewards: Sequence[Steward],
    today: date,
) -> Iterator[tuple[str, str]]:
    """Yield path below docs_dir and text of the charters and of the pages of stewards.

    Args:
        kb: What is there already; usually nothing.
        communities: The communities to be made.
        stewards: Who looks after all of them.
        today: The day that counts as today.

    Raises:
        ContentTypeError: A template has a mistake.
        ScaffoldError: A name does not fit.
    """
    container, people = find_container(kb.types.values()), person_type(kb.types.values())
    if container is None:
        return
    for community in communities:
        named = [refer(kb, community.slug, steward.name).text for steward in stewards]
        values = dict.fromkeys(author_fields(container), named) if named else {}
        text = _document(container, community.title, values, today)
        yield f"{community.slug}/{container.file}", text
    if people and communities:
        # One page is enough for somebody who looks after several communities.
        first = communities[0].slug
        for steward in stewards:
            if refer(kb, first, steward.name).name:
                text = _document(people, steward.name, {}, today)
                yield f"{first}/{people.folder}/{steward.slug}.md", text


def _document(content_type: ContentType, title: str, values: Mapping[str, Any], today: date) -> str:
    starter = filled_starter(content_type) or Starter(content_type.starter, Path(content_type.id))
    text, fields = compose(content_type, starter, title, values, today)
    check_fields(content_type, title, text, fields)
    return text
