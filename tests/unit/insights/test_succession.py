"""What took the place of what: through several steps, several heirs and circles."""

import pytest

from cop_kb.insights.succession import all_successors, last_successors

PLAYBOOK = "---\nstatus: published\nsuperseded_by: [{}]\n---\n# P\n"


@pytest.fixture
def names(folder):
    """A function that makes playbooks, each with its successors, and returns the names of the later ones of ``a``."""

    def read(find, **successors):
        folder.community("c")
        for name, later in successors.items():
            folder.page(f"c/playbooks/{name}.md", PLAYBOOK.format(later))
        kb = folder.load()
        return [document.slug for document in find(kb, kb.documents_by_uri["c/playbooks/a.md"])]

    return read


@pytest.mark.parametrize(
    ("successors", "every", "last"),
    [
        ({"a": ""}, [], []),
        ({"a": "b", "b": "d", "d": ""}, ["b", "d"], ["d"]),
        ({"a": "b, d", "b": "e", "d": "e", "e": ""}, ["b", "d", "e"], ["e"]),
        ({"a": "b, d", "b": "", "d": ""}, ["b", "d"], ["b", "d"]),
        ({"a": "b", "b": "a"}, ["b"], []),
        ({"a": "a"}, [], []),
        ({"a": "gone"}, [], []),
    ],
)
def test_the_line_is_followed_to_its_end(names, successors, every, last):
    assert names(all_successors, **successors) == every
    assert names(last_successors, **successors) == last
