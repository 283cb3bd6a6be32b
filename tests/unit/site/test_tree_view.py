"""Decision trees and learning paths as their pages show them: numbers, repeats, and what the readers may not see."""

from cop_kb.site.path_view import path_data
from cop_kb.site.tree_view import tree_data

CHARTER = "---\ntype: community\n---\n# C\n"
FILES = {
    "c/index.md": CHARTER,
    "c/playbooks/open.md": "# Open\n",
    "c/playbooks/closed.md": "---\naudience: members\n---\n# Periwinkle\n",
    "c/decision-trees/t.yaml": """\
title: Which?
nodes:
  - id: a
    question: One?
    answers:
      - {answer: "Yes", next: b}
      - {answer: Maybe, next: b}
      - {answer: "No", document: playbook/closed, note: Says periwinkle.}
  - id: b
    question: Two?
    help: Look.
    answers:
      - {answer: "Yes", document: playbook/open, note: Read it.}
      - {answer: Back, next: a}
""",
    "c/learning-paths/p.md": """\
---
steps:
  - {document: playbook/open, time: 1 h 30 min, do: Read it}
  - {document: playbook/closed, time: 45 min, do: Say periwinkle}
  - {document: playbook/open}
---
# P
""",
}


def test_a_question_is_written_out_where_it_is_first_met(make_site):
    tree = make_site(FILES, options="types: all").document("c/decision-trees/t.yaml").tree
    (root,) = tree.roots
    first, again, closed = root.answers
    assert (first.node.number, first.node.question, first.node.help) == (2, "Two?", "Look.")
    assert (again.node, again.number) == (None, 2)
    assert (closed.document, closed.hidden, closed.note) == (None, True, "")
    leaf, back = first.node.answers
    assert (leaf.document.title, leaf.note) == ("Open", "Read it.")
    assert (back.node, back.number) == (None, 1)
    assert [step.number for step in tree.steps] == [1, 2]


def test_a_long_chain_of_questions_does_not_nest_for_ever(make_site):
    nodes = "".join(
        f"  - {{id: n{i}, question: Q{i}, answers: [{{answer: A, next: n{i + 1}}}, {{answer: B, document: c}}]}}\n"
        for i in range(400)
    )
    files = {"c/index.md": CHARTER, "c/decision-trees/t.yaml": f"title: T\nnodes:\n{nodes}"}
    tree = make_site(files, options="types: all").document("c/decision-trees/t.yaml").tree
    assert len(tree.steps) == 400
    assert len(tree.roots) > 1


def test_a_path_adds_up_and_hides_what_its_readers_may_not_see(make_site):
    path = make_site(FILES, options="types: all").document("c/learning-paths/p.md").path
    assert path.total == "2 h 15 min"
    assert [s.document and s.document.title for s in path.steps] == ["Open", None, "Open"]
    assert path.steps[1].do == ""


def test_other_programs_learn_nothing_of_what_is_hidden(make_site):
    site = make_site(FILES, options="types: all")
    data = [
        *tree_data(site.document("c/decision-trees/t.yaml").tree),
        *path_data(site.document("c/learning-paths/p.md").path),
    ]
    assert "periwinkle" not in repr(data).lower()
    assert data[0]["answers"][2] == {"answer": "No", "next": None, "document": None, "note": None}
