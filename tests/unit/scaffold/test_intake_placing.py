"""Where the words that somebody has sent come to stand."""

from pathlib import Path

from cop_kb.load.content_types import read_type_files
from cop_kb.scaffold.intake.contribution import Contribution
from cop_kb.scaffold.intake.placing import place

TYPES = {name: file.type for name, file in read_type_files(Path("none")).items()}

PATTERN = """\
# Warranty

## Patlet

Mend what you gave.

## Forces

Fear.

## Solution

Thirty days.

## Variants

Sixty.
"""
CANDIDATE = """\
----------
name: Ada
  - chat: ada

----------

## Groups

Network.

## What I have done

Much.
"""


def placed(kb, type_name, text):
    return place(Contribution("", text), kb, TYPES[type_name], "incident-response")


def test_headings_that_mean_one_section_stand_in_it_together(read):
    sections = placed(read(), "heuristic", PATTERN).material.sections

    assert sections == {
        "Rule of thumb": "Mend what you gave.\n\n### Solution\n\nThirty days.\n\n### Variants\n\nSixty.",
        "Why": "Fear.",
    }


def test_a_section_begins_with_its_own_text_before_free_sections(read):
    ask = placed(read(), "member", CANDIDATE).material.sections["Ask me about"]

    assert ask.index("Much.") < ask.index("## Groups") < ask.index("Network.")


def test_a_ruled_line_is_no_title(read):
    assert placed(read(), "member", CANDIDATE).title == "name: Ada"
