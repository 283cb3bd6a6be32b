"""Which pages are generated, and the navigation that leads to them."""

import pytest

from cop_kb.site.navigation import navigation
from cop_kb.site.pages import PAGE_SIZE, generated_pages

CHARTER = "---\ntype: community\n---\n# {}\n"


def uris(site, existing=None, **options):
    found = generated_pages(site.kb, site.kb.files if existing is None else existing, **options)
    return [page.src_uri for page in found]


def test_every_type_tag_and_folder_with_documents_gets_an_index(make_site):
    assert uris(make_site()) == [
        "index.md",
        "communities/index.md",
        "types/index.md",
        "types/playbooks/index.md",
        "incidents/playbooks/index.md",
        "types/case-rounds/index.md",
        "incidents/case-rounds/index.md",
        "types/checklists/index.md",
        "incidents/checklists/index.md",
        "types/members/index.md",
        "incidents/members/index.md",
        "tags/index.md",
        "tags/c/index.md",
        "tags/c-2/index.md",
        "tags/on-call/index.md",
        "search/index.md",
    ]


def test_without_search_there_is_no_page_for_it(make_site):
    assert "search/index.md" not in uris(make_site(), search=False)


@pytest.mark.parametrize("written", ["tags/index.md", "tags/README.md", "tags.md"])
def test_a_page_that_somebody_wrote_wins(make_site, written):
    found = uris(make_site(), existing={written})

    assert "tags/index.md" not in found
    assert "tags/on-call/index.md" in found


def test_a_readme_is_a_home(make_site):
    assert "index.md" not in uris(make_site({"README.md": "# Read me\n"}))


def test_plain_pages_alone_need_nothing_but_a_home_and_search(make_site):
    assert uris(make_site({"a.md": "# A\n"})) == ["index.md", "search/index.md"]


def test_a_long_list_is_divided(make_site):
    files = {"a/index.md": CHARTER.format("A")}
    for number in range(PAGE_SIZE + 1):
        files[f"a/playbooks/p{number:03}.md"] = "---\ntags: [many]\n---\n# P\n"
    site = make_site(files)
    pages = {page.src_uri: page for page in generated_pages(site.kb, site.kb.files)}

    second = pages["tags/many/2/index.md"]
    assert second.title == "many (2 of 2)"
    assert second.data["documents"] == (f"a/playbooks/p{PAGE_SIZE:03}.md",)
    assert second.data["numbers"] == ("tags/many/index.md", "tags/many/2/index.md")
    assert len(pages["types/playbooks/index.md"].data["documents"]) == PAGE_SIZE


@pytest.mark.parametrize("tag", ["日本語", "🔥", "../../etc", "a/b", "x" * 60, "index"])
def test_a_tag_in_any_script_has_a_sound_address(make_site, tag):
    site = make_site(
        {"a/index.md": CHARTER.format("A"), "a/playbooks/p.md": f"---\ntags: ['{tag}']\n---\n# P\n"}
    )
    (page,) = [p for p in generated_pages(site.kb, site.kb.files) if p.data.get("tag")]

    folders = page.src_uri.split("/")
    assert (folders[0], folders[-1], len(folders)) == ("tags", "index.md", 3)
    assert folders[1].strip(".")


def test_navigation_lists_communities_and_types_and_no_document(make_site):
    site = make_site()

    assert navigation(site.kb, uris(site)) == [
        {"Home": "index.md"},
        {"Communities": ["communities/index.md", {"Incidents": "incidents/index.md"}]},
        {
            "Documents": [
                "types/index.md",
                {"Playbooks": "types/playbooks/index.md"},
                {"Case rounds": "types/case-rounds/index.md"},
                {"Checklists": "types/checklists/index.md"},
                {"Members": "types/members/index.md"},
            ]
        },
        {"Tags": "tags/index.md"},
        {"Search": "search/index.md"},
        {"Guide": ["guide/first.md"]},
    ]


def test_plain_pages_of_a_community_stand_below_it(make_site):
    site = make_site(
        {
            "a/index.md": CHARTER.format("A"),
            "a/welcome.md": "# Welcome\n",
            "a/how-to/x.md": "# X\n",
            "README.md": "# Start\n",
        }
    )
    found = navigation(site.kb, uris(site))

    assert found[0] == {"Home": "README.md"}
    assert found[1] == {
        "Communities": [
            "communities/index.md",
            {"A": ["a/index.md", "a/welcome.md", {"How to": ["a/how-to/x.md"]}]},
        ]
    }


def test_plain_pages_alone_look_as_mkdocs_would_have_them(make_site):
    site = make_site(
        {
            "README.md": "# R\n",
            "b.md": "# B\n",
            "CI-CD/README.md": "# C\n",
            "CI-CD/a.md": "# A\n",
            "agile/deep/x.md": "# X\n",
        }
    )

    assert navigation(site.kb, uris(site)) == [
        "README.md",
        "b.md",
        {"CI CD": ["CI-CD/README.md", "CI-CD/a.md"]},
        {"Agile": [{"Deep": ["agile/deep/x.md"]}]},
    ]
