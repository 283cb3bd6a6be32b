"""What changed between two lists of findings, such as those before and after a pull request."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from cop_kb.model.diagnostic import Diagnostic, Severity

_Key = tuple[str, str, str]


class FindingsDifference(NamedTuple):
    """How findings after a change differ from those before it, in the order in which they were given.

    Attributes:
        new: Those after it that were not there before, or that are more serious now.
        mended: Those before it that are gone.
    """

    new: list[Diagnostic]
    mended: list[Diagnostic]


def compare_findings(
    before: Sequence[Diagnostic], after: Sequence[Diagnostic], moved: Mapping[str, str]
) -> FindingsDifference:
    """Return which findings are new and which are mended.

    A finding is the same where path, rule and message are the same; its line does not matter. Of several that are the
    same, as many are new or mended as there are more or fewer of them. One that was a warning and is an error now
    is new, and nothing is mended. In a file that moved, addresses in messages may be others, and the line decides.

    Args:
        before: Findings before the change.
        after: Findings after it.
        moved: The new path of each file that was moved by its old one, as findings show them.
    """
    then, now = _by_key(before, moved), _by_key(after, {})
    new: list[int] = []
    mended: list[int] = []
    for key, places in now.items():
        known = then.get(key, [])
        new += [i for i, old in zip(places, known, strict=False) if _worse(after[i], before[old])]
        new += places[len(known) :]
    for key, known in then.items():
        mended += known[len(now.get(key, [])) :]
    found = FindingsDifference([after[i] for i in sorted(new)], [before[i] for i in sorted(mended)])
    return _without_moved(found, moved)


def _without_moved(found: FindingsDifference, moved: Mapping[str, str]) -> FindingsDifference:
    """Leave out what only has another address in its message, since its file moved."""
    old = {(moved[d.path], *_spot(d)) for d in found.mended if d.path in moved}
    both = old & {(d.path, *_spot(d)) for d in found.new}
    return FindingsDifference(
        [d for d in found.new if (d.path, *_spot(d)) not in both],
        [d for d in found.mended if (moved.get(d.path, d.path), *_spot(d)) not in both],
    )


def _spot(diagnostic: Diagnostic) -> tuple[str, Severity, int, int]:
    d = diagnostic
    return d.rule, d.severity, d.line, d.column


def _by_key(diagnostics: Iterable[Diagnostic], moved: Mapping[str, str]) -> dict[_Key, list[int]]:
    """Return where the findings stand that are the same, by what makes them so; the most serious first."""
    groups: dict[_Key, list[tuple[int, int]]] = {}
    for index, d in enumerate(diagnostics):
        key = (moved.get(d.path, d.path), d.rule, d.message)
        groups.setdefault(key, []).append((_RANKS[d.severity], index))
    return {key: [index for _, index in sorted(group)] for key, group in groups.items()}


_RANKS = {severity: rank for rank, severity in enumerate(Severity)}


def _worse(diagnostic: Diagnostic, old: Diagnostic) -> bool:
    return _RANKS[diagnostic.severity] < _RANKS[old.severity]
