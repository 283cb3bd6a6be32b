"""Who is meant by the names in a history."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import chain

from cop_kb.git import Place, map_contacts
from cop_kb.history.commits import Commit

_CONTACT = re.compile(r"([^<>\n]*)<([^<>\n]*)>.*", re.DOTALL)
_ADDRESS = re.compile(r"[^\s@]@[^\s@]")
_BOT = "[bot]"
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn"}
_JOINERS = "\u200c\u200d"  # some languages write names with them
_UNNAMED = "\0"  # begins what stands for a person without a name to show


class People:
    """Tells who is meant, by one key a person; programs are nobody.

    Args:
        meant: A contact as it stands in a trailer, to what the map of names makes of it.
    """

    def __init__(self, meant: dict[str, str]) -> None:
        self._meant = meant
        self._keys: dict[str, str] = {}

    def find(self, contacts: Iterable[str]) -> frozenset[str]:
        """Return the keys of those who are meant."""
        return frozenset(key for contact in contacts if (key := self._key(contact)))

    def writers(self, commit: Commit) -> frozenset[str]:
        """Return the keys of the author and the co-authors of a commit."""
        return self.find((commit.author, *commit.co_authors))

    def _key(self, contact: str) -> str:
        if contact not in self._keys:
            self._keys[contact] = _key(self._meant.get(contact, contact))
        return self._keys[contact]


def read_people(place: Place, commits: Sequence[Commit]) -> People:
    """Return who is meant in the trailers of commits; git has mapped the authors already."""
    trailers = chain.from_iterable(chain(c.co_authors, c.reviewers) for c in commits)
    contacts = sorted({contact for contact in trailers if _CONTACT.fullmatch(contact)})
    plain = [" ".join(contact.split()) for contact in contacts]
    return People(dict(zip(contacts, map_contacts(place, plain), strict=False)))


def name_of(key: str) -> str:
    """Return the name behind a key; empty for a person who can only be counted."""
    return "" if key.startswith(_UNNAMED) else key


def _key(contact: str) -> str:
    """Return a name that can be shown, or what tells a person without one apart; empty for nobody."""
    found = _CONTACT.fullmatch(contact)
    written, address = found.groups() if found else (contact, "")
    name = _clean(written)
    if _BOT in name.lower() or _BOT in address.lower():
        return ""
    if name and not _ADDRESS.search(unicodedata.normalize("NFKC", name)):
        return name
    person = (address or written).strip().lower()
    return _UNNAMED + person if person else ""


def _clean(name: str) -> str:
    """Return a name on one line, without what cannot be seen, in one spelling of its accents."""
    spaced = " ".join(name.split())
    seen = (c for c in spaced if c in _JOINERS or unicodedata.category(c) not in _UNSEEN)
    return unicodedata.normalize("NFC", "".join(seen)).strip()
