"""What templates are told about a knowledge base."""

from datetime import date

import pytest

from cop_kb.history import FileHistory
from tests.unit.site.conftest import FILES

PLAYBOOK = "incidents/playbooks/speak.md"
CASE = "incidents/case-rounds/forty-silent-minutes.md"
CHECKLIST = "incidents/checklists/status.md"
CHARTER = "incidents/index.md"
PERSON = "incidents/members/maya-okafor.md"


def titles(views):
    return [view.title for view in views]


@pytest.fixture
def site(make_site):
    return make_site()


def test_a_document_is_told_in_plain_values(site):
    playbook = site.document(PLAYBOOK)

    assert playbook.title == "Speak on schedule"
    assert playbook.url == "incidents/playbooks/speak/"
    assert playbook.type.title == "Playbook"
    assert playbook.type.url == "types/playbooks/"
    assert playbook.community.title == "Incidents"
    assert (playbook.status, playbook.status_kind) == ("In review", "draft")
    assert (playbook.reviewed, playbook.review_due) == ("2026-03-01", "")
    assert playbook.symptoms == ["silence"]
    assert [(tag.name, tag.url, tag.total) for tag in playbook.tags] == [
        ("C++", "tags/c-2/", 1),
        ("on call", "tags/on-call/", 2),
    ]


def test_a_person_outside_of_the_audience_is_a_number(site):
    (owners,) = site.document(PLAYBOOK).people

    assert owners.title == "Owners"
    assert titles(owners.documents) == ["Maya Okafor"]
    assert owners.hidden == 1


def test_a_wider_audience_sees_everybody(make_site):
    (owners,) = make_site(audience="members").document(PLAYBOOK).people

    assert titles(owners.documents) == ["Maya Okafor", "Tomáš Hruška"]
    assert owners.hidden == 0


def test_an_owner_without_a_page_is_a_number(make_site):
    site = make_site(
        {"a/index.md": "---\ntype: community\nstewards: [nobody, nowhere]\n---\n# A\n"}
    )

    assert [(p.title, p.documents, p.hidden) for p in site.document("a/index.md").people] == [
        ("Stewards", (), 2)
    ]


def test_provenance_is_followed_in_both_directions_on_the_longest_way(site):
    assert [titles(step) for step in site.document(CHECKLIST).sources] == [
        ["Forty silent minutes"],
        ["Speak on schedule"],
    ]
    assert [titles(step) for step in site.document(CASE).results] == [
        ["Speak on schedule"],
        ["Status update"],
    ]
    assert site.document(CASE).sources == []


def test_a_circle_of_provenance_ends(make_site):
    playbook = "---\nderived_from: [playbook/{}]\n---\n# {}\n"
    site = make_site(
        {
            "a/index.md": "---\ntype: community\n---\n# A\n",
            "a/checklists/one.md": "---\nderived_from: [playbook/two]\n---\n# One\n",
            "a/playbooks/two.md": playbook.format("two", "Two"),
        }
    )

    assert [titles(step) for step in site.document("a/checklists/one.md").sources] == [["Two"]]


def test_a_person_shows_what_they_own(site):
    relations = {r.title: titles(r.documents) for r in site.document(PERSON).relations}

    assert relations["Owns"] == ["Forty silent minutes", "Speak on schedule", "Status update"]
    assert relations["Steward of"] == ["Incidents"]


def test_backlinks_leave_out_what_is_named_already(site):
    assert titles(site.document(PLAYBOOK).backlinks) == []
    assert titles(site.document("guide/first.md").backlinks) == ["Incidents"]


def test_a_plain_page_has_no_type(site):
    page = site.document("guide/first.md")

    assert (page.type, page.community, page.status, page.people) == (None, None, "", [])


def test_nothing_is_known_of_what_the_audience_may_not_see(site):
    assert site.document("incidents/case-rounds/hidden.md") is None
    assert "Periwinkle" not in titles(site.views(site.kb.documents))


def test_a_community_shows_its_documents_by_type_and_people_last(site):
    shelves = site.shelves(site.document(CHARTER))

    assert [(s.type.plural, s.url, s.total) for s in shelves] == [
        ("Playbooks", "incidents/playbooks/", 1),
        ("Case rounds", "incidents/case-rounds/", 1),
        ("Checklists", "incidents/checklists/", 1),
        ("Members", "incidents/members/", 1),
    ]


