"""What a change answers for: what is found in the files that it touches, and what it broke elsewhere."""

import os
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

from cop_kb import git
from cop_kb.config import Config
from cop_kb.errors import CopKbError, GitError
from cop_kb.git.ancestry import find_base
from cop_kb.history import History
from cop_kb.load.revision import Revision, read_revision
from cop_kb.model.diagnostic import Diagnostic
from cop_kb.rules.baseline import read_baseline
from cop_kb.rules.difference import compare_findings
from cop_kb.rules.gate import examine


class Change(NamedTuple):
    """A change, as far as it tells which findings are due to it.

    Attributes:
        touched: The files that it adds, alters, moves or removes, as findings show them.
        before: What was found before it; None where that cannot be known.
        notice: Why it cannot; empty where it can.
    """

    touched: frozenset[str]
    before: list[Diagnostic] | None
    notice: str

    def concerns(self, path: str) -> bool:
        """Tell whether what is found in a file counts, although it may have been there before."""
        return self.before is None or path in self.touched

    def answers_for(self, diagnostics: Sequence[Diagnostic]) -> list[Diagnostic]:
        """Return the findings in files that it touches, and those elsewhere that were not there before."""
        elsewhere = [d for d in diagnostics if not self.concerns(d.path)]
        new = {*compare_findings(self.before or (), elsewhere, {}).new}
        return [d for d in diagnostics if self.concerns(d.path) or d in new]


EVERYTHING = Change(frozenset(), None, "")
"""The change that answers for all that is found."""


def read_change(
    config: Config, since: str, today: date, history: History, baseline: Path | None
) -> Change:
    """Return what has changed since a revision: committed, staged or not, and files that git does not know yet.

    It is compared with the commit at which the two histories part, as pull requests are.

    Args:
        config: The configuration.
        since: The revision that the change is to go into, such as a branch.
        today: The day that counts as today.
        history: What git knows of the files.
        baseline: The file of the baseline, where there is one.

    Raises:
        GitError: There is no repository, no such revision, or not enough of its history.
    """
    base = find_base(config.root, since)
    top = Path(os.path.commonpath([config.root, config.docs_dir]))
    files = git.changed_files(top, base)
    touched = frozenset(config.shown(top / path) for file in files for path in (file.old, file.new))
    try:
        with read_revision(config, base) as revision:
            before = _examine(revision, config, today, history, baseline) if revision else []
    except GitError:
        raise
    except CopKbError as error:
        place = f" ({error.path.name}, line {error.line})" if error.path and error.line else ""
        notice = f"The knowledge base of commit {base[:10]} cannot be read{place}, so nothing is left out."
        return Change(touched, None, notice)
    return Change(touched, before, "")


def _examine(
    revision: Revision, config: Config, today: date, history: History, baseline: Path | None
) -> list[Diagnostic]:
    """Return what a run answered for then; paths are shown as if it all stood where it stands now."""
    old = revision.config
    recorded = None
    if baseline:
        path = old.root / config.shown(baseline.absolute())
        recorded = read_baseline(old, path) if path.is_file() else None
    docs_dir = config.root / os.path.relpath(old.docs_dir, old.root)
    old = replace(old, root=config.root, docs_dir=docs_dir)
    return examine(revision.kb, old, today, history, recorded).findings
