"""Corners of single rules that a case on disk would not show."""

import pytest

PLAYBOOK = "c/playbooks/a.md"


def messages(found):
    return [diagnostic.message for diagnostic in found]


@pytest.mark.parametrize("value", ["", "''", "[]", "null", "~"])
def test_a_field_that_waits_to_be_filled_in_is_no_mistake_in_a_draft(folder, value):
    folder.community("c").page(PLAYBOOK, f"---\nsummary: {value}\nstatus:\naudience:\n---\n# T\n")
    assert not folder.found("field-value")
    found = [d for d in folder.found("missing-field") if d.path.endswith("a.md")]
    assert messages(found) == ["The field `owners` is missing.", "The field `summary` is empty."]
    assert {str(d.severity) for d in found} == {"info"}


def test_front_matter_that_cannot_be_read_is_told_once(folder):
    folder.community("c").page(PLAYBOOK, "---\nsummary: a: b\nowners: [x]\n---\n# T\n")
    rules = {d.rule for d in folder.check() if d.path.endswith("a.md")}
    assert rules == {"yaml-syntax", "missing-section", "orphan"}


@pytest.mark.parametrize("value", ["3", "[playbook]", "{a: b}", "checklist"])
def test_a_type_that_contradicts_the_path_is_told_once(folder, value):
    folder.community("c").page(PLAYBOOK, f"---\ntype: {value}\n---\n# T\n")
    found = [d for d in folder.check() if d.path.endswith("a.md") and d.line == 2]
    assert [d.rule for d in found if d.rule != "missing-field"] == ["misplaced-document"]


@pytest.mark.parametrize("value", ["", "playbook"])
def test_a_type_may_repeat_what_the_path_says(folder, value):
    folder.community("c").page(PLAYBOOK, f"---\ntype: {value}\n---\n# T\n")
    assert not folder.found("misplaced-document")


@pytest.mark.parametrize("value", ["post", "[playbook]", "3"])
def test_a_plain_page_may_have_a_type_of_another_program(folder, value):
    folder.page("a.md", f"---\ntype: {value}\n---\n# T\n")
    assert folder.check() == []


def test_a_name_in_a_hint_cannot_run_anything(folder):
    owner = "$(touch pwned)`id`'; id"
    folder.community("c").page(PLAYBOOK, f'---\nowners: ["{owner}"]\n---\n# T\n')
    (found,) = folder.found("unknown-person")
    assert found.hint == (
        """Make the page: cop-kb new member '$(touch pwned)`id`'"'"'; id' --community c"""
    )


def test_without_a_type_for_people_the_hint_says_so(folder):
    folder.configure("types: [community, playbook]")
    folder.community("c").page(PLAYBOOK, "---\nowners: [maya]\n---\n# T\n")
    (found,) = folder.found("unknown-person")
    assert found.hint == "Switch on a content type for people in the configuration."


@pytest.mark.parametrize("fragment", ["top", ":~:text=word", ""])
def test_browsers_know_some_places_by_themselves(folder, fragment):
    folder.page("a.md", f"# T\n\n[x](#{fragment}) [y](b.md#{fragment})\n").page("b.md")
    assert folder.check() == []


def test_a_link_to_a_folder_reaches_its_index(folder):
    folder.page("a.md", "[x](sub/) [y](sub) [z](sub/#t) [r](other/) [s](.)\n").page("index.md")
    folder.page("sub/index.md", "# T\n").page("other/README.md", "# U\n")
    assert folder.check() == []


@pytest.mark.parametrize(
    ("target", "hint"),
    [
        ("B.md", "Did you mean `b.md`?"),
        ("b", "Did you mean `b.md`?"),
        ("deep/target.md", "Did you mean `sub/deep/target.md`?"),
        ("sub/deep/targt.md", "Did you mean `sub/deep/target.md`?"),
        ("sub/deep/", "Make an `index.md` in the folder, or link to a document in it."),
        ("zzz.md", "Create the file, or correct the address."),
    ],
)
def test_a_broken_link_names_what_is_nearest(folder, target, hint):
    folder.page("a.md", f"[x]({target})\n").page("b.md", "# B\n").page(
        "sub/deep/target.md", "# D\n"
    )
    (found,) = folder.found("broken-link")
    assert found.hint == hint


def test_a_hint_counts_from_the_file_that_it_stands_in(folder):
    folder.page("sub/a.md", "[x](../other/targt.md)\n").page("other/target.md")
    (found,) = folder.found("broken-link")
    assert found.hint == "Did you mean `../other/target.md`?"


