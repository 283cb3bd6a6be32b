"""What comes out of a check: the findings that a run answers for, and how many it leaves out."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import NamedTuple

from cop_kb.config import Config
from cop_kb.config.selection import Selection
from cop_kb.history import History
from cop_kb.model.diagnostic import Diagnostic, Severity
from cop_kb.model.knowledge_base import KnowledgeBase
from cop_kb.rules.baseline import read_baseline
from cop_kb.rules.change import EVERYTHING, read_change
from cop_kb.rules.gate import examine


class Outcome(NamedTuple):
    """What a run answers for.

    Attributes:
        findings: The findings, sorted by path, line, column and rule.
        files: The documents that it looked at, as findings show them.
        known: How many findings the baseline records.
        earlier: How many errors and warnings were there before the change that it looked at.
        notice: Why it answers for more than it was asked to; may be empty.
    """

    findings: list[Diagnostic]
    files: list[str]
    known: int
    earlier: int
    notice: str


def judge(
    kb: KnowledgeBase,
    config: Config,
    today: date,
    history: History,
    *,
    paths: Iterable[Path] = (),
    since: str | None = None,
    baseline: Path | None = None,
) -> Outcome:
    """Check ``kb`` and return what a run answers for.

    Args:
        kb: The knowledge base.
        config: Its configuration.
        today: The day that counts as today.
        history: What git knows of the files.
        paths: The files and folders that it is to look at; none for all.
        since: The revision whose difference it is to look at; None for all.
        baseline: The file of the baseline; None for none.

    Raises:
        CopKbError: A path, the revision or the baseline cannot be read, or the configuration names what does not exist.
    """
    selection = Selection(config, paths)
    recorded = read_baseline(config, baseline) if baseline else None
    judgement = examine(kb, config, today, history, recorded).about(selection)
    change = EVERYTHING
    if since is not None:
        change = read_change(config, since, today, history, baseline)
    findings = change.answers_for(judgement.findings)
    docs = config.shown(config.docs_dir)
    files = (f"{docs}/{document.src_uri}" for document in kb.documents)
    return Outcome(
        findings=findings,
        files=[path for path in files if path in selection and change.concerns(path)],
        known=sum(change.concerns(d.path) for d in judgement.known),
        earlier=_serious(judgement.findings) - _serious(findings),
        notice=change.notice,
    )


def _serious(diagnostics: Iterable[Diagnostic]) -> int:
    return sum(diagnostic.severity != Severity.INFO for diagnostic in diagnostics)
