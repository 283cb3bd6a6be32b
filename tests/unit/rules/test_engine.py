"""How serious findings are, what suppresses them, and what the configuration may say of rules."""

from pathlib import Path

import pytest

from cop_kb.config.selection import Selection
from cop_kb.errors import CopKbError
from cop_kb.model.diagnostic import Severity
from cop_kb.rules import RULES
from cop_kb.rules.engine import count, fails, find_rule
from cop_kb.rules.rule import Grade


def severities(diagnostics):
    return [str(diagnostic.severity) for diagnostic in diagnostics]


def put(folder, status, fields=""):
    front_matter = f"---\nstatus: {status}\n{fields}\n---\n"
    return folder.community("c").page("c/playbooks/a.md", f"{front_matter}# T\n\n[x](none.md)\n")


@pytest.mark.parametrize(
    ("rule", "draft", "published"),
    [
        ("missing-field", "info", "error"),
        ("missing-section", "info", "error"),
        ("broken-link", "info", "error"),
        ("orphan", "info", "warning"),
        ("field-value", "error", "error"),
        ("unused-suppression", "info", "info"),
    ],
)
def test_the_status_decides_how_serious_a_finding_is(folder, rule, draft, published):
    fields = "tags: 3\nsuppress: [{rule: encoding, reason: It was so.}]"
    for status, severity in (("draft", draft), ("in-review", draft), ("published", published)):
        put(folder, status, fields)
        found = [d for d in folder.found(rule) if d.path.endswith("a.md")]
        assert found
        assert set(severities(found)) == {severity}


def test_a_plain_page_counts_as_published(folder):
    folder.page("a.md", "---\nstatus: draft\n---\n[x](none.md)\n")
    assert severities(folder.check()) == ["error"]


def test_findings_are_sorted_by_path_line_column_and_rule(folder):
    put(folder, "published", "tags: 3")
    folder.page("z.md", "[x](none.md) [y](none.md)\n\n[z](none.md)\n").page(
        "a.md", "[x](none.md)\n"
    )
    found = folder.check()
    keys = [(d.path, d.line, d.column, d.rule) for d in found]
    assert keys == sorted(keys)
    assert len({key[0] for key in keys}) == 4


@pytest.mark.parametrize("severity", ["error", "warning", "info"])
@pytest.mark.parametrize("form", ["orphan: {}", "orphan: {{severity: {}}}"])
def test_the_configuration_may_set_the_severity_but_a_draft_stays_a_draft(folder, severity, form):
    folder.configure(f"rules: {{{form.format(severity)}}}")
    assert severities(put(folder, "published").found("orphan")) == [severity]
    assert severities(put(folder, "draft").found("orphan")) == ["info"]


@pytest.mark.parametrize("severity", ["warning", "info"])
def test_the_configuration_may_be_milder_even_with_a_draft(folder, severity):
    folder.configure(f"rules: {{field-value: {severity}}}")
    for status in ("draft", "published"):
        assert severities(put(folder, status, "tags: 3").found("field-value")) == [severity]


@pytest.mark.parametrize("form", ["off", "false", "{enabled: false}"])
@pytest.mark.parametrize("rule", ["orphan", "missing-field", "yaml-syntax", "unused-suppression"])
def test_a_rule_may_be_switched_off(folder, rule, form):
    put(folder, "published", "suppress: [{rule: encoding, reason: It was so.}]")
    folder.page("c/playbooks/b.md", "---\na: b: c\n---\n")
    assert folder.found(rule)
    folder.configure(f"rules: {{{rule}: {form}}}")
    assert not folder.found(rule)
    assert folder.check()


@pytest.mark.parametrize(("form", "expected"), [("off", []), ("info", ["info"])])
def test_findings_about_other_files_follow_the_configuration_too(folder, form, expected):
    folder.page("index.md").write("content_types/note.yaml", "title: T\nplural: T\nfolder: t\n")
    assert severities(folder.found("type-file")) == ["error"]
    folder.configure(f"rules: {{type-file: {form}}}")
    assert severities(folder.check()) == expected


def test_the_configuration_is_heard_in_spite_of_the_cache(folder):
    put(folder, "published")
    warm = [folder.check(), folder.check()]
    assert warm[0] == warm[1]
    folder.configure("rules: {missing-section: off}\ntags: [a]")
    assert {d.rule for d in warm[0]} - {d.rule for d in folder.check()} == {"missing-section"}


def test_an_unknown_rule_in_the_configuration_stops_with_its_place_and_a_hint(folder):
    folder.page("index.md").configure("rules:\n  orphan: off\n  broken-lnik: off")
    with pytest.raises(CopKbError, match="'broken-lnik', which does not exist") as error:
        folder.check()
    assert (error.value.line, error.value.column) == (6, 9)
    assert error.value.hint == "Did you mean 'broken-link'?"


