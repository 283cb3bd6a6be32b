"""From the bytes of one file to its record."""

import posixpath
import re
from hashlib import blake2b
from pathlib import Path
from urllib.parse import unquote

from cop_kb.load.markdown import read_structure
from cop_kb.load.names import find_names
from cop_kb.load.source import Source, parse_file, read_source
from cop_kb.model.record import FileRecord, pack_details
from cop_kb.model.structure import Structure

OUTSIDE = "?"
"""Where an address leads that leaves docs_dir."""

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")


def read_record(docs_dir: Path, src_uri: str) -> FileRecord:
    """Read the file ``src_uri`` below ``docs_dir``. Never raises for what a file may hold."""
    path = docs_dir / src_uri
    try:
        content = path.read_bytes()
    except OSError:
        return _record(src_uri, "", read_source(path))
    return make_record(src_uri, content)


def make_record(src_uri: str, content: bytes) -> FileRecord:
    """Return the record of a file at ``src_uri`` that holds ``content``."""
    return _record(src_uri, digest_of(content), parse_file(src_uri, content))


def digest_of(content: bytes) -> str:
    """Return the hash under which what was computed from ``content`` is kept."""
    return blake2b(content, digest_size=16).hexdigest()


def _record(src_uri: str, digest: str, source: Source) -> FileRecord:
    structure = read_structure(source.body, source.body_line)
    heading = next((h.text for h in structure.headings if h.level == 1), "")
    anchors = [h.anchor for h in structure.headings] + [a.name for a in structure.anchors]
    return FileRecord(
        src_uri=src_uri,
        digest=digest,
        body_line=source.body_line,
        data=source.data,
        heading=heading,
        targets=_targets(src_uri, structure),
        anchors=anchors,
        names=find_names(source.body, source.body_line),
        troubled=bool(source.findings),
        packed=pack_details(source.marks, structure, source.findings),
    )


def _targets(src_uri: str, structure: Structure) -> list[list[str]]:
    folder = posixpath.dirname(src_uri)
    return [[*resolve(link.target, folder, src_uri)] for link in structure.links]


def resolve(target: str, folder: str, src_uri: str) -> tuple[str, str]:
    """Return what an address in a text points to.

    Args:
        target: The address as the author wrote it.
        folder: The folder of the text, below docs_dir.
        src_uri: The text itself, below docs_dir.

    Returns:
        The file or folder below docs_dir and the fragment. The first is empty for an address of another site, and
        ``OUTSIDE`` for one that leaves docs_dir.
    """
    if _SCHEME.match(target):
        return "", ""
    path, _, fragment = target.partition("#")
    path = unquote(path.partition("?")[0])
    if not path:
        return src_uri, unquote(fragment)
    joined = path.lstrip("/") if path.startswith("/") else posixpath.join(folder, path)
    normal = posixpath.normpath(joined)
    if normal == ".." or normal.startswith("../"):
        return OUTSIDE, ""
    return ("" if normal == "." else normal) or ".", unquote(fragment)
