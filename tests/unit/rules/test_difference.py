"""Which findings are new, and which are mended."""

import pytest

from cop_kb.model.diagnostic import Diagnostic, Severity
from cop_kb.rules.difference import compare_findings


def finding(path="docs/a.md", message="A.", line=1, severity=Severity.ERROR, rule="rule"):
    return Diagnostic(path, line, 1, rule, severity, line, 2, message, "")


@pytest.mark.parametrize(
    ("before", "after", "new", "mended"),
    [
        ([], [], [], []),
        ([finding()], [finding(line=9)], [], []),
        ([], [finding()], [0], []),
        ([finding()], [], [], [0]),
        ([finding()], [finding(message="B.")], [0], [0]),
        ([finding()], [finding(rule="other")], [0], [0]),
        ([finding()], [finding(), finding(line=2)], [1], []),
        ([finding(), finding(line=2)], [finding(line=3)], [], [1]),
        ([finding(severity=Severity.WARNING)], [finding()], [0], []),
        ([finding()], [finding(severity=Severity.WARNING)], [], []),
    ],
    ids=[
        "nothing", "a moved line", "new", "mended", "another message", "another rule", "one more", "one less",
        "more serious", "less serious",
    ],
)  # fmt: skip
def test_findings_are_compared(before, after, new, mended):
    found = compare_findings(before, after, {})
    assert found.new == [after[i] for i in new]
    assert found.mended == [before[i] for i in mended]


def test_findings_move_with_their_file():
    moved = {"docs/a.md": "docs/b.md"}
    assert compare_findings([finding()], [finding("docs/b.md")], moved) == ([], [])
    assert compare_findings([finding()], [finding()], moved) == ([finding()], [finding()])


def test_a_file_that_moved_may_name_another_address():
    moved = {"docs/a.md": "docs/b.md"}
    before = [finding(message="To ../x.md."), finding(message="Mended.", line=2)]
    after = [finding("docs/b.md", "To ../../x.md."), finding("docs/b.md", "New.", line=3)]
    assert compare_findings(before, after, moved) == (after[1:], before[1:])
    worse = [finding("docs/b.md", "To ../../x.md.", severity=Severity.ERROR)]
    mild = [finding(message="To ../x.md.", severity=Severity.WARNING)]
    assert compare_findings(mild, worse, moved).new == worse


def test_what_is_new_and_mended_stays_in_order():
    several = [finding(f"docs/{name}.md", line=line) for name in "ab" for line in (1, 2)]
    assert compare_findings([], several, {}).new == several
    assert compare_findings(several, [], {}).mended == several


def test_the_same_finding_may_be_given_twice():
    assert compare_findings([finding()] * 3, [finding()], {}).mended == [finding()] * 2