def test_reviews_come_soonest_first(site):
    reviews = site.reviews(site.document(CHARTER))

    assert [(v.title, v.review_due) for v in reviews.documents] == [
        ("Status update", "2027-04-01"),
        ("Forty silent minutes", "2029-02-01"),
    ]


def test_a_review_that_nobody_made_is_due_after_the_last_change(make_site):
    files = {**FILES, CHECKLIST: FILES[CHECKLIST].replace("last_reviewed_on: 2026-04-01\n", "")}
    history = {CHECKLIST: FileHistory(date(2026, 5, 2), date(2026, 6, 1))}

    assert make_site(files, history=history).document(CHECKLIST).review_due == "2027-06-01"
    assert make_site(files).document(CHECKLIST).review_due == ""


def test_fields_in_braces_take_no_line_of_their_own(make_site):
    braces = "---\n{status: published, summary: In braces.}\n---\n# Roll back\n"
    site = make_site({**FILES, PLAYBOOK: braces})

    assert not site.document(PLAYBOOK).has_lines_of_fields
    assert site.document(CASE).has_lines_of_fields
    assert make_site({**FILES, "plain.md": "# Plain\n"}).document("plain.md").has_lines_of_fields


@pytest.mark.parametrize(
    ("status", "asked"), [("published", True), ("in-review", False), ("retired", False)]
)
def test_only_what_is_advised_asks_for_a_review(make_site, status, asked):
    text = FILES[PLAYBOOK].replace("in-review", status)

    assert make_site({**FILES, PLAYBOOK: text}).document(PLAYBOOK).asks_review is asked


def superseded(title, by, status="retired"):
    return f"---\nstatus: {status}\nsuperseded_by: [{by}]\n---\n# {title}\n"


def test_readers_are_led_to_the_end_of_the_line(make_site):
    site = make_site(
        {
            "a/index.md": "---\ntype: community\n---\n# A\n",
            "a/playbooks/one.md": superseded("One", "playbook/two"),
            "a/playbooks/two.md": superseded("Two", "playbook/three, playbook/four", "published"),
            "a/playbooks/three.md": "# Three\n",
            "a/playbooks/four.md": superseded("Four", "playbook/three"),
        }
    )

    assert titles(site.document("a/playbooks/one.md").successors) == ["Three"]


def test_successors_that_lead_in_a_circle_end(make_site):
    site = make_site(
        {
            "a/index.md": "---\ntype: community\n---\n# A\n",
            "a/playbooks/one.md": superseded("One", "playbook/two"),
            "a/playbooks/two.md": superseded("Two", "playbook/one"),
        }
    )

    assert site.document("a/playbooks/one.md").successors == ()


def test_a_shelf_has_what_is_retired_last(make_site):
    playbook = "---\nstatus: {}\n---\n# {}\n"
    site = make_site(
        {
            "a/index.md": "---\ntype: community\n---\n# A\n",
            "a/playbooks/0.md": playbook.format("retired", "Old"),
            **{f"a/playbooks/{n}.md": playbook.format("published", n) for n in range(1, 6)},
        }
    )

    (shelf,) = site.shelves(site.document("a/index.md"))
    assert (titles(shelf.documents), shelf.total) == (["1", "2", "3", "4", "5"], 6)


def test_without_a_history_the_last_reviews_count_as_recent(site):
    recent = site.recent()

    assert recent.title == "Reviewed last"
    assert titles(recent.documents)[0] == "Status update"


def test_with_a_history_the_newest_are_recent(make_site):
    history = {
        CASE: FileHistory(date(2026, 5, 2), date(2026, 6, 1)),
        PLAYBOOK: FileHistory(date(2026, 5, 1), date(2026, 7, 1)),
    }
    site = make_site(history=history)

    assert site.recent().title == "New"
    assert titles(site.recent().documents) == ["Forty silent minutes", "Speak on schedule"]
    assert site.document(CASE).created == "2026-05-02"
    assert site.document(CASE).changed == "2026-06-01"


def test_a_channel_is_linked_only_to_the_web(make_site):
    charter = (
        "---\ntype: community\nchannels: [{name: a, url: 'javascript:alert(1)'}, b]\n---\n# A\n"
    )
    site = make_site({"a/index.md": charter})

    assert site.document("a/index.md").channels == [("a", "", "")]
