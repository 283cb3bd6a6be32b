"""The baseline: what it records, what is new against it, and what must leave it."""

import json

import pytest

from cop_kb.config.selection import Selection
from cop_kb.errors import CopKbError
from cop_kb.history import NO_HISTORY
from cop_kb.model.diagnostic import Severity
from cop_kb.rules.baseline import NAME, find_baseline, read_baseline, write_baseline
from cop_kb.rules.gate import examine
from cop_kb.rules.mended_finding import ID as MENDED
from tests.unit.conftest import TODAY

ENTRY = {
    "path": "docs/a.md",
    "rule": "broken-link",
    "severity": "error",
    "count": 1,
    "message": "A message.",
}


def judge(folder, named=None):
    path = find_baseline(folder.config, named)
    baseline = read_baseline(folder.config, path) if path else None
    return examine(folder.load(), folder.config, TODAY, NO_HISTORY, baseline)


def record(folder, name=NAME):
    return write_baseline(folder.config, folder.root / name, folder.check())


def baseline(*entries, version=1):
    return json.dumps({"schema_version": version, "findings": entries})


@pytest.fixture
def old(folder):
    """A knowledge base with three findings that are recorded."""
    folder.page("a.md", "[x](none.md) [y](none.md)\n").page("b.md", "[x](none.md)\n")
    record(folder)
    return folder


def test_without_a_baseline_everything_is_new(folder):
    folder.page("a.md", "[x](none.md)\n")
    assert judge(folder).findings == folder.check()


def test_recorded_findings_are_known(old):
    judgement = judge(old)
    assert judgement.findings == []
    assert judgement.known == old.check()


def test_a_new_finding_is_new_although_it_is_alike(old):
    old.page("a.md", "[x](none.md) [y](none.md) [z](none.md)\n").page("b.md", "[x](other.md)\n")
    assert [d.path for d in judge(old).new] == ["docs/a.md", "docs/b.md"]


def test_lines_may_move(old):
    old.page("a.md", "# A title\n\nText.\n\n[y](none.md)\n\n[x](none.md)\n")
    assert judge(old).findings == []


def test_what_is_mended_must_leave(old):
    old.page("b.md", "Text.\n")
    [finding] = judge(old).findings
    assert (finding.path, finding.line, finding.rule) == (NAME, 5, MENDED)
    assert finding.severity == Severity.ERROR
    assert "`broken-link` in `docs/b.md`" in finding.message
    assert finding.hint == "Write it anew with: cop-kb validate --write-baseline"


def test_what_is_mended_in_part_must_leave(old):
    old.page("a.md", "[x](none.md)\n")
    [finding] = judge(old).findings
    assert "this 2 times" in finding.message
    assert len(judge(old).known) == 2


def test_what_is_recorded_of_a_file_that_is_gone_must_leave(old):
    (old.docs / "b.md").unlink()
    assert [d.rule for d in judge(old).findings] == [MENDED]


@pytest.mark.parametrize(("setting", "severity"), [("off", None), ("warning", Severity.WARNING)])
def test_the_configuration_says_how_serious_that_is(old, setting, severity):
    old.page("b.md", "Text.\n").configure(f"rules: {{{MENDED}: {setting}}}")
    assert [d.severity for d in judge(old).findings] == ([severity] if severity else [])


def test_a_warning_that_became_an_error_is_new(folder):
    folder.page("a.md", b"caf\xe9\n")
    record(folder)
    assert judge(folder).findings == []
    folder.configure("rules: {encoding: error}")
    assert [d.severity for d in judge(folder).new] == [Severity.ERROR]
    assert judge(folder).mended == []


def test_an_error_that_became_a_warning_is_known(folder):
    folder.configure("rules: {encoding: error}").page("a.md", b"caf\xe9\n")
    record(folder)
    folder.configure()
    assert judge(folder).findings == []


def test_hints_are_not_recorded(folder):
    folder.configure("rules: {encoding: info}").page("a.md", b"caf\xe9\n")
    assert record(folder).number == 0
    assert [d.severity for d in judge(folder).findings] == [Severity.INFO]


