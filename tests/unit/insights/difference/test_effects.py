"""What a change does to documents that nobody touched."""

import pytest

PAGE, RULE, CASE = "c/playbooks/one.md", "c/heuristics/rule.md", "c/case-rounds/case.md"
NOTES = "c/field-notes.yaml"


@pytest.fixture
def chain(change):
    """A playbook that rests on a heuristic that rests on a case; owned by three people."""
    for name in ("ada", "ben", "cara"):
        change.page(f"c/members/{name}.md", f"# {name.capitalize()}\n")
    change.page("c/index.md", "---\ntype: community\nstewards: [cara]\n---\n# C\n")
    change.page(CASE, "---\nstatus: published\n---\n# Case\n")
    change.page(
        RULE,
        "---\nowners: [ben]\nderived_from: [case-round/case]\n---\n# Rule\n\n## Applies when\n\nIt does.\n",
    )
    change.page(
        PAGE,
        "---\nowners: [ada]\nderived_from: [heuristic/rule]\n---\n# One\n\n[r](../heuristics/rule.md#applies-when)\n",
    )
    return change


def levels(difference):
    return {
        c.document.src_uri: (c.old, c.new, c.gained, [r.words for r in c.reasons])
        for c in difference.levels
    }


def test_a_source_that_goes_takes_levels_along(chain):
    chain.remove(CASE)
    lost = ("grounded", "idea", False, ["rests no longer on"])
    assert levels(chain.compare()) == {RULE: lost, PAGE: lost}


def test_reasons_that_are_for_others_are_not_named(chain):
    chain.page(CASE, "---\nstatus: published\naudience: members\n---\n# Case\n")
    chain.remove(CASE)
    found = chain.compare(audience="public")
    assert levels(found)[PAGE] == ("grounded", "idea", False, ["something that is not shown here"])
    assert all(not reason.documents for change in found.levels for reason in change.reasons)


def test_a_level_that_is_gained_by_use(chain):
    chain.after.page(
        NOTES, "entries:\n- {document: playbook/one, date: 2026-05-01, team: A, outcome: worked}\n"
    )
    assert levels(chain.compare()) == {PAGE: ("grounded", "tried", True, ["newly noted: 1 worked"])}


def test_a_type_that_asks_for_more(chain):
    levels_now = "title: Heuristic\nplural: Heuristics\ndescription: d\nfolder: heuristics\nrelations:\n  derived_from: {to: ['*'], inverse: led_to}\nevidence:\n- {level: idea}\n- {level: grounded, requires: {derived_from: 2}}\n"
    chain.after.write("content_types/heuristic.yaml", levels_now)
    found = chain.compare()
    assert levels(found)[RULE] == (
        "grounded",
        "idea",
        False,
        ["its type asks for something else now"],
    )
    (setting,) = found.settings
    assert (setting.subject, setting.kind, setting.name, setting.documents) == (
        "type",
        "changed",
        "heuristic",
        1,
    )
    assert "levels of evidence" in setting.parts


def test_links_places_and_relations_that_break(chain):
    chain.remove(CASE)
    chain.after.page(
        RULE,
        "---\nowners: [ben]\nderived_from: [case-round/case]\n---\n# Rule\n\n## Useful if\n\nIt does not, and never did so.\n",
    )
    found = [(b.kind, b.source.src_uri, b.target, b.place) for b in chain.compare().breaks]
    assert found == [
        ("relation", RULE, "case-round/case", ""),
        ("place", PAGE, RULE, "applies-when"),
    ]


def test_what_was_broken_before_is_not_told_again(chain):
    chain.page(PAGE, "# One\n\n[x](nowhere.md)\n")
    chain.move(PAGE, "c/playbooks/uno.md")
    assert chain.compare().breaks == ()


def test_a_moved_target_breaks_its_links(chain):
    chain.move(RULE, "c/heuristics/law.md")
    found = chain.compare()
    assert [(b.kind, b.lost.title) for b in found.breaks] == [
        ("link", "Rule"),
        ("relation", "Rule"),
    ]
    assert levels(found)[PAGE][1] == "idea"


def test_a_target_that_was_for_others_is_not_named(chain):
    chain.page(RULE, "---\naudience: stewards\n---\n# Rule\n\n## Applies when\n\nx\n")
    chain.remove(RULE)
    assert chain.compare(audience="public").breaks == ()


