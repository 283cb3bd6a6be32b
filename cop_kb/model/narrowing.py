"""What goes with the documents that an audience may not read: attachments, and formats of sessions.

In doubt something goes: a reader who misses it asks, and what was published is out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from cop_kb.model.consent import may_read
from cop_kb.model.document import Document
from cop_kb.model.file_tree import folders_of, nearest_folder
from cop_kb.model.session_format import SessionFormat, format_fields

if TYPE_CHECKING:
    from cop_kb.model.knowledge_base import KnowledgeBase

_DOUBTFUL = (".yaml", ".yml", "~", ".bak", ".orig")
"""How files end that hold data, and so were perhaps meant for a document, or that editors keep of one."""


def kept_files(kb: KnowledgeBase, kept: Iterable[Document], audience: str) -> list[str]:
    """Return the files of ``kb`` that go with the documents ``kept`` when the others are left out for ``audience``.

    An attachment follows the documents of its folder, or of the nearest folder above that has any; the folder of a type
    counts as if one of them were for the readers whom the type names. Where some stay and some go, it stays when one
    that stays refers to it. Wherever it lies, it goes when only documents that go refer to it. What is doubtful
    inside of a community stays only when a document that stays refers to it.
    """
    stays = {d.src_uri for d in kept}
    gone = kb.documents_by_uri.keys() - stays
    communities = {front.community for front in kb.communities}
    open_folders = folders_of(stays)
    closed_folders = folders_of(gone) | {
        f"{community}/{t.folder}"
        for t in kb.types.values()
        if t.folder and not may_read(audience, t.audience)
        for community in communities
    }
    linked = set(_targets(kb, stays))
    hidden = gone | (set(_targets(kb, gone)) - linked)

    folders = open_folders | closed_folders

    def goes_along(uri: str) -> bool:
        folder = nearest_folder(uri, folders)
        if folder in closed_folders:
            return folder in open_folders and uri in linked
        is_doubtful = uri.endswith(_DOUBTFUL) and uri.partition("/")[0] in communities
        return uri in linked or not is_doubtful

    return [uri for uri in kb.files if uri in stays or (uri not in hidden and goes_along(uri))]


def _targets(kb: KnowledgeBase, uris: Iterable[str]) -> Iterator[str]:
    return (target for uri in uris for target, _ in kb.documents_by_uri[uri].record.targets)


def kept_formats(kb: KnowledgeBase, kept: Iterable[Document]) -> Mapping[str, SessionFormat]:
    """Return the formats of ``kb`` without those of its own that are named by documents besides ``kept`` alone."""
    if not any(sheet.own for sheet in kb.formats.values()):
        return kb.formats
    named = _named(kb.typed)
    hidden = named - _named(kept)
    return {name: f for name, f in kb.formats.items() if not (f.own and name in hidden)}


def _named(documents: Iterable[Document]) -> set[str]:
    return {d.text(field) for d in documents if d.type for field in format_fields(d.type)}