def test_one_line_a_finding_sorted_and_without_its_line(old):
    lines = (old.root / NAME).read_text("utf-8").splitlines()
    entries = [json.loads(line.rstrip(",")) for line in lines[3:-2]]
    assert [(entry["path"], entry["count"]) for entry in entries] == [
        ("docs/a.md", 2),
        ("docs/b.md", 1),
    ]
    assert not any("line" in entry for entry in entries)
    content = (old.root / NAME).read_bytes()
    record(old)
    assert (old.root / NAME).read_bytes() == content


def test_writing_says_what_it_did(old):
    assert record(old) == (3, 0, 0)
    old.page("b.md", "[x](other.md) [y](another.md)\n")
    assert record(old) == (4, 2, 1)
    old.page("a.md").page("b.md", "# Another\n")
    assert record(old) == (0, 0, 4)
    assert judge(old).findings == []


@pytest.mark.parametrize("name", ["ř障\u2028\x85.md", 'a"\\b.md', "a\nb.md"])
def test_any_name_can_be_recorded(folder, name):
    folder.page("index.md").page(name, "[x](none.md)\n")
    record(folder)
    assert judge(folder).findings == []
    (folder.docs / name).unlink()
    assert {d.line for d in judge(folder).findings} <= {4, 5}
    assert judge(folder).findings


def test_another_form_of_the_file_counts_as_well(old):
    path = old.root / NAME
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")), indent=2), "utf-8")
    assert judge(old).findings == []
    old.page("b.md", "Text.\n")
    assert [d.line for d in judge(old).findings] == [1]


def test_another_file_can_be_named(folder):
    folder.page("a.md", "[x](none.md)\n")
    record(folder, "known.json")
    assert judge(folder).findings
    assert judge(folder, folder.root / "known.json").findings == []
    with pytest.raises(CopKbError, match="There is no baseline") as error:
        judge(folder, folder.root / "nix.json")
    assert "--write-baseline --baseline" in error.value.hint


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"null",
        b"{}",
        b"\xff",
        b"[" * 100_000,
        baseline(version=2).encode(),
        baseline(1).encode(),
        baseline({}).encode(),
        baseline({**ENTRY, "path": 1}).encode(),
        baseline({**ENTRY, "count": 0}).encode(),
        baseline({**ENTRY, "count": True}).encode(),
        baseline({**ENTRY, "count": 1.5}).encode(),
        baseline({**ENTRY, "severity": "bad"}).encode(),
        baseline({**ENTRY, "severity": []}).encode(),
        b'{"schema_version": 1, "findings": [{"count": ' + b"9" * 5000 + b"}]}",
    ],
)  # fmt: skip
def test_what_is_no_baseline_is_told(folder, content):
    folder.page("a.md").write(NAME, content)
    with pytest.raises(CopKbError, match="This is no baseline") as error:
        judge(folder)
    assert error.value.path == folder.root / NAME
    assert error.value.hint == "Write it anew with: cop-kb validate --write-baseline"


def test_a_merge_conflict_has_its_own_words(old):
    path = old.root / NAME
    lines = path.read_text("utf-8").splitlines()
    lines[3:4] = ["<<<<<<< HEAD", lines[3], "=======", ">>>>>>> topic"]
    path.write_text("\n".join(lines), "utf-8")
    with pytest.raises(CopKbError, match="merge conflict"):
        judge(old)
    assert record(old) == (3, 3, 0)
    assert judge(old).findings == []


def test_a_count_beyond_measure_costs_nothing(folder):
    folder.page("a.md").write(NAME, baseline({**ENTRY, "count": 10**12}))
    # If findings were made of all of them, this would never end.
    assert [d.rule for d in judge(folder).findings] == [MENDED]


def test_an_entry_that_is_there_twice_counts_twice(folder):
    folder.page("a.md").write(NAME, baseline(ENTRY, ENTRY))
    assert len(judge(folder).mended) == 2


def test_what_is_mended_elsewhere_does_not_concern_a_selection(old):
    old.page("b.md", "Text.\n")
    judgement = judge(old)
    for path, number in (("docs/a.md", 0), ("docs/b.md", 1), ("docs", 1), (NAME, 1)):
        selection = Selection(old.config, [old.root / path])
        assert len(judgement.about(selection).findings) == number, path
