"""Who may read a page that does not say so itself: its place decides, and in doubt for fewer."""

import pytest


def charter(audience):
    return f"---\ntype: community\naudience: {audience}\n---\n# A community\n"


def audiences(folder):
    found = folder.load().documents
    return {d.src_uri.removeprefix("a/"): d.audience for d in found}


@pytest.fixture
def community(folder):
    folder.page("a/playbooks/plain.md").page("a/case-rounds/case.md").page("a/notes.md")
    folder.page("a/playbooks/own.md", "---\naudience: public\n---\n# Own\n")
    folder.page("a/Playbook/nearly.md")
    return folder


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("public", ("public", "members", "public", "public", "public")),
        ("members", ("members", "members", "members", "public", "members")),
        ("stewards", ("stewards", "stewards", "stewards", "public", "stewards")),
        ("everybody", ("stewards", "stewards", "stewards", "public", "stewards")),
    ],
)
def test_nothing_is_for_more_readers_than_the_front_page_unless_it_says_so(
    community, front, expected
):
    community.page("a/index.md", charter(front))
    names = ("playbooks/plain.md", "case-rounds/case.md", "notes.md", "playbooks/own.md", "Playbook/nearly.md")  # fmt: skip

    found = audiences(community)
    assert tuple(found[name] for name in names) == expected


def test_a_front_page_that_forgot_its_type_counts_too(community):
    community.page("b/index.md", charter("public"))
    community.page("a/index.md", "---\naudience: members\n---\n# A\n")

    assert audiences(community)["playbooks/plain.md"] == "members"


def test_the_index_of_plain_pages_speaks_for_itself_only(folder):
    folder.community("b").page("a/index.md", "---\naudience: members\n---\n# A\n")
    folder.page("a/other.md")

    assert audiences(folder)["other.md"] == "public"


@pytest.mark.parametrize("name", ["index.md", "README.md"])
def test_the_page_of_a_folder_has_the_readers_of_its_type(community, name):
    community.page("a/index.md", charter("public"))
    community.page(f"a/case-rounds/{name}").page(f"a/playbooks/{name}")

    found = audiences(community)
    assert (found[f"case-rounds/{name}"], found[f"playbooks/{name}"]) == ("members", "public")
