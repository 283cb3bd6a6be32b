"""Publishing: one commit on the branch that holds the site, and nothing else anywhere, whoever else publishes."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

CONFIG = """\
site_name: A & B
site_url: https://example.org/kb/
theme: material
plugins:
  - cop-kb:
      search: false
"""
NOTES = "---\naudience: members\n---\n# Notes\n"
REFUSE = "#!/bin/sh\necho 'No site today.' >&2\nexit 1\n"
SLOW_ONCE = '#!/bin/sh\nif mkdir "$GIT_DIR/slept" 2>/dev/null; then sleep 3; fi\n'
PUBLISHED_NOTHING = "Nothing new to publish"


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", "-C", folder, *arguments], capture_output=True, encoding="utf-8", check=True
    )
    return done.stdout.strip()


class Place:
    """A knowledge base in a repository, and the remote one that its site is published to."""

    def __init__(self, root: Path, run) -> None:
        self.root, self.remote, self._run = root / "wt", root / "remote.git", run
        self.write("mkdocs.yml", CONFIG)
        self.write("docs/index.md", "# Home\n")
        self.write("docs/inside/notes.md", NOTES)
        git(root, "init", "--quiet", "--bare", "--initial-branch=main", str(self.remote))
        git(self.root, "init", "--quiet", "--initial-branch=main")
        self.commit()
        git(self.root, "remote", "add", "origin", str(self.remote))
        git(self.root, "push", "--quiet", "origin", "main")

    def write(self, path: str, text: str) -> None:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def commit(self) -> None:
        git(self.root, "add", "--all")
        git(self.root, "commit", "--quiet", "--message=Write")

    def hook(self, text: str) -> None:
        file = self.remote / "hooks" / "pre-receive"
        file.write_text(text, encoding="utf-8")
        file.chmod(0o755)

    def publish(self, *arguments: str, cwd: Path | None = None, code: int = 0, **options):
        done = self._run("publish", *arguments, cwd=cwd or self.root, **options)
        assert done.returncode == code, done.stdout + done.stderr
        return done

    def tip(self, branch: str = "gh-pages") -> str:
        return git(self.remote, "for-each-ref", "--format=%(objectname)", f"refs/heads/{branch}")

    def files(self, branch: str = "gh-pages") -> dict[str, str]:
        """Every file of the branch, with its mode."""
        listed = git(self.remote, "ls-tree", "-r", "-z", branch).split("\0")
        return {path: line[:6] for line, _, path in (f.partition("\t") for f in listed if f)}

    def show(self, path: str) -> str:
        return git(self.remote, "show", f"gh-pages:{path}")

    @property
    def versions(self) -> dict[str, list[str]]:
        return {v["version"]: v["aliases"] for v in json.loads(self.show("versions.json"))}


@pytest.fixture
def place(tmp_path, run) -> Place:
    return Place(tmp_path, run)


def state(folder: Path) -> tuple[object, ...]:
    """All of a repository that somebody could miss: its files, settings, branches, index and objects."""
    private = Path(git(folder, "rev-parse", "--absolute-git-dir"))
    kept = {
        p: p.read_bytes()
        for p in sorted(folder.rglob("*"))
        if p.is_file() and ".cop-kb" not in p.parts
    }
    return kept, git(folder, "for-each-ref"), (private / "HEAD").read_text(encoding="utf-8")


def test_the_first_publication_makes_the_branch(place):
    before = state(place.root)
    done = place.publish()
    assert "Published the site to gh-pages of origin" in done.stdout
    assert "Left out: 1 document for members.\n" in done.stderr
    files = place.files()
    assert {".nojekyll", "index.html", "404.html", "api/kb.json"} <= files.keys()
    assert "inside/notes/index.html" not in files
    assert set(files.values()) == {"100644"}
    assert git(place.remote, "rev-list", "--count", "gh-pages") == "1"
    assert state(place.root) == before


def test_the_commit_names_its_source_its_audience_and_nobody_but_the_steward(place):
    place.publish("--audience", "members", "--message", "For the round\n\nof Tuesday")
    source = git(place.root, "rev-parse", "HEAD")
    message = git(place.remote, "log", "--format=%B", "gh-pages")
    assert message == f"For the round\n\nof Tuesday\n\nSource: {source}\nAudience: members"
    assert "inside/notes/index.html" in place.files()
    people = git(place.remote, "log", "--format=%an <%ae> %cn <%ce>", "gh-pages")
    assert people == " ".join(["Ada Example <ada@example.org>"] * 2)


def test_the_second_publication_follows_the_first(place):
    place.write("docs/plan.txt", "A plan\n")
    place.publish()
    first = place.tip()
    place.write("docs/CNAME", "kb.example.org\n")
    place.write("docs/new.md", "# New\n")
    (place.root / "docs/plan.txt").unlink()
    done = place.publish()
    assert "not committed" in done.stderr
    assert git(place.remote, "rev-parse", "gh-pages^") == first
    assert git(place.remote, "log", "-1", "--format=%s", "gh-pages").endswith("for everyone")
    assert "-dirty" in git(place.remote, "log", "-1", "--format=%B", "gh-pages")
    assert {"CNAME", "new/index.html"} <= place.files().keys()
    assert "plan.txt" not in place.files()
    (place.root / "docs/CNAME").unlink()
    place.publish()
    assert place.show("CNAME") == "kb.example.org"


def test_the_same_site_is_not_published_again_even_though_its_search_index_differs(place):
    place.write("mkdocs.yml", CONFIG.replace("search: false", "search: true"))
    place.publish("--version", "1")
    first = place.tip()
    assert PUBLISHED_NOTHING in place.publish("--version", "1").stdout
    assert place.tip() == first


def test_a_dry_run_tells_everything_and_changes_nothing(place):
    place.publish()
    place.write("docs/new.md", "# New\n")
    place.commit()
    before = state(place.root), state(place.remote)
    done = place.publish("--dry-run", "--quiet")
    assert "Nothing was pushed." in done.stdout
    assert "Source: " + git(place.root, "rev-parse", "HEAD") in done.stdout
    assert "A new/index.html" in done.stdout
    assert (state(place.root), state(place.remote)) == before


def test_errors_stop_it(place):
    place.write("docs/index.md", "# Home\n\n[x](gone.md)\n")
    done = place.publish(code=1)
    assert "Nothing was published." in done.stderr
    assert place.tip() == ""
    place.publish("--no-strict")
    assert place.tip()


def test_versions_stand_side_by_side(place):
    place.write("docs/CNAME", "kb.example.org\n")
    place.publish("--version", "1.9")
    place.publish("--version", "1.10", "--title", "Autumn", "--alias", "stable")
    assert place.versions == {"1.10": ["stable"], "1.9": ["latest"]}
    assert 'content="0; url=latest/"' in place.show("index.html")
    assert "A &amp; B" in place.show("index.html")
    assert place.show("404.html") == place.show("1.9/404.html")
    assert place.show("CNAME") == "kb.example.org"
    for folder in ("1.9", "latest"):
        assert 'href="https://example.org/kb/1.9/"' in place.show(f"{folder}/index.html")
    place.publish("--version", "1.10", "--alias", "latest")
    assert place.versions == {"1.10": ["latest", "stable"], "1.9": []}
    assert place.show("latest/index.html") == place.show("1.10/index.html")
    assert git(place.remote, "rev-list", "--count", "gh-pages") == "3"
    assert json.loads(place.show("versions.json"))[0]["title"] == "Autumn"


def test_a_version_is_removed_with_its_aliases(place):
    place.publish("--version", "1")
    place.publish("--version", "2", "--alias", "next")
    done = place.publish("--delete", "1")
    assert "Removed version 1" in done.stdout
    assert place.versions == {"2": ["next"]}
    assert {path.partition("/")[0] for path in place.files()} == {
        *("2", "next", "versions.json", "index.html", "404.html", ".nojekyll")
    }
    assert "url=2/" in place.show("index.html")
    assert "the only version" in place.publish("--delete", "2", code=2).stderr
    assert "There is no version 1." in place.publish("--delete", "1", code=2).stderr


def test_a_site_without_versions_makes_room_for_them_and_not_the_other_way_round(place):
    place.publish()
    done = place.publish("--version", "1")
    assert "No longer at the root: api" in done.stdout
    assert "api/kb.json" not in place.files()
    done = place.publish(code=2)
    assert "--version" in done.stderr


def test_mike_reads_and_goes_on_with_what_is_published(place):
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"  # where mike finds MkDocs as well
    mike = shutil.which("mike", path=path)
    if not mike:
        pytest.skip("mike is not installed")

    def run_mike(*arguments: str) -> str:
        done = subprocess.run(
            [mike, *arguments], cwd=place.root, env=os.environ | {"PATH": path},
            capture_output=True, encoding="utf-8", check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    place.publish("--version", "1.0", "--title", "First")
    git(place.root, "fetch", "--quiet")
    assert run_mike("list") == '"First" (1.0) [latest]\n'
    run_mike("deploy", "--push", "--update-aliases", "--alias-type=symlink", "2.0", "latest")
    assert place.versions == {"2.0": ["latest"], "1.0": []}
    assert place.files()["latest"] == "120000"
    place.publish("--version", "2.1")
    git(place.root, "fetch", "--quiet", "origin", "gh-pages:gh-pages")
    assert run_mike("list") == '2.1 [latest]\n2.0\n"First" (1.0)\n'
    assert "latest/index.html" in place.files()
    run_mike("delete", "--push", "2.1")
    place.publish("--version", "2.0", "--alias", "latest")
    assert place.versions == {"2.0": ["latest"], "1.0": []}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--branch", "main"], "is the branch that you work on"),
        (["--branch", "sources"], "holds no site"),
        (["--branch", "a..b"], "cannot be the name of a branch"),
        (["--branch", "HEAD"], "cannot be the name of a branch"),
        (["--remote", "elsewhere"], "There is origin."),
        (["--version", "../up"], "cannot be the name of a version"),
        (["--version", "versions.json"], "cannot be the name of a version"),
        (["--version", "1", "--title", "<b>"], "holds < or >"),
        (["--version", "1", "--alias", "1"], "cannot be an alias"),
        (["--alias", "latest"], "give --version"),
        (["--delete", "1", "--version", "2"], "--delete"),
    ],
)
def test_what_would_do_harm_is_refused_before_anything_is_built(place, arguments, words):
    git(place.root, "push", "--quiet", "origin", "main:sources")
    before = state(place.remote)
    done = place.publish(*arguments, code=2)
    assert words in done.stderr
    assert "found" not in done.stderr  # nothing was checked yet
    assert state(place.remote) == before


def test_a_site_for_others_is_not_replaced_by_a_slip(place):
    place.publish()
    place.write("mkdocs.yml", CONFIG + "      audience: members\n")
    done = place.publish(code=2)
    assert "was built for the audience public, and this one is for members" in done.stderr
    done = place.publish("--version", "2", code=2)
    assert "--audience members" in done.stderr
    place.publish("--audience", "members")
    place.publish()
    assert "inside/notes/index.html" in place.files()


def test_the_remote_side_says_why_it_refuses(place):
    place.publish()
    before = place.tip()
    place.hook(REFUSE)
    place.write("docs/new.md", "# New\n")
    done = place.publish(code=2)
    assert "No site today; pre-receive hook declined." in done.stderr
    assert "Traceback" not in done.stderr
    assert place.tip() == before


def test_a_version_takes_no_name_of_what_lies_at_the_root(place):
    place.publish("--version", "1")
    extra = place.root.parent / "extra"
    git(place.root, "clone", "--quiet", "--branch=gh-pages", str(place.remote), str(extra))
    (extra / "slides").mkdir()
    (extra / "slides/a.html").write_text("<p>A", encoding="utf-8")
    git(extra, "add", "--all")
    git(extra, "commit", "--quiet", "--message=Slides")
    git(extra, "push", "--quiet")
    done = place.publish("--version", "2", "--alias", "slides", code=2)
    assert "slides lies at the root of the branch already" in done.stderr
    place.publish("--version", "2")
    assert {"slides/a.html", "1/index.html", "2/index.html"} <= place.files().keys()


def test_a_remote_that_is_not_there_is_told_in_gits_words(place):
    git(place.root, "remote", "set-url", "origin", "https://ada:secret@localhost:1/kb.git")
    done = place.publish(code=2)
    assert "git says: unable to access" in done.stderr
    assert "secret" not in done.stderr


def test_who_publishes_must_be_known(place, monkeypatch):
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.delenv(f"GIT_{name}_NAME")
        monkeypatch.delenv(f"GIT_{name}_EMAIL")
    assert "git config user.name" in place.publish(code=2).stderr
    place.publish("--dry-run")
    assert place.tip() == ""


def _start(place: Place, folder: Path, *arguments: str) -> "subprocess.Popen[str]":
    command = [Path(sys.executable).parent / "cop-kb", "publish", "--jobs", "1", *arguments]
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "encoding": "utf-8"}
    env = os.environ | {"TMPDIR": str(place.root.parent)}  # who is killed tidies nothing
    return subprocess.Popen(command, cwd=folder, env=env, start_new_session=True, **streams)


def _clone(place: Place, name: str, *options: str) -> Path:
    folder = place.root.parent / name
    address = place.remote.as_uri()
    git(place.root.parent, "clone", "--quiet", *options, address, str(folder))
    return folder


@pytest.mark.parametrize("round_", range(3))
def test_two_who_publish_at_once_both_get_through(place, round_):
    if round_ == 2:
        place.hook(SLOW_ONCE)
    folders = [_clone(place, name) for name in ("one", "two")]
    running = [
        _start(place, folder, "--version", folder.name, "--alias", f"by-{folder.name}")
        for folder in folders
    ]
    for process in running:
        out, err = process.communicate(timeout=120)
        assert process.returncode == 0, out + err
    assert place.versions == {"two": ["by-two"], "one": ["by-one"]}
    assert {"one/index.html", "by-one/index.html", "two/index.html"} <= place.files().keys()
    assert git(place.remote, "rev-list", "--count", "gh-pages") == "2"


def test_of_two_sites_without_versions_the_later_one_stands_on_the_other(place):
    place.hook(SLOW_ONCE)
    folders = [_clone(place, name) for name in ("one", "two")]
    for folder in folders:
        (folder / "docs" / f"{folder.name}.md").write_text("# Page\n", encoding="utf-8")
    running = [_start(place, folder) for folder in folders]
    for process in running:
        out, err = process.communicate(timeout=120)
        assert process.returncode == 0, out + err
    assert git(place.remote, "rev-list", "--count", "gh-pages") == "2"
    there = [
        {"one/index.html", "two/index.html"} & place.files(c).keys()
        for c in ("gh-pages", "gh-pages^")
    ]
    assert sorted(map(sorted, there)) == [["one/index.html"], ["two/index.html"]]


@pytest.mark.parametrize("delay", [0.6, 1.2, None])
def test_who_is_killed_leaves_nothing_half_done(place, delay):
    place.publish()
    before, own = place.tip(), state(place.root)
    place.write("docs/new.md", "# New\n")
    mark = place.remote / "slept"
    if delay is None:
        place.hook(SLOW_ONCE)
    process = _start(place, place.root)
    deadline = time.monotonic() + 60
    while delay is None and not mark.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    time.sleep(delay or 0)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    (place.root / "docs/new.md").unlink()
    git(place.remote, "fsck", "--strict", "--connectivity-only")
    assert git(place.remote, "rev-parse", "gh-pages") == before or "new/index.html" in place.files()
    assert state(place.root) == own
    place.publish("--version", "1")


def _work_tree(place: Place) -> Path:
    git(place.root, "worktree", "add", "--quiet", "--detach", "../tree")
    return place.root.parent / "tree"


def _sub_folder(place: Place) -> Path:
    folder = place.root / "handbook" / "kb"
    folder.mkdir(parents=True)
    for name in ("docs", "mkdocs.yml"):
        git(place.root, "mv", name, f"handbook/kb/{name}")
    place.commit()
    return folder


@pytest.mark.parametrize(
    "make",
    [
        lambda place: _clone(place, "shallow", "--depth=1", "--no-single-branch"),
        lambda place: _clone(place, "single", "--depth=1"),
        _work_tree,
        _sub_folder,
    ],
    ids=["shallow", "single-branch", "work-tree", "sub-folder"],
)
def test_it_publishes_from_wherever_people_and_ci_work(place, make):
    place.publish()
    place.write("docs/new.md", "# New\n")
    place.commit()
    git(place.root, "push", "--quiet", "origin", "main")
    folder = make(place)
    if (folder / ".git").is_dir():
        git(folder, "switch", "--quiet", "--detach")
    before = state(folder)
    place.publish(cwd=folder, env={"GIT_DIR": "/nowhere", "GIT_INDEX_FILE": "/nowhere"})
    assert "new/index.html" in place.files()
    assert git(place.remote, "rev-list", "--count", "gh-pages") == "2"
    assert state(folder) == before


def test_outside_of_a_repository_it_says_what_is_missing(tmp_path, run):
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    done = run("publish", cwd=tmp_path, env={"GIT_CEILING_DIRECTORIES": str(tmp_path.parent)})
    assert done.returncode == 2
    assert "no git repository" in done.stderr


def test_the_hooks_of_the_steward_do_not_run(place):
    hook = place.root / ".git" / "hooks" / "pre-push"
    hook.write_text(REFUSE, encoding="utf-8")
    hook.chmod(0o755)
    place.publish()
    assert place.tip()
