"""Real groups as communities: charters, members and rituals of a large project, with no content type changed for them."""

import html
import json
from collections import Counter

import pytest

from cop_kb.config import load_config
from cop_kb.insights.rhythms import rhythms_of
from cop_kb.load import load_knowledge_base
from cop_kb.rhythm import Rhythm
from tests.acceptance.interest_groups import make_knowledge_base, meetings_of, read_groups
from tests.sites import read_site

SOURCE = "corpora/kubernetes-community/sigs.yaml"
DOCUMENTS = {"community": 24 + 8 + 3, "member": 224, "ritual": 72}
TODAY = {"COP_KB_TODAY": "2026-11-21"}


@pytest.fixture(scope="module")
def groups(shared):
    return read_groups(shared / SOURCE)


@pytest.fixture(scope="module")
def root(shared, tmp_path_factory):
    folder = tmp_path_factory.mktemp("groups")
    make_knowledge_base(shared / SOURCE, folder)
    return folder


@pytest.fixture(scope="module")
def kb(root):
    return load_knowledge_base(load_config(root / "mkdocs.yml"))


def test_every_group_leader_and_meeting_has_its_document(kb, groups):
    assert {name: len(found) for name, found in kb.by_type.items()} == DOCUMENTS
    kinds = Counter(c.community.partition("-")[0] for c in kb.communities)
    assert kinds == {"sig": 24, "wg": 8, "committee": 3}
    held = Counter(r.community for r in kb.by_type["ritual"])
    assert held == Counter({g["dir"]: len(meetings_of(g)) for g in groups if g["meetings"]})


def test_every_leader_is_found_wherever_they_lead(kb):
    led = Counter(r.target.id for r in kb.references if r.spec.name == "stewards" and r.fits)

    assert len(kb.references) == sum(r.fits for r in kb.references)
    assert led["sig-network/member/aojea"] == 3
    present = {d.id for d in kb.by_type["member"] if not d.is_retired}
    assert set(led) == present
    assert len(present) == 129


def test_every_rhythm_is_read_as_it_stands(kb):
    told = [rhythm for document in kb.documents for rhythm in rhythms_of(document)]

    # 72 meetings, and the first of each of the 32 groups that has any.
    assert len(told) == 72 + 32
    assert [t for t in told if not isinstance(t.rhythm, Rhythm)] == []


def test_nothing_is_wrong_and_the_hints_are_true(root, run):
    result = run("validate", "--format", "json", cwd=root, env=TODAY)

    report = json.loads(result.stdout)
    assert result.returncode == 0
    assert report["summary"]["documents"] == sum(DOCUMENTS.values())
    # 63 times `biweekly` without saying which weeks, once `monthly` on a day of the week without saying which.
    assert Counter((d["severity"], d["rule"]) for d in report["diagnostics"]) == {
        ("info", "rhythm-details"): 64
    }


def test_members_see_who_leads_and_when_a_group_meets(root, run, kb):
    result = run("build", "--audience", "members", cwd=root, env=TODAY)

    assert result.returncode == 0, result.stderr
    pages = {
        page.parent.relative_to(root / "site").as_posix(): page
        for page in root.glob("site/**/index.html")
    }
    assert {d.src_uri.removesuffix(".md").removesuffix("/index") for d in kb.documents} <= set(
        pages
    )
    leader, meeting = (
        html.unescape(pages[name].read_text(encoding="utf-8"))
        for name in ("sig-network/members/aojea", "sig-etcd/rituals/regular-sig-meeting")
    )
    leads = leader.partition("Steward of")[2]
    assert all(group in leads for group in ("SIG Network", "SIG Testing", "Steering Committee"))
    assert "Every second Thursday" in meeting
    assert "Ivan Valdes" in meeting


def test_the_public_sees_groups_and_no_names(root, run, groups):
    result = run("build", "--site-dir", "public", cwd=root, env=TODAY)

    assert result.returncode == 0, result.stderr
    assert "Left out: 224 documents for members." in result.stderr
    written = b"\n".join(read_site(root / "public").values()).decode("utf-8", "replace")
    assert "SIG Network" in written
    people = [p for g in groups for held in g["leadership"].values() for p in held]
    named = {p["name"] for p in people if p["name"] in written}
    named |= {p["github"] for p in people if f"github.com/{p['github']}" in written}
    assert named == set()
