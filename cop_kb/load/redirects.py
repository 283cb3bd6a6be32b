"""Reads the list of redirects: what its form says. Whether an old address leads to a page is the matter of a rule."""

import posixpath
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from cop_kb.load.definition import (
    read_definition,
    refuse_irregular,
    schema_mistakes,
    wrong_value,
)
from cop_kb.model.diagnostic import Finding
from cop_kb.model.redirects import (
    GONE,
    NO_REDIRECTS,
    REDIRECTS,
    Redirect,
    Redirects,
    is_folder,
    is_too_long,
)
from cop_kb.model.schema_error import Mistake
from cop_kb.model.source import json_pointer, mark_of

RULE = "redirect"
_SCHEMA = "redirects.schema.json"
_ENDINGS = (".md", ".yaml", "/")
_NO_PATH = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|/|.*\\")
_LONGEST_NAME = 200  # bytes; no disk takes more than 255, and an ending may be added
_FORM = "Write the path below the folder of documents, such as our-team/welcome.md, or a folder with a slash at its end."


class RedirectsFile(NamedTuple):
    """What the list says, entries with a mistake left out, and what is wrong with it."""

    redirects: Redirects
    findings: tuple[Finding, ...]


def read_redirects(docs_dir: Path) -> RedirectsFile:
    """Read the list of the knowledge base in ``docs_dir``, which need not have one."""
    path = docs_dir / REDIRECTS
    refusal = refuse_irregular(RULE, [path])
    if refusal or not path.exists():
        return RedirectsFile(NO_REDIRECTS, (refusal,) if refusal else ())
    data, marks, findings = read_definition(RULE, path, lambda _, data: _find_mistakes(data))
    return RedirectsFile(read_entries(data, marks), findings)


def read_entries(data: object, marks: Mapping[str, Sequence[int]]) -> Redirects:
    """Return the entries of a list that was read, those with a mistake left out."""
    entries = data.items() if isinstance(data, dict) else ()
    return Redirects(
        Redirect(old, new, mark.key_line, mark.key_column, mark.end_line, mark.end_column)
        for old, new in entries
        if isinstance(new, str) and not _mistakes(old, new)
        for mark in (mark_of(marks, json_pointer(old)),)
    )


def _find_mistakes(data: Any) -> list[Mistake]:  # noqa: ANN401 - whatever the file holds
    if data is None:
        return []
    mistakes = schema_mistakes(_SCHEMA, data)
    if isinstance(data, dict):
        texts = ((old, new) for old, new in data.items() if isinstance(new, str) and new)
        mistakes += (mistake for old, new in texts for mistake in _mistakes(old, new))
    return mistakes


def _mistakes(old: str, new: str) -> list[Mistake]:
    pointer = json_pointer(old)
    problem = _problem(old)
    if problem:
        return [Mistake("value", pointer, True, f"The old address `{old}` {problem}.", _FORM)]
    if new == GONE:
        return []
    problem = _problem(new)
    if problem:
        return [wrong_value(pointer, f"The new address `{new}` {problem}.", _FORM)]
    if is_folder(old) and not is_folder(new):
        message = f"The folder `{old}` leads to a single page."
        hint = f"Lead it to a folder, with a slash at its end, or to `{GONE}`; or write a line for each page."
        return [wrong_value(pointer, message, hint)]
    return []


def _problem(uri: str) -> str:
    """Return what is wrong with a path, as the end of a sentence; empty where nothing is."""
    plain = posixpath.normpath(uri)
    longest = max(len(name.encode()) for name in uri.split("/"))
    problems = {
        "is empty": not uri.strip(),
        "is not a path": bool(_NO_PATH.match(uri)),
        "lies outside of the knowledge base": plain.split("/")[0] == "..",
        "is not written plainly": plain != uri.removesuffix("/"),
        "is neither a document nor a folder": not uri.endswith(_ENDINGS),
        "is too long": longest > _LONGEST_NAME or is_too_long(uri),
    }
    return next((words for words, is_so in problems.items() if is_so), "")
