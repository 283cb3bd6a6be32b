"""pre-commit, for real: in a new knowledge base it refuses a commit with a bad document and lets a good one pass."""

import os
import shutil
import subprocess
import sysconfig
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCRIPTS = sysconfig.get_path("scripts")
PLAYBOOK = "docs/ours/playbooks/restart.md"
GOOD = "---\nsummary: How.\nstatus: draft\n---\n\n# Restart\n\n## Use when\n\nIt hangs.\n\n## Steps\n\n1. Do it.\n"
BAD = GOOD.replace("status: draft", "status: finished")
DISORDERED = GOOD.replace("summary: How.\nstatus: draft", "status: draft\nsummary: How.")


def git(folder, *arguments, **environment):
    done = subprocess.run(
        ["git", *arguments],
        cwd=folder,
        env=os.environ | environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return done


def git_out(folder, *arguments):
    done = git(folder, *arguments)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    """A repository that holds this project as it is now."""
    folder = tmp_path_factory.mktemp("clone")
    listed = git(ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    if listed.returncode:
        pytest.skip("this is no git repository")
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, folder / name)
    git_out(folder, "init", "--quiet", "--initial-branch=main")
    git_out(folder, "add", "--all", "--force")
    git_out(folder, "commit", "--quiet", "--message", "As it is now")
    return folder


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """Where pre-commit keeps what it installs, so that it does so once."""
    return tmp_path_factory.mktemp("store")


@pytest.fixture(params=["as it is scaffolded", "from the repository of cop-kb"])
def kb(request, tmp_path, store, run):
    """A new knowledge base in which pre-commit checks every commit."""
    done = run("init", "kb", "--name", "Ours", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    root = tmp_path / "kb"
    if request.param != "as it is scaffolded":
        place = request.getfixturevalue("clone")
        revision = git_out(place, "rev-parse", "HEAD")
        hooks = "[{id: cop-kb-fmt}, {id: cop-kb-validate}]"
        (root / ".pre-commit-config.yaml").write_text(
            f"repos:\n  - repo: {place}\n    rev: {revision}\n    hooks: {hooks}\n", "utf-8"
        )
        git_out(root, "commit", "--quiet", "--all", "--message", "Hooks")
    environment = os.environ | {"PRE_COMMIT_HOME": str(store)}
    installed = subprocess.run(
        [f"{SCRIPTS}/pre-commit", "install", "--install-hooks"],
        cwd=root,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert installed.returncode == 0, installed.stdout + installed.stderr
    return root


@pytest.mark.packaging
def test_pre_commit_refuses_a_bad_document_and_passes_a_good_one(kb, store):
    def commit(text):
        (kb / PLAYBOOK).parent.mkdir(exist_ok=True)
        (kb / PLAYBOOK).write_text(text, "utf-8")
        git_out(kb, "add", "--all")
        path = f"{SCRIPTS}{os.pathsep}{os.environ['PATH']}"
        return git(kb, "commit", "--message", "Say how", PRE_COMMIT_HOME=str(store), PATH=path)

    before = git_out(kb, "rev-parse", "HEAD")
    refused = commit(BAD)
    assert refused.returncode == 1
    assert "finished" in refused.stdout + refused.stderr
    assert PLAYBOOK in refused.stdout + refused.stderr

    put_in_order = commit(DISORDERED)
    assert put_in_order.returncode == 1
    assert "files were modified by this hook" in put_in_order.stdout + put_in_order.stderr
    assert (kb / PLAYBOOK).read_text("utf-8") == GOOD
    assert git_out(kb, "rev-parse", "HEAD") == before

    passed = commit(GOOD)
    assert passed.returncode == 0, passed.stdout + passed.stderr
    assert git_out(kb, "rev-parse", "HEAD") != before
