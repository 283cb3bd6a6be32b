"""What the path of a file says: its community, its content type, or what it was perhaps meant to be.

A page that lies beside the folder of its type (a misspelt folder, a type that is switched off or has a mistake, a
community that does not say that it is one) is a plain page to everybody, and must not reach more people for that: it
keeps the audience of the type that it was perhaps meant for. For the same reason nothing in a community is for more readers
than its front page, unless it says so itself.
"""

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import NamedTuple

from cop_kb.load.content_types import TypeFile
from cop_kb.load.type_builder import TYPE_FIELD
from cop_kb.model.consent import narrowest
from cop_kb.model.content_type import CONTAINER, ContentType
from cop_kb.model.document import AUDIENCES, Document
from cop_kb.model.file_tree import INDEXES
from cop_kb.model.record import FileRecord

_DATA_ENDINGS = ("yaml", "yml")
_ALIKE = 0.8  # a letter or two apart: `case-round` and `case-rounds`, not `guide` and `guests`


class _Claim(NamedTuple):
    """What a type file wants to have: which type, and who may read it unless a document says so itself."""

    type: str
    audience: str


class Placement:
    """Gives each file its place.

    Args:
        records: All Markdown files.
        types: The content types that are on.
        files: All type files, those that are off or have a mistake included.
    """

    def __init__(
        self,
        records: Sequence[FileRecord],
        types: Mapping[str, ContentType],
        files: Mapping[str, TypeFile],
    ) -> None:
        self._by_folder = {t.folder: t for t in reversed(list(types.values())) if t.folder}
        self._by_file = {t.file: t for t in reversed(list(types.values())) if t.file}
        self._claims = _claims(files)
        self._nearest: dict[str, _Claim | None] = {}
        self._communities: set[str] = set()
        # Among plain folders a name such as `members` means nothing; beside communities, or below fields, it does.
        self._with_fields: set[str] = set()
        self._front_audiences: dict[str, str] = {}
        fronts = {t.file: t for t in types.values() if CONTAINER in t.traits}
        # When the type of communities itself has a mistake, any folder may be one.
        self._all_in_doubt = not fronts
        for record in records:
            folder, _, name = record.src_uri.partition("/")
            if name not in fronts:
                continue
            front = fronts[name]
            document = Document(record, front, folder)
            self._front_audiences[folder] = document.audience
            if record.data or document.is_garbled:
                self._with_fields.add(folder)
                if record.data.get(TYPE_FIELD) == front.id:
                    self._communities.add(folder)

    def document(self, record: FileRecord) -> Document:
        """Return the document that ``record`` is at its place."""
        document = self._place(record)
        front = self._front_audiences.get(record.src_uri.partition("/")[0], AUDIENCES[0])
        if front == AUDIENCES[0] or not (document.community or document.meant):
            return document
        audience = narrowest(front, document.default_audience)
        return Document(record, document.type, document.community, document.meant, audience)

    def _place(self, record: FileRecord) -> Document:
        community, _, rest = record.src_uri.partition("/")
        if community in self._communities:
            return self._inside(record, community, rest)
        folder, _, name = rest.partition("/")
        is_text = rest.endswith(".md")
        if self._communities and (
            community in self._by_folder if rest else self._is_list(community)
        ):
            return _plain(record, "", self._claims[community])
        beside = community in self._with_fields or (is_text and bool(self._communities))
        if (beside or self._all_in_doubt) and (name or not is_text):
            return _plain(record, "", self._claims.get(folder))
        return Document(record, None, "")

    def _is_list(self, name: str) -> bool:
        return name in self._by_file and not name.endswith(".md")

    def _inside(self, record: FileRecord, community: str, rest: str) -> Document:
        """Return the document that is at the path ``rest`` inside a community."""
        folder, _, name = rest.partition("/")
        if rest in self._by_file:
            return Document(record, self._by_file[rest], community)
        content_type = self._by_folder.get(folder)
        if name in ("", *INDEXES) and rest.endswith(".md"):
            # The page of a type's folder tells of its documents, so it is for the same readers.
            audience = content_type.audience if content_type else ""
            return Document(record, None, community, audience=audience)
        if name and content_type and rest.endswith(f".{content_type.ending}"):
            return Document(record, content_type, community)
        return _plain(record, community, self._nearest_claim(folder))

    def _nearest_claim(self, folder: str) -> _Claim | None:
        if folder not in self._nearest:
            close = get_close_matches(_fold(folder), self._claims, n=1, cutoff=_ALIKE)
            self._nearest[folder] = self._claims[close[0]] if close else None
        return self._nearest[folder]


def _fold(folder: str) -> str:
    return folder.casefold().replace("_", "-").replace(" ", "-")


def _plain(record: FileRecord, community: str, claim: _Claim | None) -> Document:
    if claim is None:
        return Document(record, None, community)
    return Document(record, None, community, claim.type, claim.audience)


def _claims(files: Mapping[str, TypeFile]) -> dict[str, _Claim]:
    """Return what folder and name of each type file stand for; one with a mistake is for the narrowest audience."""
    found: dict[str, _Claim] = {}
    for name, file in files.items():
        claim = _Claim(name, file.type.audience if file.type else AUDIENCES[-1])
        found.setdefault(name, claim)
        if file.place:
            found[file.place] = claim
    return found


def may_hold_data(src_uri: str, files: Mapping[str, TypeFile]) -> bool:
    """Tell whether a file lies where a type has documents that are data only, be that type on or not."""
    stem, _, ending = src_uri.rpartition(".")
    if ending not in _DATA_ENDINGS:
        return False
    first, _, rest = stem.partition("/")
    place = _fold(rest.partition("/")[0] or first)
    places = [f.place.partition(".")[0] for f in files.values() if f.ending != ContentType.ending]
    return bool(get_close_matches(place, places, n=1, cutoff=_ALIKE))
