"""The generator follows whatever the type files say: no type of the project is known to it by name."""

import re
from pathlib import Path
from random import Random

import pytest
import yaml

from tests.benchmarks.content_types import example_value, read_content_types
from tests.benchmarks.documents import count_words
from tests.benchmarks.generator import generate

OWN_TYPES = {
    "circle": """
title: Circle
plural: Circles
description: Where everything is.
file: index.md
default: true
traits: [container]
""",
    "someone": """
title: Someone
plural: People
description: Who writes.
folder: people
default: true
traits: [person]
lifecycle: {states: [here, gone], retired: [gone]}
""",
    "remark": """
title: Remark
plural: Remarks
description: One short thought.
folder: remarks
default: true
order: 1
contains: {words: {max: 120}, tables: {min: 1}}
sections: [{heading: Thought, required: true}]
""",
    "recipe": """
title: Recipe
plural: Recipes
description: Written in many parts.
folder: recipes
default: true
order: 2
front_matter:
  required: [summary, level, made_on, parts]
  properties:
    level: {enum: [easy, hard]}
    made_on: {type: string, format: date}
    parts: {type: array, minItems: 2, items: {type: object, required: [amount], properties: {amount: {type: integer, minimum: 3}}}}
sections:
  - {heading: Parts, required: true, contains: {list_items: {min: 7}, words: {min: 200}}}
  - {heading: Pictures}
  - {heading: Doing, required: true, contains: {code_blocks: {min: 2}, task_items: {max: 0}}}
relations:
  answers: {to: [remark], inverse: answered_by}
""",
    "hidden": """
title: Hidden
plural: Hidden
description: Not on by default.
folder: hidden
""",
}


def split(path: Path) -> tuple[dict, str]:
    """Return front matter and body."""
    _, fields, body = path.read_text("utf-8").split("---\n", 2)
    return yaml.safe_load(fields), body


def sections_of(body: str) -> dict[str, str]:
    parts = re.split(r"^## (.+)\n", body, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


@pytest.fixture(scope="module")
def own(tmp_path_factory) -> Path:
    """A knowledge base that follows types of somebody's own."""
    folder = tmp_path_factory.mktemp("own")
    for name, text in OWN_TYPES.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    generate(folder / "kb", 60, types=folder)
    return folder / "kb" / "docs"


def test_types_of_ones_own_keep_their_promises(own):
    for path in own.glob("*/recipes/*.md"):
        fields, body = split(path)
        assert fields["status"] == "published"
        assert fields["level"] in {"easy", "hard"}
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", fields["made_on"])
        assert fields["parts"] == [{"amount": 3}] * 2
        sections = sections_of(body)
        assert list(sections) == ["Parts", "Pictures", "Doing"]
        assert len(re.findall(r"^\d+\. ", sections["Parts"], re.MULTILINE)) >= 7
        assert count_words(sections["Parts"]) >= 200
        assert sections["Doing"].count("```") >= 4
        assert "- [" not in sections["Doing"]
    assert {split(path)[0]["status"] for path in own.glob("*/people/*.md")} == {"here"}
    assert not list(own.glob("*/hidden"))


def test_a_type_with_a_limit_gets_short_documents(own):
    remarks = [split(path)[1] for path in own.glob("*/remarks/*.md")]
    assert remarks
    for body in remarks:
        assert count_words(body) <= 120
        assert "| --- |" in body


def test_relations_name_documents_of_their_types(own):
    recipes = [split(path)[0] for path in own.glob("*/recipes/*.md")]
    named = [reference for fields in recipes for reference in fields.get("answers", ())]
    assert named
    for reference in named:
        kind, _, slug = reference.partition("/")
        assert kind == "remark"
        assert list(own.glob(f"*/remarks/{slug}.md"))


def test_a_field_that_cannot_be_made_up_is_named():
    with pytest.raises(ValueError, match="'code': give its schema an example"):
        example_value("code", {"type": "string", "pattern": "^X[0-9]$"}, Random(1), "Words")
    schema = {"type": "string", "pattern": "^X[0-9]$", "examples": ["X1"]}
    assert example_value("code", schema, Random(1), "Words") == "X1"


def test_a_folder_without_types_is_refused(tmp_path):
    with pytest.raises(FileNotFoundError, match="no content type that is on by default"):
        read_content_types(tmp_path)
