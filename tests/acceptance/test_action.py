"""The action for GitHub takes its inputs as data."""

import pytest

from tests.acceptance.workflows import (
    ROOT,
    SCRIPTS,
    calls_in,
    fake_program,
    run_script,
    script,
)


def test_it_installs_the_commit_that_names_it_or_a_version(tmp_path):
    calls = fake_program(tmp_path / "bin", "python")
    text = script(ROOT / "action.yml", "Install cop-kb")
    for version in ("", "1.2"):
        done = run_script(
            text, tmp_path, path=tmp_path / "bin", VERSION=version, ACTION="/the/action"
        )
        assert done.returncode == 0, done.stderr
    assert [call[-1] for call in calls_in(calls)] == ["/the/action", "cop-kb==1.2"]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ("validate --format github", ["validate", "--format", "github"]),
        ("new question 'Who may?'", ["new", "question", "Who may?"]),
        ("build\n--strict\n", ["build", "--strict"]),
        ("$(touch pwned) ; touch pwned", ["$(touch", "pwned)", ";", "touch", "pwned"]),
    ],
)
def test_arguments_are_split_and_never_run(tmp_path, arguments, expected):
    calls = fake_program(tmp_path / "bin", "cop-kb")
    text = script(ROOT / "action.yml", "Run cop-kb")
    done = run_script(text, tmp_path, path=tmp_path / "bin", ARGS=arguments)

    assert done.returncode == 0, done.stderr
    assert calls_in(calls) == [expected]
    assert not (tmp_path / "pwned").exists()


def test_findings_fail_it(runner):
    text = script(ROOT / "action.yml", "Run cop-kb")
    (runner / "docs/ours/index.md").write_text("---\ntype: [\n---\n", "utf-8")
    done = run_script(text, runner, path=SCRIPTS, ARGS="validate --format github")

    assert done.returncode == 1
    assert "::error file=docs/ours/index.md" in done.stdout
