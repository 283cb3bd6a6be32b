"""What tests of moves share: two communities with documents that lead to each other."""

import pytest

TREE = """\
title: Which way
nodes:
  - id: a
    question: Is it on fire?
    answers:
      - {answer: "Yes", document: playbook/roll-back}
"""


@pytest.fixture
def kb(folder, monkeypatch):
    """Two communities, three documents, a person, a picture; the current folder is that of mkdocs.yml."""
    folder.configure("types: all").community("incidents").community("learning")
    folder.page("incidents/members/maya.md", "# Maya\n")
    folder.page(
        "incidents/playbooks/roll-back.md", "---\nowners: [maya]\n---\n# Roll back\n\n![i](i.png)\n"
    )
    folder.page("incidents/playbooks/i.png", b"picture")
    folder.page(
        "incidents/checklists/after.md",
        "---\nderived_from: [roll-back]\nowners: [maya]\n---\n# After\n\n[x](../playbooks/roll-back.md#y)\n",
    )
    folder.page("incidents/decision-trees/fire.yaml", TREE)
    folder.page("guides/first.md", "# First\n")
    monkeypatch.chdir(folder.root)
    return folder
