"""The knowledge base as JSON."""

import json
from datetime import date

import jsonschema_rs
import pytest

from cop_kb.history import FileHistory
from cop_kb.site.exports import KB_SCHEMA, PAGES_SCHEMA, exports


@pytest.fixture
def export(make_site):
    site = make_site()
    return exports(site.kb, site)


def documents(export):
    return {d["src_uri"]: d for d in json.loads(export["api/kb.json"])["documents"]}


def test_each_export_stands_beside_its_schema(export):
    assert sorted(export) == [
        "api/kb.json",
        "api/kb.schema.json",
        "api/pages.json",
        "api/pages.schema.json",
    ]


def check(text, schema):
    jsonschema_rs.validator_for(json.loads(schema), validate_formats=True).validate(
        json.loads(text)
    )


def test_the_exports_fit_their_schemas(export):
    check(export["api/kb.json"], KB_SCHEMA)
    check(export["api/pages.json"], PAGES_SCHEMA)


def test_relations_are_told_at_both_ends(export):
    found = documents(export)

    assert found["incidents/playbooks/speak.md"]["relations"] == [
        {
            "name": "derived_from",
            "direction": "to",
            "document": "incidents/case-round/forty-silent-minutes",
        },
        {"name": "led_to", "direction": "from", "document": "incidents/checklist/status"},
        {"name": "owners", "direction": "to", "document": "incidents/member/maya-okafor"},
    ]


def test_a_document_has_its_fields_sections_and_links(export):
    checklist = documents(export)["incidents/checklists/status.md"]

    assert checklist["fields"] == {
        "summary": "Before each update.",
        "status": "published",
        "tags": ["C#"],
        "last_reviewed_on": "2026-04-01",
    }
    assert checklist["sections"] == [{"heading": "Use when", "anchor": "use-when", "words": 7}]
    assert checklist["links"] == ["incidents/playbooks/speak.md"]
    assert checklist["url"] == "incidents/checklists/status/"


def test_pages_tell_owners_of_the_audience_and_count_the_others(export):
    pages = {p["src_uri"]: p for p in json.loads(export["api/pages.json"])["pages"]}

    assert pages["incidents/playbooks/speak.md"] == {
        "id": "incidents/playbook/speak",
        "type": "playbook",
        "community": "incidents",
        "title": "Speak on schedule",
        "src_uri": "incidents/playbooks/speak.md",
        "url": "incidents/playbooks/speak/",
        "status": "in-review",
        "owners": ["incidents/member/maya-okafor"],
        "hidden_owners": 1,
        "tags": ["C++", "on call"],
        "created": None,
        "last_changed": None,
        "revisions": None,
        "contributors": None,
        "reviewers": None,
        "last_reviewed_on": "2026-03-01",
        "review_due": None,
        "maturity": "grounded",
    }
    assert pages["guide/first.md"]["type"] is None


def test_pages_tell_what_the_history_knows(make_site):
    uri = "incidents/playbooks/speak.md"
    people = ("Maya Okafor", "Tomáš Hruška", "")
    history = {uri: FileHistory(date(2026, 5, 2), date(2026, 6, 1), people, people[1:2], 7)}
    site = make_site(history=history)
    text = exports(site.kb, site)["api/pages.json"]

    check(text, PAGES_SCHEMA)
    (page,) = (p for p in json.loads(text)["pages"] if p["src_uri"] == uri)
    assert {name: page[name] for name in ("created", "last_changed", "revisions")} == {
        "created": "2026-05-02",
        "last_changed": "2026-06-01",
        "revisions": 7,
    }
    assert page["contributors"] == {"names": ["Maya Okafor"], "others": 2}
    assert page["reviewers"] == {"names": [], "others": 1}


@pytest.mark.parametrize("trace", ["eriwinkle", "tomas-hruska", "hidden.md"])
def test_nothing_of_a_narrower_audience_is_told(export, trace):
    assert all(trace not in text for text in export.values())


def test_a_wider_audience_gets_it_all(make_site):
    site = make_site(audience="members")

    assert "Periwinkle" in exports(site.kb, site)["api/kb.json"]


def test_the_same_input_gives_the_same_bytes(make_site):
    first, second = make_site(), make_site()

    assert exports(first.kb, first) == exports(second.kb, second)


def test_a_rhythm_is_told_as_text_words_and_rule(make_site):
    charter = "---\ntype: community\nmeeting: {}\n---\n# Of its own\n"
    meetings = {
        "clear": "every second Tue 15:00-16:00 Europe/Prague from 2026-09-01",
        "unread": "every Tusday",
    }
    site = make_site({f"{n}/index.md": charter.format(text) for n, text in meetings.items()})
    export = exports(site.kb, site)

    found = documents(export)
    assert found["clear/index.md"]["rhythms"] == {
        "meeting": {
            "text": meetings["clear"],
            "words": "Every second Tuesday, 15:00\u201316:00, Europe/Prague time, from 1 September 2026",
            "rule": "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU",
            "start": "2026-09-01",
            "time": "15:00",
            "end_time": "16:00",
            "time_zone": "Europe/Prague",
        }
    }
    assert found["unread/index.md"]["rhythms"]["meeting"]["rule"] is None
    assert found["unread/index.md"]["rhythms"]["meeting"]["words"] == meetings["unread"]
    check(export["api/kb.json"], KB_SCHEMA)
