"""A new document that follows a format of sessions."""

import pytest

from cop_kb.config import load_config
from cop_kb.errors import CopKbError, ScaffoldError
from cop_kb.scaffold.formats import read_format
from cop_kb.scaffold.knowledge_base import make_knowledge_base
from cop_kb.scaffold.lookup import find_type, read_knowledge_base


@pytest.fixture
def config(tmp_path, wishes):
    root = make_knowledge_base(wishes(tmp_path / "kb", types=("all",))).root
    return load_config(root / "mkdocs.yml").with_changes(no_cache=True)


@pytest.fixture
def using(config):
    def read(kind, name):
        kb = read_knowledge_base(config)
        return read_format(config, kb, find_type(config, kb, kind), name)

    return read


@pytest.mark.parametrize("name", ["problem-clinic", "hot-seat"])
def test_a_new_session_follows_a_format(add, using, severities, config, name):
    made = add("session", "Lost drill", **using("session", name))
    text = made.path.read_text(encoding="utf-8")
    assert f"\nformat: {name}\n" in text
    assert severities(config.root) <= {"info"}


def test_the_sheet_stands_where_notes_are_taken(add, using):
    text = add("session", "A", **using("session", "problem-clinic")).path.read_text("utf-8")
    notes = text.partition("## Notes")[2].partition("## Follow-up")[0]
    assert "0:08 Examination." in notes
    assert "“Since when? What changed then? Where does it not happen?”" in notes
    assert "Never: Data of customers" in notes


def test_where_no_notes_are_allowed_there_is_no_section_for_them(add, using):
    text = add("session", "A", **using("session", "hot-seat")).path.read_text("utf-8")
    assert "## Notes" not in text
    assert "allows no notes" in text
    assert "## Notes" in add("session", "B").path.read_text("utf-8")


def test_a_dash_in_a_format_does_not_end_the_comment(add, config, using):
    own = config.formats_dir
    own.mkdir()
    text = (
        "title: Odd\npurpose: P.\ngood_for: G.\ngroup: {min: 2, max: 3}\nminutes: 5\n"
        "roles: [{role: A, does: B.}]\nsteps:\n"
        '  - {title: S, minutes: 5, do: "Stop --> here.", prompts: ["{{ today }}"]}\n'
        'recorded: ["R --> r."]\nnever_recorded: [N.]\nrecordable: true\nremote: C.\n'
        "asynchronous: W.\nfeedback: {question: Q?, kind: text}\n"
    )
    (own / "odd.yaml").write_text(text, encoding="utf-8")
    made = add("session", "A", **using("session", "odd")).path.read_text("utf-8")
    notes = made.partition("## Notes")[2].partition("## Follow-up")[0]
    assert notes.count("-->") == 1
    assert notes.rstrip().endswith("-->")
    assert "{{ today }}" in notes


def test_nothing_is_asked_for_without_a_name(using):
    assert using("playbook", None) == {}


def test_a_type_that_follows_no_format(using):
    with pytest.raises(ScaffoldError, match="'playbook' follows no format") as caught:
        using("playbook", "hot-seat")
    assert caught.value.hint.startswith("Types that do: ritual, session.")


def test_a_format_that_does_not_exist(using):
    with pytest.raises(CopKbError, match="no format 'hot-seet'") as caught:
        using("session", "hot-seet")
    assert caught.value.hint == "Did you mean 'hot-seat'?"


def test_the_command(run, config):
    made = run(
        "new", "session", "--using", "case-round", "--owner", "Ada Example", "A round",
        cwd=config.root,
    )  # fmt: skip
    assert made.returncode == 0, made.stderr
    (path,) = config.docs_dir.glob("*/sessions/a-round.md")
    assert "\nformat: case-round\n" in path.read_text(encoding="utf-8")
