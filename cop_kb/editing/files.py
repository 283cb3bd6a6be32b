"""What files are to hold: planned for all of them before any is written."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from cop_kb.config import Config
from cop_kb.editing.fields import set_fields
from cop_kb.errors import EditError
from cop_kb.load.record import digest_of
from cop_kb.model.document import Document


class Edit(NamedTuple):
    """A file as it is and as it is to be."""

    path: Path
    before: bytes
    after: bytes


def require_readable(config: Config, documents: Iterable[Document]) -> None:
    """Refuse documents whose fields nobody can tell for certain.

    Raises:
        EditError: The front matter of one cannot be read; with the place.
    """
    for document in documents:
        if document.record.troubled:
            first = document.details.findings[0]
            path = config.docs_dir / document.src_uri
            raise EditError(first.message, first.hint, path, first.line, first.column)


def plan_fields(
    config: Config, changes: Iterable[tuple[Document, Mapping[str, Any]]]
) -> list[Edit]:
    """Return what the files of documents are to hold; nothing is written.

    Args:
        config: The configuration.
        changes: The fields to set in each document, as ``set_fields`` takes them.

    Raises:
        EditError: A file cannot be read, has changed since the document was read, or is for a person to change.
    """
    edits = []
    for document, fields in changes:
        path = config.docs_dir / document.src_uri
        before = read_unchanged(path, document)
        try:
            edits.append(Edit(path, before, set_fields(before, document, fields)))
        except EditError as error:
            raise EditError(error.message, error.hint, path, error.line, error.column) from error
    return edits


def read_unchanged(path: Path, document: Document) -> bytes:
    """Return what the file of a document holds.

    Raises:
        EditError: It cannot be read, or has changed since the document was read.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        message = f"This file cannot be read: {error.strerror or error}."
        raise EditError(message, "Check its name and its permissions.", path) from error
    if digest_of(content) != document.record.digest:
        raise EditError("This file has just been changed.", "Try again.", path)
    return content
