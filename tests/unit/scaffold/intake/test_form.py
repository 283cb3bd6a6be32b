"""What a filled form says of itself, and what is left of it."""

import pytest

from cop_kb.scaffold.intake.contribution import Contribution
from cop_kb.scaffold.intake.form import read_form

TEMPLATE = """\
<!-- Made of the content type `playbook`.
cop-kb types --format gitlab-forms

Name roles. -->

## Kind of document

Playbook

## Community

<!-- One of: One, Two -->

Two

## Use when

<!-- What does somebody see? -->

It hangs.

## Steps

<!-- What to do? -->

### First

Restart it.

## Whom to tell

<!-- Who needs to know? -->

## Before you send it

- [ ] Nobody can be recognised in it.
"""


def read(text):
    form = read_form(Contribution("", text))
    return form.type, form.community, form.contribution.text


def test_a_form_names_its_kind_and_community_and_keeps_the_answers():
    assert read(TEMPLATE) == (
        "Playbook",
        "Two",
        "## Use when\n\nIt hangs.\n\n## Steps\n\n### First\n\nRestart it.",
    )


@pytest.mark.parametrize(
    "text",
    [
        "Some words.\n\n## Use when\n\n<!-- mine -->\n\nIt hangs.\n",
        "## Community\n\nTwo\n",
        "## Before you send it\n\nLook twice.\n",
        "```\n## Kind of document\n\nPlaybook\n```\n",
        "Kind of document: Playbook\n",
        "",
    ],
)
def test_a_text_that_is_no_form_stays_as_it_is(text):
    assert read(text) == ("", "", text)


@pytest.mark.parametrize("answer", ["", "_No response_", "<!-- nothing -->"])
def test_a_kind_that_nobody_chose_is_none(answer):
    assert read(f"### Kind of document\n\n{answer}\n\n### Use when\n\nIt hangs.") == (
        "",
        "",
        "### Use when\n\nIt hangs.",
    )


def test_the_first_answer_counts():
    text = "### Kind of document\n\nPlaybook\n\n### Steps\n\nText\n\n### Kind of document\n\nMember"
    assert read(text) == ("Playbook", "", "### Steps\n\nText")


def test_what_stands_above_is_kept():
    text = "# A title\n\n### Kind of document\n\nPlaybook\n\n### Steps\n\nText"
    assert read(text)[2] == "# A title\n\n### Steps\n\nText"
