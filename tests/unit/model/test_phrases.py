"""Phrases in texts: word by word, in any case, and nothing that only looks alike."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cop_kb.model.phrases import Phrases, words_of

PEOPLE = Phrases(["Maya Okafor", "Jean-Luc Picard", "Tomáš Hruška", "Ada", "Maya Okafor Lind", "…"])


def found_in(text):
    return [(f.phrase, text[f.start : f.end]) for f in PEOPLE.find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We asked Maya Okafor.", [("Maya Okafor", "Maya Okafor")]),
        ("`incidents/member/maya-okafor`", [("Maya Okafor", "maya-okafor")]),
        ("maya_okafor.md", [("Maya Okafor", "maya_okafor")]),
        ("MAYA\n  OKAFOR", [("Maya Okafor", "MAYA\n  OKAFOR")]),
        ("jean luc picard", [("Jean-Luc Picard", "jean luc picard")]),
        (unicodedata.normalize("NFD", "Tomáš Hruška"), [("Tomáš Hruška", unicodedata.normalize("NFD", "Tomáš Hruška"))]),
        ("Ada, then Ada", [("Ada", "Ada"), ("Ada", "Ada")]),
        ("Maya Okafor Lind", [("Maya Okafor", "Maya Okafor"), ("Maya Okafor Lind", "Maya Okafor Lind")]),
        ("Maya and Okafor", []),
        ("Amaya Okafors", []),
        ("adamant", []),
        ("", []),
    ],
)  # fmt: skip
def test_what_is_found(text, expected):
    assert found_in(text) == expected
    assert PEOPLE.occur_in(text) == bool(expected)


def test_nothing_to_look_for():
    assert not Phrases([])
    assert not Phrases(["", "…"])
    assert PEOPLE


@given(st.lists(st.text(st.characters(categories=["Ll", "Lu"]), min_size=1), min_size=1))
def test_a_phrase_is_found_in_itself(words):
    phrase = " ".join(words)

    assert Phrases([phrase]).occur_in(f"({phrase})") == bool(words_of(phrase))