def suppressing(*entries):
    lines = "".join(f"  - {entry}\n" for entry in entries)
    return f"---\nsuppress:\n{lines}---\n# T\n\n[x](none.md) [y](nothing.md)\n"


def test_a_suppression_with_a_reason_hides_all_findings_of_its_rule_in_its_file(folder):
    folder.page("a.md", suppressing("{rule: broken-link, reason: They come next week.}"))
    folder.page("b.md", "[x](none.md)\n")
    assert [(d.path, d.rule) for d in folder.check()] == [("docs/b.md", "broken-link")]


@pytest.mark.parametrize(
    "entry", ["{rule: broken-link}", "{rule: broken-link, reason: ''}", "broken-link"]
)
def test_a_suppression_without_a_reason_hides_nothing(folder, entry):
    folder.community("c").page("c/playbooks/a.md", suppressing(entry))
    assert len(folder.found("broken-link")) == 2
    assert [d.path for d in folder.found("field-value")] == ["docs/c/playbooks/a.md"]


def test_a_suppression_of_no_use_is_told(folder):
    entries = ("{rule: broken-link, reason: Why.}", "{rule: orphan, reason: Why.}")
    folder.page("a.md", suppressing(*entries))
    (found,) = folder.check()
    assert (found.rule, found.line, found.column) == ("unused-suppression", 4, 12)
    assert "`orphan` finds nothing here" in found.message


def test_a_suppression_of_no_rule_is_told_with_a_hint(folder):
    folder.page("a.md", suppressing("{rule: broken-lnik, reason: Why.}"))
    (found,) = folder.found("unused-suppression")
    assert (found.message, found.hint) == (
        "There is no rule `broken-lnik`.",
        "Did you mean `broken-link`?",
    )


def test_only_what_is_serious_fails(folder):
    found = put(folder, "published").check()
    errors = [d for d in found if d.severity == Severity.ERROR]
    warnings = [d for d in found if d.severity == Severity.WARNING]
    hints = [d._replace(severity=Severity.INFO) for d in found]
    assert fails(errors, strict=False)
    assert not fails(warnings, strict=False)
    assert fails(warnings, strict=True)
    assert not fails(hints, strict=True)
    assert not fails([], strict=True)
    assert count([*errors[:1], *warnings[:1]]) == {"error": 1, "warning": 1, "info": 0}


def test_findings_may_be_narrowed_to_files_and_folders(folder, monkeypatch):
    folder.page("a/one.md", "[x](none.md)\n").page("ab/two.md", "[x](none.md)\n")
    found, config = folder.check(), folder.config
    monkeypatch.chdir(folder.docs)
    for path, expected in {
        "a": ["docs/a/one.md"],
        "a/": ["docs/a/one.md"],
        "ab/../a/one.md": ["docs/a/one.md"],
        ".": ["docs/a/one.md", "docs/ab/two.md"],
        "..": ["docs/a/one.md", "docs/ab/two.md"],
        str(folder.root / "mkdocs.yml"): [],
    }.items():
        assert [d.path for d in found if d.path in Selection(config, [Path(path)])] == expected
    assert all(d.path in Selection(config, []) for d in found)
    both = Selection(config, [Path("a"), Path("ab/two.md")])
    assert all(d.path in both for d in found)


@pytest.mark.parametrize(
    ("path", "message"), [("gone.md", "no file or folder"), ("/etc", "outside")]
)
def test_a_path_that_cannot_be_meant_is_no_green_run(folder, monkeypatch, path, message):
    folder.page("index.md")
    monkeypatch.chdir(folder.root)
    with pytest.raises(CopKbError, match=message):
        Selection(folder.config, [Path(path)])


def test_documents_may_lie_beside_the_configuration(folder, monkeypatch):
    folder.page("a.md", "[x](none.md)\n")
    config = folder.root / "site" / "mkdocs.yml"
    config.parent.mkdir()
    config.write_text("site_name: T\ndocs_dir: ../docs\nsite_dir: out\n", encoding="utf-8")
    monkeypatch.chdir(config.parent)
    folder.root = config.parent
    found = folder.check()
    assert [d.path for d in found] == ["../docs/a.md"]
    assert found[0].path in Selection(folder.config, [Path("../docs/a.md")])


def test_every_rule_is_complete():
    names = [rule.ID for rule in RULES]
    assert len(names) == len(set(names))
    for rule in RULES:
        assert find_rule(rule.ID) is rule
        assert rule.GRADE in Grade
        assert rule.__name__.rpartition(".")[2] == rule.ID.replace("-", "_")
        lines = rule.__doc__.splitlines()
        assert lines[0].endswith(".")
        assert len(lines) > 3, "the docstring is the manual page"
    assert find_rule("nothing") is None
