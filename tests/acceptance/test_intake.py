"""What people send becomes a document: a mail, a text or a form beside the document that ``new --from`` makes of it.

A case is a file in ``tests/cases/intake/`` and, beside it, ``<name>.expected.md``: the document, below it what the command
says. To write the expected files anew, and then to read what has changed:

    python -m tests.acceptance.test_intake --write
"""

import sys
import tempfile
from pathlib import Path

import pytest

from cop_kb.config import load_config
from cop_kb.load import load_knowledge_base
from cop_kb.rules.engine import check
from cop_kb.scaffold.document import Request, make_document
from cop_kb.scaffold.intake import place, read_contribution, read_file
from tests.acceptance.test_cases import TODAY

CASES = Path(__file__).parents[1] / "cases/intake"
SENT = sorted(p for p in CASES.iterdir() if not p.name.endswith(".expected.md"))

MKDOCS = (
    "site_name: Ours\ntheme: material\nplugins: [search, cop-kb: {types: [community, story]}]\n"
)
STORY = """\
title: Story
plural: Stories
folder: stories
description: What happened to somebody.
audience: members
front_matter:
  required: [summary]
  properties:
    summary: {type: string, maxLength: 300, description: In one sentence.}
    occasion: {enum: [incident, project]}
    held_on: {type: string, format: date}
sections:
  - {heading: Situation, aliases: [Background, Context], draft: true, asks: Who faced what?}
  - {heading: Sticking point, draft: true, asks: What did you want help with?}
  - {heading: Takeaway, required: true, asks: What would you tell a colleague?}
lifecycle: {states: [draft, published]}
"""


def make_story(folder, sent):
    """Make a document of what was sent in a knowledge base of its own; return its text, and what is said of it."""
    (folder / "content_types").mkdir()
    (folder / "content_types/story.yaml").write_text(STORY, "utf-8")
    (folder / "docs/ours").mkdir(parents=True)
    (folder / "docs/ours/index.md").write_text("---\ntype: community\n---\n# Ours\n", "utf-8")
    (folder / "mkdocs.yml").write_text(MKDOCS, "utf-8")
    config = load_config(folder / "mkdocs.yml").with_changes(no_cache=True)
    kb = load_knowledge_base(config)
    kind = kb.types["story"]
    placed = place(read_contribution(read_file(sent)), kb, kind, "ours")
    request = Request(kind, placed.title, "ours", (), placed.fields, TODAY, placed.material)
    made = make_document(config, kb, request)
    found = check(load_knowledge_base(config), config, TODAY)
    of_made = [d for d in found if d.path == config.shown(made.path)]
    assert {d.severity.value for d in of_made} <= {"info"}, [d.message for d in of_made]
    return made.path.read_text("utf-8") + "\n=====\n" + "".join(f"{r}\n" for r in placed.remarks)


@pytest.mark.parametrize("sent", SENT, ids=[path.name for path in SENT])
def test_what_was_sent_becomes_the_expected_document(tmp_path, sent):
    assert make_story(tmp_path, sent) == expected_file(sent).read_text("utf-8")


@pytest.mark.parametrize("sent", SENT, ids=[path.name for path in SENT])
def test_nothing_tells_who_sent_it(sent):
    expected = expected_file(sent).read_text("utf-8")

    for word in ("@", "+420", "Nov", "ngstr", "Ravi", "Tomas", "Ines", "The Steward"):
        assert word not in expected


def expected_file(sent):
    return sent.with_name(f"{sent.stem}.expected.md")


if __name__ == "__main__" and sys.argv[1:] == ["--write"]:
    for path in SENT:
        with tempfile.TemporaryDirectory() as scratch:
            expected_file(path).write_text(make_story(Path(scratch), path), "utf-8")
