"""The report for people: place, message, the line of the source with a caret, and what to do."""

import stat
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from cop_kb.load.source import read_text
from cop_kb.model.diagnostic import Diagnostic, Severity
from cop_kb.model.quantity import number_of
from cop_kb.reports.report import Report, printable
from cop_kb.rules.engine import count

# Select Graphic Rendition, ECMA-48.
_RED, _YELLOW, _BLUE, _CYAN, _BOLD = "31", "33", "34", "36", "1"
_COLORS = {Severity.ERROR: _RED, Severity.WARNING: _YELLOW, Severity.INFO: _BLUE}
_WIDEST = 100
_MOST_HINTS = 10  # more of them alone would bury that nothing is wrong
_NO_WIDTH = ("Mn", "Me", "Cf")


class TextReport:
    """A block for each finding, then a summary.

    Hints are counted; they are shown with ``--verbose``, and where there are only a few of them and nothing else.
    """

    def render(self, report: Report) -> str:
        """Return the report as text for a terminal."""
        _lines.cache_clear()
        shown = [d for d in report.diagnostics if report.verbose or d.severity != Severity.INFO]
        if not (shown or report.quiet) and len(report.diagnostics) <= _MOST_HINTS:
            shown = report.diagnostics
        blocks = ["\n".join(_block(d, report)) for d in shown]
        if report.quiet and not shown:
            return ""
        return "\n\n".join([*blocks, summary(report, len(report.diagnostics) - len(shown))]) + "\n"


def summary(report: Report, hidden: int = 0) -> str:
    """Return one line that says how many findings there are, and what is left out."""
    return " ".join([_counted(report, hidden), *_left_out(report)])


def _counted(report: Report, hidden: int) -> str:
    counts = count(report.diagnostics)
    documents = number_of(report.documents, "file")
    if not report.diagnostics:
        more = " new" if report.known or report.earlier else ""
        return f"{documents} checked, nothing{more} found."
    parts = [number_of(counts["error"], "error"), number_of(counts["warning"], "warning")]
    parts.append(number_of(counts["info"], "hint"))
    more = " (hints are shown with --verbose)" if hidden else ""
    return f"{documents} checked: {', '.join(parts)}{more}."


def _left_out(report: Report) -> Iterator[str]:
    if report.known:
        yield f"Not shown: {number_of(report.known, 'known finding')} of the baseline."
    if report.earlier:
        yield f"Not shown: {number_of(report.earlier, 'finding')} from before this change."


def _block(diagnostic: Diagnostic, report: Report) -> Iterator[str]:
    d = diagnostic
    severity = d.severity.word
    place = printable(f"{d.path}:{d.line}:{d.column}")
    head = _style(report, severity, _COLORS[d.severity], _BOLD)
    yield f"{_style(report, place, _BOLD)}: {head}: {printable(d.message)} [{d.rule}]"
    yield from _source(diagnostic, report)
    if d.hint:
        yield f"  {_style(report, '→', _CYAN)} {printable(d.hint)}"


def _source(diagnostic: Diagnostic, report: Report) -> Iterator[str]:
    """Yield the line of the source and a line with a caret below it."""
    lines = _lines(report.root / diagnostic.path)
    line = lines[diagnostic.line - 1].expandtabs(1) if diagnostic.line <= len(lines) else ""
    if not line.strip():
        return
    start = max(diagnostic.column - 1, 0)
    same = diagnostic.end_line == diagnostic.line
    end = max(diagnostic.end_column - 1 if same else len(line), start + 1)
    first, last = _window(line, start)
    cut_before, cut_after = "…" * (first > 0), "…" * (last < len(line))
    yield f"  {_style(report, '|', _BLUE)} {cut_before}{printable(line[first:last])}{cut_after}"
    before = len(cut_before) + _width(printable(line[first:start]))
    under = max(1, _width(printable(line[start : min(end, last)])))
    yield f"  {_style(report, '|', _BLUE)} {' ' * before}{_style(report, '^' * under, _COLORS[diagnostic.severity])}"


def _window(line: str, start: int) -> tuple[int, int]:
    """Return where the part of ``line`` begins and ends that is shown, so that ``start`` is well inside of it."""
    if len(line) <= _WIDEST:
        return 0, len(line)
    first = max(0, min(start - _WIDEST // 2, len(line) - _WIDEST))
    return first, first + _WIDEST


@lru_cache(maxsize=1)
def _lines(path: Path) -> list[str]:
    """Return the lines of a file; none of a link, a pipe or whatever else is no part of the knowledge base."""
    try:
        regular = stat.S_ISREG(path.lstat().st_mode)
        return read_text(path).split("\n") if regular else []
    except OSError:
        return []


def _width(text: str) -> int:
    """Return how many cells of a terminal ``text`` takes."""
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in text)
    return len(text) + wide - sum(unicodedata.category(c) in _NO_WIDTH for c in text)


def _style(report: Report, text: str, *codes: str) -> str:
    return f"\x1b[{';'.join(codes)}m{text}\x1b[0m" if report.color else text
