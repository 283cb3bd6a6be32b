"""What may be a name in a text: capitals one after the other, with the place."""

from unicodedata import normalize

import pytest

from cop_kb.load.names import find_names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ask Maya Okafor.", [("Ask Maya Okafor.", 1, 1)]),
        ("we asked Maya Okafor today", [("Maya Okafor", 1, 10)]),
        ("**Tomáš Hruška**'s list", [("Tomáš Hruška", 1, 3)]),
        ("by Ana de la Cruz and by J. R. Smith", [("Ana de la Cruz and by J. R. Smith", 1, 4)]),
        ("Jean-Luc O'Brien\nand\n\n- Иван Петров", [("Jean-Luc O'Brien", 1, 1), ("Иван Петров", 4, 3)]),
        ("a Hoàng\n> Thị Lan", [("Hoàng\n> Thị Lan", 1, 3)]),
        (normalize("NFD", "Tomáš Hruška."), [(normalize("NFD", "Tomáš Hruška."), 1, 1)]),
        ("Maya\n\nOkafor", []),
        ("Maya laughed. okafor", []),
        ("deMaya okMaya Okafor", []),
        ("[Maya Okafor](maya.md)", [("Maya Okafor", 1, 2)]),
        ("<!-- Maya Okafor\nAda Example --> x\ny Ida Example", [("Ida Example", 3, 3)]),
        ("", []),
    ],
)  # fmt: skip
def test_names_and_their_places(text, expected):
    assert find_names(text, 1) == expected


def test_lines_count_in_the_file():
    assert find_names("x\nAda Example", 8) == [("Ada Example", 9, 1)]


@pytest.mark.parametrize("text", ["A " * 50_000, "A\n" * 50_000, "Aa bbb ccc " * 20_000, "<!--" * 50_000])  # fmt: skip
def test_long_texts_take_no_longer_than_they_are(text):
    assert len(find_names(text, 1)) <= 1
