"""Knowledge bases as ``init`` makes them for a host, and a clone of one as a runner of the host has it."""

import pytest

from tests.acceptance.workflows import git


@pytest.fixture(scope="session")
def scaffolded(tmp_path_factory, run):
    """New knowledge bases with all types, ``github`` and ``gitlab``."""
    folder = tmp_path_factory.mktemp("scaffolded")
    for host in ("github", "gitlab"):
        done = run("init", host, "--name", "Ours", "--ci", host, "--types", "all", cwd=folder)
        assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="session")
def workflows(scaffolded):
    """The folder of the workflows for GitHub."""
    return scaffolded / "github/.github/workflows"


@pytest.fixture
def runner(scaffolded, tmp_path):
    """A clone of the knowledge base for GitHub; beside it the bare repository that it comes from, ``origin.git``."""
    git(tmp_path, "clone", "--quiet", "--bare", str(scaffolded / "github"), "origin.git")
    git(tmp_path, "clone", "--quiet", "origin.git", "runner")
    return tmp_path / "runner"
