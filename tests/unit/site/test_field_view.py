"""What the page of a document tells of its plain fields."""

import pytest

from cop_kb.site.field_view import FieldView

CHARTER = "---\ntype: community\n---\n# Incidents\n"


def fields_of(make_site, src_uri, front_matter):
    text = f"---\n{front_matter}\n---\n\n# Something\n"
    site = make_site(
        {"incidents/index.md": CHARTER, src_uri: text}, "members", options="types: all"
    )
    return site.document(src_uri).fields


def test_fields_are_shown_in_the_order_of_the_type(make_site):
    told = fields_of(
        make_site,
        "incidents/rituals/drill.md",
        "summary: S\nurl: https://meet.example.org/42?pwd=x\nplace: Room 4\nrhythm: Tuesdays\nduration: 1 h",
    )

    assert told == [
        FieldView("Duration", "1 h"),
        FieldView("Place", "Room 4"),
        FieldView("Address", "meet.example.org", url="https://meet.example.org/42?pwd=x"),
    ]


@pytest.mark.parametrize(
    ("src_uri", "front_matter", "told"),
    [
        (
            "incidents/retrospectives/x.md",
            "occasion: incident\nhappened_on: 2026-05-31",
            [FieldView("Happened on", "2026-05-31", day="2026-05-31")],
        ),
        ("incidents/sessions/x.md", "attendees: 7", [FieldView("Attendees", "7")]),
        (
            "incidents/offers/x.md",
            "until: 2026-12-31",
            [FieldView("Until", "2026-12-31", day="2026-12-31", due="over")],
        ),
        ("incidents/sessions/x.md", "held_on: soon", [FieldView("Held on", "soon")]),
        ("incidents/members/x.md", "role: [a, list]\nteam: ''\ncan_help_with: [facilitation]", []),
        (
            "incidents/rituals/x.md",
            "url: javascript:alert(1)",
            [FieldView("Address", "javascript:alert(1)")],
        ),
        ("incidents/playbooks/x.md", "summary: S\nowners: [maya]\nreview_in: 6 months", []),
        (
            "incidents/index.md",
            "type: community\nanswer_within: 2 days",
            [FieldView("Answers within", "2 days")],
        ),
    ],
)
def test_each_kind_of_field(make_site, src_uri, front_matter, told):
    assert fields_of(make_site, src_uri, front_matter) == told


def test_a_data_document_and_a_plain_page_tell_nothing(make_site):
    tree = "title: T\nstart: a\nnodes: []\n"
    site = make_site(
        {
            "incidents/index.md": CHARTER,
            "incidents/decision-trees/t.yaml": tree,
            "guide.md": "---\nteam: Payments\n---\n# Guide\n",
        },
        options="types: all",
    )

    assert site.document("incidents/decision-trees/t.yaml").fields == []
    assert site.document("guide.md").fields == []
