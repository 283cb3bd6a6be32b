"""Runs git: fixed arguments, a clean environment, and nothing of a surrounding hook. GitPython is imported when used."""

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from cop_kb.errors import GitError

if TYPE_CHECKING:
    from git import Git

# Variables that tie git to one repository, such as those that a hook sets (`git rev-parse --local-env-vars`), and
# those that change what a path means.
_SET_ASIDE = (
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_DIR",
    "GIT_GLOB_PATHSPECS",
    "GIT_GRAFT_FILE",
    "GIT_ICASE_PATHSPECS",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_LITERAL_PATHSPECS",
    "GIT_NAMESPACE",
    "GIT_NOGLOB_PATHSPECS",
    "GIT_OBJECT_DIRECTORY",
    "GIT_PREFIX",
    "GIT_QUARANTINE_PATH",
    "GIT_SHALLOW_FILE",
    "GIT_WORK_TREE",
)
# A path means itself; a bare repository among the files of another is not taken for one; no program watches files, and
# none runs before or after.
_GIT = (
    "git",
    "--literal-pathspecs",
    "-c",
    "safe.bareRepository=explicit",
    "-c",
    "core.fsmonitor=false",
    "-c",
    f"core.hooksPath={os.devnull}",
)


def run(
    folder: Path,
    *arguments: str,
    given: bytes | None = None,
    environment: Mapping[str, str] | None = None,
) -> str:
    """Run git in ``folder`` and return what it prints, without the last line break.

    Args:
        folder: Where; of a folder that does not exist, the nearest one above it.
        arguments: The command and its arguments, paths behind ``--``.
        given: What it reads from its input.
        environment: Further variables.

    Raises:
        GitError: git refused, or cannot be run; the message is git's own, in English.
    """
    return run_bytes(folder, *arguments, given=given, environment=environment).decode(
        "utf-8", "surrogateescape"
    )


def run_bytes(
    folder: Path,
    *arguments: str,
    given: bytes | None = None,
    environment: Mapping[str, str] | None = None,
) -> bytes:
    """Run git as ``run`` does, and return the very bytes, without the last line break."""
    existing = next(f for f in (folder.absolute(), *folder.absolute().parents) if f.is_dir())
    with _own_repository() as git_in, _input(given) as stream:
        from git.exc import GitError as Refused

        try:
            return git_in(existing).execute(
                [*_GIT, *arguments],
                istream=stream,
                stdout_as_string=False,
                env=dict(environment or {}),
            )
        except Refused as error:
            hint = "Mend that and try again."
            raise GitError(f"git says: {_reason(error)}", hint, folder) from error


def ask(folder: Path, *arguments: str, environment: Mapping[str, str] | None = None) -> str | None:
    """Return what git prints, or None when it refuses or cannot be run."""
    try:
        return run(folder, *arguments, environment=environment)
    except GitError:
        return None


def _reason(error: Exception) -> str:
    lines = str(getattr(error, "stderr", "") or error).strip().splitlines()
    return lines[-1].strip().removeprefix("stderr: ").strip("'") if lines else ""


@contextmanager
def _input(given: bytes | None) -> Iterator[int | None]:
    """Give git a file to read from, by its number."""
    if given is None:
        yield None
        return
    with tempfile.TemporaryFile() as stream:
        stream.write(given)
        stream.seek(0)
        yield stream.fileno()


@contextmanager
def _own_repository() -> "Iterator[type[Git]]":
    """Run git by the folder alone: what a surrounding hook says of its repository is set aside meanwhile.

    GitPython adds to the environment and cannot take away from it.
    """
    os.environ.setdefault("GIT_PYTHON_REFRESH", "quiet")  # without git it would fail at import
    from git import Git

    kept = {name: os.environ.pop(name) for name in _SET_ASIDE if name in os.environ}
    try:
        yield Git
    finally:
        os.environ.update(kept)
