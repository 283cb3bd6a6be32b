"""What the path of a file says: its community, its content type, or what it was perhaps meant to be.

A page that lies beside the folder of its type (a misspelt folder, a type that is switched off or has a mistake, a
community that does not say that it is one) is a plain page to everybody, and must not reach more people for that: it
keeps the audience of the type that it was perhaps meant for.
"""

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import NamedTuple

from cop_kb.load.content_types import TypeFile
from cop_kb.load.type_builder import TYPE_FIELD
from cop_kb.model.content_type import CONTAINER, ContentType
from cop_kb.model.document import AUDIENCES, Document
from cop_kb.model.file_tree import INDEXES
from cop_kb.model.record import FileRecord

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
        fronts = {t.file: t.id for t in types.values() if CONTAINER in t.traits}
        for record in records:
            folder, _, name = record.src_uri.partition("/")
            if name in fronts and record.data:
                self._with_fields.add(folder)
                if record.data.get(TYPE_FIELD) == fronts[name]:
                    self._communities.add(folder)

    def document(self, record: FileRecord) -> Document:
        """Return the document that ``record`` is at its place."""
        community, _, rest = record.src_uri.partition("/")
        folder, _, name = rest.partition("/")
        if community in self._communities:
            if rest in self._by_file:
                return Document(record, self._by_file[rest], community)
            if name in ("", *INDEXES):
                return Document(record, None, community)
            if folder in self._by_folder:
                return Document(record, self._by_folder[folder], community)
            return _plain(record, community, self._nearest_claim(folder))
        if name and (self._communities or community in self._with_fields):
            return _plain(record, "", self._claims.get(folder))
        return Document(record, None, "")

    def _nearest_claim(self, folder: str) -> _Claim | None:
        if folder not in self._nearest:
            folded = folder.casefold().replace("_", "-").replace(" ", "-")
            close = get_close_matches(folded, self._claims, n=1, cutoff=_ALIKE)
            self._nearest[folder] = self._claims[close[0]] if close else None
        return self._nearest[folder]


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
        if file.folder:
            found[file.folder] = claim
    return found
