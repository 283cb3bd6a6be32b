"""The same site to the byte, whoever builds it and with however many workers."""

import gzip
import subprocess
import sys
from pathlib import Path

import pytest

from tests.benchmarks.generator import generate

DOCUMENTS = 300
# A steward's own navigation, Material's search (it collects words page by page and writes them at the end) and redirects.
PLUGINS = """\
  - search
  - redirects:
      redirect_maps:
        old.md: index.md
"""


@pytest.fixture(scope="module")
def kb(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("same") / "kb"
    generate(folder, DOCUMENTS)
    return folder


def site(folder: Path) -> dict[str, object]:
    """Every file by its path; the search bundle, which differs from run to run, by its decoded texts."""
    contents: dict[str, object] = {}
    fragments = []
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        name = path.relative_to(folder).as_posix()
        if name.endswith(".pf_fragment"):
            fragments.append(gzip.decompress(path.read_bytes()))
        elif not name.startswith("pagefind/"):
            contents[name] = path.read_bytes()
    contents["pagefind"] = sorted(fragments)
    return contents


def build(command: list[str], folder: Path, site_dir: Path) -> dict[str, object]:
    done = subprocess.run(
        [*command, "--site-dir", site_dir],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return site(site_dir)


COP_KB = [str(Path(sys.executable).parent / "cop-kb"), "build"]
MKDOCS = [sys.executable, "-m", "mkdocs", "build", "--quiet"]


def test_two_workers_build_what_mkdocs_builds(kb, tmp_path):
    ours = build([*COP_KB, "--jobs", "2"], kb, tmp_path / "ours")
    theirs = build(MKDOCS, kb, tmp_path / "theirs")

    assert len([name for name in ours if name.endswith("index.html")]) > DOCUMENTS
    assert ours["pagefind"] != []
    assert_same(ours, theirs)


def test_with_a_navigation_and_plugins_of_the_steward(kb, tmp_path):
    config = kb / "mkdocs.yml"
    original = config.read_text(encoding="utf-8")
    charters = sorted(
        path.relative_to(kb / "docs").as_posix() for path in kb.glob("docs/*/index.md")
    )
    nav = "".join(f"  - Community {number}: {charter}\n" for number, charter in enumerate(charters))
    documents = sorted(
        path.relative_to(kb / "docs").as_posix() for path in kb.glob("docs/*/*/*.md")
    )
    nav += "  - Reading:\n" + "".join(f"    - {document}\n" for document in documents[::9])
    changed = original.replace("plugins: [cop-kb]\n", "plugins:\n  - cop-kb\n" + PLUGINS)
    config.write_text(f"{changed}nav:\n{nav}", encoding="utf-8")
    try:
        ours = build([*COP_KB, "--jobs", "2"], kb, tmp_path / "ours")
        theirs = build(MKDOCS, kb, tmp_path / "theirs")
    finally:
        config.write_text(original, encoding="utf-8")

    assert "old/index.html" in ours
    assert "search/search_index.json" in ours
    assert_same(ours, theirs)


def test_workers_share_pages_when_plugins_do_not_touch_them(kb, tmp_path):
    done = subprocess.run(
        [*COP_KB, "--jobs", "2", "--site-dir", tmp_path / "site"],
        cwd=kb,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert "one after the other" not in done.stderr


def assert_same(ours: dict[str, object], theirs: dict[str, object]) -> None:
    assert sorted(ours) == sorted(theirs)
    different = [name for name, content in ours.items() if theirs[name] != content]
    assert different == []
