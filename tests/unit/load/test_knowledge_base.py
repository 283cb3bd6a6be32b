"""From a folder to the model: with and without the cache, in one process and in several."""

import json
import os
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cop_kb.errors import CopKbError
from cop_kb.load.knowledge_base import read_records
from cop_kb.load.walk import walk

OLD = 1_700_000_000_000_000_000


def settle(folder):
    """Make all files old enough to be trusted by their time."""
    for path in folder.docs.rglob("*.md"):
        os.utime(path, ns=(OLD, OLD))


def records(folder, jobs=1):
    return read_records(folder.config, walk(folder.docs), jobs)


@pytest.fixture
def filled(folder):
    """A knowledge base that has something of everything."""
    folder.community("incidents")
    folder.page("incidents/members/maya.md", "# Maya\n")
    folder.page("incidents/playbooks/one.md", "---\nowners: [maya]\ntags: [a, b]\n---\n# One\n")
    folder.page("incidents/playbooks/two.md", "---\ntitle: a: b\n---\n# Two\n[x](none.md)\n")
    folder.page("latin.md", b"# Caf\xe9\n")
    settle(folder)
    return folder


def test_the_cache_changes_nothing(filled):
    cold = records(filled)
    assert (filled.root / ".cop-kb" / "cache" / "records").is_file()
    assert records(filled) == cold
    filled.configure("cache: false")
    assert records(filled) == cold


def test_findings_from_the_cache_are_the_same(filled):
    cold = filled.check()
    assert cold
    assert filled.check() == cold


def test_what_did_not_change_is_not_read_again(filled):
    before = records(filled)
    (filled.docs / "latin.md").write_bytes(b"# CAF\xe9\n")
    os.utime(filled.docs / "latin.md", ns=(OLD, OLD))
    assert records(filled) == before, "neither size nor time has changed"


@pytest.mark.parametrize("change", ["size", "time", "gone", "new"])
def test_what_changed_is_read_again(filled, change):
    before = {record.src_uri: record for record in records(filled)}
    path = filled.docs / "latin.md"
    if change == "size":
        path.write_bytes(b"# Cafeteria\n")
        os.utime(path, ns=(OLD, OLD))
    elif change == "time":
        path.write_bytes(b"# Cafe\n")
    elif change == "gone":
        path.unlink()
    else:
        path.rename(path.with_name("other.md"))
    after = {record.src_uri: record for record in records(filled)}
    filled.configure("cache: false")
    assert after == {record.src_uri: record for record in records(filled)}
    assert after != before


def test_a_file_that_was_just_written_is_read_again(filled):
    path = filled.docs / "latin.md"
    path.write_bytes(b"# aaaa\n")
    now = time.time_ns()
    os.utime(path, ns=(now, now))
    records(filled)
    path.write_bytes(b"# bbbb\n")
    os.utime(path, ns=(now, now))
    assert next(r for r in records(filled) if r.src_uri == "latin.md").heading == "bbbb"


def test_a_rule_sees_a_change_of_its_type(filled):
    filled.page("incidents/playbooks/three.md", "---\nstatus: published\n---\n# Three\n")
    assert [d for d in filled.found("missing-field") if "three" in d.path]
    filled.write(
        "content_types/playbook.yaml",
        "title: T\nplural: T\nfolder: playbooks\ndescription: T\n",
    )
    assert not [d for d in filled.found("missing-field") if "three" in d.path]


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None
)
@given(data=st.data())
def test_a_damaged_cache_is_as_good_as_none(filled, data):
    filled.check()
    expected = filled.check()
    for name in ("records", "findings"):
        path = filled.root / ".cop-kb" / "cache" / name
        content = bytearray(path.read_bytes())
        kind = data.draw(st.sampled_from(["flip", "cut", "foreign", "empty"]))
        if kind == "flip":
            content[data.draw(st.integers(0, len(content) - 1))] ^= data.draw(st.integers(1, 255))
        elif kind == "cut":
            del content[data.draw(st.integers(0, len(content) - 1)) :]
        else:
            content = data.draw(st.binary(max_size=50)) if kind == "foreign" else b""
        path.write_bytes(content)
    assert filled.check() == expected


