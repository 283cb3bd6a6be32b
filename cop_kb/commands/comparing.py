"""What commands share that compare a knowledge base with what it was."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import fields, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from cop_kb.errors import CopKbError

if TYPE_CHECKING:
    from cop_kb.config import Config
    from cop_kb.insights.difference import Circumstances, Difference, Side
    from cop_kb.load.revision import Revision
    from cop_kb.model.document import Document
    from cop_kb.model.knowledge_base import KnowledgeBase

_UNTOLD_OPTIONS = frozenset({"cache", "rules"})
_SETTINGS = ("site_name", "site_url", "repo_url", "edit_uri", "exclude_docs")


class Span(NamedTuple):
    """Two moments of a repository.

    Attributes:
        base: The full name of a commit; None for a time before the first one.
        head: Another one; None for the files as they are now.
    """

    base: str | None
    head: str | None


class Comparison(NamedTuple):
    """What became of a knowledge base.

    Attributes:
        difference: What changed.
        fronts: The front pages of the communities, before and now, by their folders.
        kb: The part of it that the audience may read now.
        config: Its configuration now.
    """

    difference: Difference
    fronts: dict[str, Document]
    kb: KnowledgeBase
    config: Config


def compare_revisions(
    config: Config, span: Span, audience: str, today: date, *, with_findings: bool = True
) -> Comparison:
    """Return what became of a knowledge base between two moments, as ``audience`` sees it.

    Args:
        config: The configuration now.
        span: The two moments.
        audience: Whom it is told to.
        today: The day that counts as today, on both sides.
        with_findings: Whether to check both sides, too.

    Raises:
        CopKbError: One of the two cannot be read, or there is no knowledge base at the end.
    """
    from cop_kb.insights.difference import Circumstances, Side, compare, pair_documents
    from cop_kb.load.passages import read_passages
    from cop_kb.model.knowledge_base import KnowledgeBase

    renames, changed = _changed_files(config, span)
    with ExitStack() as stack:
        after = _read_end(stack, config, span.head)
        before = _read_commit(stack, config, span.base) if span.base else None
        then = before or after._replace(kb=KnowledgeBase(after.kb.types, (), ()))
        old, new = (
            Side(side.kb, audience, today, partial(read_passages, side.config.docs_dir))
            for side in (then, after)
        )
        known = Circumstances(
            pairs=pair_documents(old, new, renames),
            changed_files=changed,
            old_options=_options(then.config),
            new_options=_options(after.config),
            authors=_authors(config, span),
        )
        if with_findings and before:
            known = _with_findings(known, before, after, audience, today)
        found = compare(old, new, known)._replace(is_first=before is None)
        return Comparison(found, _fronts(old, new), new.shown, after.config)


def _fronts(old: Side, new: Side) -> dict[str, Document]:
    return {d.community: d for d in (*old.shown.communities, *new.shown.communities)}


def _changed_files(config: Config, span: Span) -> tuple[dict[str, str], set[str]]:
    """Return the files that git takes for renamed, the new path by the old one, and those that hold something else."""
    from cop_kb.git import changed_files

    changes = changed_files(config.docs_dir, span.base, span.head or "") if span.base else []
    renames = {change.old: change.new for change in changes if change.kind == "R"}
    return renames, {change.new for change in changes if change.kind == "M"}


def _read_end(stack: ExitStack, config: Config, commit: str | None) -> Revision:
    """Return the knowledge base at a commit, or as it is now."""
    from cop_kb.load import load_knowledge_base
    from cop_kb.load.revision import Revision

    if commit is None:
        return Revision("", config, load_knowledge_base(config))
    found = _read_commit(stack, config, commit)
    if found is None:
        raise CopKbError(f"There is no knowledge base at {commit[:12]}.", "Name another commit.")
    return found


def _read_commit(stack: ExitStack, config: Config, commit: str) -> Revision | None:
    from cop_kb.load.revision import read_revision

    try:
        return stack.enter_context(read_revision(config, commit))
    except CopKbError as error:
        reason = error.message.replace(f"{error.path.parent}/", "") if error.path else error.message
        message = f"The knowledge base of the commit {commit[:12]} cannot be read: {reason}"
        raise CopKbError(message, "Compare with another commit.") from error


def _with_findings(
    known: Circumstances, before: Revision, after: Revision, audience: str, today: date
) -> Circumstances:
    """Add the findings that are new and those that are mended, as far as the readers may know of them."""
    from cop_kb.insights.difference import moved_paths
    from cop_kb.rules.difference import compare_findings
    from cop_kb.rules.engine import check
    from cop_kb.site.findings import divide, left_out

    sides = [(config, kb, kb.narrowed(audience, today)) for _, config, kb in (before, after)]
    # What was, or will be, for others only is not named by a link that leads to it no more, or not yet.
    others = [left_out(kb, shown) for _, kb, shown in reversed(sides)]
    found = [check(kb, config, today) for config, kb, _ in sides]
    told = [
        {*divide(diagnostics, *side, hidden).told}
        for diagnostics, side, hidden in zip(found, sides, others, strict=True)
    ]
    moved = {
        _shown(before, old): _shown(after, new) for old, new in moved_paths(known.pairs).items()
    }
    compared = compare_findings(found[0], found[1], moved)
    return replace(
        known,
        new=[d for d in compared.new if d in told[1]],
        mended=[d for d in compared.mended if d in told[0]],
    )


def _shown(revision: Revision, uri: str) -> str:
    return revision.config.shown(revision.config.docs_dir / uri)


def _options(config: Config) -> dict[str, Any]:
    """Return what the configuration says that pages or findings depend on, by the name of the option."""
    options = config.options
    found = {name: getattr(config, name) for name in _SETTINGS}
    own = (f.name for f in fields(options) if f.name not in _UNTOLD_OPTIONS)
    found |= {name: getattr(options, name) for name in own}
    found |= {f"rules: {name}": settings for name, settings in options.rules.items()}
    return found


def _authors(config: Config, span: Span) -> set[str]:
    """Return who made the change: the authors of the commits, and whoever is at it now."""
    from cop_kb import git
    from cop_kb.git.span import authors_between

    if span.base is None:
        return set()
    names = {*authors_between(config.root, span.base, span.head or "HEAD")}
    if span.head is None and git.changed_files(config.root, git.find_commit(config.root, "HEAD")):
        names.add(git.author_name(config.root))
    return names - {""}
