"""What a build may say of a knowledge base whose narrower part it leaves out."""

import pytest

from cop_kb.model.diagnostic import Severity
from cop_kb.rules.engine import check
from cop_kb.site.findings import divide
from tests.unit.conftest import TODAY

CASE = "---\nstatus: {status}\n---\n# Forty silent minutes\n"


@pytest.fixture
def findings(folder):
    def of(audience="public"):
        whole = folder.load()
        part = whole.narrowed(audience, TODAY)
        return divide(check(whole, folder.config, TODAY), folder.config, whole, part)

    return of


@pytest.fixture(autouse=True)
def pages(folder):
    folder.community("c").page("c/case-rounds/forty-silent-minutes.md", CASE.format(status="draft"))
    folder.page("c/index.md", "---\ntype: community\nstatus: draft\n---\n# C\n")


def test_what_was_for_others_at_another_time_is_not_named(folder):
    hidden = folder.load().find("forty-silent-minutes", "c")
    (folder.docs / hidden.src_uri).unlink()
    folder.page("plain.md", "# Plain\n\n[x](c/case-rounds/forty-silent-minutes.md)\n")
    whole, config = folder.load(), folder.config
    found = check(whole, config, TODAY)

    told, untold = divide(found, config, whole, whole, [hidden])

    assert "broken-link" in rules(untold, "docs/plain.md")
    assert "broken-link" not in rules(told, "docs/plain.md")
    assert "broken-link" in rules(divide(found, config, whole, whole).told, "docs/plain.md")


def rules(diagnostics, path="docs/c/playbooks/speak.md"):
    return {d.rule for d in diagnostics if d.path == path}


def test_findings_about_what_is_left_out_are_counted(folder, findings):
    folder.page("c/case-rounds/forty-silent-minutes.md", CASE.format(status="published"))
    found = findings()

    assert {d.path for d in found.told} == {"docs/c/index.md"}
    errors = sum(d.severity == Severity.ERROR for d in found.untold)
    assert errors > 1
    assert found.worst_untold == Severity.ERROR
    assert found.about_untold.startswith(f"About what this site leaves out: {errors} errors")
    assert found.about_untold.endswith("To see them: cop-kb validate")


def test_hints_alone_are_not_worth_a_word(findings):
    found = findings()

    assert found.untold
    assert found.about_untold == ""
    assert found.worst_untold == Severity.INFO


def test_whoever_may_read_all_is_told_all(findings):
    found = findings("members")

    assert found.untold == []
    assert found.about_untold == ""


@pytest.mark.parametrize(
    ("front", "body", "rule"),
    [
        ("derived_from: [forty-silent-minute]", "", "broken-relation"),
        ("derived_from: [forty-silent-minutes]", "", "hidden-evidence"),
        ("", "[x](../case-rounds/forty-silent-minutes.md)", "narrower-audience"),
        ("", "[x](../case-rounds/forty-silent-minutes.md#y)", "broken-anchor"),
        ("", "[x](../case-rounds/forty-silent-minute.md)", "broken-link"),
        ("tags: [x]\nnosuch: Forty Silent Minutes", "", "unknown-field"),
    ],
)
def test_a_finding_that_names_what_is_left_out_is_not_told(folder, findings, front, body, rule):
    folder.page("c/playbooks/speak.md", f"---\nstatus: draft\n{front}\n---\n# Speak\n\n{body}\n")

    assert rule in rules(findings().untold)
    assert rule not in rules(findings().told)
    assert rule in rules(findings("members").told)


def test_a_name_on_the_page_itself_is_told(folder, findings):
    folder.page("c/members/ada-example.md", "# Ada Example\n")
    folder.page(
        "c/playbooks/speak.md", "---\nstatus: published\n---\n# Speak\n\nAsk Ada Example.\n"
    )

    assert "named-person" in rules(findings().told)


def test_the_mistake_of_a_type_is_for_the_readers_of_its_documents(folder, findings):
    folder.write("content_types/broken.yaml", "title: Broken\nfolder: brokens\n")
    assert rules(findings().told, "content_types/broken.yaml") == {"type-file"}

    folder.page("c/brokens/a.md", "# A\n")
    assert rules(findings().untold, "content_types/broken.yaml") == {"type-file"}
