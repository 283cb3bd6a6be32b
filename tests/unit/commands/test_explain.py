"""``explain``: every rule has a manual page."""

import sys

import pytest

from cop_kb import cli
from cop_kb.rules import RULES


@pytest.fixture
def explain(monkeypatch, capsys, tmp_path):
    def run(*arguments):
        monkeypatch.chdir(tmp_path)
        monkeypatch.setattr(sys, "argv", ["cop-kb", "explain", *arguments])
        with pytest.raises(SystemExit) as left:
            cli.main()
        return left.value.code, *capsys.readouterr()

    return run


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.ID)
def test_every_rule_has_a_page_that_says_what_to_do(explain, rule):
    code, output, _ = explain(rule.ID)
    assert code == 0
    title, underline, empty, *page = output.splitlines()
    assert (title, underline, empty) == (rule.ID, "=" * len(rule.ID), "")
    assert rule.__doc__.splitlines()[0] in page
    assert "To mend it" in output or "Right:" in output or "should go" in output
    assert "\nIn a draft: " in output


def test_without_a_rule_all_are_listed(explain):
    code, output, _ = explain()
    assert code == 0
    lines = output.splitlines()
    assert [line.split()[0] for line in lines] == [rule.ID for rule in RULES]
    assert all(line.endswith(".") for line in lines)


@pytest.mark.parametrize(
    ("name", "hint"),
    [("orphn", "Did you mean 'orphan'?"), ("gardening", "List them with: cop-kb explain")],
)
def test_an_unknown_rule_has_a_hint(explain, name, hint):
    assert explain(name) == (2, "", f"error: There is no rule '{name}'.\n  {hint}\n")
