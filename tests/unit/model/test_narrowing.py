"""What an audience may read is a part: nothing in it means something else, and what belongs to the rest goes with it."""

from datetime import date

import pytest

from tests.unit.load.test_session_formats import GOOD as FORMAT

TODAY = date(2026, 11, 21)


def narrowed(folder, audience="public"):
    return folder.load().narrowed(audience, TODAY)


@pytest.fixture
def namesakes(folder):
    """Two communities with a member of the same name; one of the two pages is for everyone."""
    for name in ("a", "b"):
        folder.community(name)
    folder.page("a/members/ada.md", "# Ada of a\n")
    folder.page(
        "b/members/ada.md",
        "---\naudience: public\nconsent: [{person: ada, scope: public}]\n---\n# Ada of b\n",
    )
    folder.page("a/playbooks/near.md", "---\nowners: [ada]\n---\n# Near\n")
    folder.page("a/playbooks/clear.md", "---\nowners: [b/member/ada]\n---\n# Clear\n")
    folder.page("plain/index.md")
    return folder


def owners(kb):
    found = [r for r in kb.references if r.spec.name == "owners"]
    return {r.source.slug: r.target.id if r.target else None for r in found}


def test_a_relation_to_what_is_left_out_is_not_turned_to_a_namesake(namesakes):
    assert owners(namesakes.load()) == {"near": "a/member/ada", "clear": "b/member/ada"}
    assert owners(narrowed(namesakes)) == {"near": None, "clear": "b/member/ada"}
    assert [r.source.slug for r in narrowed(namesakes).incoming["b/members/ada.md"]] == ["clear"]


def test_a_name_that_only_what_is_left_out_makes_ambiguous_stays_ambiguous(namesakes):
    assert namesakes.load().find("ada", "c") is None
    assert narrowed(namesakes).find("ada", "c") is None
    assert narrowed(namesakes).find("ada", "a") is None
    assert narrowed(namesakes).find("ada", "b").title == "Ada of b"


def test_a_part_of_a_part_knows_what_the_whole_means(namesakes):
    assert owners(narrowed(namesakes, "members").narrowed("public", TODAY))["near"] is None


def test_the_part_knows_who_may_read_what_on_that_day(folder):
    folder.community("a").page(
        "a/case-rounds/x.md",
        "---\naudience: public\nconsent: [{person: x, scope: public, until: 2026-11-20}]\n---\n# X\n",
    )
    assert narrowed(folder, "members").audiences["a/case-rounds/x.md"] == "members"


def test_the_folder_of_a_type_for_fewer_readers_closes_its_attachments(folder):
    folder.community("a").page("a/case-rounds/x.docx", b"").page("a/case-rounds/deep/y.pdf", b"")
    folder.page("a/playbooks/open.pdf", b"").page("a/playbooks/deep/open.pdf", b"")
    folder.page("elsewhere/case-rounds/open.pdf", b"")

    assert sorted(narrowed(folder).files) == [
        "a/index.md",
        "a/playbooks/deep/open.pdf",
        "a/playbooks/open.pdf",
        "elsewhere/case-rounds/open.pdf",
    ]
    assert "a/case-rounds/x.docx" in narrowed(folder, "members").files


@pytest.mark.parametrize("name", ["notes.yaml", "notes.yml", "notes.md~", "notes.md.bak", "notes.md.orig"])  # fmt: skip
def test_what_was_perhaps_meant_for_a_document_stays_only_when_it_is_linked(folder, name):
    folder.community("a").page(f"a/parts/{name}", b"x: y").page(f"plain/{name}", b"x: y")
    assert sorted(narrowed(folder).files) == ["a/index.md", f"plain/{name}"]

    folder.page("a/playbooks/open.md", f"# Open\n\n[x](../parts/{name})\n")
    assert f"a/parts/{name}" in narrowed(folder).files


def test_a_format_of_ones_own_goes_with_the_only_documents_that_name_it(folder):
    folder.configure("types: [community, session, ritual]").community("a")
    for name in ("quiz", "other", "unnamed"):
        folder.write(f"formats/{name}.yaml", FORMAT)
    folder.page("a/sessions/one.md", "---\nformat: quiz\n---\n# One\n")
    folder.page("a/sessions/two.md", "---\nformat: other\n---\n# Two\n")
    folder.page("a/sessions/three.md", "---\nformat: problem-clinic\n---\n# Three\n")
    folder.page("a/rituals/four.md", "---\nformat: other\n---\n# Four\n")

    kept = narrowed(folder).formats.keys()
    assert kept == folder.load().formats.keys() - {"quiz"}
    assert "quiz" in narrowed(folder, "members").formats
