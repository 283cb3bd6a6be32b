"""What a steward means by OLD and NEW when something is to move: ids, paths, communities, folders."""

import posixpath
from collections.abc import Iterator
from pathlib import Path

from cop_kb.config import Config
from cop_kb.editing.relocation import Relocation
from cop_kb.errors import EditError
from cop_kb.load.walk import is_left_out
from cop_kb.model.document import Document
from cop_kb.model.knowledge_base import KnowledgeBase
from cop_kb.model.nearest import nearest
from cop_kb.model.redirects import REDIRECTS
from cop_kb.spelling import find_spelled, folded_name

_LONGEST = 200
"""Bytes of a name: file systems allow 255, and a page or a redirect may need some more."""

_STRANGE = ":\\"
"""Characters that do not stand for themselves everywhere."""


def find_relocation(config: Config, kb: KnowledgeBase, old: str, new: str) -> Relocation:
    """Return the move that a steward asks for.

    Args:
        config: The configuration.
        kb: The knowledge base.
        old: An id, a path seen from here or from docs_dir, a community or a folder.
        new: Such a path or an id, there or not; an existing folder takes in what moves.

    Raises:
        EditError: There is nothing called ``old``, something is in the place of ``new``, or it lies where nothing may be.
    """
    source = _find_source(config, kb, old)
    document = kb.documents_by_uri.get(source)
    target = _find_target(config, kb, source, document, new)
    relocation = Relocation(source, target, kb.files)
    _check(config, kb, relocation)
    return relocation


def _find_source(config: Config, kb: KnowledgeBase, name: str) -> str:
    """Return the file or folder below docs_dir that is called ``name``."""
    for uri in _readings(config, name):
        if uri in ("", REDIRECTS):
            message = f"{uri or 'The folder of the documents'} keeps its place."
            raise EditError(message, "Name what is inside of it." if not uri else "")
        if uri in kb.files or uri in kb.files.folders:
            return uri
    found = kb.find(name)
    if found is not None:
        return found.src_uri
    names = [*kb.by_id, *(uri for uri in kb.files if uri not in kb.by_id), *kb.files.folders]
    close = nearest(name.strip("/"), names)
    hint = f"Did you mean {close!r}?" if close else "Name a document by its id or its path."
    alike = [d.id for d in kb.typed if d.slug == name]
    if len(alike) > 1:
        hint = f"Several documents are called so: {', '.join(sorted(alike))}."
    raise EditError(f"There is no document, community or folder {name!r}.", hint)


def _find_target(
    config: Config, kb: KnowledgeBase, source: str, document: Document | None, name: str
) -> str:
    """Return where below docs_dir ``source`` is to be."""
    if not name:
        raise EditError("The new place has no name.", "Give its id or its path.")
    readings = list(_readings(config, name))
    if not readings:
        message = f"{name} lies outside of the knowledge base in {config.docs_dir}."
        raise EditError(message, "Name a place inside of it.")
    if readings[0] == REDIRECTS or not _may_be_named(readings[0]):
        raise EditError(f"{name!r} cannot be a name here.", "Name another place.")
    own = posixpath.basename(source)
    into = next((uri for uri in readings if (config.docs_dir / uri).is_dir()), None)
    if into is not None and not _is_same(into, source):
        return posixpath.join(into, _inside(kb, into, source, document))
    by_id = _place_of_id(kb, document, name)
    if by_id:
        return by_id
    parents = (uri for uri in readings if (config.docs_dir / uri).parent.is_dir())
    uri = next(parents, readings[0])
    if name.endswith("/") and document is not None:
        return posixpath.join(uri, own)
    ending = posixpath.splitext(source)[1] if source in kb.files else ""
    return uri if not document or uri.endswith(ending) else uri + ending


def _is_same(folder: str, source: str) -> bool:
    """Tell whether a folder is what moves, spelled in another way: it is renamed then, and does not move into itself."""
    return folder == source or (folder != "" and folded_name(folder) == folded_name(source))


def _inside(kb: KnowledgeBase, folder: str, source: str, document: Document | None) -> str:
    """Return what ``source`` is called in an existing folder; a community has a folder for each type."""
    own = posixpath.basename(source)
    is_community = any(front.community == folder for front in kb.communities)
    if is_community and document is not None and document.type and document.type.folder:
        return source.partition("/")[2]
    return own


def _place_of_id(kb: KnowledgeBase, document: Document | None, name: str) -> str:
    """Return the path that the id ``name`` stands for; empty where it is none."""
    if document is None or document.type is None or not document.type.folder:
        return ""
    community, *rest = [document.community, *name.split("/")]
    if "/" not in name:
        rest = [document.type.id, name]
    elif len(rest) > len(("type", "slug")):
        community, *rest = rest
    content_type = kb.types.get(rest[0])
    is_id = len(rest) == len(("type", "slug")) and content_type is not None and content_type.folder
    if not is_id or content_type is None or f"{community}/{rest[0]}" in kb.files.folders:
        return ""
    slug = rest[1].removesuffix(f".{content_type.ending}")
    return f"{community}/{content_type.folder}/{slug}.{content_type.ending}"


def _readings(config: Config, name: str) -> Iterator[str]:
    """Yield what a path may mean, below docs_dir: seen from here, from docs_dir, from the configuration."""
    bases = (Path.cwd(), config.docs_dir, config.root)
    for path in dict.fromkeys(Path(posixpath.normpath(base / name)) for base in bases):
        if path.is_relative_to(config.docs_dir):
            uri = path.relative_to(config.docs_dir).as_posix()
            yield "" if uri == "." else uri


def _check(config: Config, kb: KnowledgeBase, relocation: Relocation) -> None:
    """Refuse a move that would lose something, or put something where nobody looks for it."""
    old, new = relocation.old, relocation.new
    if old == new:
        raise EditError(f"{old} is there already.", "Name another place.")
    if relocation.is_folder and new.startswith(f"{old}/"):
        raise EditError(f"{old} cannot move into itself.", "Name another place.")
    if is_left_out(new, config.exclude_docs):
        message = f"The site leaves out what lies at {new!r}."
        hint = "Choose a name without a dot at its beginning, outside of `templates` and of what `exclude_docs` covers."
        raise EditError(message, hint)
    _check_taken(config.docs_dir, old, new)


def _may_be_named(uri: str) -> bool:
    is_plain = uri.isprintable() and not any(character in uri for character in _STRANGE)
    return is_plain and all(len(part.encode()) <= _LONGEST for part in uri.split("/"))


def _check_taken(docs_dir: Path, old: str, new: str) -> None:
    """Refuse a place where something is, be it spelled with other capitals; what moves may change its own spelling."""
    folder = docs_dir
    *folders, name = new.split("/")
    for part in folders:
        spelled = find_spelled(folder, part)
        if spelled is not None and spelled.name != part:
            message = f"{spelled.name!r} is there, which differs from {part!r} in capitals or accents only."
            raise EditError(message, f"Write it as {spelled.name!r}.", spelled)
        folder /= part
        if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
            raise EditError("This is not a folder.", "Move it out of the way.", folder)
    taken = find_spelled(folder, name)
    if taken is not None and taken != docs_dir / old:
        message = "Something is there already, and nothing is overwritten."
        raise EditError(message, "Name another place, or move that one first.", taken)
