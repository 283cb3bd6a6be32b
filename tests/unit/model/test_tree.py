"""Decision trees: what can be reached, from where a document can be reached, and that nothing an author writes breaks it."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cop_kb.model.duration import in_words, minutes_of
from cop_kb.model.tree import Tree
from cop_kb.rules import tree_dead_end, tree_target, tree_unreachable

URI = "c/decision-trees/t.yaml"
RULES = (tree_target.ID, tree_dead_end.ID, tree_unreachable.ID)


def write(folder, nodes, start=""):
    """Write a tree; ``nodes`` gives for each id the ids that its answers lead to, ``!`` for a document."""
    lines = [f"title: T\n{start}nodes:\n"]
    for name, targets in nodes.items():
        lines.append(f"  - id: {name}\n    question: Q {name}?\n    answers:\n")
        for target in targets:
            leads = "document: community" if target == "!" else f"next: {target}"
            lines.append(f"      - {{answer: A, {leads}}}\n")
    folder.configure("types: all").community("c").page(URI, "".join(lines))
    return folder


def tree_of(folder):
    return Tree(folder.load().documents_by_uri[URI])


def findings(folder):
    return {(d.rule, d.line) for d in folder.check() if d.path == f"docs/{URI}" and d.rule in RULES}


def test_a_reader_meets_each_question_once_in_the_order_of_the_answers(folder):
    write(
        folder,
        {"a": ["b", "c"], "b": ["d", "!"], "c": ["d", "b"], "d": ["!", "!"], "e": ["!", "a"]},
    )
    assert [node.id for node in tree_of(folder).walk()] == ["a", "b", "d", "c"]


def test_a_sound_tree_has_no_finding(folder):
    write(folder, {"a": ["b", "!"], "b": ["!", "a"]})
    assert findings(folder) == set()


def test_the_start_may_stand_anywhere(folder):
    write(folder, {"a": ["!", "!"], "b": ["a", "!"]}, "start: b\n")
    assert findings(folder) == set()
    assert [node.id for node in tree_of(folder).walk()] == ["b", "a"]


@pytest.mark.parametrize(
    "nodes",
    [
        "",
        "none",
        "[]",
        "[1, a, null]",
        "{a: b}",
        "[{id: [a], question: {}, answers: x}]",
        "[{answers: [1, {next: 2}]}]",
    ],
)
def test_what_has_the_wrong_shape_is_left_out(folder, nodes):
    folder.configure("types: all").community("c").page(URI, f"title: T\nnodes: {nodes}\n")
    assert not [*tree_of(folder).walk()]
    folder.check()


NAMES = "abcde"
NODES = st.dictionaries(
    st.sampled_from(NAMES),
    st.lists(st.sampled_from([*NAMES, "!"]), min_size=2, max_size=3),
    min_size=1,
)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None
)
@given(nodes=NODES)
def test_findings_are_what_a_walk_by_hand_would_find(folder, nodes):
    write(folder, nodes)
    reached, edge = set(), {next(iter(nodes))}
    while edge:
        reached |= edge
        edge = {t for name in edge for t in nodes[name] if t in nodes} - reached
    rules = {rule for rule, _ in findings(folder)}
    assert (tree_unreachable.ID in rules) == (reached != set(nodes))
    assert (tree_target.ID in rules) == any(
        t not in nodes and t != "!" for ts in nodes.values() for t in ts
    )


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("45 min", 45),
        ("2 h", 120),
        ("1 h 30 min", 90),
        ("", 0),
        ("soon", 0),
        ("90", 0),
        ("1 day", 0),
    ],
)
def test_a_duration_is_read(text, minutes):
    assert minutes_of(text) == minutes


@given(st.integers(1, 10_000))
def test_a_duration_in_words_reads_back(minutes):
    assert minutes_of(in_words(minutes)) == minutes
