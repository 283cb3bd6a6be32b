"""Moves a document, a folder or a community, with all that leads to it: first planned, then done as a whole."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from cop_kb.config import Config
from cop_kb.editing.changes import Changes, remove_empty_folders
from cop_kb.editing.files import Edit, read_unchanged
from cop_kb.editing.links import rewrite_links
from cop_kb.editing.naming import find_relocation
from cop_kb.editing.navigation import move_in_navigation
from cop_kb.editing.redirect_list import after_move, rewrite_list
from cop_kb.editing.references import Renaming, Strayed, find_renamings, rename_values
from cop_kb.editing.relocation import Relocation
from cop_kb.errors import EditError
from cop_kb.git import moving
from cop_kb.load.moved import load_moved
from cop_kb.load.record import OUTSIDE
from cop_kb.load.redirects import read_redirects
from cop_kb.model.document import Document
from cop_kb.model.knowledge_base import KnowledgeBase
from cop_kb.model.redirects import REDIRECTS, Redirect, Redirects


class Remark(NamedTuple):
    """A place that a person should look at, with what to do there. The path is that after the move."""

    path: Path
    line: int
    text: str


@dataclass(frozen=True)
class Move:
    """A move, planned.

    Attributes:
        relocation: What moves where.
        edits: The files that change, at their places after the move.
        links: How many links are rewritten in each document, by its path after the move.
        relations: How many values of relations, likewise.
        entries: How many entries of the navigation.
        redirects: Whether the old address leads on afterwards.
        remarks: What is left for a person to do.
        before: The knowledge base as it is.
        after: The knowledge base as it will be.
    """

    relocation: Relocation
    edits: tuple[Edit, ...]
    links: Mapping[str, int]
    relations: Mapping[str, int]
    entries: int
    redirects: bool
    remarks: tuple[Remark, ...]
    before: KnowledgeBase
    after: KnowledgeBase


def plan_move(config: Config, kb: KnowledgeBase, old: str, new: str) -> Move:
    """Return what has to change for ``old`` to be at ``new``, and everything that leads to it to lead there.

    Args:
        config: The configuration.
        kb: The knowledge base.
        old: A document, a community or a folder: its id or its path.
        new: Where to: an id or a path; an existing folder takes it in.

    Raises:
        EditError: That cannot be done without doing harm.
        CopKbError: A file cannot be read.
    """
    relocation = find_relocation(config, kb, old, new)
    return _Planner(config, kb, relocation).plan()


def carry_out(config: Config, move: Move) -> None:
    """Do what was planned: all of it, or nothing.

    Raises:
        EditError: A file cannot be moved or written, or has changed since; everything is as it was.
        GitError: git refuses to move it; everything is as it was.
    """
    relocation = move.relocation
    old, new = config.docs_dir / relocation.old, config.docs_dir / relocation.new
    with Changes() as changes:
        changes.move(old, new)
        changes.edit(move.edits)
    remove_empty_folders(old.parent, config.docs_dir)


class _Planner:
    """Collects what a move takes, document by document."""

    def __init__(self, config: Config, kb: KnowledgeBase, relocation: Relocation) -> None:
        self._config, self._kb, self._relocation = config, kb, relocation
        self._contents: dict[str, Edit] = {}
        self._links: dict[str, int] = {}
        self._relations: dict[str, int] = {}
        self._remarks: list[Remark] = []
        self._unmerged = moving.unmerged_files(config.docs_dir)

    def plan(self) -> Move:
        """Plan; called once."""
        redirects, redirect_edits = self._plan_redirects()
        place = self._relocation.place
        for document, renamings in self._touched(redirects):
            self._plan_document(document, renamings)
        contents = {uri: edit.after for uri, edit in self._contents.items()}
        navigation = move_in_navigation(self._config, self._relocation)
        text = f"It names {self._relocation.old}: see whether it should still."
        self._remarks += (Remark(m.path, m.line, text) for m in navigation.mentions)
        return Move(
            relocation=self._relocation,
            edits=(*sorted(self._contents.values()), *navigation.edits, *redirect_edits),
            links=self._links,
            relations=self._relations,
            entries=navigation.entries,
            redirects=any(r.old.removesuffix("/") == self._relocation.old for r in redirects),
            remarks=tuple(sorted(self._remarks)),
            before=self._kb,
            after=load_moved(self._config, self._kb, place, contents, redirects),
        )

    def _plan_redirects(self) -> tuple[Redirects, list[Edit]]:
        path = self._config.docs_dir / REDIRECTS
        redirects, findings = read_redirects(self._config.docs_dir)
        if findings:
            first = findings[0]
            raise EditError(first.message, first.hint, path, first.line, first.column)
        wanted = after_move(redirects, self._relocation)
        new = Redirects(Redirect(*entry) for entry in wanted.items())
        if wanted == {r.old: r.new for r in redirects}:
            return new, []
        before = path.read_bytes() if path.exists() else b""
        return new, [Edit(path, before, rewrite_list(before, redirects, wanted))]

    def _touched(self, redirects: Redirects) -> Iterator[tuple[Document, list[Renaming]]]:
        """Yield the documents whose files change, or are read anew at their new place, and their relations that change."""
        shape = load_moved(self._config, self._kb, self._relocation.place, {}, redirects)
        renamings: dict[str, list[Renaming]] = defaultdict(list)
        for found in find_renamings(self._kb, shape, self._relocation):
            if isinstance(found, Strayed):
                text = f"`{found.text}` names nothing here, and will name {found.target.id}: see whether it should."
                self._remark(found.document, found.document.mark(found.pointer).line, text)
            else:
                renamings[found.document.src_uri].append(found)
        for document in self._kb.documents:
            own = renamings.get(document.src_uri, [])
            if own or self._is_touched(document):
                yield document, own
            elif document.is_garbled and document.type:
                text = "Its front matter cannot be read, so nobody knows whether it names what has moved."
                self._remark(document, 1, text)

    def _is_touched(self, document: Document) -> bool:
        if document.src_uri in self._relocation.files:
            return True
        targets = {uri for uri, _ in document.record.targets if uri not in ("", OUTSIDE)}
        return any(self._target(uri).removesuffix("/") != uri for uri in targets)

    def _target(self, uri: str) -> str:
        return self._relocation.target(self._kb, uri)

    def _plan_document(self, document: Document, renamings: Sequence[Renaming]) -> None:
        """Rewrite links and relations of a document; what cannot be rewritten safely is left to a person."""
        path = self._config.docs_dir / document.src_uri
        if document.src_uri in self._unmerged:
            message = "This file holds a merge conflict. Nothing was moved."
            raise EditError(message, "Resolve it, and tell git with: git add", path)
        before = _read_whole(path, document)
        place = self._relocation.place(document.src_uri)
        links = rewrite_links(before, document, place, self._target)
        after = links.content
        for line, old, new in links.failed:
            self._remark(document, line, f"The link to `{old}` was left as it is: write `{new}`.")
        values = {renaming.pointer: renaming.new for renaming in renamings}
        renamed = rename_values(after, document, values) if values else None
        if renamed is not None:
            after, self._relations[place] = renamed, len(values)
        else:
            for pointer, old, new in (renaming[1:] for renaming in renamings):
                text = f"`{old}` was left as it is: write `{new}`."
                self._remark(document, document.mark(pointer).line, text)
        if links.lines:
            self._links[place] = len(links.lines)
        if after != before:
            self._contents[place] = Edit(self._config.docs_dir / place, before, after)

    def _remark(self, document: Document, line: int, text: str) -> None:
        path = self._config.docs_dir / self._relocation.place(document.src_uri)
        self._remarks.append(Remark(path, line, text))


def _read_whole(path: Path, document: Document) -> bytes:
    """Return what the file of a document holds, which must be what was read, and whole."""
    content = read_unchanged(path, document)
    if document.is_garbled:
        first = document.details.findings[0]
        message = f"{first.message} Nothing was moved."
        raise EditError(message, first.hint, path, first.line, first.column)
    return content
