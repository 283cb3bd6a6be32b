"""Whose document a new one is: from the name of a person to the page of a member."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import NamedTuple

from cop_kb.errors import ScaffoldError
from cop_kb.insights.evidence import OWNERS
from cop_kb.insights.keepers import keepers, required_people
from cop_kb.model.content_type import PERSON, ContentType
from cop_kb.model.document import Document
from cop_kb.model.knowledge_base import KnowledgeBase
from cop_kb.model.nearest import nearest
from cop_kb.scaffold.lookup import is_list
from cop_kb.scaffold.slug import slug_from_title
from cop_kb.spelling import folded_name

_SLIP_OF_THE_PEN = 0.85  # of 1; two people are seldom called that much alike


class Reference(NamedTuple):
    """How a new document names a person.

    Attributes:
        text: What stands in the front matter.
        name: The person's name, where a page for them is still to be made; empty where there is one.
    """

    text: str
    name: str = ""


def author_fields(content_type: ContentType) -> list[str]:
    """Return the fields that name the author of a new document.

    These are the fields for people that the type requires, such as the stewards of a community; else its owners. The
    page of a person belongs to that person, a list of the community to nobody.
    """
    if is_about_a_person(content_type):
        return []
    return required_people(content_type) or ([] if is_list(content_type) else [OWNERS])


def default_author(kb: KnowledgeBase, community: str, git_name: str) -> str:
    """Return who the author is when nobody says so: the person whom git knows, else the only member, else nobody."""
    if git_name:
        return git_name
    local = [person for person in kb.people if person.community == community]
    people = local or list(kb.people)
    return people[0].id if len(people) == 1 else ""


def refer(kb: KnowledgeBase, community: str, name: str) -> Reference:
    """Return how a document of ``community`` names the person whom the author calls ``name``.

    Args:
        kb: The knowledge base.
        community: The community of the new document.
        name: A name, the name of a page's file, or its id.

    Raises:
        ScaffoldError: The name has no letter and no digit.
    """
    people = find_people(kb, name)
    if people:
        return Reference(_shortest(kb, community, people))
    slug = slug_from_title(name)
    return Reference(slug, _in_words(slug) if name == slug else name)


def find_person(kb: KnowledgeBase, community: str, name: str) -> str:
    """Return how a document of ``community`` names somebody who has a page.

    Raises:
        ScaffoldError: Nobody is called ``name``.
    """
    people = find_people(kb, name)
    if people:
        return _shortest(kb, community, people)
    refuse_slip(kb, community, name)
    kind = person_type(kb.types.values())
    hint = f'Make one: cop-kb new {kind.id} "{name}"' if kind else ""
    raise ScaffoldError(f"There is no page of `{name}`.", hint)


def is_about_a_person(content_type: ContentType) -> bool:
    """Tell whether documents of the type can own others."""
    return PERSON in content_type.traits


def person_type(types: Iterable[ContentType]) -> ContentType | None:
    """Return the type of which a page is made for a new owner; None where none is switched on."""
    return next((t for t in types if is_about_a_person(t) and t.folder), None)


def _shortest(kb: KnowledgeBase, community: str, people: list[Document]) -> str:
    """Return the shortest name of the first of ``people``; those of the community go first."""
    chosen = min(people, key=lambda person: person.community != community)
    unique = kb.find(chosen.slug, community)
    return chosen.slug if unique is chosen else chosen.id


def refuse_slip(kb: KnowledgeBase, community: str, name: str) -> None:
    """Refuse a name that somebody typed and most likely mistyped: a page for nobody is hard to find later.

    Raises:
        ScaffoldError: Nobody is called ``name``, and somebody almost is.
    """
    if find_people(kb, name):
        return
    slug = slug_from_title(name)
    close = get_close_matches(slug, sorted({d.slug for d in kb.people}), 1, _SLIP_OF_THE_PEN)
    if not close:
        return
    meant = _shortest(kb, community, [d for d in kb.people if d.slug == close[0]])
    kind = person_type(kb.types.values())
    hint = f" For somebody new: cop-kb new {kind.id} NAME" if kind else ""
    raise ScaffoldError(f"There is no page of `{name}`.", f"Did you mean `{meant}`?{hint}")


def find_people(kb: KnowledgeBase, name: str) -> list[Document]:
    """Return the pages of those who are called ``name``: a name, the name of a page's file, or its id."""
    return [person for person in kb.people if _means(person, name)]


def find_keeper(kb: KnowledgeBase, name: str) -> frozenset[str]:
    """Return the ids of those who look after documents and are called ``name``; they need no page.

    Raises:
        ScaffoldError: Nobody is.
    """
    pages = frozenset(person.id for person in find_people(kb, name))
    if pages:
        return pages
    known = {keeper.id: keeper.name for d in kb.typed for keeper in keepers(kb, d)}
    unpaged = frozenset(i for i, n in known.items() if folded_name(n) == folded_name(name))
    if not unpaged:
        slugs = {slug_from_title(n): n for n in known.values() if slug_from_title(n)}
        close = nearest(slug_from_title(name), slugs)
        hint = f"Did you mean {slugs[close]!r}?" if close else "Give a name as `owners` has it."
        raise ScaffoldError(f"Nobody called {name!r} looks after a document.", hint)
    return unpaged


def _means(person: Document, name: str) -> bool:
    if name in (person.id, person.slug):
        return True
    return folded_name(person.title) == folded_name(" ".join(name.split()))


def _in_words(slug: str) -> str:
    return " ".join(word[:1].upper() + word[1:] for word in slug.split("-"))
