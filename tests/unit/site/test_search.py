"""The search index, made by the real Pagefind."""

import importlib.util
import json
import zlib
from pathlib import Path

import pagefind_bin
import pytest

from cop_kb.errors import BuildError
from cop_kb.site.search import index_site

PAGE = """\
<!doctype html><html lang="en"><body>
<p><a data-pagefind-filter="type">Playbook</a></p>
<div data-pagefind-body><h1>Roll back<a class="headerlink">pilcrow</a></h1><p>Say it aloud.</p></div>
</body></html>
"""


def fragments(site: Path) -> list[dict]:
    found = []
    for path in sorted((site / "pagefind/fragment").iterdir()):
        unpacked = zlib.decompress(path.read_bytes(), wbits=31).decode()
        found.append(json.loads(unpacked[unpacked.index("{") :]))
    return found


def test_only_pages_that_say_so_can_be_found(tmp_path):
    (tmp_path / "index.html").write_text("<html lang='en'><body>Home</body></html>", "utf-8")
    (tmp_path / "a").mkdir()
    (tmp_path / "a/index.html").write_text(PAGE, "utf-8")

    assert index_site(tmp_path, quiet=True) == (1, "")
    (page,) = fragments(tmp_path)
    assert page["url"] == "/a/"
    assert page["content"] == "Roll back. Say it aloud."
    assert page["filters"] == {"type": ["Playbook"]}


def test_what_the_site_does_not_use_is_not_published(tmp_path):
    (tmp_path / "index.html").write_text(PAGE, "utf-8")
    index_site(tmp_path, quiet=True)

    names = {path.name for path in (tmp_path / "pagefind").iterdir()}
    assert "pagefind.js" in names
    assert not [name for name in names if "-ui" in name or "highlight" in name]


def test_it_says_nothing_when_asked_to_be_quiet(tmp_path, capfd):
    (tmp_path / "index.html").write_text(PAGE, "utf-8")
    index_site(tmp_path, quiet=True)

    assert capfd.readouterr() == ("", "")


def test_a_failure_is_told_in_words(tmp_path):
    with pytest.raises(BuildError, match="Pagefind could not index the site") as caught:
        index_site(tmp_path, quiet=True)

    assert "search: false" in caught.value.hint


def test_a_program_that_cannot_run_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(pagefind_bin, "get_executable", lambda: tmp_path / "missing")

    with pytest.raises(BuildError, match="Pagefind cannot be run"):
        index_site(tmp_path, quiet=True)


def test_without_pagefind_there_is_a_notice(tmp_path, monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)

    result = index_site(tmp_path, quiet=True)
    assert result.pages == 0
    assert "pip install pagefind-bin" in result.notice


def test_a_configuration_file_of_the_working_directory_changes_nothing(tmp_path, monkeypatch):
    (tmp_path / "index.html").write_text(PAGE, "utf-8")
    (tmp_path / "pagefind.yml").write_text("exclude_selectors: [p]\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    index_site(tmp_path, quiet=True)

    assert "Say it aloud" in fragments(tmp_path)[0]["content"]
