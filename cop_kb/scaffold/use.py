"""A note of how a document fared in use: one line in the list that its community keeps."""

import stat
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

from cop_kb.config import Config
from cop_kb.errors import ScaffoldError
from cop_kb.load.content_types import read_type_files
from cop_kb.model.content_type import USES, ContentType
from cop_kb.model.document import Document
from cop_kb.model.knowledge_base import KnowledgeBase
from cop_kb.positioned_yaml.writing import write_flow
from cop_kb.replacement import replace_file
from cop_kb.scaffold.entries import ENTRIES, add_entry
from cop_kb.scaffold.lookup import find_type, is_list
from cop_kb.scaffold.new_files import NewFiles, find_taken
from cop_kb.scaffold.people import find_person
from cop_kb.scaffold.starter import compose, own_starter
from cop_kb.scaffold.values import check_values


@dataclass(frozen=True)
class Use:
    """How a document fared.

    Attributes:
        document: The document that was used.
        outcome: How it went, in a word of the type.
        note: A sentence that helps whoever comes next; may be empty.
        team: Where it was used; may be empty.
        by: Who used it; mostly empty.
        day: When.
    """

    document: Document
    outcome: str
    note: str
    team: str
    by: str
    day: date


class NewNote(NamedTuple):
    """What was noted.

    Attributes:
        path: The list.
        line: The line that was added to it.
        is_new: Whether the list was made too.
    """

    path: Path
    line: str
    is_new: bool


def find_uses_type(config: Config, kb: KnowledgeBase) -> ContentType:
    """Return the type of the lists in which uses are noted.

    Raises:
        ScaffoldError: There is none, or it is not switched on.
    """
    every = [file.type for file in read_type_files(config.content_types_dir).values()]
    for content_type in [*kb.types.values(), *filter(None, every)]:
        if USES in content_type.traits and is_list(content_type):
            return find_type(config, kb, content_type.id)
    raise ScaffoldError("There is no content type in which uses are noted.", "")


def outcomes(content_type: ContentType) -> tuple[str, ...]:
    """Return the words for how it went that the type has; empty where any will do."""
    entries = content_type.schema["properties"].get(ENTRIES, {})
    outcome = entries.get("items", {}).get("properties", {}).get("outcome", {})
    return tuple(outcome.get("enum", ()))


def read_outcome(content_type: ContentType, text: str) -> str:
    """Return the word of the type that somebody means by ``text``: `did-not` means `did not`.

    Raises:
        ScaffoldError: There is no such word.
    """
    words = {_key(word): word for word in outcomes(content_type)}
    if not words or _key(text) in words:
        return words.get(_key(text), text)
    raise ScaffoldError(f"{text!r} is no outcome.", f"Give one of: {', '.join(words.values())}.")


def note_use(config: Config, kb: KnowledgeBase, content_type: ContentType, use: Use) -> NewNote:
    """Write a note into the list of the document's community. The list is made where there is none.

    Raises:
        ScaffoldError: A value does not fit, or the list cannot be read or written.
    """
    community = use.document.community
    given = {
        "document": use.document.id.removeprefix(f"{community}/"),
        "date": use.day.isoformat(),
        "team": use.team,
        "outcome": use.outcome,
        "note": " ".join(use.note.split()),
        "by": find_person(kb, community, use.by) if use.by else "",
    }
    entry = {name: value for name, value in given.items() if value}
    check_values(content_type, {ENTRIES: [entry]})
    uri = f"{community}/{content_type.file}"
    path = config.docs_dir / uri
    taken = find_taken(config.docs_dir, uri)
    if taken is None:
        starter = own_starter(content_type, config.content_types_dir)
        text, _ = compose(content_type, starter, "", {}, use.day)
        with NewFiles() as files:
            files.write(path, add_entry(text, entry, path))
    else:
        before, text = _read(taken)
        replace_file(taken, add_entry(text, entry, taken).encode(), before)
    return NewNote(taken or path, write_flow(entry), taken is None)


def _read(path: Path) -> tuple[bytes, str]:
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            hint = "Put a regular file in its place, or remove it."
            raise ScaffoldError("This is not a regular file.", hint, path)
        content = path.read_bytes()
        return content, content.decode()
    except UnicodeDecodeError as error:
        raise ScaffoldError("The file is not UTF-8.", "Save it as UTF-8.", path) from error
    except OSError as error:
        message = f"The file cannot be read: {error.strerror or error}."
        raise ScaffoldError(message, "Check your permissions.", path) from error


def _key(word: str) -> str:
    return " ".join(word.casefold().replace("-", " ").replace("_", " ").split())
