"""The reports for programs: JSON, and the workflow commands of GitHub."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cop_kb.model.diagnostic import Diagnostic, Severity
from cop_kb.reports import REPORTS, Report

EVIL = "100% a,b:c\r\n::set-output name=x::y\n##[set-env]\x1b[31m\u2028é"


def found(text, severity=Severity.WARNING):
    return Diagnostic(text, 3, 4, "a-rule", severity, 5, 6, text, text)


def report(tmp_path, *diagnostics):
    return Report(list(diagnostics), tmp_path, 7)


def test_json_holds_all_there_is(tmp_path):
    data = json.loads(REPORTS["json"].render(report(tmp_path, found("a.md"))))
    assert data == {
        "schema_version": 1,
        "summary": {
            "documents": 7,
            "error": 0,
            "warning": 1,
            "info": 0,
            "baseline": 0,
            "earlier": 0,
        },
        "diagnostics": [
            {
                "path": "a.md",
                "line": 3,
                "column": 4,
                "rule": "a-rule",
                "severity": "warning",
                "end_line": 5,
                "end_column": 6,
                "message": "a.md",
                "hint": "a.md",
                "url": data["diagnostics"][0]["url"],
            }
        ],
    }
    assert data["diagnostics"][0]["url"].endswith("/rules/#a-rule")


def test_json_of_nothing_is_json(tmp_path):
    text = REPORTS["json"].render(report(tmp_path))
    assert text.endswith("}\n")
    assert json.loads(text)["diagnostics"] == []


def test_json_keeps_every_character(tmp_path):
    text = REPORTS["json"].render(report(tmp_path, found(EVIL)))
    assert json.loads(text)["diagnostics"][0]["message"] == EVIL
    assert not any(line.lstrip().startswith("::") for line in text.splitlines())
    assert "\x1b" not in text


@pytest.mark.parametrize(
    ("severity", "command"),
    [(Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.INFO, "notice")],
)
def test_github_gets_one_command_a_finding(tmp_path, severity, command):
    assert REPORTS["github"].render(report(tmp_path, found("a.md", severity))).splitlines()[0] == (
        f"::{command} file=a.md,line=3,endLine=5,col=4,title=a-rule::a.md a.md"
    )


def test_github_properties_and_messages_are_escaped(tmp_path):
    line, summary = REPORTS["github"].render(report(tmp_path, found(EVIL))).splitlines()
    properties, _, message = line.removeprefix("::").partition("::")
    assert "file=100%25 a%2Cb%3Ac\\r\\n%3A%3Aset-output name=x%3A%3Ay\\n" in properties
    assert message.startswith("100%25 a,b:c\\r\\n::set-output")
    assert summary == "7 files checked: 0 errors, 1 warning, 0 hints."


@given(st.text())
def test_nothing_in_a_finding_begins_a_line_of_its_own(tmp_path_factory, text):
    folder = tmp_path_factory.getbasetemp()
    lines = REPORTS["github"].render(report(folder, found(text))).splitlines()
    assert len(lines) == 2
    assert lines[0].startswith("::warning file=")
