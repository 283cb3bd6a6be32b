"""Histories of real repositories, wherever they are read."""

import os
import shutil
from datetime import date
from pathlib import Path

import pytest

from cop_kb.cache import Cache
from cop_kb.history import read_history

NAMES = (
    "plain.md",
    "with space.md",
    "tab\there.md",
    'quo"te.md',
    "line\nbreak.md",
    "-dash.md",
    ":(glob)*.md",
    "\u00dcber uns.md",  # composed
    "U\u0308ber uns.md",  # decomposed: another file
    "会議/記録.md",
    "اجتماع.md",
    "🌱.md",
)
# What somebody may have set, and what it would do to a careless reader.
SETTINGS = {
    "log.showRoot": "false",
    "log.date": "relative",
    "log.decorate": "full",
    "log.diffMerges": "separate",
    "log.follow": "true",
    "log.mailmap": "false",
    "log.showSignature": "true",
    "diff.renames": "false",
    "diff.renameLimit": "1",
    "diff.relative": "true",
    "diff.noprefix": "true",
    "diff.orderFile": "nowhere",
    "diff.external": "false",
    "diff.ignoreSubmodules": "all",
    "format.pretty": "oneline",
    "color.ui": "always",
    "core.quotePath": "true",
    "core.pager": "false",
    "core.fsmonitor": "false",
    "i18n.logOutputEncoding": "UTF-16",
    "notes.displayRef": "refs/notes/*",
    "mailmap.file": ".mailmap-of-somebody",
    "blame.ignoreRevsFile": "revisions-of-somebody",
    "trailer.separators": "%",
}
# What a hook, a script or a person may have said of another repository.
VARIABLES = {
    "GIT_DIR": "elsewhere",
    "GIT_WORK_TREE": "elsewhere",
    "GIT_COMMON_DIR": "elsewhere",
    "GIT_INDEX_FILE": "elsewhere",
    "GIT_OBJECT_DIRECTORY": "elsewhere",
    "GIT_NAMESPACE": "elsewhere",
    "GIT_PREFIX": "elsewhere/",
    "GIT_SHALLOW_FILE": "elsewhere",
    "GIT_GRAFT_FILE": "elsewhere",
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_ICASE_PATHSPECS": "1",
    "GIT_NOGLOB_PATHSPECS": "1",
    "GIT_CONFIG_COUNT": "1",
    "GIT_CONFIG_KEY_0": "diff.renames",
    "GIT_CONFIG_VALUE_0": "false",
    "GIT_CONFIG_PARAMETERS": "'log.showroot'='false'",
    "GIT_EXTERNAL_DIFF": "false",
    "GIT_DIFF_OPTS": "--unified=0",
    "GIT_TRACE": "1",
    "GIT_PAGER": "false",
    "LC_ALL": "C",
    "LANGUAGE": "de",
    "TZ": "Pacific/Kiritimati",
}


def days(folder: Path) -> dict[str, tuple[str, str]]:
    """Return the first and the last day of each file."""
    files = read_history(folder).files
    return {path: (str(file.created), str(file.changed)) for path, file in files.items()}


@pytest.fixture
def told(repository):
    """A repository with a file that was renamed, and what is to be read of it."""
    repository.write("docs/a.md").commit("2026-01-01", by="Álvaro <a@example.org>")
    repository.move("docs/a.md", "docs/b.md").change("docs/b.md", "2026-02-02")
    return repository


TOLD = {"b.md": ("2026-01-01", "2026-02-02")}


def test_outside_of_git_nothing_is_known(tmp_path):
    history = read_history(tmp_path)

    assert (history.files, history.last_commit, history.notice) == ({}, None, "")


def test_before_the_first_commit_nothing_is_known(repository):
    repository.write("docs/a.md")

    history = read_history(repository.root / "docs")

    assert (history.files, history.last_commit, history.notice) == ({}, None, "")


