"""Every content type, from its own data: it scaffolds, validates and builds, and tells an author what is wrong.

``tests/cases/types/<type>/<case>.md`` (or ``.yaml``) is one document with a mistake that an author of this type would make,
and ``<case>.expected.txt`` beside it holds what is found in it. The document is checked inside of the small knowledge base
in ``_surroundings``, which holds a good document of each type. To add a case, write the document and then

    python -m tests.acceptance.test_types --write

and read each message: does it help whoever wrote that document?
"""

import re
import shutil
import sys
import tempfile
from datetime import date
from pathlib import Path

import pytest

from cop_kb.config import load_config
from cop_kb.load import load_knowledge_base
from cop_kb.load.content_types import read_type_files
from cop_kb.model.diagnostic import Severity
from cop_kb.rules.engine import check
from cop_kb.scaffold.document import Request, make_document

CASES = Path(__file__).parents[1] / "cases" / "types"
SURROUNDINGS = CASES / "_surroundings"
COMMUNITY = "incidents"
REPORT = ".expected.txt"
TODAY = date(2026, 11, 21)
FEWEST = 3

TYPES = {name: file.type for name, file in read_type_files(CASES / "none").items()}
INVALID = sorted(
    path.relative_to(CASES).as_posix()
    for path in CASES.glob("*/*")
    if path.parent.name in TYPES and not path.name.endswith(REPORT)
)


def place(content_type, name):
    """Return where a document of a type lies below docs."""
    if content_type.file:
        return f"{COMMUNITY}/{content_type.file}"
    return f"{COMMUNITY}/{content_type.folder}/{name}"


def find(root, path=None):
    """Return what is found in a knowledge base, or in one file of it."""
    config = load_config(root / "mkdocs.yml")
    found = check(load_knowledge_base(config), config, TODAY)
    return [d for d in found if path is None or d.path == path]


def find_in_case(case, scratch):
    """Return what is found in the document of a case, one finding a line."""
    root = scratch / "kb"
    shutil.copytree(SURROUNDINGS, root)
    path = f"docs/{place(TYPES[Path(case).parent.name], Path(case).name)}"
    shutil.copyfile(CASES / case, root / path)
    found = find(root, path)
    return "".join(f"{d.line}:{d.column} {d.severity} {d.rule} {d.message}\n" for d in found)


def report_of(case):
    """Return the file that says what a case expects."""
    return (CASES / case).with_suffix(REPORT)


def write_reports():
    """Write the expected findings of every case anew."""
    for case in INVALID:
        with tempfile.TemporaryDirectory() as scratch:
            report_of(case).write_text(find_in_case(case, Path(scratch)), encoding="utf-8")


@pytest.mark.parametrize("name", TYPES)
def test_every_type_has_cases(name):
    assert sum(Path(case).parent.name == name for case in INVALID) >= FEWEST


def test_no_expectation_is_left_without_its_case():
    assert sorted(CASES.glob(f"*/*{REPORT}")) == sorted(map(report_of, INVALID))


@pytest.mark.parametrize("case", INVALID)
def test_an_author_is_told_what_is_wrong(case, tmp_path):
    found = find_in_case(case, tmp_path)
    assert found
    assert found == report_of(case).read_text(encoding="utf-8")


def test_good_documents_of_all_types_stand_together():
    kb = load_knowledge_base(load_config(SURROUNDINGS / "mkdocs.yml"))
    assert {document.type.id for document in kb.typed} == set(TYPES)
    assert [d for d in find(SURROUNDINGS) if d.severity != Severity.INFO] == []


@pytest.fixture(scope="module")
def scaffolded(tmp_path_factory, run):
    """A knowledge base with a new document of each type, and the site of it for members; returns what was made."""
    root = tmp_path_factory.mktemp("types") / "kb"
    options = ("--community", COMMUNITY, "--steward", "Maya Okafor", "--types", "all")
    assert run("init", root, "--name", "All types", *options).returncode == 0
    config = load_config(root / "mkdocs.yml")
    kb = load_knowledge_base(config)
    made = {}
    for name, content_type in TYPES.items():
        title = title_of(content_type)
        request = Request(content_type, title, COMMUNITY, ("maya-okafor",), {}, TODAY)
        path = make_document(config, kb, request).path
        made[name] = path.relative_to(config.docs_dir).as_posix()
    built = run("build", "--audience", "members", cwd=root)
    assert built.returncode == 0, built.stderr
    documents = {document.src_uri: document for document in load_knowledge_base(config).documents}
    return root, {name: documents[src_uri] for name, src_uri in made.items()}


def title_of(content_type):
    """Return what the new document of a type is called; a list that a community has once is called after its type."""
    return content_type.plural if content_type.file else f"Our first {content_type.title.lower()}"


@pytest.mark.parametrize("name", TYPES)
def test_a_new_document_has_neither_error_nor_warning(name, scaffolded):
    root, made = scaffolded
    found = find(root, f"docs/{made[name].src_uri}")
    assert [d for d in found if d.severity != Severity.INFO] == []


@pytest.mark.parametrize("name", TYPES)
def test_a_new_document_has_a_page(name, scaffolded):
    root, made = scaffolded
    assert made[name].type.id == name
    address = made[name].page_uri.removesuffix(".md").removesuffix("index").rstrip("/")
    page = (root / "site" / address / "index.html").read_text(encoding="utf-8")
    assert f"<h1>{title_of(TYPES[name])}" in re.sub("<h1[^>]*>", "<h1>", page)


if __name__ == "__main__":
    if sys.argv[1:] != ["--write"]:
        sys.exit("usage: python -m tests.acceptance.test_types --write")
    write_reports()
