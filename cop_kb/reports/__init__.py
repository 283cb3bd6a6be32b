"""Reports: diagnostics as text. A new format is one class and one line in ``REPORTS``."""

from cop_kb.reports.github import GithubReport
from cop_kb.reports.gitlab import GitlabReport
from cop_kb.reports.json import JsonReport
from cop_kb.reports.junit import JunitReport
from cop_kb.reports.report import Report, ReportFormat
from cop_kb.reports.sarif import SarifReport
from cop_kb.reports.text import TextReport

REPORTS: dict[str, ReportFormat] = {
    "text": TextReport(),
    "json": JsonReport(),
    "github": GithubReport(),
    "gitlab": GitlabReport(),
    "sarif": SarifReport(),
    "junit": JunitReport(),
}

__all__ = ["REPORTS", "Report", "ReportFormat"]
