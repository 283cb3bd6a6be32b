"""Consent: who agreed that what they told, or their own page, is shown, to whom and until when.

What nobody has agreed to stays with the members. What was agreed for a time, or taken back, ends on its day, whoever
builds the site: this fails closed.
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from cop_kb.model.content_type import PERSON, SOURCE
from cop_kb.model.document import AUDIENCES, Document

UNKNOWN = "members"
"""Who may read what nobody was asked about."""

NOBODY = "nobody"

_READERS = (*AUDIENCES, NOBODY)

IN_WORDS = dict(zip(_READERS, ("everyone", "members", "stewards", "nobody"), strict=True))
"""How messages call the readers of a document."""
_FIELDS = frozenset({"person", "scope", "given_on", "until", "withdrawn"})


class Consent(NamedTuple):
    """What one person agreed to.

    Attributes:
        pointer: JSON pointer of the entry in the front matter.
        person: Who agreed, as it stands there; may be empty.
        scope: The widest audience that they agreed to.
        given_on: The day from which it holds; None when nobody wrote it down.
        until: The last day on which it holds; None for no end.
        withdrawn: Whether they took it back.
    """

    pointer: str
    person: str
    scope: str
    given_on: date | None
    until: date | None
    withdrawn: bool

    def readers(self, today: date) -> str:
        """Return the widest audience that may read the document on the day ``today``."""
        if self.withdrawn:
            return NOBODY
        if (self.until and self.until < today) or (self.given_on and self.given_on > today):
            return narrowest(self.scope, UNKNOWN)
        return self.scope


def needs_consent(document: Document) -> bool:
    """Tell whether a document speaks of people who must agree: a page of a person, or experience told to peers."""
    return document.type is not None and bool(document.type.traits & {PERSON, SOURCE})


def consents(document: Document) -> Iterator[Consent]:
    """Yield what the front matter says; an entry that cannot be understood agrees to nothing wider than members.

    A field that is not known may be a misspelt limit, so it makes the entry one of these.
    """
    entries = document.data.get("consent")
    for index, entry in enumerate(entries if isinstance(entries, list) else ()):
        if not isinstance(entry, dict):
            continue
        scope, person = entry.get("scope"), entry.get("person")
        yield Consent(
            pointer=f"/consent/{index}",
            person=person if isinstance(person, str) else "",
            scope=scope if scope in AUDIENCES and entry.keys() <= _FIELDS else UNKNOWN,
            given_on=_day(entry.get("given_on"), date.max),
            until=_day(entry.get("until"), date.min),
            withdrawn=entry.get("withdrawn", False) is not False,
        )


def readers(document: Document, today: date) -> str:
    """Return who may read ``document`` on the day ``today``: an audience, or ``nobody``.

    That is the audience that it names, narrowed to what everybody in it agreed to. Consent that was taken back counts in
    every document that says so; elsewhere only sources and people need any.
    """
    given = list(consents(document))
    limits = [consent.readers(today) for consent in given]
    if needs_consent(document):
        limits = limits or [UNKNOWN]
    else:
        limits = [NOBODY] if NOBODY in limits else []
    return narrowest(document.audience, *limits)


def narrowest(*audiences: str) -> str:
    """Return the narrowest of some audiences."""
    return max(audiences, key=_READERS.index)


def may_read(audience: str, wanted: str) -> bool:
    """Tell whether the readers of a site for ``audience`` may read what is for ``wanted``."""
    return _READERS.index(wanted) <= _READERS.index(audience)


def _day(value: object, otherwise: date) -> date | None:
    """Return a day; for what is none, ``otherwise``: the day that lets the consent hold at no time."""
    if value is None:
        return None
    try:
        return date.fromisoformat(value) if isinstance(value, str) else otherwise
    except ValueError:
        return otherwise
