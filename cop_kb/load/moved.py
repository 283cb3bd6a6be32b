"""A knowledge base as it would be after a move, without touching a file."""

from collections.abc import Callable, Mapping

from cop_kb.config import Config
from cop_kb.errors import CopKbError
from cop_kb.load.content_types import read_type_files
from cop_kb.load.placement import Placement, may_hold_data
from cop_kb.load.record import make_record
from cop_kb.model.knowledge_base import KnowledgeBase
from cop_kb.model.record import FileRecord
from cop_kb.model.redirects import Redirects


def load_moved(
    config: Config,
    kb: KnowledgeBase,
    place: Callable[[str], str],
    contents: Mapping[str, bytes],
    redirects: Redirects,
) -> KnowledgeBase:
    """Return ``kb`` with its files at other places and with other content.

    Args:
        config: The configuration.
        kb: The knowledge base as it is.
        place: Returns the path of a file below docs_dir after the move, by that before.
        contents: What files hold after the move, by their new paths, where that is not what they hold now.
        redirects: The redirects after the move.

    Raises:
        CopKbError: A file is no longer there.
    """
    type_files = read_type_files(config.content_types_dir)
    records = []
    for uri in kb.files:
        new = place(uri)
        document = kb.documents_by_uri.get(uri)
        if new in contents:
            records.append(make_record(new, contents[new]))
        elif document is not None and new == uri:
            records.append(document.record)
        elif new.endswith(".md") or may_hold_data(new, type_files):
            records.append(_read(config, uri, new))
    records.sort(key=lambda record: record.src_uri)
    placed = map(Placement(records, kb.types, type_files).document, records)
    documents = [d for d in placed if d.src_uri.endswith(".md") or d.type or d.meant]
    files = map(place, kb.files)
    return KnowledgeBase(kb.types, documents, files, kb.problems, kb.formats, redirects=redirects)


def _read(config: Config, old: str, new: str) -> FileRecord:
    path = config.docs_dir / old
    try:
        return make_record(new, path.read_bytes())
    except OSError as error:  # it was there when the knowledge base was read
        message = f"This file cannot be read: {error.strerror or error}."
        raise CopKbError(message, "Try again.", path) from error
