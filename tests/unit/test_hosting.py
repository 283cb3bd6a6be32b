"""Where hosts show a file: each host's own addresses, and nothing where they are not known."""

import pytest

from cop_kb.config import load_config
from cop_kb.config.hosting import find_hosting

FILE = "incidents/playbooks/roll-back.md"


@pytest.fixture
def hosting(tmp_path):
    """Read a configuration, and find the addresses of the files in ``docs``."""

    def find(config: str, folder: str = "docs"):
        (tmp_path / "docs").mkdir(exist_ok=True)
        (tmp_path / "mkdocs.yml").write_text(f"site_name: T\n{config}\n", encoding="utf-8")
        return find_hosting(load_config(tmp_path / "mkdocs.yml"), folder)

    return find


def addresses(hosting, src_uri=FILE):
    return hosting.history(src_uri), hosting.source(src_uri), hosting.edit(src_uri)


@pytest.mark.parametrize(
    ("repository", "history", "source", "edit"),
    [
        ("https://github.com/o/r", "commits/main", "blob/main", "edit/main"),
        ("https://github.com/o/r/", "commits/main", "blob/main", "edit/main"),
        ("https://github.com/o/r.git", "commits/main", "blob/main", "edit/main"),
        ("https://github.example.org/o/r", "commits/main", "blob/main", "edit/main"),
        ("https://acme.ghe.com/o/r", "commits/main", "blob/main", "edit/main"),
        ("https://gitlab.com/o/sub/r", "-/commits/main", "-/blob/main", "-/edit/main"),
        ("https://gitlab.example.org/o/r", "-/commits/main", "-/blob/main", "-/edit/main"),
        ("https://codeberg.org/o/r", "commits/branch/main", "src/branch/main", "_edit/main"),
        ("https://gitea.example.org/o/r", "commits/branch/main", "src/branch/main", "_edit/main"),
    ],
)
def test_a_host_is_known_by_its_name(hosting, repository, history, source, edit):
    base = repository.rstrip("/").removesuffix(".git")

    assert addresses(hosting(f"repo_url: {repository}")) == tuple(
        f"{base}/{page}/docs/{FILE}" for page in (history, source, edit)
    )


def test_bitbucket_edits_by_a_query(hosting):
    found = hosting("repo_url: https://bitbucket.org/o/r\nedit_uri: src/trunk/docs/")

    assert addresses(found) == (
        f"https://bitbucket.org/o/r/history-node/trunk/docs/{FILE}",
        f"https://bitbucket.org/o/r/src/trunk/docs/{FILE}",
        f"https://bitbucket.org/o/r/src/trunk/docs/{FILE}?mode=edit&spa=0&at=trunk",
    )


@pytest.mark.parametrize(
    ("repository", "edit_uri", "edit"),
    [
        ("https://github.com/o/r", "edit/trunk/docs/", "o/r/edit/trunk/docs"),
        ("https://github.com/o/r", "blob/trunk/docs", "o/r/edit/trunk/docs"),
        ("https://github.com/o/r", "edit/next/big/docs/", "o/r/edit/next/big/docs"),
        ("https://github.com/o/r", "edit/trunk/", "o/r/edit/trunk"),
        ("https://github.com/o/r", "edit/trunk/handbook/en/", "o/r/edit/trunk/handbook/en"),
        ("https://github.com/o/r", "https://github.com/p/q/edit/trunk/docs/", "p/q/edit/trunk/docs"),
    ],
)  # fmt: skip
def test_the_configuration_decides_branch_and_folder(hosting, repository, edit_uri, edit):
    found = hosting(f"repo_url: {repository}\nedit_uri: {edit_uri}")

    assert found.edit(FILE) == f"https://github.com/{edit}/{FILE}"
    assert found.history(FILE) == found.edit(FILE).replace("/edit/", "/commits/")


def test_a_host_of_ones_own_is_known_by_its_addresses(hosting):
    gitlab = hosting("repo_url: https://code.example.org/o/r\nedit_uri: -/edit/trunk/docs/")
    forgejo = hosting("repo_url: https://code.example.org/o/r\nedit_uri: _edit/trunk/docs/")

    base = "https://code.example.org/o/r"
    assert gitlab.history(FILE) == f"{base}/-/commits/trunk/docs/{FILE}"
    assert forgejo.history(FILE) == f"{base}/commits/branch/trunk/docs/{FILE}"


@pytest.mark.parametrize(
    "config",
    [
        "",
        "repo_url: https://code.example.org/o/r",
        "repo_url: https://bitbucket.example.org/projects/O/repos/r/browse",
        "repo_url: https://notgithub.com/o/r",
        "repo_url: ssh://git@github.com/o/r",
        "repo_url: 'javascript:alert(1)//github.com/'",
        "edit_uri: edit/main/docs/",
        "repo_url: https://bitbucket.org/o/r\nedit_uri: src/next/big/docs/",
    ],
)
def test_nothing_is_guessed(hosting, config):
    found = hosting(config)

    assert (found.history(FILE), found.source(FILE)) == ("", "")


def test_an_unknown_host_lets_edit_where_the_configuration_says(hosting):
    found = hosting("repo_url: https://code.example.org/o/r\nedit_uri: change/docs/")

    assert addresses(found) == ("", "", f"https://code.example.org/o/r/change/docs/{FILE}")


def test_a_query_edits_as_in_mkdocs(hosting):
    found = hosting("repo_url: https://code.example.org/o/r\nedit_uri: '?query=docs'")

    assert found.edit("a.md") == "https://code.example.org/o/r?query=docs/a.md"


@pytest.mark.parametrize(
    ("template", "edit"),
    [
        ("edit/trunk/docs/{path}", "https://github.com/o/r/edit/trunk/docs/a%20b/%C3%A9.md"),
        ("?file={path!q}", "https://github.com/o/r?file=a%20b%2F%C3%A9.md"),
        ("https://edit.example.org/{path_noext}", "https://edit.example.org/a%20b/%C3%A9"),
    ],
)
def test_a_template_decides_where_to_edit(hosting, template, edit):
    found = hosting(f"repo_url: https://github.com/o/r\nedit_uri_template: '{template}'")

    assert found.edit("a b/é.md") == edit
    assert found.history("a.md") == "https://github.com/o/r/commits/main/docs/a.md"


@pytest.mark.parametrize("template", ["{nothing}", "{path", "{0}", "{path.real.x}"])
def test_a_template_that_means_nothing_is_passed_over(hosting, template):
    found = hosting(f"repo_url: https://github.com/o/r\nedit_uri_template: '{template}'")

    assert found.edit("a.md") == "https://github.com/o/r/edit/main/docs/a.md"


@pytest.mark.parametrize(
    ("src_uri", "quoted"),
    [
        ("a b.md", "a%20b.md"),
        ("příručka/日本.md", "p%C5%99%C3%ADru%C4%8Dka/%E6%97%A5%E6%9C%AC.md"),
        ("c#/100%?{x}.md", "c%23/100%25%3F%7Bx%7D.md"),
    ],
)
def test_a_path_in_any_script_is_quoted(hosting, src_uri, quoted):
    found = hosting("repo_url: https://github.com/o/r", folder="")

    assert found.edit(src_uri) == f"https://github.com/o/r/edit/main/{quoted}"


def test_a_branch_is_quoted(hosting):
    found = hosting("repo_url: https://github.com/o/r\nedit_uri: 'edit/a b/docs/'")

    assert found.history("x.md") == "https://github.com/o/r/commits/a%20b/docs/x.md"
