"""What is measured with is worth measuring: the same each time, spread like language, without a broken link."""

import json
import re
import shutil
from collections import Counter
from math import log
from pathlib import Path
from random import Random
from statistics import mean

import pytest
import yaml
from markdown.extensions.toc import slugify_unicode

from tests.benchmarks.content_types import read_content_types
from tests.benchmarks.documents import WORDS, count_words
from tests.benchmarks.generator import PLAIN_CONFIG, TYPES, generate, main
from tests.benchmarks.text import Prose, make_vocabulary

DOCUMENTS = 60
LINK = re.compile(r"\[[^]]+\]\(([^)]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def split(path: Path) -> tuple[dict, str]:
    """Return front matter and body."""
    _, fields, body = path.read_text("utf-8").split("---\n", 2)
    return yaml.safe_load(fields), body


@pytest.fixture(scope="module")
def generated(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("generated") / "kb"
    generate(folder, DOCUMENTS)
    return folder


@pytest.fixture(scope="module")
def documents(generated) -> list[Path]:
    return sorted((generated / "docs").rglob("*.md"))


@pytest.fixture(scope="module")
def thousand_documents_of_words() -> list[str]:
    return Prose(make_vocabulary(1), Random(1)).words(1000 * WORDS)


def test_the_same_seed_gives_the_same_bytes(generated, tmp_path):
    generate(tmp_path / "again", DOCUMENTS)
    generate(tmp_path / "other", DOCUMENTS, seed=2)
    assert contents(tmp_path / "again") == contents(generated)
    assert contents(tmp_path / "other").keys() != contents(generated).keys()


def test_as_many_documents_as_asked_for(documents):
    assert len(documents) == DOCUMENTS


def test_both_configurations_read_the_same_files(generated):
    ours = yaml.safe_load((generated / "mkdocs.yml").read_text("utf-8"))
    plain = yaml.safe_load((generated / PLAIN_CONFIG).read_text("utf-8"))
    assert ours["plugins"] == ["cop-kb"]
    assert plain["plugins"] == ["search", "tags"]
    assert plain["theme"] == {"name": "material", "features": ["navigation.prune"]}
    assert ours.get("docs_dir") == plain.get("docs_dir")


def test_every_folder_of_a_type_that_is_on_by_default_is_filled(documents):
    folders = {kind.folder for kind in read_content_types(TYPES) if kind.folder}
    assert folders <= {path.parent.name for path in documents}


def test_documents_are_as_long_as_promised(documents):
    people = {kind.folder for kind in read_content_types(TYPES) if "person" in kind.traits}
    counts = [count_words(split(path)[1]) for path in documents if path.parent.name not in people]
    assert mean(counts) == pytest.approx(WORDS, rel=0.1)
    assert min(counts) > WORDS / 3


def test_links_lead_to_headings_of_files_that_exist(documents):
    for path in documents:
        for target in LINK.findall(path.read_text("utf-8")):
            name, _, anchor = target.partition("#")
            linked = (path.parent / name).resolve()
            assert linked in documents
            headings = HEADING.findall(linked.read_text("utf-8"))
            assert not anchor or anchor in {slugify_unicode(text, "-") for text in headings}


def test_three_to_six_links_a_document_and_one_to_each(documents):
    linked = set()
    for path in documents:
        targets = LINK.findall(path.read_text("utf-8"))
        assert 3 <= len(targets) <= 6
        linked |= {(path.parent / target.partition("#")[0]).resolve() for target in targets}
    # A community on its own has no other whose front page could link to its own, but documents do.
    assert linked == set(documents)


def test_titles_differ(documents):
    titles = [split(path)[0]["title"] for path in documents]
    assert len(set(titles)) == len(titles)


def test_each_document_has_code_a_table_a_task_list_and_an_admonition(documents):
    people = {kind.folder for kind in read_content_types(TYPES) if "person" in kind.traits}
    for path in documents:
        body = split(path)[1]
        if path.parent.name not in people:
            for part in ("```", "| --- |", "- [", "1. "):
                assert part in body
            assert "!!! " in body or "??? " in body


def test_validation_has_nothing_to_say(generated, run):
    result = run("validate", "--strict", "--no-cache", cwd=generated)
    assert result.returncode == 0, result.stdout + result.stderr


def test_documents_of_every_type_are_seen_as_such(generated, tmp_path, run):
    """That there is nothing to say means something only where mistakes are noticed: plain pages have none."""
    folder = shutil.copytree(generated, tmp_path / "kb")
    spoilt = []
    for kind in read_content_types(TYPES):
        path = min(
            folder.glob(f"docs/*/{kind.folder}/*.md" if kind.folder else f"docs/*/{kind.file}")
        )
        text = path.read_text("utf-8")
        path.write_text(re.sub("last_reviewed_on: .*", "last_reviewed_on: soon", text), "utf-8")
        spoilt.append(path.relative_to(folder).as_posix())
    result = run("validate", "--format", "json", cwd=folder)
    assert result.returncode == 1, result.stdout + result.stderr
    errors = [item["path"] for item in json.loads(result.stdout)["diagnostics"]]
    assert sorted(errors) == sorted(spoilt)


def test_a_thousand_documents_hold_thirty_thousand_words(thousand_documents_of_words):
    assert len(set(thousand_documents_of_words)) >= 30_000


def test_frequencies_fall_as_in_natural_language(thousand_documents_of_words):
    ranked = [count for _, count in Counter(thousand_documents_of_words).most_common()]
    slope = log(ranked[2999] / ranked[29]) / log(3000 / 30)
    assert slope == pytest.approx(-1, abs=0.15)
    # Half of what one reads are a few hundred words, and many words are read only once.
    assert sum(ranked[:300]) > len(thousand_documents_of_words) * 0.4
    assert ranked.count(1) > len(ranked) * 0.05


def test_frequent_words_are_short(thousand_documents_of_words):
    ranked = [word for word, _ in Counter(thousand_documents_of_words).most_common()]
    assert mean(map(len, ranked[:100])) < mean(map(len, ranked[1000:2000])) < 8


def test_nothing_is_overwritten(generated, capsys):
    before = contents(generated)
    assert main([str(generated), "--documents", "20"]) == 2
    assert "is not empty" in capsys.readouterr().err
    assert contents(generated) == before


def test_too_few_documents_are_refused(tmp_path, capsys):
    assert main([str(tmp_path / "kb"), "--documents", "3"]) == 2
    assert "needs 10 documents, not 3" in capsys.readouterr().err
    assert not (tmp_path / "kb").exists()


def test_the_command_line_writes_what_was_asked_for(tmp_path, capsys):
    assert main([str(tmp_path / "kb"), "--documents", "10", "--seed", "7"]) == 0
    assert len(list((tmp_path / "kb" / "docs").rglob("*.md"))) == 10
    assert "Wrote 10 documents" in capsys.readouterr().out
