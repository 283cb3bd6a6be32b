"""The report as JUnit XML, which services show as tests: one for each file, so that a green run tells what was checked.

Format: https://github.com/testmoapp/junitxml, as far as GitLab and Jenkins read it.
"""

from collections import defaultdict
from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from cop_kb.model.diagnostic import Diagnostic
from cop_kb.model.quantity import number_of
from cop_kb.reports.report import Report, printable
from cop_kb.rules.engine import count, fails

_NAME = "cop-kb"


class JunitReport:
    """One suite; a file fails by what makes the run fail, and keeps the rest of its findings as its output."""

    def render(self, report: Report) -> str:
        """Return the report as XML."""
        findings: dict[str, list[Diagnostic]] = defaultdict(list)
        for diagnostic in report.diagnostics:
            findings[diagnostic.path].append(diagnostic)
        paths = sorted({*report.files, *findings})
        failed = sum(fails(found, report.strict) for found in findings.values())
        counts = {"tests": str(len(paths)), "failures": str(failed), "errors": "0", "time": "0"}
        top = Element("testsuites", counts, name=_NAME)
        suite = SubElement(top, "testsuite", counts, name=_NAME, skipped="0")
        for path in paths:
            name = printable(report.in_repository(path))
            case = SubElement(suite, "testcase", classname=_NAME, name=name, file=name, time="0")
            _tell(case, findings.get(path, ()), report)
        indent(top)
        return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(top, encoding="unicode")}\n'


def _tell(case: Element, found: Sequence[Diagnostic], report: Report) -> None:
    """Add the findings of one file."""
    failing = [d for d in found if fails([d], report.strict)]
    if failing:
        failure = SubElement(case, "failure", type="finding", message=_summary(failing))
        failure.text = _lines(failing, report)
    others = [d for d in found if not fails([d], report.strict)]
    if others:
        SubElement(case, "system-out").text = _lines(others, report)


def _summary(found: Sequence[Diagnostic]) -> str:
    """Return the finding, or how many there are."""
    if len(found) == 1:
        return printable(found[0].message)
    counts = count(found)
    numbers = ((counts[severity], severity) for severity in ("error", "warning"))
    return ", ".join(number_of(n, word) for n, word in numbers if n)


def _lines(found: Sequence[Diagnostic], report: Report) -> str:
    lines = []
    for d in found:
        place = f"{report.in_repository(d.path)}:{d.line}:{d.column}"
        lines.append(printable(f"{place}: {d.severity.word}: {d.message} [{d.rule}]"))
        lines += [printable(f"  → {d.hint}")] if d.hint else []
    return "\n".join(lines)
