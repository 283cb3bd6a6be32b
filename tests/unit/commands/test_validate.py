"""``validate``: which files, which day, which exit code."""

import json
import os
import sys
from pathlib import Path

import pytest

from cop_kb import cli


@pytest.fixture
def validate(monkeypatch, capsys, folder):
    def run(*arguments):
        monkeypatch.chdir(folder.root)
        monkeypatch.setattr(sys, "argv", ["cop-kb", "validate", *arguments])
        with pytest.raises(SystemExit) as left:
            cli.main()
        return left.value.code, *capsys.readouterr()

    return run


OVERDUE = "---\ntype: community\nstatus: published\nlast_reviewed_on: 2026-01-31\n---\n# T\n"


@pytest.mark.parametrize(("today", "overdue"), [("2027-01-31", False), ("2027-02-01", True)])
def test_the_day_can_be_given(validate, folder, monkeypatch, today, overdue):
    folder.page("c/index.md", OVERDUE)
    monkeypatch.setenv("COP_KB_TODAY", today)
    _, output, _ = validate("--verbose")
    assert ("review-overdue" in output) == overdue


def test_a_day_that_does_not_exist_is_told(validate, folder, monkeypatch):
    folder.page("index.md")
    monkeypatch.setenv("COP_KB_TODAY", "2026-02-30")
    code, _, complaints = validate()
    assert code == 2
    assert "COP_KB_TODAY is '2026-02-30', which is no day." in complaints


def test_a_path_narrows_the_report_but_not_the_reading(validate, folder):
    folder.page("a.md", "[x](b.md#none)\n").page("b.md", "[x](none.md)\n")
    code, output, _ = validate("docs/a.md")
    assert code == 1
    assert "docs/a.md:1:1" in output
    assert "docs/b.md:1:1" not in output


def test_what_lies_elsewhere_does_not_fail(validate, folder):
    folder.page("a.md").page("b.md", "[x](none.md)\n")
    assert validate("docs/a.md")[0] == 0


@pytest.mark.parametrize("path", ["docs/none.md", "/", ".."])
def test_a_path_that_cannot_be_meant_leaves_with_2(validate, folder, path):
    folder.page("a.md")
    code, output, complaints = validate(path)
    assert (code, output) == (2, "")
    assert "error: " in complaints


@pytest.mark.parametrize(("options", "arguments"), [("", ["--strict"]), ("strict: true", [])])
def test_strict_by_option_or_by_configuration(validate, folder, options, arguments):
    folder.page("a.md", b"caf\xe9\n")
    assert validate()[0] == 0
    folder.configure(options)
    assert validate(*arguments)[0] == 1


def test_quiet_and_fine_says_nothing(validate, folder):
    folder.page("a.md")
    assert validate("--quiet") == (0, "", "")


def test_without_cache_nothing_is_left_behind(validate, folder):
    folder.page("a.md")
    validate("--no-cache")
    assert not (folder.root / ".cop-kb").exists()
    validate()
    assert (folder.root / ".cop-kb").exists()


def test_programs_get_their_format_without_colour(validate, folder):
    folder.page("a.md", "[x](none.md)\n")
    code, output, _ = validate("--format", "json", "--color")
    assert code == 1
    summary = json.loads(output)["summary"]
    counts = [summary[name] for name in ("documents", "error", "warning", "info")]
    assert counts == [1, 1, 0, 0]


def test_another_configuration_can_be_named(validate, folder):
    folder.page("a.md").write("other.yml", "site_name: T\ndocs_dir: others\n")
    folder.write("others/a.md", "[x](none.md)\n")
    assert validate()[0] == 0
    code, output, _ = validate("-f", "other.yml")
    assert code == 1
    assert "others/a.md:1:1" in output


def test_an_unknown_rule_in_the_configuration_leaves_with_2(validate, folder):
    folder.page("a.md").configure("rules: {orphn: off}")
    code, _, complaints = validate()
    assert code == 2
    assert complaints.startswith(
        "mkdocs.yml:4:15: error: The configuration speaks of the rule 'orphn'"
    )
    assert "Did you mean 'orphan'?" in complaints


@pytest.mark.parametrize("name", [b"caf\xe9.md", b"a\nb.md", b"\x1b[2J.md", b"a:b,c%.md"])
def test_any_name_of_a_file_can_be_reported(validate, folder, name):
    folder.page("index.md")
    path = Path(os.fsdecode(bytes(folder.docs) + b"/" + name))
    path.write_text("[x](none.md)\n", "utf-8")
    for form in ("text", "json", "github", "gitlab", "sarif", "junit"):
        code, output, complaints = validate("--format", form)
        assert (code, complaints) == (1, "")
        assert "\x1b" not in output
        assert name[-3:].decode() in output
