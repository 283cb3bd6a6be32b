"""The benchmark of the history runs on a real repository, and does not hide that there is none."""

import subprocess

import pytest

from tests.benchmarks.compare import CommandFailedError
from tests.benchmarks.history import main


def test_each_run_has_a_row(tmp_path, capsys):
    (tmp_path / "a.md").write_text("A page", encoding="utf-8")
    for command in (["init", "--quiet"], ["add", "a.md"], ["commit", "--quiet", "-m", "Work"]):
        subprocess.run(["git", *command], cwd=tmp_path, check=True)

    assert main([str(tmp_path), "--repeats", "1"]) == 0
    assert capsys.readouterr().out.count("\n") == 5


def test_no_history_is_no_result(tmp_path):
    with pytest.raises(CommandFailedError, match="no history"):
        main([str(tmp_path), "--repeats", "1"])
