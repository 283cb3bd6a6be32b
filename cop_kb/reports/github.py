"""The report as workflow commands of GitHub Actions, which show findings beside the changed lines.

Format: https://docs.github.com/actions/reference/workflow-commands-for-github-actions
"""

from cop_kb.reports.report import Report, printable
from cop_kb.reports.text import summary

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


class GithubReport:
    """One command a finding, then a summary."""

    def render(self, report: Report) -> str:
        """Return the report as workflow commands."""
        lines = [
            f"::{_COMMANDS[d.severity]} file={_property(report.in_repository(d.path))},line={d.line},endLine={d.end_line},"
            f"col={d.column},title={_property(d.rule)}::{_message(f'{d.message} {d.hint}'.strip())}"
            for d in report.diagnostics
        ]
        return "\n".join([*lines, summary(report)]) + "\n"


def _message(text: str) -> str:
    return printable(text).replace("%", "%25")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
