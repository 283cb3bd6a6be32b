"""A document names a person to more readers than may see the page of that person.

Whoever has not agreed to be shown to everyone should not be found on a public page by their full name. It counts when the
title of a member page, two words or more, stands in a document for more readers: in its text, in a field or in the name of its
file. In running text only words with capitals are looked at. Nothing is left out by itself, since only you know whether it
is the same person and whether the sentence holds without the name.

To mend it, name the role instead of the person. Or ask the person, and write down that they agreed to be named in this
document.

Wrong, in a document for everyone, where the page of Maya Okafor is for members:

    Maya Okafor muted the alarm.

Right:

    The engineer on call muted the alarm.

Right as well, when she has agreed, in the front matter:

    consent:
      - {person: maya-okafor, scope: public, given_on: 2026-05-31}

To let no name pass, write in the configuration `rules: {named-person: error}`: then `build` stops at published ones.
"""

from collections.abc import Collection, Iterator
from typing import NamedTuple

from cop_kb.model.consent import IN_WORDS, NOBODY, consents, may_read
from cop_kb.model.content_type import ContentType
from cop_kb.model.diagnostic import Finding
from cop_kb.model.document import AUDIENCES, Document, slug_of
from cop_kb.model.knowledge_base import KnowledgeBase
from cop_kb.model.phrases import Phrases, words_of
from cop_kb.model.relation import relation_values
from cop_kb.model.source import Mark, escape
from cop_kb.rules.rule import Grade, Scope, at_title, found

ID = "named-person"
GRADE = Grade.CARE

_PLAIN_FIELDS = ("title", "summary", "description", "author")
_UNTOLD = frozenset({"consent", "suppress", "type"})
_FULL = 2  # words; a first name alone is shared by many


class _Person(NamedTuple):
    """Somebody with a name of two words or more, and who may see the page; of several pages the widest counts."""

    readers: str
    pages: tuple[Document, ...]


def check_knowledge_base(kb: KnowledgeBase, scope: Scope) -> Iterator[tuple[Document, Finding]]:
    """Look for each such name in each document for more readers; the first place in a document is enough."""
    people = _people(kb, scope)
    names = Phrases(people)
    if not names:
        return
    kinds = {t.id: _told_fields(t) for t in kb.types.values()}
    for document in kb.documents:
        who = kb.readers_on(scope.today)[document.src_uri]
        fields = kinds[document.type.id] if document.type else _PLAIN_FIELDS
        told: set[str] = set()
        for name, place in _named(document, fields, names):
            person = people[name]
            if name in told or document in person.pages or may_read(who, person.readers):
                continue
            told.add(name)
            if not _agreed(document, name, person, who, scope):
                yield document, _finding(document, name, person, who, place)


def _people(kb: KnowledgeBase, scope: Scope) -> dict[str, _Person]:
    """Return the people whose page is not for everyone by their names."""
    found: dict[str, _Person] = {}
    for page in kb.people:
        if len(words_of(page.title)) >= _FULL:
            known = found.get(page.title, _Person(NOBODY, ()))
            who = kb.readers_on(scope.today)[page.src_uri]
            widest = who if may_read(known.readers, who) else known.readers
            found[page.title] = _Person(widest, (*known.pages, page))
    return {name: person for name, person in found.items() if person.readers != AUDIENCES[0]}


def _told_fields(content_type: ContentType) -> frozenset[str]:
    """Return the fields that readers may see as they stand there; relations show as titles."""
    related = {spec.name for spec in content_type.relations.values() if spec.is_field}
    return frozenset(content_type.schema["properties"].keys() - _UNTOLD - related)


def _named(
    document: Document, fields: Collection[str], names: Phrases
) -> Iterator[tuple[str, Mark | None]]:
    """Yield the names in a document and where they stand; None for the name of the file."""
    slug = slug_of(document.src_uri)
    texts = [*_texts_of(document, fields)]
    # One look at all of it settles most documents.
    everything = (
        slug,
        *(text for _, text in texts),
        *(text for text, _, _ in document.record.names),
    )
    if not names.occur_in("\n".join(everything)):
        return
    for text, line, column in document.record.names:
        for name, start, end in names.find(text):
            begin, finish = _place(text, start, line, column), _place(text, end, line, column)
            yield name, Mark(*begin, *begin, *finish)
    for pointer, text in texts:
        for name, _, _ in names.find(text):
            yield name, document.mark(pointer)
    for name, _, _ in names.find(slug):
        yield name, None


def _place(text: str, offset: int, line: int, column: int) -> tuple[int, int]:
    """Return line and column of a place in a text that begins at ``line`` and ``column``."""
    before = text[:offset]
    breaks = before.count("\n")
    return line + breaks, offset - before.rfind("\n") if breaks else column + offset


def _texts_of(document: Document, fields: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield the texts in some fields, each with its pointer, without relations inside of them."""
    relations = document.type.relations.values() if document.type else ()
    inner = [spec for spec in relations if not spec.is_field]
    related = {pointer for spec in inner for pointer, _ in relation_values(document, spec)}
    for name in document.data:
        if name in fields:
            for pointer, text in _texts(document.data[name], f"/{name}"):
                if pointer not in related:
                    yield pointer, text


def _texts(value: object, pointer: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield pointer, value
    elif isinstance(value, (dict, list)):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _texts(inner, f"{pointer}/{escape(str(key))}")


def _agreed(document: Document, name: str, person: _Person, who: str, scope: Scope) -> bool:
    """Tell whether the document says that the person agreed to be named to its readers."""
    known_as = {tuple(words_of(text)) for text in (name, *(page.slug for page in person.pages))}
    return any(
        tuple(words_of(consent.person.rpartition("/")[2])) in known_as
        and may_read(who, consent.readers(scope.today))
        for consent in consents(document)
    )


def _finding(
    document: Document, name: str, person: _Person, who: str, mark: Mark | None
) -> Finding:
    what = "The name of the file names" if mark is None else "It names"
    if person.readers == NOBODY:
        message = f"{what} {name}, who has taken back the consent to be shown."
        hint = "Name the role instead."
    else:
        message = f"{what} {name}, whose page is for {IN_WORDS[person.readers]}, and this is for {IN_WORDS[who]}."
        entry = f"{{person: {person.pages[0].slug}, scope: {who}}}"
        hint = f"Name the role instead; or ask them, and write: consent: [{entry}]"
    return at_title(ID, document, message, hint) if mark is None else found(ID, mark, message, hint)
