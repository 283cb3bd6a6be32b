"""What ``move`` says: what it did or would do, and what is left to do."""

import os
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from cop_kb.git import find_repository
from cop_kb.model.quantity import number_of
from cop_kb.reports.report import printable

if TYPE_CHECKING:
    from cop_kb.config import Config
    from cop_kb.editing.moves import Move
    from cop_kb.model.diagnostic import Diagnostic

_MOST = 10
"""Findings that are shown; `validate` shows all."""


def show_move(
    config: "Config", move: "Move", found: Sequence["Diagnostic"], done: bool, verbose: bool
) -> str:
    """Return what a move changed, or would change.

    Args:
        config: The configuration.
        move: The move.
        found: Findings that were not there before.
        done: Whether it was carried out.
        verbose: Whether to name every file that changes.
    """
    relocation = move.relocation
    slash = "/" if relocation.is_folder else ""
    old, new = (f"{config.docs_dir / uri}{slash}" for uri in (relocation.old, relocation.new))
    lines = [f"{'Moved' if done else 'Would move'} {_path(old)} to {_path(new)}{_files(move)}."]
    lines += [_rewritten(move, done)]
    if move.redirects:
        lines.append(f"The old address {'redirects' if done else 'would redirect'} to the new one.")
    if verbose or not done:
        lines += (f"  {line}" for line in _changes(config, move))
    if move.remarks:
        lines += ["", "For you to look at:"]
        lines += (f"  {_path(r.path)}:{r.line}: {r.text}" for r in move.remarks)
    if found:
        lines += ["", "New findings:"]
        lines += (f"  {d.path}:{d.line}: {d.severity.word}: {d.message}" for d in found[:_MOST])
        if len(found) > _MOST:
            lines.append(f"  … and {len(found) - _MOST} more: cop-kb validate")
    if done and find_repository(config.docs_dir):
        lines += ["", "Commit all of it together: git add --all, then git commit"]
    return "".join(f"{printable(line)}\n" for line in lines)


def _files(move: "Move") -> str:
    number = len(move.relocation.files)
    return f" ({number_of(number, 'file')})" if move.relocation.is_folder else ""


def _rewritten(move: "Move", done: bool) -> str:
    parts = [
        f"{number_of(sum(counts.values()), word)} in {number_of(len(counts), 'document')}"
        for counts, word in ((move.links, "link"), (move.relations, "relation"))
        if counts
    ]
    if move.entries:
        parts.append(f"{number_of(move.entries, 'line')} of the navigation")
    if not parts:
        return "No link and no relation has to change."
    words = ", ".join([*parts[:-2], " and ".join(parts[-2:])])
    is_one = len(parts) == 1 and parts[0].startswith("1 ")
    were = ("was" if is_one else "were") if done else "would be"
    lead = "it leads" if is_one else "all lead"
    return f"{words} {were} rewritten, so that {lead} where {'it' if is_one else 'they'} did."


def _changes(config: "Config", move: "Move") -> Iterator[str]:
    """Yield the files that change, each with what changes in it."""
    for edit in move.edits:
        uri = os.path.relpath(edit.path, config.docs_dir).replace(os.sep, "/")
        kinds = ((move.links, "link"), (move.relations, "relation"))
        words = [number_of(counts[uri], word) for counts, word in kinds if uri in counts]
        yield f"{_path(edit.path)}: {', '.join(words)}" if words else _path(edit.path)


def _path(path: str | os.PathLike[str]) -> str:
    slash = "/" if os.fspath(path).endswith("/") else ""
    return os.path.relpath(path) + slash