def test_a_cache_that_cannot_be_written_is_no_failure(filled):
    (filled.root / ".cop-kb").write_text("in the way", encoding="utf-8")
    assert filled.check()


def test_the_cache_is_kept_out_of_git(filled):
    records(filled)
    assert (filled.root / ".cop-kb" / ".gitignore").read_text("utf-8") == "*\n"


def test_several_processes_read_the_same(folder):
    folder.configure("cache: false").community("incidents")
    for number in range(600):
        front_matter = f"tags: [a, t{number % 7}]" if number % 3 else "title: a: b"
        folder.page(
            f"incidents/playbooks/p{number}.md",
            f"---\n{front_matter}\n---\n# T{number}\n\n- [ ] [x](p{number + 1}.md)\n",
        )
    assert records(folder, jobs=1) == records(folder, jobs=3)


def test_no_markdown_file_is_nothing_to_check(folder):
    folder.page("logo.png", b"").page("notes.txt", b"")
    with pytest.raises(CopKbError, match=r"There is no Markdown file in .*docs"):
        folder.load()


def test_files_that_are_refused_are_findings_and_no_files(folder):
    folder.page("index.md", "# T\n\n[x](link.md)\n")
    (folder.docs / "link.md").symlink_to("/etc/passwd")
    os.mkfifo(folder.docs / "pipe.png")
    assert [(d.path, d.rule) for d in folder.check() if d.rule == "unreadable-file"] == [
        ("docs/link.md", "unreadable-file"),
        ("docs/pipe.png", "unreadable-file"),
    ]
    assert len(folder.found("broken-link")) == 1
    assert folder.load().files == {"index.md"}


def test_a_file_that_vanishes_after_the_walk_is_a_finding(folder):
    folder.page("index.md").page("gone.md")
    entries = walk(folder.docs)
    (folder.docs / "gone.md").unlink()
    gone, index = read_records(folder.config, entries, 1)
    assert gone.details().findings[0].rule == "unreadable-file"
    assert not index.troubled


def hostile_pages(shared):
    cases = json.loads((shared / "hostile" / "cases.json").read_text("utf-8"))
    return [shared / "hostile" / case["file"] for case in cases if case["kind"] == "md"]


def test_hostile_pages_are_loaded_and_checked_without_harm(folder, shared):
    folder.configure("cache: false").community("incidents")
    pages = hostile_pages(shared)
    assert len(pages) > 20
    for page in pages:
        folder.page(f"incidents/playbooks/{page.name}", page.read_bytes())
        folder.page(f"plain/{page.name}", page.read_bytes())
    begun = time.process_time()
    kb = folder.load()
    diagnostics = folder.check()
    assert time.process_time() - begun < 10
    assert len(kb.documents) == 2 * len(pages) + 1
    assert diagnostics
    assert all(d.line >= 1 and d.column >= 1 and d.message and d.hint for d in diagnostics)


def test_types_without_that_of_communities_are_refused(folder):
    folder.configure("types: [playbook]").page("c/playbooks/a.md")
    with pytest.raises(CopKbError, match="leaves out the type of communities") as refused:
        folder.load()
    assert refused.value.hint == "Add it: community"


def test_when_it_is_unclear_what_a_community_is_nothing_gets_wider(folder):
    folder.community("c").page("c/case-rounds/a.md").page("c/members/ada.md")
    folder.page("c/index.md", "---\ntype: community\nsummary: a: b\n---\n# C\n")
    assert {d.audience for d in folder.load().documents} == {"stewards"}
    folder.page("c/index.md", "# C\n")
    own = folder.root / "content_types/community.yaml"
    own.parent.mkdir()
    own.write_text("title: Community\n", encoding="utf-8")
    told = {d.src_uri: d.audience for d in folder.load().documents}
    assert told == {
        "c/case-rounds/a.md": "members",
        "c/index.md": "public",
        "c/members/ada.md": "members",
    }
