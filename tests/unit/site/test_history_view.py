"""Who took part in a document: a name only for readers who may see that person's page, no address for anybody."""

import json
import os
import subprocess
from datetime import date

import pytest

from cop_kb.config import load_config
from cop_kb.history import FileHistory
from cop_kb.load.hosting import hosting_of
from tests.sites import mkdocs, read_site, words_in

CHARTER = "---\ntype: community\nstewards: [ada]\n---\n# A\n"
PUBLIC = "---\naudience: public\nconsent: [{{person: x, scope: public}}]\n---\n# {}\n"
FILES = {
    "a/index.md": CHARTER,
    "a/members/ada.md": PUBLIC.format("Ada Example"),
    "a/members/ben.md": PUBLIC.format("Ben Example"),
    "a/members/cleo.md": "# Cleo Example\n",
    "a/members/same.md": PUBLIC.format("Sam Example"),
    "b/index.md": CHARTER,
    "b/members/same.md": "# Sam Example\n",
    "a/playbooks/owned.md": "---\nowners: [cleo]\n---\n# Owned\n",
    "a/playbooks/unowned.md": "# Unowned\n",
    "a/case-rounds/told.md": "---\naudience: public\nconsent: [{person: x, scope: public}]\n"
    "owners: [ada]\n---\n# Told\n",
    "plain.md": "# Plain\n",
}
OWNED, MEMBER = "a/playbooks/owned.md", "a/members/ada.md"


@pytest.fixture
def people(make_site):
    """Return the names that a page shows of its authors, and the number of the others."""

    def shown(uri, *authors, audience="public"):
        history = {uri: FileHistory(date(2026, 5, 2), date(2026, 6, 1), authors, authors)}
        document = make_site(FILES, audience=audience, history=history).document(uri)
        groups = document.contributors, document.reviewers
        found = [([person.title for person in group.documents], group.hidden) for group in groups]
        assert found[0] == found[1]
        return found[0]

    return shown


@pytest.mark.parametrize(
    ("authors", "shown"),
    [
        ((), ([], 0)),
        (("Ada Example",), (["Ada Example"], 0)),
        (("Ben Example", "Ada Example"), (["Ada Example", "Ben Example"], 0)),
        (("Zoe Unknown", "Ada Example", "Yan Unknown"), (["Ada Example"], 2)),
        (("ada  EXAMPLE", "Ada Example"), (["Ada Example"], 0)),
        (("Cleo Example",), ([], 1)),
        (("Sam Example",), ([], 1)),
        (("Ada Example", "", ""), (["Ada Example"], 2)),
        (("ada",), ([], 1)),
    ],
)
def test_a_name_is_shown_to_those_who_may_see_the_page_of_whoever_has_it(people, authors, shown):
    assert people(OWNED, *authors) == shown


def test_a_wider_audience_sees_more_names(people):
    assert people(OWNED, "Cleo Example", audience="members") == (["Cleo Example"], 0)


def test_a_name_of_two_people_is_nobodys(people):
    assert people(OWNED, "Sam Example", audience="members") == ([], 1)


def test_letters_may_be_composed_in_two_ways(make_site):
    files = {**FILES, MEMBER: PUBLIC.format("Zde\u0144ka")}
    history = {OWNED: FileHistory(date(2026, 5, 2), date(2026, 6, 1), ("Zden\u0301ka",))}

    (person,) = make_site(files, history=history).document(OWNED).contributors.documents
    assert person.src_uri == MEMBER


@pytest.mark.parametrize(
    ("uri", "shown"),
    [
        ("a/case-rounds/told.md", (["Ada Example"], 1)),
        ("a/playbooks/unowned.md", ([], 2)),
        (MEMBER, (["Ada Example"], 1)),
        ("plain.md", (["Ada Example", "Ben Example"], 0)),
    ],
)
def test_what_was_told_in_confidence_or_by_nobody_gives_away_no_name(people, uri, shown):
    assert people(uri, "Ben Example", "Ada Example") == shown


# A built site, with addresses wherever a history can have them.

KB = """\
site_name: Test
repo_url: https://github.com/example/kb
theme: {name: material}
plugins:
  - cop-kb:
      cache: false
"""
PLANTED = "zqmail"
NAMES = ("zqhidden",)
MESSAGE = f"""\
Work

Co-authored-by: Ben Example <{PLANTED}co@mail.example>
Co-authored-by: {PLANTED}name@mail.example <{PLANTED}both@mail.example>
Reviewed-by: Cleo Zqhidden <{PLANTED}reviewer@mail.example>
Signed-off-by: Ada Example <{PLANTED}signer@mail.example>
"""
MAILMAP = f"Ada Example <{PLANTED}proper@mail.example> <{PLANTED}author@mail.example>\n"


