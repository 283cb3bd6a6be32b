"""The files of another time, from repositories that try to make git do more than give them."""

import os
import shlex
import subprocess

import pytest

from cop_kb.git import changed_files, export_tree, find_commit

DRIVERS = "filter.x.clean", "filter.x.smudge", "diff.external", "diff.x.textconv", "core.fsmonitor"
HOOKS = "post-checkout", "post-index-change"


def git(folder, *arguments):
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)


def commit(folder):
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message=Work")
    return find_commit(folder, "HEAD")


@pytest.fixture
def repository(tmp_path):
    folder = tmp_path / "repository"
    folder.mkdir()
    git(folder, "init", "--quiet", "--initial-branch=main")
    (folder / "page.md").write_text("one\n", encoding="utf-8")
    return folder


@pytest.fixture
def target(tmp_path):
    folder = tmp_path / "target"
    folder.mkdir()
    return folder


@pytest.fixture
def traces(repository, tmp_path):
    """Let every program that a repository can bring leave a trace; they are there only after a first commit."""
    found = tmp_path / "traces"
    (repository / ".gitattributes").write_text("*.md filter=x diff=x\n", encoding="utf-8")
    commit(repository)
    program = tmp_path / "program"
    program.write_text(
        f'#!/bin/sh\necho "$0 $*" >> {shlex.quote(str(found))}\ncat\n', encoding="utf-8"
    )
    program.chmod(0o755)
    for driver in DRIVERS:
        git(repository, "config", driver, str(program))
    git(repository, "config", "filter.x.required", "true")
    for hook in HOOKS:
        (repository / ".git/hooks").mkdir(exist_ok=True)
        (repository / ".git/hooks" / hook).symlink_to(program)
    return found


def test_no_program_of_the_repository_runs(repository, target, traces):
    page = repository / "page.md"
    os.utime(page, (1, 1))  # git has to look into it again

    assert export_tree(repository, find_commit(repository, "HEAD"), target)
    assert changed_files(repository, "HEAD") == []
    assert (target / "page.md").read_text(encoding="utf-8") == "one\n"
    assert not traces.exists()


def test_the_programs_would_run(repository, traces):
    """The control."""
    (repository / "page.md").write_text("two\n", encoding="utf-8")
    git(repository, "add", ".")

    assert "post-index-change" in traces.read_text(encoding="utf-8")
    assert "program" in traces.read_text(encoding="utf-8")


def test_no_link_leads_outside(repository, target, tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.md").write_text("secret\n", encoding="utf-8")
    (repository / "folder").mkdir()
    links = {
        "absolute": str(outside),
        "relative": "../outside",
        "folder/deep": "../../outside/secret.md",
        "over": "inside/../../outside",
        "chained": "absolute/secret.md",
        "circle": "circle",
        "inside": "folder",
        "file.md": "page.md",
    }
    for name, leads_to in links.items():
        (repository / name).symlink_to(leads_to)

    export_tree(repository, commit(repository), target)

    there = {name for name in links if (target / name).exists()}
    assert there == {"inside", "file.md"}
    assert all((target / name).is_symlink() for name in links)
    assert (target / "file.md").read_text(encoding="utf-8") == "one\n"
