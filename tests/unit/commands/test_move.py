"""``cop-kb move``: what it says."""

import pytest

FILES = {
    "mkdocs.yml": "site_name: x\nplugins:\n  - cop-kb: {types: all}\nnav: [team/playbooks/old.md]\n",
    "docs/team/index.md": "---\ntype: community\n---\n# Team\n\n[a](playbooks/old.md), [b](playbooks/old.md#x)\n",
    "docs/team/playbooks/old.md": "---\nstatus: published\n---\n# Old\n\n[nowhere](nowhere.md)\n",
    "docs/team/checklists/after.md": "---\nderived_from: [playbook/old]\n---\n# After\n",
}

DRY = """\
Would move docs/team/playbooks/old.md to docs/team/playbooks/new.md.
2 links in 1 document, 1 relation in 1 document and 1 line of the navigation would be rewritten, so that all lead where they did.
The old address would redirect to the new one.
  docs/team/checklists/after.md: 1 relation
  docs/team/index.md: 2 links
  mkdocs.yml
  docs/redirects.yml
"""
DONE = """\
Moved docs/team/playbooks/old.md to docs/team/playbooks/new.md.
2 links in 1 document, 1 relation in 1 document and 1 line of the navigation were rewritten, so that all lead where they did.
The old address redirects to the new one.
"""


@pytest.fixture
def kb(tmp_path):
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def test_it_says_what_it_would_do_and_what_it_did(kb, run):
    dry = run("move", "playbook/old", "x", "--dry-run", cwd=kb)
    assert (dry.returncode, dry.stdout) == (2, "")
    dry = run("move", "old", "new", "--dry-run", cwd=kb)
    assert (dry.returncode, dry.stdout, dry.stderr) == (0, DRY, "")
    assert not (kb / "docs/redirects.yml").exists()
    done = run("move", "old", "new", cwd=kb)
    assert (done.returncode, done.stdout, done.stderr) == (0, DONE, "")
    assert run("move", "new", "newer", "--quiet", cwd=kb).stdout == ""
    alone = run("move", "after", "later", cwd=kb)
    assert "No link and no relation has to change." in alone.stdout
    (kb / "docs/x.md").write_text("[a](team/checklists/later.md)\n", encoding="utf-8")
    one = run("move", "later", "last", cwd=kb)
    assert "\n1 link in 1 document was rewritten, so that it leads where it did.\n" in one.stdout


def test_what_it_breaks_is_told_errors_first(kb, run):
    done = run("move", "old", "newteam/playbooks/old.md", cwd=kb)
    assert done.returncode == 0
    told = done.stdout.partition("New findings:\n")[2].splitlines()
    assert "there is no `newteam/index.md`" in told[0]
    assert [line.split(": ")[1] for line in told] == sorted(line.split(": ")[1] for line in told)
    assert not [line for line in told if "nowhere.md" in line]


def test_a_refusal_says_where_and_what_to_do(kb, run):
    done = run("move", "old", "team/checklists/after.md", cwd=kb)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "docs/team/checklists/after.md: error: Something is there already, and nothing is overwritten.\n"
        "  Name another place, or move that one first.\n"
    )
