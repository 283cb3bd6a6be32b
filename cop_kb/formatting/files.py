"""The documents of a knowledge base that are not in order."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from cop_kb.config import Config
from cop_kb.errors import CopKbError
from cop_kb.formatting.document import Formatted, Untouched, format_document, is_in_order
from cop_kb.load.record import digest_of
from cop_kb.model.document import Document


def format_files(config: Config, documents: Iterable[Document]) -> Iterator[Formatted]:
    """Yield each of ``documents`` that is not in order, or that cannot be read; nothing is written.

    Raises:
        CopKbError: A file is gone since the documents were read.
    """
    for document in documents:
        if document.type and document.record.troubled:
            first = document.details.findings[0]
            reason = Untouched(first.line, first.message, first.hint)
            yield Formatted(document.src_uri, b"", b"", (reason,))
        elif not is_in_order(document):
            content = _read(config.docs_dir / document.src_uri)
            if digest_of(content) == document.record.digest:
                yield format_document(document, content)
            else:
                reason = Untouched(1, "It has changed just now.", "Run the command again.")
                yield Formatted(document.src_uri, content, content, (reason,))


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        message = f"This file cannot be read: {error.strerror or error}."
        raise CopKbError(message, "Check its name and its permissions.", path) from error