def test_a_file_that_was_never_committed_has_no_history(told):
    told.write("docs/new.md")

    assert days(told.root / "docs") == TOLD


def test_a_folder_that_is_not_there_has_no_history(told):
    assert days(told.root / "nothing") == {}


def test_a_folder_that_git_ignores_has_no_history(told):
    told.write(".gitignore", "made/\n").write("made/a.md").commit("2026-03-03")

    history = read_history(told.root / "made")

    assert (history.files, history.last_commit, history.notice) == ({}, None, "")


def test_a_shallow_clone_gives_a_notice_and_no_wrong_dates(told, tmp_path):
    told.git("clone", "--quiet", "--depth=1", f"file://{told.root}", str(tmp_path / "clone"))

    history = read_history(tmp_path / "clone/docs")

    assert history.files == {}
    assert "shallow" in history.notice
    assert history.last_commit == read_history(told.root / "docs").last_commit


def test_a_partial_clone_gives_dates_or_a_notice_and_fetches_nothing(told, tmp_path):
    told.git("config", "uploadpack.allowFilter", "true")
    clone = tmp_path / "clone"
    command = ("clone", "--quiet", "--filter=blob:none", "--no-checkout", f"file://{told.root}")
    told.git(*command, str(clone))
    (clone / "docs").mkdir()
    before = sorted(clone.glob(".git/objects/**/*"))

    history = read_history(clone / "docs")

    assert history.files == {}
    assert "partial clone" in history.notice
    assert sorted(clone.glob(".git/objects/**/*")) == before


def test_a_partial_clone_in_which_nothing_is_missing_is_as_good_as_another(repository, tmp_path):
    repository.write("a.md").commit("2026-01-01")
    repository.move("a.md", "b.md").commit("2026-02-02")  # the very same content
    repository.git("config", "uploadpack.allowFilter", "true")
    command = ("clone", "--quiet", "--filter=blob:none", f"file://{repository.root}")
    repository.git(*command, str(tmp_path / "clone"))

    assert days(tmp_path / "clone") == TOLD


def test_a_work_tree(told, tmp_path):
    told.git("worktree", "add", "--quiet", str(tmp_path / "tree"))

    assert days(tmp_path / "tree/docs") == TOLD


def test_a_detached_head_shows_its_own_past(told):
    told.change("docs/b.md", "2026-03-03")
    told.git("checkout", "--quiet", "--detach", "HEAD~1")

    assert days(told.root / "docs") == TOLD


def test_a_branch_called_head_does_not_mislead(told):
    told.git("branch", "other", "HEAD~1")
    told.git("update-ref", "refs/heads/HEAD", "other")

    assert days(told.root / "docs") == TOLD


def test_a_knowledge_base_that_is_a_submodule(told, repository, tmp_path, make_repository):
    outer = make_repository(tmp_path / "outer")
    outer.git(*ALLOWED, "submodule", "--quiet", "add", str(told.root), "kb")
    outer.commit("2026-05-05")

    assert days(outer.root / "kb/docs") == TOLD


def test_a_submodule_in_a_knowledge_base_has_its_own_history(told, tmp_path, make_repository):
    outer = make_repository(tmp_path / "outer")
    outer.write("docs/own.md").commit("2026-04-04")
    outer.git(*ALLOWED, "submodule", "--quiet", "add", str(told.root), "docs/shared")
    outer.commit("2026-05-05")
    cache = Cache(tmp_path / "kept")

    for _ in range(2):
        files = read_history(outer.root / "docs", cache).files
        assert set(files) == {"own.md", "shared/docs/b.md"}
        assert files["shared/docs/b.md"].created == date(2026, 1, 1)

    outer.git("clone", "--quiet", str(outer.root), str(tmp_path / "bare of submodules"))
    assert set(days(tmp_path / "bare of submodules/docs")) == {"own.md"}


ALLOWED = ("-c", "protocol.file.allow=always")


