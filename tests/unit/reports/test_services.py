"""The reports that services read: Code Quality of GitLab, SARIF, and JUnit."""

import json
import re
from collections import Counter
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cop_kb.model.diagnostic import Diagnostic, Severity
from cop_kb.reports import REPORTS, Report
from cop_kb.reports import sarif as sarif_module
from cop_kb.reports.fingerprints import fingerprints
from cop_kb.rules import RULES

SERVICES = ("gitlab", "sarif", "junit")
ANY_TEXT = st.text(
    st.characters(exclude_categories=())
)  # surrogates, too, as in the names of files


def found(path="docs/a.md", line=3, severity=Severity.ERROR, message="A message.", hint="A hint."):
    return Diagnostic(path, line, 4, "broken-link", severity, line, 6, message, hint)


def render(form, *diagnostics, **options):
    options = {"root": Path("/r/kb"), "documents": 7, **options}
    return REPORTS[form].render(Report(list(diagnostics), **options))


def gitlab(*diagnostics, **options):
    return json.loads(render("gitlab", *diagnostics, **options))


def sarif(*diagnostics, **options):
    [run] = json.loads(render("sarif", *diagnostics, **options))["runs"]
    return run


def junit(*diagnostics, **options):
    return ET.fromstring(render("junit", *diagnostics, **options).encode())


def message(result):
    return result["message"]["text"]


def test_gitlab_gets_an_object_a_finding():
    [entry] = gitlab(found())
    assert entry.pop("fingerprint") == fingerprints([found()])[0]
    assert entry == {
        "description": "A message. A hint.",
        "check_name": "broken-link",
        "severity": "major",
        "location": {"path": "docs/a.md", "lines": {"begin": 3, "end": 3}},
    }


def test_gitlab_gets_an_empty_list_when_nothing_was_found():
    assert gitlab() == []


def test_gitlab_knows_how_serious_a_finding_is():
    entries = gitlab(*(found(severity=severity) for severity in Severity))
    assert [entry["severity"] for entry in entries] == ["major", "minor", "info"]


@pytest.mark.parametrize("form", ["github", *SERVICES])
def test_services_get_paths_from_the_top_of_the_repository(form):
    assert "kb/docs/a.md" in render(form, found(), repository=Path("/r"), files=["docs/a.md"])
    assert "kb/docs/a.md" not in render(form, found(), files=["docs/a.md"])


def test_a_fingerprint_stays_when_lines_move():
    assert fingerprints([found(line=3)]) == fingerprints([found(line=30)])


def test_each_finding_has_a_fingerprint_of_its_own():
    several = [found(), found(line=9), found("docs/b.md"), found(message="Another.")]
    assert len(set(fingerprints(several))) == 4


def test_sarif_names_the_rule_the_place_and_what_to_do():
    run = sarif(found())
    [result] = run["results"]
    rule = run["tool"]["driver"]["rules"][result["ruleIndex"]]
    assert result["ruleId"] == rule["id"] == "broken-link"
    assert rule["helpUri"].endswith("/rules/#broken-link")
    assert result["level"] == "error"
    assert message(result) == "A message. A hint."
    [location] = result["locations"]
    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": "docs/a.md", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 3, "startColumn": 4, "endLine": 3, "endColumn": 6},
    }


def test_sarif_describes_every_rule_within_the_limits_of_github():
    rules = sarif()["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [rule.ID for rule in RULES]
    for rule in rules:
        assert 0 < len(rule["shortDescription"]["text"]) <= 1024
        assert 0 < len(rule["fullDescription"]["text"]) <= 1024
        assert rule["shortDescription"]["text"] != rule["fullDescription"]["text"]
        assert rule["help"]["text"]
        assert len(rule["properties"]["tags"]) <= 20


def test_sarif_encodes_the_names_of_files():
    [result] = sarif(found("docs/100% a#?ř\udce9.md"))["results"]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri.isascii()
    assert not set(uri) & set(" #?")
    assert unquote(uri, errors="surrogateescape") == "docs/100% a#?ř\udce9.md"


def test_sarif_takes_no_link_and_no_placeholder_from_an_author():
    [result] = sarif(
        found(message="The title `[click](https://e.example) {0}` is [one].", hint="")
    )["results"]
    assert message(result) == r"The title `\[click](https://e.example) {{0}}` is [one]."


def test_sarif_of_very_many_findings_keeps_the_most_serious(monkeypatch):
    monkeypatch.setattr(sarif_module, "_MOST_RESULTS", 2)
    severities = (Severity.INFO, Severity.WARNING, Severity.INFO, Severity.ERROR)
    run = sarif(*(found(severity=severity) for severity in severities))
    assert [result["level"] for result in run["results"]] == ["error", "warning"]
    [invocation] = run["invocations"]
    [notification] = invocation["toolExecutionNotifications"]
    assert message(notification) == "2 findings, the least serious, are left out."


def test_junit_has_a_test_for_each_file():
    suites = junit(found(), files=["docs/index.md", "docs/a.md"])
    [suite] = suites
    assert [case.get("name") for case in suite] == ["docs/a.md", "docs/index.md"]
    assert [len(case.findall("failure")) for case in suite] == [1, 0]
    for element in (suites, suite):
        assert (element.get("tests"), element.get("failures")) == ("2", "1")


def test_junit_tells_all_findings_of_a_file():
    warning = found(severity=Severity.WARNING, message="Less.")
    [[case]] = junit(found(), found(line=7, message="More."), warning)
    failure = case.find("failure")
    assert failure.get("message") == "2 errors"
    assert "docs/a.md:3:4: error: A message. [broken-link]\n  → A hint." in failure.text
    assert "docs/a.md:7:4: error: More." in failure.text
    assert "Less." not in failure.text
    assert "warning: Less." in case.find("system-out").text


def test_junit_says_the_only_failure_at_once():
    [[case]] = junit(found())
    assert case.find("failure").get("message") == "A message."


@pytest.mark.parametrize("strict", [False, True])
def test_junit_fails_by_what_makes_the_run_fail(strict):
    suites = junit(found(severity=Severity.WARNING), strict=strict)
    assert suites.get("failures") == str(int(strict))
    assert (suites.find(".//failure") is not None) == strict


@given(ANY_TEXT)
def test_any_text_can_be_reported(text):
    path = re.sub("[\\ud800-\\udc7f\\udd00-\\udfff]", "", text)  # no name of a file has these
    diagnostic = found(path or "a.md", message=text, hint=text)
    texts = {form: render(form, diagnostic) for form in SERVICES}
    for form, told in texts.items():
        told.encode()
        assert told.endswith("\n")
        # No line but our own.
        assert not any(line.lstrip().startswith("::") for line in told.split("\n")), form
    json.loads(texts["gitlab"])
    json.loads(texts["sarif"])
    assert len(ET.fromstring(texts["junit"].encode()).findall(".//failure")) == 1


def test_a_baseline_and_a_change_are_told_in_the_summary():
    shown = render("text", known=120, earlier=1)
    assert shown == (
        "7 files checked, nothing new found. Not shown: 120 known findings of the baseline."
        " Not shown: 1 finding from before this change.\n"
    )
    summary = json.loads(render("json", known=120, earlier=1))["summary"]
    assert (summary["baseline"], summary["earlier"]) == (120, 1)


def test_reports_do_not_depend_on_the_order_of_files():
    one, other = ["docs/b.md", "docs/a.md"], ["docs/a.md", "docs/b.md"]
    assert render("junit", files=one) == render("junit", files=other)
    assert Counter(fingerprints([found(), found()])) == Counter(fingerprints([found(line=9)] * 2))
