"""A fork brings documents; nothing else that it changes has an effect on how they are checked and built."""

import shutil

import pytest

from tests.acceptance.workflows import SCRIPTS, commit, git, gitlab_parts, run_script, script

FORKED = {
    "mkdocs.yml": "site_name: Theirs\nhooks: [evil.py]\n",
    "evil.py": "raise SystemExit('pwned')\n",
    "pip.py": "raise SystemExit('pwned')\n",
    "requirements.txt": "evil\n",
    "content_types/evil.yaml": "title: Evil\n",
    "docs/ours/playbooks/new.md": "# New\n\n## Use when\n\nIt is new.\n",
}


@pytest.fixture
def fork(runner):
    """The merge of a fork that changes far more than documents, as GitHub checks it out; ``main`` has moved on, too."""
    (runner / "docs/ours/old.md").write_text("# Old\n", "utf-8")
    commit(runner, "An old page")
    git(runner, "switch", "--quiet", "--create", "fork")
    for name, text in FORKED.items():
        (runner / name).parent.mkdir(parents=True, exist_ok=True)
        (runner / name).write_text(text, "utf-8")
    (runner / "docs/ours/old.md").unlink()
    (runner / "README.md").unlink()
    commit(runner, "Documents, and more")
    git(runner, "switch", "--quiet", "main")
    (runner / "docs/ours/meanwhile.md").write_text("# Meanwhile\n", "utf-8")
    commit(runner, "Meanwhile")
    return merge(runner)


def merge(folder):
    git(folder, "switch", "--quiet", "--detach", "main")
    git(folder, "merge", "--quiet", "--no-ff", "--no-edit", "fork")
    return folder


def take_on_github(folder, scaffolded):
    path = scaffolded / "github/.github/workflows/knowledge-base.yml"
    return run_script(script(path, "Take nothing but documents from a fork"), folder, DOCS="docs")


def take_on_gitlab(folder, scaffolded):
    _, jobs = gitlab_parts(scaffolded / "gitlab/.gitlab/cop-kb.gitlab-ci.yml")
    *lines, install = jobs[".cop-kb"]["before_script"]
    assert "pip install" in install
    return run_script(
        "\n".join(lines),
        folder,
        DOCS=jobs[".cop-kb"]["variables"]["DOCS"],
        CI_MERGE_REQUEST_SOURCE_PROJECT_PATH="somebody/ours",
        CI_MERGE_REQUEST_PROJECT_PATH="we/ours",
        CI_MERGE_REQUEST_DIFF_BASE_SHA=git(folder, "rev-parse", "HEAD^1"),
    )


both = pytest.mark.parametrize("take", [take_on_github, take_on_gitlab])


@both
def test_everything_but_documents_is_ours(fork, scaffolded, run, take):
    done = take(fork, scaffolded)

    assert done.returncode == 0, done.stderr
    outside = git(fork, "diff", "--name-only", "HEAD^1", "--", ".", ":!docs")
    assert outside == ""
    assert git(fork, "ls-files", "--others") == ""
    assert not (fork / "pip.py").exists()
    assert (fork / "README.md").exists()
    changed = git(fork, "diff", "--name-status", "HEAD^1", "--", "docs").splitlines()
    assert set(changed) == {"A\tdocs/ours/playbooks/new.md", "D\tdocs/ours/old.md"}
    checked = run("validate", cwd=fork)
    built = run("build", cwd=fork)
    assert (checked.returncode, built.returncode) == (0, 0), checked.stdout + built.stderr
    assert (fork / "site/ours/playbooks/new/index.html").is_file()
    assert (fork / "site/ours/meanwhile/index.html").is_file()


@both
@pytest.mark.parametrize("place", ["docs", "docs/ours/link.md"])
def test_a_link_is_refused(fork, scaffolded, take, place):
    git(fork, "switch", "--quiet", "fork")
    if place == "docs":
        shutil.rmtree(fork / "docs")
    (fork / place).symlink_to("/etc")
    commit(fork, "A link")
    git(fork, "switch", "--quiet", "--detach", "main")
    git(fork, "merge", "--quiet", "--no-ff", "--no-edit", "-s", "ours", "fork")
    git(fork, "read-tree", "-u", "--reset", "fork")
    git(fork, "commit", "--quiet", "--amend", "--no-edit")

    done = take(fork, scaffolded)

    assert done.returncode == 1
    assert "may not bring links" in done.stdout


@both
def test_another_repository_is_refused(fork, scaffolded, take):
    git(fork, "switch", "--quiet", "fork")
    entry = f"160000,{git(fork, 'rev-parse', 'HEAD')},docs/ours/other"
    git(fork, "update-index", "--add", "--cacheinfo", entry)
    git(fork, "commit", "--quiet", "--message", "Another repository")

    assert take(merge(fork), scaffolded).returncode == 1


def test_a_run_says_what_changes_for_readers(fork, scaffolded, workflows, tmp_path):
    assert take_on_github(fork, scaffolded).returncode == 0
    summary = tmp_path / "summary.md"
    text = script(workflows / "knowledge-base.yml", "Say what changes for readers")
    done = run_script(text, fork, path=SCRIPTS, GITHUB_STEP_SUMMARY=str(summary))

    assert done.returncode == 0, done.stderr
    said = summary.read_text("utf-8")
    assert "New" in said
    assert "evil" not in said.casefold()


@pytest.mark.parametrize("job", ["check", "what-changes", "site"])
def test_the_jobs_of_gitlab_leave_what_they_promise(fork, scaffolded, job):
    assert take_on_gitlab(fork, scaffolded).returncode == 0
    _, jobs = gitlab_parts(scaffolded / "gitlab/.gitlab/cop-kb.gitlab-ci.yml")
    base = git(fork, "rev-parse", "HEAD^1")
    text = "\n".join(jobs[job]["script"])
    done = run_script(text, fork, path=SCRIPTS, CI_MERGE_REQUEST_DIFF_BASE_SHA=base)

    assert done.returncode == 0, done.stdout + done.stderr
    artifacts = jobs[job]["artifacts"]
    for path in [*artifacts.get("paths", ()), *artifacts.get("reports", {}).values()]:
        assert (fork / path).exists()
