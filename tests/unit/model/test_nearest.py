"""Hints name the word that was meant, or none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cop_kb.model.nearest import Vocabulary, nearest

COMMANDS = ("init", "new", "types", "validate", "explain", "build", "serve")


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("validat", "validate"),
        ("vlidate", "validate"),
        ("xvalidate", "validate"),
        ("VALIDATE", "validate"),
        ("nwe", "new"),
        ("gardening", None),
        ("", None),
        ("v" * 1000, None),
    ],
)
def test_a_slip_of_the_pen_is_understood(word, meant):
    assert nearest(word, COMMANDS) == meant


def test_what_is_not_like_is_not_offered():
    assert nearest("gardening", ["handover", "incidents", "onboarding"]) is None
    assert nearest("anything", []) is None


def test_the_spelling_of_the_known_word_is_kept():
    assert nearest("readme.MD", ["README.md"]) == "README.md"


MANY = Vocabulary(f"{first}-{second}-service-{n}.md" for first in ("restart", "stop", "move")
                  for second in ("queue", "mail", "login") for n in range(300))  # fmt: skip


@given(
    st.sampled_from(["restart-queue", "stop-mail", "move-login"]), st.integers(0, 299), st.data()
)
def test_one_letter_too_few_does_no_harm_among_thousands_of_words(name, number, data):
    word = f"{name}-service-{number}.md"
    place = data.draw(st.integers(0, len(name) - 1))
    assert MANY.nearest(word[:place] + word[place + 1 :]) == word