@pytest.mark.parametrize(
    ("target", "scheme"),
    [
        ("javascript:alert(1)", "javascript"),
        ("JaVaScRiPt:alert(1)", "javascript"),
        ("java%0Ascript:alert(1)", None),
        ("&#106;avascript:alert(1)", "javascript"),
        ("vbscript:x", "vbscript"),
        ("data:text/html,x", "data"),
        ("file:///etc/passwd", "file"),
        ("https://example.org", None),
        ("mailto:a@example.org", None),
        ("tel:+420", None),
        ("b.md", None),
    ],
)
def test_only_known_schemes_are_safe(folder, target, scheme):
    folder.page("a.md", f"[x](<{target}>)\n").page("b.md")
    found = folder.found("unsafe-link")
    assert [scheme] == [d.message.split("`")[1].rstrip(":") for d in found] if scheme else not found


def test_an_image_is_content(folder):
    folder.community("c").page(PLAYBOOK, "# T\n\n## Use when\n\n![x](x.png)\n\n## Steps\n")
    found = [d for d in folder.found("empty-section") if d.path.endswith("a.md")]
    assert messages(found) == ["The section `Steps` is empty."]


def test_contents_may_be_too_much(folder):
    folder.write(
        "content_types/note.yaml",
        """
        title: Note
        plural: Notes
        folder: notes
        description: Short.
        sections: [{heading: One, contains: {list_items: {min: 1, max: 1}, tables: {min: 1}}}]
        """,
    )
    folder.community("c").page("c/notes/a.md", "# T\n\n## One\n\n- a\n- b\n")
    found = folder.found("section-contents")
    assert messages(found) == [
        "The section `One` may have at most 1 list item, found 2.",
        "The section `One` needs at least 1 table, found 0.",
    ]


def test_names_that_differ_in_case_or_composition_alone_are_one(folder):
    folder.community("c")
    for name in ("caf\u00e9", "cafe\u0301/index", "sub/CAF\u00c9"):
        folder.page(f"c/playbooks/{name}.md")
    assert len(folder.found("duplicate-id")) == 2


def test_one_undeclared_community_is_one_finding(folder):
    for name in ("a", "b"):
        for kind in ("playbooks", "checklists"):
            folder.page(f"lost/{kind}/{name}.md", f"# {name} {kind}\n")
    folder.page("plain/index.md", "# Plain\n").page("plain/playbooks.md").page("playbooks/a.md")
    assert not folder.found("undeclared-community")  # folders of plain pages may be called anything
    folder.page("lost/index.md", "---\nsummary: S\n---\n# Lost\n")
    (found,) = folder.found("undeclared-community")
    assert found.path == "docs/lost/index.md"
    folder.community("lost")
    (found,) = folder.found("undeclared-community")
    assert found.message == "`playbooks/` lies in no community, so that its files are plain pages."
    assert found.hint == "Move it into one, such as `lost/playbooks`, or give it another name."


def test_an_unreadable_front_page_is_not_told_to_declare_a_community(folder):
    folder.page("lost/playbooks/a.md").page("lost/index.md", "---\na: b: c\n---\n# Lost\n")
    assert folder.found("yaml-syntax")
    assert not folder.found("undeclared-community")


def test_what_an_entry_leads_to_is_a_word_of_its_own_list(folder):
    glossary = "entries:\n  - {term: bridge, definition: A call., see: [scrib, bridge]}\n"
    folder.configure("types: all").community("c").page("c/glossary.yaml", glossary)
    (found,) = folder.found("unknown-word")
    assert (found.line, found.message) == (2, "`see` names `scrib`, which stands in no list.")


def test_what_is_superseded_leads_to_what_is_advised_now(folder):
    folder.community("c").page("c/playbooks/old.md", "---\nsuperseded_by: [playbook/later]\n---\n")
    folder.page("c/playbooks/later.md", "---\nsuperseded_by: [playbook/now]\n---\n")
    folder.page("c/playbooks/now.md").page("index.md", "# Home\n\n[a](c/playbooks/old.md)\n")
    (found,) = (d for d in folder.found("retired-target") if d.path == "docs/index.md")
    assert found.hint == "Lead to `c/playbook/now` instead."


def test_a_link_to_a_page_that_cannot_be_read_is_not_blamed_for_its_audience(folder):
    folder.page("index.md", "[x](a.md) [y](b.md)\n").page("a.md", "---\na: b: c\n---\n")
    folder.page("b.md", "---\naudience: members\n---\n# B\n")
    (found,) = folder.found("narrower-audience")
    assert found.column == 11


def test_tags_are_free_unless_the_configuration_lists_them(folder):
    folder.community("c").page(PLAYBOOK, "---\ntags: [a, b]\n---\n# T\n")
    assert not folder.found("unknown-tag")
    folder.configure("tags: [b]")
    (found,) = folder.found("unknown-tag")
    assert (found.message, found.hint) == ("The tag `a` is not known.", "Known: b.")


def test_a_link_may_lead_to_a_run_sheet(folder):
    folder.configure("types: all").community("c")
    folder.page(
        "c/a.md", "# A\n\n[one](../formats/case-round/), [all](../formats/), [x](../formats/x/)\n"
    )
    (found,) = folder.found("broken-link")
    assert "`../formats/x/`" in found.message
