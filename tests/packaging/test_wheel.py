"""The wheel holds what git tracks, the data folders included, and nothing else."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.packaging


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    """Build a wheel by way of the sdist, as a release is built."""
    folder = tmp_path_factory.mktemp("dist")
    built = subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert built.returncode == 0, built.stdout + built.stderr
    (path,) = folder.glob("*.whl")
    return path


def _names(wheel: Path) -> list[str]:
    with zipfile.ZipFile(wheel) as archive:
        return archive.namelist()


def _tracked(folder: str) -> list[str]:
    # Files that are new and not ignored count too, so that the test can be run before a commit.
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", folder],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return sorted({name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()})


def test_the_wheel_holds_what_git_tracks(wheel):
    expected = _tracked("cop_kb")
    for folder in ("content_schema", "theme"):
        files = _tracked(folder)
        assert files, f"{folder} is empty"
        expected += [f"cop_kb/_data/{name}" for name in files]

    found = [name for name in _names(wheel) if not name.split("/")[0].endswith(".dist-info")]

    assert sorted(found) == sorted(expected)


def test_the_wheel_says_what_it_is(wheel):
    told = {name.split("/", 1)[1] for name in _names(wheel) if ".dist-info/" in name}

    assert told == {"METADATA", "RECORD", "WHEEL", "entry_points.txt", "licenses/LICENSE"}


def test_the_checkout_has_no_copy_of_the_data():
    """``resources.folder`` would take an old copy for the real thing."""
    assert not (ROOT / "cop_kb" / "_data").exists()
