"""The report as SARIF 2.1.0, which code scanning of GitHub and editors read.

Format: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
What GitHub reads of it: https://docs.github.com/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
"""

import os
import re
from typing import Any
from urllib.parse import quote

import cop_kb
from cop_kb.model.diagnostic import MANUAL, Diagnostic, Severity
from cop_kb.reports.fingerprints import fingerprints
from cop_kb.reports.json import as_json
from cop_kb.reports.report import Report, printable
from cop_kb.rules import RULES
from cop_kb.rules.manual import manual_page
from cop_kb.rules.rule import Rule

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_PROBLEMS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "recommendation"}
_MOST_RESULTS = 25_000  # GitHub refuses a file with more
_TOP = "%SRCROOT%"
_INDEXES = {rule.ID: index for index, rule in enumerate(RULES)}
_LINK = re.compile(r"\[(?=[^\]]*\]\()")
_PLACEHOLDER = re.compile(r"\{(\d+)\}")


class SarifReport:
    """One run with all rules, and one result a finding."""

    def render(self, report: Report) -> str:
        """Return the report as JSON."""
        found = list(zip(report.diagnostics, fingerprints(report.diagnostics), strict=True))
        ranks = list(Severity)
        # The most serious first, since GitHub shows no more than 5,000.
        found.sort(key=lambda pair: ranks.index(pair[0].severity))
        run = {
            "tool": {"driver": _driver()},
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": {
                _TOP: {"description": {"text": "The top folder of the repository."}}
            },
            "invocations": [_invocation(len(found))],
            "results": [_result(d, mark, report) for d, mark in found[:_MOST_RESULTS]],
        }
        data = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
        return as_json(data)


def _driver() -> dict[str, Any]:
    return {
        "name": "cop-kb",
        "version": cop_kb.__version__,
        "semanticVersion": cop_kb.__version__,
        "informationUri": MANUAL.partition("manual/")[0],
        "rules": [_rule(rule) for rule in RULES],
    }


def _rule(rule: Rule) -> dict[str, Any]:
    """Return what a rule is about: its first line, its first two paragraphs, its manual page."""
    page = manual_page(rule)
    first, second, *_ = page.split("\n\n")
    _, published = rule.GRADE.value
    return {
        "id": rule.ID,
        "shortDescription": {"text": first},
        "fullDescription": {"text": " ".join(f"{first} {second}".split())},
        "help": {"text": page, "markdown": page},
        "helpUri": MANUAL + rule.ID,
        "defaultConfiguration": {"level": _LEVELS[published]},
        "properties": {"tags": ["documentation"], "problem.severity": _PROBLEMS[published]},
    }


def _invocation(number: int) -> dict[str, Any]:
    """Return that the run came to its end, and how many findings had no room."""
    invocation: dict[str, Any] = {"executionSuccessful": True}
    if number > _MOST_RESULTS:
        text = f"{number - _MOST_RESULTS} findings, the least serious, are left out."
        invocation["toolExecutionNotifications"] = [{"level": "warning", "message": {"text": text}}]
    return invocation


def _result(d: Diagnostic, fingerprint: str, report: Report) -> dict[str, Any]:
    path = os.fsencode(report.in_repository(d.path))
    return {
        "ruleId": d.rule,
        "ruleIndex": _INDEXES.get(d.rule, -1),
        "level": _LEVELS[d.severity],
        "message": {"text": _escaped(printable(f"{d.message} {d.hint}".strip()))},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": quote(path), "uriBaseId": _TOP},
                    "region": {
                        "startLine": d.line,
                        "startColumn": d.column,
                        "endLine": d.end_line,
                        "endColumn": d.end_column,
                    },
                }
            }
        ],
        "partialFingerprints": {"copKbFinding/v1": fingerprint},
    }


def _escaped(text: str) -> str:
    """Return ``text`` without what SARIF takes for a link or a placeholder."""
    return _PLACEHOLDER.sub(r"{{\1}}", _LINK.sub(r"\\[", text))