def test_a_submodule_says_which_it_is_when_it_cannot_be_read(told, tmp_path, make_repository):
    told.git("clone", "--quiet", "--depth=1", f"file://{told.root}", str(tmp_path / "shallow"))
    outer = make_repository(tmp_path / "outer")
    outer.write("docs/own.md").commit("2026-04-04")
    shutil.copytree(tmp_path / "shallow", outer.root / "docs/shared")
    outer.commit("2026-05-05")  # as a submodule is, without its address

    history = read_history(outer.root / "docs")

    assert set(history.files) == {"own.md"}
    assert history.notice.startswith("shared: This is a shallow clone")


@pytest.mark.parametrize("name", NAMES)
def test_names_in_any_script(repository, name):
    repository.write(f"docs/{name}").commit("2026-01-01")
    repository.move(f"docs/{name}", f"docs/sub/{name}").commit("2026-02-02")

    assert days(repository.root / "docs") == {f"sub/{name}": ("2026-01-01", "2026-02-02")}


def test_names_that_differ_in_nothing_but_their_encoding_are_two_files(repository):
    for month, name in enumerate(NAMES[7:9], start=1):
        repository.write(name).commit(f"2026-0{month}-01")

    found = days(repository.root)

    assert [found[name][0] for name in NAMES[7:9]] == ["2026-01-01", "2026-02-01"]


def test_a_name_that_is_no_text_is_left_out(told, tmp_path):
    (told.root / os.fsdecode(b"docs/\xff.md")).write_bytes(b"x")
    told.commit("2026-03-03")

    for _ in range(2):
        assert set(read_history(told.root / "docs", Cache(tmp_path)).files) == {"b.md"}


@pytest.mark.parametrize("name", VARIABLES)
def test_variables_do_not_mislead(told, monkeypatch, name):
    names = [n for n in VARIABLES if n.startswith("GIT_CONFIG_")] if "_CONFIG_" in name else [name]
    for each in names:
        monkeypatch.setenv(each, VARIABLES[each])

    assert days(told.root / "docs") == TOLD
    assert os.environ[name] == VARIABLES[name]


def test_settings_do_not_mislead(told):
    told.write("docs/c.md", "quite\nanother\ntext\n" * 9).commit("2026-03-03")
    for name in "bc":
        told.move(f"docs/{name}.md", f"docs/new-{name}.md")
        told.write(f"docs/new-{name}.md", told.read(f"docs/new-{name}.md") + "\nchanged")
    told.commit("2026-04-04", "Two wrote", "Co-authored-by: Ben <ben@example.org>")
    before = read_history(told.root / "docs").files
    assert [file.revisions for file in before.values()] == [3, 2]
    told.write(".mailmap-of-somebody", "Somebody <x@example.org> <ada@example.org>\n")
    told.write("revisions-of-somebody", told.git("rev-parse", "HEAD"))
    for name, value in SETTINGS.items():
        told.git("config", name, value)

    assert read_history(told.root / "docs").files == before


def test_a_repository_of_somebody_else_gives_a_notice(told, monkeypatch):
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")

    history = read_history(told.root / "docs")

    assert (history.files, history.last_commit) == ({}, None)
    assert f"safe.directory {told.root}" in history.notice


def test_without_git_there_is_a_notice(told, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))

    history = read_history(told.root / "docs")

    assert (history.files, history.last_commit) == ({}, None)
    assert "git cannot be run" in history.notice


def test_a_damaged_repository_gives_a_notice(told):
    for pack in (told.root / ".git/objects").glob("??"):
        shutil.rmtree(pack)

    history = read_history(told.root / "docs")

    assert history.files == {}
    assert "Dates are left out" in history.notice


