"""Where old addresses lead."""

import pytest

from cop_kb.model.redirects import GONE, Redirect, Redirects, page_of

LIST = Redirects(
    Redirect(*entry)
    for entry in [
        ("old.md", "new.md"),
        ("older.md", "old.md"),
        ("a/", "b/"),
        ("b/", "c/"),
        ("b/own.md", "new.md"),
        ("a/deep/", "gone"),
        ("README.md", "c/x.md"),
        ("tree.yaml", "c/tree.yaml"),
        ("x.md", "y.md"),
        ("y.md", "x.md"),
        ("grows/", "grows/more/"),
        ("taken.md", "gone"),
    ]
)
PAGES = {"new.md", "c/x.md", "c/index.md", "c/tree.md"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("new.md", "new.md"),
        ("old.md", "new.md"),
        ("older.md", "new.md"),
        ("a/x.md", "c/x.md"),
        ("a/README.md", "c/index.md"),
        ("a/own.md", "new.md"),  # its folder went on, and it went elsewhere from there
        ("a/deep/x.md", GONE),
        ("index.md", "c/x.md"),
        ("tree.yaml", "c/tree.md"),
        ("tree.md", "c/tree.md"),
        ("taken.md", GONE),
        ("x.md", None),
        ("grows/x.md", None),
        ("a/nothing.md", None),
        ("unknown.md", None),
    ],
)
def test_an_old_address_is_followed_to_a_page(old, new):
    assert LIST.follow(old, PAGES) == new


def test_old_addresses_of_folders_are_those_of_the_pages_in_them():
    found = LIST.old_addresses(PAGES)

    assert {"a/x.md", "b/x.md", "a/own.md", "b/own.md", "a/index.md", "a/tree.md"} <= set(found)
    assert found == sorted(found)
    assert not PAGES & set(found)


@pytest.mark.parametrize(
    ("uri", "page"),
    [
        ("a/b.md", "a/b.md"),
        ("a/README.md", "a/index.md"),
        ("README.md", "index.md"),
        ("a/t.yaml", "a/t.md"),
        ("a/", "a/index.md"),
    ],
)
def test_pages_are_named_in_one_form(uri, page):
    assert page_of(uri) == page


def test_no_address_is_longer_than_a_path_can_be():
    entries = [("a/" + "b" * 100 + "/", "a/")]
    found = Redirects(Redirect(*entry) for entry in entries).old_addresses({"a/x.md"})

    assert f"a/{'b' * 100}/x.md" in found
    assert max(map(len, found)) <= 1000


def test_entries_that_lead_into_each_other_end():
    """Addresses grow without end here; whoever wrote that costs nobody the build."""
    entries = [(f"a/{n}/", "a/") for n in range(300)] + [
        (f"c{n}.md", f"c{n + 1}.md") for n in range(5000)
    ]
    endless = Redirects(Redirect(*entry) for entry in entries)

    assert endless.follow("a/1/2/3/x.md", {"a/x.md"}) == "a/x.md"
    assert "a/1/x.md" in endless.old_addresses({f"a/{n}.md" for n in range(200)} | {"a/x.md"})
    assert endless.goes_in_circle("c0.md")
