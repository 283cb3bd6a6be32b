"""Every rule against small knowledge bases: ``tests/cases/invalid/<rule>/`` and ``tests/cases/valid/<name>/``.

A case is a folder with a ``mkdocs.yml``, and a case of a rule also holds the report that a person gets,
``expected.txt``. To add one, make the folder and write the report with

    python -m tests.acceptance.test_cases --write

then read each message in it aloud: is it what an author understands?
"""

import json
import shutil
import sys
import tempfile
from datetime import date
from pathlib import Path

import pytest

from cop_kb import cli
from cop_kb.config import load_config
from cop_kb.history import NO_HISTORY
from cop_kb.load import load_knowledge_base
from cop_kb.model.diagnostic import Severity
from cop_kb.reports import REPORTS, Report
from cop_kb.rules import RULES
from cop_kb.rules.baseline import find_baseline
from cop_kb.rules.engine import fails
from cop_kb.rules.outcome import judge

CASES = Path(__file__).parents[1] / "cases"
TODAY = date(2026, 11, 21)
REPORT = "expected.txt"
INVALID = sorted(folder.name for folder in (CASES / "invalid").iterdir())
VALID = sorted(folder.name for folder in (CASES / "valid").iterdir())
COMMANDS = {"error": "::error ", "warning": "::warning ", "info": "::notice "}


def check_case(folder):
    """Return the report about a knowledge base, as the functions that commands use make it."""
    config = load_config(folder / "mkdocs.yml")
    kb = load_knowledge_base(config)
    outcome = judge(kb, config, TODAY, NO_HISTORY, baseline=find_baseline(config))
    return Report(
        diagnostics=outcome.findings,
        root=config.root,
        documents=len(kb.documents),
        verbose=True,
        known=outcome.known,
    )


def copy_case(kind, name, target):
    """Copy a case, so that a run leaves no cache in it."""
    shutil.copytree(CASES / kind / name, target, ignore=shutil.ignore_patterns(REPORT))
    return target


def write_reports():
    """Write the report of each case of a rule anew."""
    for name in INVALID:
        with tempfile.TemporaryDirectory() as scratch:
            report = check_case(copy_case("invalid", name, Path(scratch, name)))
            text = REPORTS["text"].render(report)
        (CASES / "invalid" / name / REPORT).write_text(text, encoding="utf-8")


@pytest.fixture
def validate(monkeypatch, capsys):
    """Run ``cop-kb validate`` in a folder; return the exit code and what it printed."""
    monkeypatch.setenv("COP_KB_TODAY", TODAY.isoformat())
    monkeypatch.delenv("NO_COLOR", raising=False)

    def run(folder, *arguments):
        monkeypatch.chdir(folder)
        monkeypatch.setattr(sys, "argv", ["cop-kb", "validate", *arguments])
        with pytest.raises(SystemExit) as left:
            cli.main()
        output, complaints = capsys.readouterr()
        assert not complaints
        return left.value.code, output

    return run


@pytest.fixture
def case(request, tmp_path):
    kind, name = request.param
    return copy_case(kind, name, tmp_path / name)


def every(kind, names):
    return pytest.mark.parametrize("case", [(kind, n) for n in names], ids=names, indirect=True)


def test_every_rule_has_a_case():
    assert sorted(rule.ID for rule in RULES) == INVALID


@every("invalid", INVALID)
def test_a_case_gives_the_report_that_it_expects(case, validate):
    expected = (CASES / "invalid" / case.name / REPORT).read_text(encoding="utf-8")
    report = check_case(case)
    assert REPORTS["text"].render(report) == expected
    assert case.name in {diagnostic.rule for diagnostic in report.diagnostics}
    code, output = validate(case, "--verbose")
    assert output == expected
    assert code == fails(report.diagnostics, strict=False)


@every("invalid", INVALID)
def test_findings_are_complete(case):
    rules = {rule.ID for rule in RULES}
    for found in check_case(case).diagnostics:
        assert (case / found.path).is_file()
        assert found.line >= 1
        assert found.column >= 1
        assert (found.end_line, found.end_column) >= (found.line, found.column)
        assert found.rule in rules
        assert found.severity in Severity
        assert found.message.endswith((".", "…"))
        assert found.hint
        assert found.url.endswith(f"/rules/#{found.rule}")


@every("invalid", INVALID)
def test_all_formats_tell_the_same(case, validate):
    diagnostics = check_case(case).diagnostics
    _, output = validate(case, "--format", "json")
    data = json.loads(output)
    assert data["schema_version"] == 1
    assert [(d["path"], d["line"], d["column"], d["rule"], d["message"], d["hint"])
            for d in data["diagnostics"]] == [
            (d.path, d.line, d.column, d.rule, d.message, d.hint) for d in diagnostics
    ]  # fmt: skip
    counted = [d.severity for d in diagnostics]
    assert all(data["summary"][severity] == counted.count(severity) for severity in Severity)
    _, output = validate(case, "--format", "github")
    *lines, _ = output.splitlines()
    assert len(lines) == len(diagnostics)
    for line, found in zip(lines, diagnostics, strict=True):
        assert line.startswith(COMMANDS[found.severity])
        assert f"line={found.line}," in line
        assert f"title={found.rule}::" in line


@every("invalid", INVALID)
def test_the_cache_changes_nothing(case):
    cold = check_case(case).diagnostics
    assert (case / ".cop-kb").is_dir()
    assert check_case(case).diagnostics == cold


@every("invalid", INVALID)
def test_strict_lets_warnings_fail(case, validate):
    code, _ = validate(case, "--strict", "--quiet")
    assert code == fails(check_case(case).diagnostics, strict=True)


@every("valid", VALID)
def test_a_valid_knowledge_base_has_no_error_and_no_warning(case, validate):
    report = check_case(case)
    serious = [d for d in report.diagnostics if d.severity != Severity.INFO]
    assert serious == []
    code, _ = validate(case, "--strict")
    assert code == 0


@every("valid", [name for name in VALID if name != "drafts"])
def test_a_valid_knowledge_base_is_told_so(case, validate):
    _, output = validate(case)
    assert output.endswith("checked, nothing found.\n")


if __name__ == "__main__":
    if sys.argv[1:] != ["--write"]:
        sys.exit("usage: python -m tests.acceptance.test_cases --write")
    write_reports()
