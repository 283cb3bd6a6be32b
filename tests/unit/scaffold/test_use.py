import os
from datetime import date

import pytest

from cop_kb.config import load_config
from cop_kb.errors import ScaffoldError
from cop_kb.load.source import parse_fields
from cop_kb.scaffold.lookup import find_document
from cop_kb.scaffold.use import Use, find_uses_type, note_use, read_outcome

DAY = date(2026, 1, 12)
LIST = "incident-response/field-notes.yaml"


@pytest.fixture
def config(config):
    """A knowledge base in which uses can be noted."""
    text = config.path.read_text("utf-8")
    switched_on = text.replace("- cop-kb:", "- cop-kb:\n      types: all", 1)
    config.path.write_text(switched_on, "utf-8")
    return load_config(config.path).with_changes(no_cache=True)


@pytest.fixture
def note(config, read, add):
    """Note a use of a document that is there: ``note(outcome="partly")``."""
    add("playbook", "Roll back")

    def run(document="roll-back", outcome="worked", note="Fine.", team="Payments", by=""):
        kb = read()
        kind = find_uses_type(config, kb)
        used = find_document(config, kb, document)
        use = Use(used, read_outcome(kind, outcome), note, team, by, DAY)
        return note_use(config, kb, kind, use)

    return run


def test_a_first_note_makes_the_list(config, note, severities):
    made = note()

    assert made.is_new
    assert made.path == config.docs_dir / LIST
    assert made.line == (
        "{document: playbook/roll-back, date: 2026-01-12, team: Payments, outcome: worked, note: Fine.}"
    )
    assert made.path.read_text("utf-8").endswith(f"\n  - {made.line}\n")
    assert made.path.read_text("utf-8").startswith("# ")
    assert severities(config.root) <= {"info"}


def test_a_further_note_keeps_every_byte(config, note):
    path = note().path
    path.chmod(0o640)
    before = path.read_bytes().replace(b"\n", b"\r\n") + b"# my own remark\r\n"
    path.write_bytes(before)

    made = note(outcome="did-not", note="It was: 'odd',\n  {really}", team="", by="Ada Example")

    added = f"  - {made.line}\r\n".encode()
    remark = b"# my own remark\r\n"
    assert not made.is_new
    assert path.read_bytes() == before.removesuffix(remark) + added + remark
    assert path.stat().st_mode & 0o777 == 0o640
    assert sorted(p.name for p in path.parent.iterdir() if p.name.startswith(".")) == []
    assert parse_fields(path.read_bytes()).data["entries"][1] == {
        "document": "playbook/roll-back",
        "date": "2026-01-12",
        "outcome": "did not",
        "note": "It was: 'odd', {really}",
        "by": "ada-example",
    }


@pytest.mark.parametrize(
    "text", ["roll-back", "playbook/roll-back", "incident-response/playbook/roll-back", "ROLL back"]
)
def test_a_document_is_found_by_what_people_call_it(config, read, note, text):
    assert find_document(config, read(), text).slug == "roll-back"


@pytest.mark.parametrize(
    ("folder", "path"),
    [
        ("docs/incident-response", "playbooks/roll-back.md"),
        ("docs/incident-response", "../../docs/incident-response/playbooks/roll-back.md"),
        ("docs", "docs/incident-response/playbooks/roll-back.md"),
        (".", "incident-response/playbooks/roll-back.md"),
    ],
)
def test_a_document_is_found_by_the_path_of_its_file(config, read, note, monkeypatch, folder, path):
    monkeypatch.chdir(config.root / folder)

    assert find_document(config, read(), path).slug == "roll-back"


@pytest.mark.parametrize(
    ("text", "message"),
    [("", "There is no document ''"), ("about.md", "about.md is a plain page"), ("rol-back", "no")],
)
def test_what_is_no_document_is_refused(config, read, note, text, message):
    (config.docs_dir / "about.md").write_text("# About\n", encoding="utf-8")

    with pytest.raises(ScaffoldError, match=message) as caught:
        find_document(config, read(), text)

    assert caught.value.hint


def test_a_name_of_several_documents_is_refused(config, read, note, add):
    add("checklist", "Roll back")

    with pytest.raises(ScaffoldError, match="Several") as caught:
        find_document(config, read(), "roll-back")

    assert "incident-response/checklist/roll-back" in caught.value.hint


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"document": "roll-bakc"}, "no document 'roll-bakc'"),
        ({"outcome": "great"}, "'great' is no outcome"),
        ({"by": "Ada Exmaple"}, "no page of"),
        ({"by": "Somebody Else"}, "no page of"),
        ({"team": "x" * 121}, "at most 120"),
        ({"note": "x" * 301}, "at most 300"),
    ],
)
def test_what_would_not_be_valid_is_refused(config, note, changes, says):
    with pytest.raises(ScaffoldError, match=says) as caught:
        note(**changes)

    assert caught.value.hint
    assert not (config.docs_dir / LIST).exists()


def test_a_list_that_cannot_be_read_stays_as_it_is(config, note):
    path = config.docs_dir / LIST
    for content in (b"entries:\n  - {document: x\n", b"entries: []  # caf\xe9\n", b"\xff\xfe"):
        path.write_bytes(content)
        with pytest.raises(ScaffoldError) as caught:
            note()
        assert caught.value.path == path
        assert path.read_bytes() == content


def test_a_link_is_not_followed(config, note, tmp_path):
    target = tmp_path / "elsewhere.yaml"
    target.write_text("entries: []\n", "utf-8")
    (config.docs_dir / LIST).symlink_to(target)

    with pytest.raises(ScaffoldError, match="not a regular file"):
        note()

    assert target.read_text("utf-8") == "entries: []\n"


def test_the_configuration_that_switches_it_on_is_said(config, read):
    kb = read()
    for name in [t.id for t in kb.types.values() if "uses" in t.traits]:
        kb.types.pop(name)

    with pytest.raises(ScaffoldError, match="not switched on") as caught:
        find_uses_type(config, kb)

    assert "write: types: [" in caught.value.hint


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere"
)
def test_a_list_that_may_not_be_written_stays_whole(config, note):
    path = note().path
    before = path.read_bytes()
    path.parent.chmod(0o500)
    try:
        with pytest.raises(ScaffoldError, match="Permission denied"):
            note()
    finally:
        path.parent.chmod(0o700)
    assert path.read_bytes() == before
