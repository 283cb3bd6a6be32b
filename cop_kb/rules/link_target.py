"""Where links lead, and what stands nearest to where they fail to."""

import posixpath
from collections.abc import Iterator
from typing import NamedTuple

from cop_kb.load.record import OUTSIDE
from cop_kb.model.diagnostic import Finding
from cop_kb.model.document import Document
from cop_kb.model.knowledge_base import KnowledgeBase
from cop_kb.model.structure import Link
from cop_kb.model.targets import page_at
from cop_kb.rules.parameters import is_ignored
from cop_kb.rules.rule import Scope


class Failure(NamedTuple):
    """A link whose target is not there.

    Attributes:
        document: Where it stands.
        link: The link or image.
        uri: What it points to, below docs_dir; ``OUTSIDE`` when that is outside.
    """

    document: Document
    link: Link
    uri: str


def failures(kb: KnowledgeBase, scope: Scope, kind: str) -> Iterator[Failure]:
    """Yield the links, or the images, of all documents whose file is not there, unless the rule ignores them."""
    for document in kb.documents:
        for index, (uri, _) in enumerate(document.record.targets):
            there = uri in kb.files or uri in kb.listed_folders
            if uri and not there and page_at(kb, uri) is None:
                link = document.details.structure.links[index]
                if link.kind == kind and not is_ignored(link.target, scope):
                    yield Failure(document, link, uri)


def at_link(rule: str, link: Link, message: str, hint: str) -> Finding:
    """Return a finding about a link or an image."""
    return Finding(rule, link.line, link.column, link.end_line, link.end_column, message, hint)


def suggestion(kb: KnowledgeBase, failure: Failure) -> str:
    """Return what to do about a link that fails: the nearest target there is, as the author would write it."""
    if failure.uri == OUTSIDE:
        return (
            "The site holds nothing outside of its folder; link to the address on the web instead."
        )
    if failure.uri in kb.files.folders:
        return "Make an `index.md` in the folder, or link to a document in it."
    close = _nearest_file(kb, failure.uri)
    if close is None or close == failure.document.src_uri:
        return "Create the file, or correct the address."
    folder = posixpath.dirname(failure.document.src_uri)
    return f"Did you mean `{posixpath.relpath(close, folder or '.')}`?"


def _nearest_file(kb: KnowledgeBase, uri: str) -> str | None:
    folder, name = posixpath.split(uri)
    same_name = kb.files.by_name.get(name.casefold(), ())
    if same_name:
        return min(same_name, key=lambda f: (_distance(f, uri), f))
    close = kb.files.nearest(folder, name) or (
        None if "." in name else kb.files.nearest(folder, name + ".md")
    )
    return posixpath.join(folder, close) if close else None


def _distance(left: str, right: str) -> int:
    return len(set(left.split("/")) ^ set(right.split("/")))