def test_a_name_that_means_another_document_now(change):
    for side in change.sides:
        side.community("d")
    change.page(PAGE, "---\nderived_from: [rule]\n---\n# One\n")
    change.page("d/heuristics/rule.md", "# Far rule\n")
    change.after.page(RULE, "# Near rule\n")
    (turn,) = change.compare().turns
    assert (turn.source.src_uri, turn.old.title, turn.new.title) == (PAGE, "Far rule", "Near rule")


def because(difference):
    return {
        r.person.title: [(b.kind, b.document.title) for b in r.because]
        for r in difference.reviewers
    }


def test_who_should_look_at_it(chain):
    text = (chain.after.docs / RULE).read_text(encoding="utf-8")
    chain.after.page(RULE, text.replace("It does.", "It does so."))
    found = chain.compare()
    assert because(found) == {
        "Ben": [("owner", "Rule")],
        "Ada": [("affected", "One")],
        "Cara": [("steward", "C")],
    }
    assert because(chain.compare(authors=["BEN"])) == {
        "Ada": [("affected", "One")],
        "Cara": [("steward", "C")],
    }


def test_people_whose_pages_are_for_others_are_counted(chain):
    chain.after.page(RULE, "---\nowners: [ben]\n---\n# Rule\n")
    found = chain.compare(audience="public")
    assert found.reviewers == ()
    assert found.unnamed_reviewers == 3


def test_whom_a_document_belonged_to_is_asked_too(chain):
    chain.after.page(RULE, "---\nowners: [ada]\n---\n# Rule\n")
    assert {"Ada", "Ben"} <= because(chain.compare()).keys()


def test_options_and_formats(change):
    found = change.compare(
        old_options={"tags": None, "strict": False}, new_options={"tags": ("a",), "strict": True}
    )
    assert [(s.subject, s.kind, s.name) for s in found.settings] == [
        ("option", "changed", "strict"),
        ("option", "added", "tags"),
    ]


def test_a_type_that_is_for_others_is_not_told(change):
    change.after.write(
        "content_types/secret.yaml",
        "title: Secret\nplural: Secrets\ndescription: d\nfolder: secrets\naudience: stewards\n",
    )
    assert [s.name for s in change.compare().settings] == ["secret"]
    assert change.compare(audience="public").settings == ()


def test_files(change):
    for name in ("gone.png", "same.png", "other.png"):
        change.page(f"c/{name}", "x")
    change.remove("c/gone.png")
    change.after.page("c/new.png", "x")
    files = change.compare(changed_files={"c/other.png", "c/index.md"}).files
    assert files == (("c/new.png",), ("c/gone.png",), ("c/other.png",))


def test_redirects_to_what_is_for_others_are_not_told(chain):
    chain.after.page(
        "redirects.yml", "c/old.md: c/playbooks/one.md\nc/secret.md: c/members/ada.md\n"
    )
    assert len(chain.compare().redirects) == 2
    assert chain.compare(audience="public").redirects == (("c/old.md", "c/playbooks/one.md"),)


@pytest.mark.parametrize(
    ("before", "after", "kinds", "closed"),
    [
        ("public", "members", [], 1),
        ("members", "public", ["opened"], 0),
        ("members", "members", [], 0),
        ("public", "public", ["changed"], 0),
    ],
)
def test_who_may_read_it_decides(change, before, after, kinds, closed):
    change.before.page(PAGE, f"---\naudience: {before}\n---\n# One\n\nSome words.\n")
    change.after.page(PAGE, f"---\naudience: {after}\n---\n# One\n\nSome more words.\n")
    found = change.compare(audience="public")
    assert [d.kind for d in found.documents] == kinds
    assert found.closed == closed
    assert found.is_partial == (before == after == "members")
    assert all(d.before is None for d in found.documents if d.kind == "opened")


def test_the_page_of_a_person_is_theirs(chain):
    chain.after.page("c/members/ada.md", "# Ada\n\nAsk me.\n")
    assert because(chain.compare()) == {"Ada": [("owner", "Ada")], "Cara": [("steward", "C")]}


def test_a_link_that_led_nowhere_before_its_folder_moved_is_not_broken_by_that(change):
    change.page("c/guides/a.md", "[x](../gone/x.md) and [y](b.md)\n").page("c/guides/b.md", "# B\n")
    change.move("c/guides", "c/deep/guides")
    assert change.compare().breaks == ()
    change.after.page("c/deep/guides/a.md", "[x](../gone/x.md) and [y](c.md)\n")
    found = change.compare(renames={"c/guides/a.md": "c/deep/guides/a.md"})
    assert [b.target for b in found.breaks] == ["c/deep/guides/c.md"]
