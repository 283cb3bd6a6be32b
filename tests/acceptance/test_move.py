"""``cop-kb move`` on a real collection: 20 random moves, one after the other.

Afterwards no link is broken that was not broken before, every link leads to what it led to, every old address redirects
on the built site, and nothing but addresses has changed in any file.
"""

import json
import posixpath
import random
import re
import shutil
import subprocess
from collections import Counter
from urllib.parse import unquote, urljoin

import pytest

from cop_kb.config import load_config
from cop_kb.load import load_knowledge_base
from tests.acceptance.test_collections import PLAYBOOK, scratch

MOVES = 20
_REFRESH = re.compile(r'<meta http-equiv="refresh" content="0; url=([^"]*)">')


def kb_of(folder):
    return load_knowledge_base(load_config(folder / "mkdocs.yml"))


def landing(kb, uri):
    """Return the page that a link gets its reader to, or the address where there is none."""
    for name in ("index.md", "README.md"):
        page = posixpath.normpath(posixpath.join(uri, name))
        if uri not in kb.files and page in kb.documents_by_uri:
            return page
    return uri


def links_of(kb):
    """Return where the links of each document lead, in order; addresses of other sites are empty."""
    return {
        d.src_uri: [(landing(kb, uri) if uri else "", name) for uri, name in d.record.targets]
        for d in kb.documents
    }


def random_move(kb, chance):
    """Return something that is there and a place where nothing is: a document or a folder, renamed or elsewhere."""
    folders = sorted(
        f for f in kb.files.folders if any(d.src_uri.startswith(f"{f}/") for d in kb.documents)
    )
    pages = sorted(
        kb.documents_by_uri.keys() - {"README.md"}
    )  # the site makes a first page where none is
    old = chance.choice(folders if chance.random() < 0.4 else pages)
    ending = posixpath.splitext(old)[1]
    parents = [
        f for f in ["", *folders, "new folder", "Größe"] if f != old and not f.startswith(f"{old}/")
    ]
    name = f"moved {chance.randrange(10**6)}{ending}"
    return old, posixpath.join(chance.choice(parents), name)


def moved(uri, history):
    for old, new in history:
        if uri == old or uri.startswith(f"{old}/"):
            uri = new + uri.removeprefix(old)
    return uri


@pytest.fixture(scope="module")
def after_moves(shared, tmp_path_factory, run):
    folder = scratch(PLAYBOOK, shared, tmp_path_factory.mktemp("moves"))
    for arguments in (["init", "-q"], ["add", "."], ["commit", "-qm", "All"]):
        subprocess.run(["git", *arguments], cwd=folder, check=True)
    before = tmp_path_factory.mktemp("before") / "kb"
    shutil.copytree(folder, before)
    chance, history = random.Random(2026), []
    for _ in range(MOVES):
        old, new = random_move(kb_of(folder), chance)
        done = run("move", old, new, cwd=folder)
        assert done.returncode == 0, (old, new, done.stderr)
        assert "New findings" not in done.stdout, (old, new, done.stdout)
        assert "look at" not in done.stdout, (old, new, done.stdout)
        history.append((old, new))
    return before, folder, history


def test_every_link_leads_where_it_did(after_moves):
    before, after, history = after_moves
    then, now = kb_of(before), kb_of(after)

    wanted = {
        moved(uri, history): [(uri and moved(uri, history), name) for uri, name in links]
        for uri, links in links_of(then).items()
    }
    assert links_of(now) == wanted
    assert {moved(uri, history) for uri in then.files} == set(now.files)


def test_no_link_is_broken_that_was_not_before(after_moves, run):
    before, after, _ = after_moves
    counted = []
    for folder in (before, after):
        report = json.loads(run("validate", "--format", "json", cwd=folder).stdout)
        counted.append(Counter(f["rule"] for f in report["diagnostics"]))
    assert counted[0] == counted[1]


def test_nothing_but_addresses_has_changed(after_moves):
    """Byte for byte: without what stands in brackets after a link, in a definition or in an attribute, all is the same."""
    before, after, history = after_moves
    address = re.compile(
        rb"""\]\([^\n]*?\)|^\[[^\n]*\]: [^\n]*|(?:src|href)="[^"]*\"""", re.MULTILINE
    )
    changed = 0
    for path in sorted((before / "docs").rglob("*")):
        if not path.is_file():
            continue
        uri = moved(path.relative_to(before / "docs").as_posix(), history)
        old, new = path.read_bytes(), (after / "docs" / uri).read_bytes()
        assert address.sub(b"", new) == address.sub(b"", old), uri
        changed += old != new
    assert changed > MOVES


def test_each_old_address_redirects(after_moves, run):
    before, after, history = after_moves
    done = run("build", "--no-strict", cwd=after)
    assert done.returncode == 0, done.stderr
    moves = 0
    for document in kb_of(before).documents:
        uri, ends = document.src_uri, moved(document.src_uri, history)
        if uri == ends:
            continue
        moves += 1
        html = (after / "site" / address_of(uri) / "index.html").read_text(encoding="utf-8")
        to = _REFRESH.search(html)
        assert to, uri
        assert unquote(urljoin(f"/{address_of(uri)}/", to[1])).strip("/") == address_of(ends), uri
    assert moves > MOVES
    assert "redirects.yml" not in {path.name for path in (after / "site").rglob("*")}


def address_of(uri):
    folder, name = posixpath.split(uri.removesuffix(".md"))
    return folder if name in ("index", "README") else posixpath.join(folder, name)
