"""Measuring itself works: what a process took is read, and a failure is shown with its output."""

import sys

import pytest

from tests.benchmarks.compare import CommandFailedError, clean, compare, main, measure


def python(code: str) -> tuple[str, ...]:
    return (sys.executable, "-c", code)


def test_time_and_memory_of_children_are_included(tmp_path):
    small = measure(python("pass"), tmp_path)
    inner = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'bytearray(range(200)) * 500_000'])"
    large = measure(python(inner), tmp_path)
    assert small.seconds > 0
    assert small.cpu > 0
    # Not the memory of the process that measures.
    assert small.memory < 30_000_000
    assert large.memory > 100_000_000


def test_a_failure_shows_the_last_lines(tmp_path):
    with pytest.raises(CommandFailedError, match=r"(?s)exit code 3:.*the reason"):
        measure(python("import sys; print('the reason'); sys.exit(3)"), tmp_path)


def test_a_command_that_is_not_there_is_named(tmp_path):
    with pytest.raises(CommandFailedError, match="does not start"):
        measure(("no-such-command-anywhere",), tmp_path)


def test_a_cold_run_starts_from_what_was_given(tmp_path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").touch()
    given = frozenset(path.name for path in tmp_path.iterdir())
    (tmp_path / "site" / "a").mkdir(parents=True)
    (tmp_path / ".cache").touch()
    (tmp_path / "link").symlink_to(tmp_path / "docs", target_is_directory=True)
    clean(tmp_path, given)
    assert {path.name for path in tmp_path.iterdir()} == given


def test_commands_that_fail_have_rows_that_say_so(tmp_path, capsys):
    (tmp_path / "docs").mkdir()
    rows = list(compare(tmp_path, repeats=2))
    assert all("failed" in row for row in rows)
    # Each is tried once only.
    assert capsys.readouterr().err.count("mkdocs build (plain)\n") == 1


def test_arguments_are_checked(tmp_path, capsys):
    with pytest.raises(SystemExit) as stopped:
        main(["--repeats", "0"])
    assert stopped.value.code == 2
    assert main(["--documents", "3", "--keep", str(tmp_path)]) == 2
    assert "needs 10 documents" in capsys.readouterr().err