@pytest.fixture(scope="module")
def repository(tmp_path_factory):
    """A repository whose authors, co-authors, reviewers, mailmap and very names hold addresses."""
    folder = tmp_path_factory.mktemp("addresses")
    files = {f"docs/{name}": text for name, text in FILES.items()}
    files |= {"mkdocs.yml": KB, ".mailmap": MAILMAP, "docs/a b/č.md": "# In a folder\n"}
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    commits = [
        ("A. Example", f"{PLANTED}author@mail.example", MESSAGE),
        (f"{PLANTED}self@mail.example", f"{PLANTED}self@mail.example", "More"),
        (f"Cleo Zqhidden <{PLANTED}in@mail.example", f"{PLANTED}in@mail.example", "More"),
    ]
    subprocess.run(["git", "init", "-q", "-b", "main"], cwd=folder, check=True)
    for number, (name, mail, message) in enumerate(commits):
        with (folder / "docs" / OWNED).open("a", encoding="utf-8") as file:
            file.write(f"\nPart {number}.\n")
        who = ("AUTHOR", "COMMITTER")
        env = {f"GIT_{w}_NAME": name for w in who} | {f"GIT_{w}_EMAIL": mail for w in who}
        subprocess.run(["git", "add", "."], cwd=folder, check=True)
        command = ["git", "commit", "-qm", message]
        subprocess.run(command, cwd=folder, env=os.environ | env, check=True)
    return folder


@pytest.fixture(scope="module")
def sites(repository, run, tmp_path_factory):
    """The site as one process, two processes and plain MkDocs build it."""
    folder = tmp_path_factory.mktemp("sites")
    for name in ("1", "2"):
        done = run("build", "--no-strict", "-j", name, "-d", folder / name, cwd=repository)
        assert done.returncode == 0, done.stderr
        assert PLANTED not in done.stdout + done.stderr
    done = mkdocs(repository, "build", "-d", folder / "mkdocs")
    assert done.returncode == 0, done.stderr
    return {name: read_site(folder / name) for name in ("1", "2", "mkdocs")}


@pytest.mark.parametrize("how", ["1", "2", "mkdocs"])
def test_no_byte_of_a_site_holds_an_address_or_a_hidden_name(sites, how):
    assert words_in(sites[how], (PLANTED, *NAMES)) == {}


def test_contributors_are_there(sites):
    pages = {p["src_uri"]: p for p in json.loads(sites["1"]["api/pages.json"])["pages"]}

    assert pages[OWNED]["contributors"] == {"names": ["Ada Example", "Ben Example"], "others": 3}
    assert pages[OWNED]["reviewers"] == {"names": [], "others": 1}
    assert "Ben Example</a> and 3 more</dd>" in sites["1"]["a/playbooks/owned/index.html"].decode()


def test_pages_are_the_same_however_they_are_built(sites):
    ours = {n: c for n, c in sites["1"].items() if not n.startswith("pagefind/")}

    for other in ("2", "mkdocs"):
        theirs = {n: c for n, c in sites[other].items() if not n.startswith("pagefind/")}
        assert {n for n in ours.keys() | theirs.keys() if ours.get(n) != theirs.get(n)} == set()


def test_pages_lead_to_the_host_of_the_repository(sites):
    page = sites["1"]["a b/č/index.html"].decode()

    base = "https://github.com/example/kb"
    path = "main/docs/a%20b/%C4%8D.md"
    for part in ("commits", "blob", "edit"):
        assert f'href="{base}/{part}/{path}"' in page


def test_a_knowledge_base_in_a_folder_of_its_repository_is_found_there(tmp_path):
    (tmp_path / ".git").mkdir()
    (tmp_path / "handbook" / "docs").mkdir(parents=True)
    (tmp_path / "handbook" / "mkdocs.yml").write_text(KB, encoding="utf-8")
    hosting = hosting_of(load_config(tmp_path / "handbook" / "mkdocs.yml"))

    assert hosting.edit("a.md") == "https://github.com/example/kb/edit/main/handbook/docs/a.md"