def test_grafted_and_replaced_commits_are_those_of_every_clone(told):
    first, last = told.git("rev-list", "--reverse", "HEAD").split()
    other = told.git("commit-tree", f"{first}^{{tree}}", "-m", "Other")
    told.git("replace", first, other)
    (told.root / ".git/info/grafts").write_text(f"{last}\n", encoding="utf-8")

    assert days(told.root / "docs") == TOLD


def test_a_repository_of_the_longer_names(tmp_path, make_repository):
    repository = make_repository(tmp_path / "sha256", "--object-format=sha256")
    repository.write("docs/a.md").commit("2026-01-01")
    repository.move("docs/a.md", "docs/b.md").commit("2026-02-02")

    assert days(repository.root / "docs") == TOLD


def test_a_bare_repository_among_the_documents_is_not_taken_for_the_one(told):
    told.git("clone", "--quiet", "--bare", ".", "docs/trap.git")
    told.git("--git-dir=docs/trap.git", "config", "core.fsmonitor", "touch hacked")
    told.git("--git-dir=docs/trap.git", "config", "core.bare", "false")

    assert days(told.root / "docs") == TOLD
    assert days(told.root / "docs/trap.git") == {}
    assert not list(told.root.rglob("hacked"))


def test_commits_of_form_count_for_nothing_but_the_first_day(repository):
    ada, ben = "Ada <a@example.org>", "Ben <b@example.org>"
    repository.write("a.md").commit("2026-01-01", by=ada)
    bulk = repository.move("a.md", "b.md").change("b.md", "2026-02-02", by=ben)
    made = repository.write("only.md").commit("2026-03-03", by=ben)
    repository.write(".git-blame-ignore-revs", f"# Format\n\n{bulk}  # all\n{made.upper()}\n")

    files = read_history(repository.root).files

    b = files["b.md"]
    assert (str(b.created), str(b.changed)) == ("2026-01-01", "2026-01-01")
    assert (b.authors, b.revisions) == (("Ada",), 1)
    # There is nothing else to tell of it.
    only = files["only.md"]
    assert (str(only.created), str(only.changed)) == ("2026-03-03", "2026-03-03")
    assert (only.authors, only.revisions) == (("Ben",), 1)


def test_a_list_of_commits_that_is_none_does_no_harm(told):
    (told.root / ".git-blame-ignore-revs").write_bytes(b"\xff\xfe nonsense\nabc\n")

    assert days(told.root / "docs") == TOLD


def processes(trace: Path) -> int:
    """Count what git was run for, and forget it."""
    lines = trace.read_text(encoding="utf-8").splitlines()
    trace.unlink()
    return sum("built-in:" in line for line in lines)


def test_one_pass_and_the_second_time_only_a_look(told, tmp_path, monkeypatch):
    trace, cache = tmp_path / "trace", Cache(tmp_path / "kept")
    monkeypatch.setenv("GIT_TRACE", str(trace))

    history = read_history(told.root / "docs", cache)
    assert not trace.exists()  # before somebody asks

    cold, _, _ = history.files, history.notice, history.last_commit
    assert processes(trace) == 3  # where it is, the log, the files of today

    again = read_history(told.root / "docs", cache)
    assert again.files == cold
    assert again.last_commit == history.last_commit
    assert processes(trace) == 1


def test_what_is_kept_holds_only_as_long_as_nothing_changed(told, tmp_path):
    def read(folder="docs"):
        return read_history(told.root / folder, Cache(tmp_path / "kept")).files

    assert read()["b.md"].authors == ("Ada Example", "Álvaro")
    told.write(".mailmap", "Ada Lovelace <ada@example.org>\n")
    assert read()["b.md"].authors == ("Ada Lovelace", "Álvaro")
    told.write(".git-blame-ignore-revs", told.git("rev-parse", "HEAD"))
    assert read()["b.md"].authors == ("Álvaro",)
    assert set(read(".")) == {"docs/b.md"}
    told.change("docs/b.md", "2026-04-04")
    assert read()["b.md"].changed == date(2026, 4, 4)
