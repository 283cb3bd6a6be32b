"""What a run answers for: what the rules find, without what the baseline records."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from cop_kb.config import Config
from cop_kb.config.selection import Selection
from cop_kb.history import History
from cop_kb.model.diagnostic import Diagnostic
from cop_kb.model.knowledge_base import KnowledgeBase
from cop_kb.rules import mended_finding
from cop_kb.rules.baseline import Baseline, Entry
from cop_kb.rules.difference import compare_findings
from cop_kb.rules.engine import check


class Judgement(NamedTuple):
    """Findings, seen against the baseline.

    Attributes:
        new: Those that it does not record.
        known: Those that it records.
        mended: Findings about what it records and what is mended, each after the path of the file that was mended.
    """

    new: list[Diagnostic]
    known: list[Diagnostic]
    mended: list[tuple[str, Diagnostic]]

    @property
    def findings(self) -> list[Diagnostic]:
        """What the run answers for, sorted by path, line, column and rule."""
        return sorted([*self.new, *(diagnostic for _, diagnostic in self.mended)])

    def about(self, selection: Selection) -> "Judgement":
        """Return what concerns some files only; the baseline itself is one."""
        return Judgement(
            [d for d in self.new if d.path in selection],
            [d for d in self.known if d.path in selection],
            [(path, d) for path, d in self.mended if path in selection or d.path in selection],
        )


def examine(
    kb: KnowledgeBase, config: Config, today: date, history: History, baseline: Baseline | None
) -> Judgement:
    """Check ``kb`` and tell what is new from what the baseline records.

    Args:
        kb: The knowledge base.
        config: Which rules are on, and how serious their findings are.
        today: The day that counts as today.
        history: What git knows of the files.
        baseline: The baseline, where there is one.

    Raises:
        ConfigError: The configuration names a rule or a parameter that does not exist.
    """
    found = check(kb, config, today, history)
    if baseline is None:
        return Judgement(found, [], [])
    numbers = Counter(_key(d) for d in found)
    recorded = [
        diagnostic
        for entry in baseline.entries
        for diagnostic in entry.findings(most=numbers[_key(entry)] + 1)
    ]
    new, mended = compare_findings(recorded, found, {})
    gone = {_key(d) for d in mended}
    old = [entry for entry in baseline.entries if _key(entry) in gone]
    return Judgement(new, _without(found, new), [*_mended(old, baseline, config)])


def _key(one: Diagnostic | Entry) -> tuple[str, str, str]:
    return one.path, one.rule, one.message


def _without(diagnostics: Iterable[Diagnostic], others: Iterable[Diagnostic]) -> list[Diagnostic]:
    left = Counter(others)
    kept = []
    for diagnostic in diagnostics:
        if left[diagnostic]:
            left[diagnostic] -= 1
        else:
            kept.append(diagnostic)
    return kept


def _mended(
    entries: Iterable[Entry], baseline: Baseline, config: Config
) -> Iterator[tuple[str, Diagnostic]]:
    """Yield a finding about each entry of which something is mended."""
    settings = config.options.rule(mended_finding.ID)
    if not settings.enabled:
        return
    severity = settings.severity or mended_finding.GRADE.value[1]
    hint = f"Write it anew with: {baseline.command}"
    for path, rule, message, _, times, line in entries:
        what = "what is mended" if times == 1 else f"this {times} times, and some of it is mended"
        told = f"The baseline records {what}: `{rule}` in `{path}`: {message}"
        place = (line, 1, mended_finding.ID, severity, line, 1)
        yield path, Diagnostic(baseline.path, *place, told, hint)
