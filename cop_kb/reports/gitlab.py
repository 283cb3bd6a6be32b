"""The report as Code Quality of GitLab, which shows findings in merge requests.

Format: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from cop_kb.model.diagnostic import Severity
from cop_kb.reports.fingerprints import fingerprints
from cop_kb.reports.json import as_json
from cop_kb.reports.report import Report, printable

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


class GitlabReport:
    """A list with one object a finding; an empty list when there is none."""

    def render(self, report: Report) -> str:
        """Return the report as JSON."""
        found = report.diagnostics
        data = [
            {
                "description": printable(f"{d.message} {d.hint}".strip()),
                "check_name": d.rule,
                "fingerprint": fingerprint,
                "severity": _SEVERITIES[d.severity],
                "location": {
                    "path": printable(report.in_repository(d.path)),
                    "lines": {"begin": d.line, "end": max(d.line, d.end_line)},
                },
            }
            for d, fingerprint in zip(found, fingerprints(found), strict=True)
        ]
        return as_json(data)
