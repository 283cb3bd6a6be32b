from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cop_kb.errors import ScaffoldError
from cop_kb.load.source import parse_fields
from cop_kb.scaffold.entries import add_entry

ENTRY = {"name": "b", "text": "now: it is, {so}"}
LINE = "- {name: b, text: 'now: it is, {so}'}"
PATH = Path("list.yaml")


@pytest.mark.parametrize(
    ("text", "added"),
    [
        ("", f"entries:\n  {LINE}\n"),
        ("# A list.\n\nentries:\n  # - {name: a}\n", f"# A list.\n\nentries:\n  # - {{name: a}}\n  {LINE}\n"),
        ("entries:\n  - {name: a}  # why\n", f"entries:\n  - {{name: a}}  # why\n  {LINE}\n"),
        ("entries:\n- name: a\n  text: |\n    x\n    y\n", f"entries:\n- name: a\n  text: |\n    x\n    y\n{LINE}\n"),
        ("entries:\n  - {name: a}", f"entries:\n  - {{name: a}}\n  {LINE}\n"),
        ("entries:\r\n    - {name: a}\r\n", f"entries:\r\n    - {{name: a}}\r\n    {LINE}\r\n"),
        ("entries: []  # none yet\naudience: public\n", f"entries:  # none yet\n  {LINE}\naudience: public\n"),
        ("entries:\n  - {name: a}\n  # the end\n\ntags: [x]\n", f"entries:\n  - {{name: a}}\n  {LINE}\n  # the end\n\ntags: [x]\n"),
        ("tags: [x]\n", f"tags: [x]\nentries:\n  {LINE}\n"),
        ("\ufeffentries:\n  - {name: ä}\n", f"\ufeffentries:\n  - {{name: ä}}\n  {LINE}\n"),
    ],
)  # fmt: skip
def test_a_line_is_added_and_every_byte_stays(text, added):
    assert add_entry(text, ENTRY, PATH) == added


@pytest.mark.parametrize(
    "text",
    [
        "entries: [{name: a}]\n",
        "{entries: []}\n",
        "entries: none\n",
        "entries:\n  - {name: a\n",
        "- a\n",
    ],
)
def test_a_list_that_is_written_otherwise_is_left_to_people(text):
    with pytest.raises(ScaffoldError) as caught:
        add_entry(text, ENTRY, PATH)

    assert caught.value.path == PATH
    assert caught.value.hint


@given(
    st.dictionaries(st.sampled_from(["name", "text"]), st.text(min_size=1, max_size=40), min_size=1)
)
def test_any_words_are_read_back(entry):
    entry = {name: " ".join(text.split()) for name, text in entry.items()}
    try:
        added = add_entry("entries:\n  - {name: a}\n", entry, PATH)
    except ScaffoldError:
        return
    assert added.count("\n") == 3
    assert parse_fields(added.encode()).data["entries"][1] == entry
