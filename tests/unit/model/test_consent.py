"""Who may read what people told: what was agreed to, until when, and what happens when nobody was asked."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cop_kb.model.consent import NOBODY, may_read, narrowest, readers
from cop_kb.model.document import AUDIENCES

TODAY = date(2026, 11, 21)
CASE, PLAYBOOK = "c/case-rounds/a.md", "c/playbooks/a.md"


def who(folder, front, src_uri=CASE, today=TODAY):
    folder.community("c").page(src_uri, f"---\n{front}\n---\n# A\n")
    return readers(folder.load().documents_by_uri[src_uri], today)


@pytest.mark.parametrize(
    ("front", "expected"),
    [
        ("", "members"),
        ("audience: public", "members"),
        ("audience: stewards", "stewards"),
        ("audience: public\nconsent: [{person: x, scope: public}]", "public"),
        ("consent: [{person: x, scope: public}]", "members"),
        ("audience: public\nconsent: [{person: x, scope: stewards}]", "stewards"),
        (
            "audience: public\nconsent: [{person: x, scope: public}, {person: y, scope: members}]",
            "members",
        ),
        ("audience: public\nconsent: [{person: x, scope: public, until: 2026-11-21}]", "public"),
        ("audience: public\nconsent: [{person: x, scope: public, until: 2026-11-20}]", "members"),
        (
            "audience: public\nconsent: [{person: x, scope: stewards, until: 2026-11-20}]",
            "stewards",
        ),
        ("audience: public\nconsent: [{person: x, scope: public, until: soon}]", "members"),
        ("audience: public\nconsent: [{person: x, scope: public, until: [2030]}]", "members"),
        ("audience: public\nconsent: [{person: x, scope: public, given_on: 2026-11-21}]", "public"),
        (
            "audience: public\nconsent: [{person: x, scope: public, given_on: 2026-11-22}]",
            "members",
        ),
        ("audience: public\nconsent: [{person: x, scope: public, given_on: May}]", "members"),
        (
            "audience: public\nconsent: [{person: x, scope: public, withdrawn_on: 2026-10-01}]",
            "members",
        ),
        ("audience: public\nconsent: [{person: x, scope: everyone}]", "members"),
        ("audience: public\nconsent: [{person: x}]", "members"),
        ("audience: public\nconsent: yes", "members"),
        ("audience: public\nconsent: [public]", "members"),
        ("audience: public\nconsent: []", "members"),
        ("consent: [{person: x, scope: public, withdrawn: 2026-11-20}]", NOBODY),
        ("consent: [{person: x, scope: public, withdrawn: 2027-11-20}]", NOBODY),
        ("consent: [{person: x, scope: public, withdrawn: }]", NOBODY),
        ("consent: [{person: x, scope: public, withdrawn: false}]", "members"),
    ],
)
def test_a_source_is_for_those_whom_everybody_in_it_agreed_to(folder, front, expected):
    assert who(folder, front) == expected


def test_the_page_of_a_person_needs_consent_as_well(folder):
    assert who(folder, "audience: public", "c/members/ada.md") == "members"
    agreed = "audience: public\nconsent: [{person: ada, scope: public}]"
    assert who(folder, agreed, "c/members/ada.md") == "public"


def test_guidance_needs_no_consent_and_is_taken_back_all_the_same(folder):
    assert who(folder, "summary: s", PLAYBOOK) == "public"
    assert who(folder, "consent: [{person: x, scope: members}]", PLAYBOOK) == "public"
    assert (
        who(folder, "consent: [{person: x, scope: public, withdrawn: 2026-01-01}]", PLAYBOOK)
        == NOBODY
    )


READERS = st.sampled_from([*AUDIENCES, NOBODY])


@given(READERS, READERS, st.sampled_from(AUDIENCES))
def test_who_may_read_two_things_may_read_the_narrower(one, other, site):
    both = may_read(site, one) and may_read(site, other)
    assert may_read(site, narrowest(one, other)) == both


@given(st.sampled_from(AUDIENCES))
def test_nobody_reads_what_was_taken_back(site):
    assert not may_read(site, NOBODY)
