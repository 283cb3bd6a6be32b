"""What is passed on of git's answers."""

from types import SimpleNamespace

import pytest

from cop_kb.errors import GitError
from cop_kb.git.answers import answer, first_words, reason_of_push


def _lines(stderr: str, stdout: str = "") -> list[str]:
    error = GitError("git refused")
    error.__cause__ = Exception()
    vars(error.__cause__).update(vars(SimpleNamespace(stderr=stderr, stdout=stdout)))
    return answer(error)


@pytest.mark.parametrize(
    ("stderr", "words"),
    [
        (
            "\n  stderr: 'git@example.org: Permission denied (publickey).\r\n"
            "fatal: Could not read from remote repository.\n\nPlease make sure'",
            "git@example.org: Permission denied (publickey)",
        ),
        (
            "Warning: Permanently added 'example.org' to the list of known hosts.\n"
            "ERROR: Repository not found.\nfatal: Could not read from remote repository.",
            "Repository not found",
        ),
        (
            "fatal: unable to access 'https://ada:secret@example.org/kb.git/': Could not resolve host",
            "unable to access 'https://example.org/kb.git/': Could not resolve host",
        ),
        (
            "fatal: unable to access 'https://ada:se@cr/et@example.org/kb.git/': Could not resolve host",
            "unable to access 'https://example.org/kb.git/': Could not resolve host",
        ),
        (
            "fatal: unable to access 'https://example.org/kb.git?private_token=secret/': Failed to connect",
            "unable to access 'https://example.org/kb.git': Failed to connect",
        ),
        ("remote: error: GH001: Large files detected.", "GH001: Large files detected"),
        ("", ""),
    ],
)
def test_the_first_line_that_says_something_counts_and_passwords_do_not(stderr, words):
    assert first_words(_lines(stderr)) == words


def test_why_a_push_failed_is_what_both_sides_say():
    stderr = (
        "remote: error: GH006: Protected branch update failed for refs/heads/gh-pages.\n"
        "error: failed to push some refs to 'https://example.org/kb.git'\n"
    )
    status = "To https://example.org/kb.git\n!\tabc:refs/heads/gh-pages\t[remote rejected] (protected branch hook declined)\nDone"
    assert reason_of_push(_lines(stderr, status)) == (
        "GH006: Protected branch update failed for refs/heads/gh-pages; protected branch hook declined"
    )
    assert reason_of_push(_lines("fatal: the remote end hung up")) == "the remote end hung up"
