"""A scratch repository lives through a year; every figure on its site is compared with what its people did."""

import json
import re
import subprocess
from collections import Counter
from datetime import date

import pytest

from cop_kb.history import read_history
from tests.acceptance.year import COMMUNITY, OLD_MAIL, SHOWN, TEAMS, Told, Year, slug_of
from tests.sites import read_site

CASE = """\
---
status: published
summary: Two people restarted the gateway at once.
owners: [{owner}]
held_on: {day}
situation: gateway stops answering
---
# {title}

## Situation

Two people on the night shift saw the same alarm and each of them restarted the gateway without a word to the other.

## Sticking point

Who restarts it, when two can?

## What I noticed and weighed

The alarm came twice. I could wait for the other, or act at once; waiting cost minutes, acting cost us both restarts.

## What peers saw

Nobody had said aloud that they had begun.

## Takeaway

Say it before you do it. That misleads where nobody can hear you.
"""
HEURISTIC = """\
---
status: published
summary: One sentence before the first key.
owners: [{owner}]
derived_from: [{source}]
tags: [alarm]
---
# {title}

## Rule of thumb

If two may act, say what you do before you do it.

## Applies when

Several people see the same alarm.

## Misleads when

Nobody else is awake; see [the case](../case-rounds/two-restarts.md).

## Seen in

Once, on a night shift.
"""
PLAYBOOK = """\
---
status: published
summary: How to bring the gateway back.
owners: [{owner}]
derived_from: [{source}]
tags: [alarm, gateway]
{more}---
# {title}

## Use when

The gateway does not answer.

## Steps

1. Say that you begin.
2. Restart it.

## Check it worked

It answers.

## If it does not work

Call the person on call for the network. {link}
"""
CHECKLIST = """\
---
status: published
summary: Before the night begins.
owners: [{owner}]
derived_from: [playbook/restart]
review_in: 3 months
---
# Before the night

## Use when

The shift begins; then [restart](../playbooks/restart.md) is at hand.

## Ready

- [ ] The alarm reaches you.
- [ ] You know who else is awake.
- [ ] The playbook opens.

## If an item fails

Stop and ask the lead of the shift.
"""
QUESTION = """\
---
summary: Whom to wake.
owners: [{owner}]
status: open
---
# May I wake the lead?

## Question

May I wake the lead of the shift for one failed restart?
"""
F = f"{COMMUNITY}/"
CHARTER, NOTES = F + "index.md", F + "field-notes.yaml"
TWO, SAY = F + "case-rounds/two-restarts.md", F + "heuristics/say-it-first.md"
RESTART, GATEWAY = F + "playbooks/restart.md", F + "playbooks/restart-the-gateway.md"
OLD, BEFORE = F + "playbooks/reboot-by-hand.md", F + "checklists/before-the-night.md"
WAKE = F + "questions/may-i-wake-the-lead.md"
LAST = "2026-01-20"
PLURALS = {
    "playbook": "Playbooks", "heuristic": "Heuristics", "checklist": "Checklists",
    "question": "Questions", "member": "Members",
}  # fmt: skip


def begin(year: Year) -> None:
    """January: a knowledge base, seven people with pages of their own, a first case."""
    year.root.parent.mkdir(exist_ok=True)
    subprocess.run(
        ["git", "init", "--quiet", "--bare", "--initial-branch=main", str(year.remote)], check=True
    )
    year.day = "2025-01-07"
    year.run("init", str(year.root), "--name", "Night shift", "--steward", "Ada Lindqvist",
             "--types", "all", "--ci", "none", folder=year.root.parent)  # fmt: skip
    year.author = "Ada Lindqvist"
    year.git("remote", "add", "origin", str(year.remote))
    ada = F + "members/ada-lindqvist.md"
    year.told[CHARTER] = Told("community", "Night shift", year.day, status="draft")
    year.told[ada] = Told("member", "Ada Lindqvist", year.day, status="active")
    for uri in (CHARTER, ada):
        year.told[uri].changed = year.day
        year.told[uri].authors["Ada Lindqvist"] += 1
        year.told[uri].revisions += 1
    (year.root / ".mailmap").write_text(
        f"Chiara Rossi <chiara@people.example> <{OLD_MAIL}>\n", encoding="utf-8"
    )
    for number, (name, team) in enumerate(TEAMS.items()):
        day = f"2025-01-{8 + number:02}"
        author = {"Chiara Rossi": "chiara"}.get(
            name, name
        )  # as her laptop calls her, before .mailmap
        uri = F + f"members/{slug_of(name)}.md"
        scope = "public" if name in SHOWN else "members"
        head = f"---\nteam: {team}\naudience: {scope}\nconsent:\n  - {{person: {slug_of(name)}, scope: {scope}, given_on: {day}}}\n---\n"
        with year.commit(day, author):
            if uri == ada:
                year.edit(
                    uri,
                    (year.root / "docs" / uri).read_text(encoding="utf-8"),
                    f"{head}# {name}\n\nWelcome.\n",
                )
            else:
                year.add(uri, "member", name, f"{head}# {name}\n\nWelcome.\n", status="active")
    with year.commit("2025-01-20", "Ben Okoro", also=("Hana Sato",)):
        text = CASE.format(owner="ben-okoro", day="2025-01-17", title="Two restarts")
        year.add(TWO, "case-round", "Two restarts", text, owners=("ben-okoro",), review_in=36)


def write_it_down(year: Year) -> None:
    """February to May: guidance grows from the case, on branches that somebody else merges."""
    year.branch("heuristic")
    with year.commit("2025-02-10", "Chiara Rossi", reviewed=("Esi Mensah",)):
        text = HEURISTIC.format(
            owner="chiara-rossi", source="case-round/two-restarts", title="Say it first"
        )
        year.add(
            SAY,
            "heuristic",
            "Say it first",
            text,
            owners=("chiara-rossi",),
            tags=("alarm",),
            review_in=18,
        )
    with year.commit("2025-02-11", "Grete Holm"):
        year.edit(SAY, "Once, on a night shift.", "Twice, on night shifts.")
    year.merge("heuristic", "2025-02-12", "Grete Holm", {SAY: "Chiara Rossi"})
    year.branch("restart")
    with year.commit("2025-03-04", "Dmitri Volkov", also=("Farid Haddad",)):
        text = PLAYBOOK.format(
            owner="dmitri-volkov",
            source="heuristic/say-it-first",
            title="Restart",
            link="",
            more="",
        )
        year.add(
            RESTART,
            "playbook",
            "Restart",
            text,
            owners=("dmitri-volkov",),
            tags=("alarm", "gateway"),
        )
    year.merge("restart", "2025-03-06", "Ada Lindqvist", {RESTART: "Dmitri Volkov"})
    with year.commit("2025-04-02", "Esi Mensah"):
        year.add(BEFORE, "checklist", "Before the night", CHECKLIST.format(owner="esi-mensah"),
                 owners=("esi-mensah",), review_in=3)  # fmt: skip
    with year.commit("2025-05-06", "Farid Haddad"):
        text = PLAYBOOK.format(owner="ada-lindqvist", source="case-round/two-restarts", title="Reboot by hand",
                               link="See [restart](restart.md#steps).", more="")  # fmt: skip
        year.add(
            OLD,
            "playbook",
            "Reboot by hand",
            text,
            owners=("ada-lindqvist",),
            tags=("alarm", "gateway"),
        )
    with year.commit("2025-05-20", "Grete Holm"):
        year.add(WAKE, "question", "May I wake the lead?", QUESTION.format(owner="grete-holm"),
                 status="open", owners=("grete-holm",), review_in=24)  # fmt: skip


def use_it(year: Year) -> None:
    """June to August: uses, a first release, a change of form, a review."""
    with year.commit("2025-06-03", "Ben Okoro"):
        year.note(RESTART, "worked", "Payments")
        year.told[NOTES] = Told("field-note", "Field notes", year.day)
    year.release("2025-06-30", "v1")
    with year.commit("2025-07-08", "Esi Mensah"):
        year.note(RESTART, "worked", "Platform", by="Esi Mensah")
    with year.commit("2025-07-15", "Hana Sato", bulk=True):
        year.edit(SAY, "Several people see the same alarm.", "Several people see\nthe same alarm.")
        year.edit(RESTART, "The gateway does not answer.", "The gateway\ndoes not answer.")
    with year.commit("2025-08-12", "Grete Holm"):
        year.review(RESTART, by="Grete Holm")


def tidy_up(year: Year) -> None:
    """September to December: a rename, a retirement, more uses, a second release."""
    with year.commit("2025-09-09", "Ada Lindqvist"):
        year.move(RESTART, GATEWAY, BEFORE, OLD, NOTES)
    with year.commit("2025-10-07", "Ada Lindqvist", reviewed=("Ben Okoro",)):
        year.retire(OLD, "playbook/restart-the-gateway")
    with year.commit("2025-10-14", "Esi Mensah", also=("Dmitri Volkov",)):
        year.edit(BEFORE, "The playbook opens.", "The playbook opens on the phone.")
    with year.commit("2025-10-21", "Grete Holm"):
        year.note(GATEWAY, "worked", "Service desk")
        year.note(SAY, "partly", "Service desk")
    with year.commit("2025-11-25", "Grete Holm"):
        year.edit(WAKE, "status: open", "status: answered")
        year.edit(
            WAKE,
            "one failed restart?\n",
            "one failed restart?\n\n## Accepted answer\n\nAfter the second one, yes.\n",
        )
        year.told[WAKE].status = "answered"
    with year.commit("2025-12-09", "Ben Okoro"):
        year.review(TWO)
    year.release("2025-12-16", "v2")
    year.day = LAST


@pytest.fixture(scope="module")
def year(tmp_path_factory):
    """The year, from the first day to the last."""
    year = Year(tmp_path_factory.mktemp("year"))
    for part in (begin, write_it_down, use_it, tidy_up):
        part(year)
    return year


@pytest.fixture(scope="module")
def site(year):
    """The public site on the last day."""
    folder = year.root.parent / "site"
    year.run("build", "--site-dir", str(folder))
    return folder


@pytest.fixture(scope="module")
def pages(site):
    """What api/pages.json says, by path."""
    data = json.loads((site / "api/pages.json").read_text(encoding="utf-8"))
    return {page["src_uri"]: page for page in data["pages"]}


def months_later(day: str, months: int) -> str:
    """Return the day that lies so many months later; all days of the story are in every month."""
    year, month, number = map(int, day.split("-"))
    month += months
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, number).isoformat()


def shown_documents(year: Year) -> dict[str, Told]:
    """Return what the public may read: not what was told in confidence, nor people who did not agree, nor notes."""
    hidden = {"case-round", "field-note"}
    titles = {"member": SHOWN}
    return {
        uri: told
        for uri, told in year.told.items()
        if told.kind not in hidden and told.title in titles.get(told.kind, (told.title,))
    }


def due(told: Told) -> str | None:
    """Return when a document must be read again, by what the story did to it."""
    if told.status in ("retired", "draft"):
        return None
    months = {"member": 24}.get(told.kind, told.review_in)
    by_use = told.kind in ("playbook", "heuristic", "checklist")
    worked = [day for day, outcome in told.uses if by_use and outcome == "worked"]
    seen = max([told.reviewed, *worked])
    return months_later(seen or told.changed, months)


def test_the_site_has_just_what_the_public_may_read(year, pages):
    assert set(pages) == set(shown_documents(year))


def test_dates_are_those_of_the_story(year, pages):
    figures = {
        uri: (p["created"], p["last_changed"], p["last_reviewed_on"]) for uri, p in pages.items()
    }

    assert figures == {
        uri: (told.created, told.changed, told.reviewed or None)
        for uri, told in shown_documents(year).items()
    }


def test_reviews_are_due_when_the_story_says(year, pages):
    assert {uri: p["review_due"] for uri, p in pages.items()} == {
        uri: due(told) for uri, told in shown_documents(year).items()
    }


def test_contributors_are_named_by_consent_and_counted_otherwise(year, pages):
    for uri, told in shown_documents(year).items():
        names = {name for name in told.authors if name in SHOWN}
        contributors = pages[uri]["contributors"]

        assert set(contributors["names"]) == names, uri
        assert contributors["others"] == len(told.authors) - len(names), uri


def test_git_tells_of_every_document_what_its_people_did(year):
    files = read_history(year.root / "docs").files

    assert set(files) - {"redirects.yml"} == set(year.told)
    for uri, told in year.told.items():
        file = files[uri]
        names = [name for name, _ in sorted(told.authors.items(), key=lambda a: (-a[1], a[0]))]
        assert (file.created.isoformat(), file.changed.isoformat()) == (told.created, told.changed)
        assert (list(file.authors), set(file.reviewers)) == (names, told.reviewers), uri
        assert file.revisions == told.revisions, uri


def test_owners_tags_and_statuses(year, pages):
    for uri, told in shown_documents(year).items():
        page = pages[uri]
        shown = [
            f"{COMMUNITY}/member/{owner}"
            for owner in told.owners
            if owner.replace("-", " ").title() in SHOWN
        ]

        assert (page["type"], page["title"], page["status"]) == (told.kind, told.title, told.status)
        assert page["owners"] == shown
        assert page["hidden_owners"] == len(told.owners) - len(shown)
        assert page["tags"] == sorted(told.tags)


def test_documents_are_as_tried_as_their_notes_say(year, pages):
    levels = {uri: page["maturity"] for uri, page in pages.items() if page["maturity"]}

    # Three uses that worked, in three teams none of which is the owner's, and a review by somebody else: proven.
    assert levels == {GATEWAY: "proven", SAY: "tried", OLD: "grounded", BEFORE: "grounded"}


def test_the_pages_say_what_the_figures_say(year, site, pages):
    for uri, told in shown_documents(year).items():
        html = (site / pages[uri]["url"] / "index.html").read_text(encoding="utf-8")

        days = {told.created, told.changed, told.reviewed, due(told)} - {"", None}
        assert days <= set(re.findall(r'datetime="([^"]+)"', html)), uri
        assert all(name in html for name in pages[uri]["contributors"]["names"]), uri
        assert "@people.example" not in html
        assert OLD_MAIL not in html


def test_no_address_and_no_hidden_name_is_anywhere_on_the_site(site):
    hidden = ["people.example", "laptop.example", "Volkov", "volkov", "Haddad", "haddad", "Sato"]
    contents = read_site(site)

    assert [
        (path, word)
        for path, content in contents.items()
        for word in hidden
        if word.encode() in content
    ] == []


def counts(site, page: str) -> dict[str, int]:
    """Return the numbers that stand behind the names of types or tags on a page."""
    html = (site / page / "index.html").read_text(encoding="utf-8")
    found = re.findall(r'>([^<>]+)(?:</a>)? <span class="kb-count">(\d+)</span>', html)
    return {name.strip(): int(number) for name, number in found}


def test_types_and_tags_count_what_the_public_may_read(year, site):
    shown = shown_documents(year).values()
    kinds = Counter(PLURALS[told.kind] for told in shown if told.kind != "community")
    tags = Counter(tag for told in shown for tag in told.tags)

    of_types = counts(site, "types")
    del of_types["Formats"]
    assert of_types == kinds
    assert counts(site, "tags") == tags
    assert counts(site, COMMUNITY) == kinds
    for tag, number in tags.items():
        assert counts(site, f"tags/{tag}") == {tag: number}
    for plural, number in kinds.items():
        assert counts(site, f"types/{plural.lower()}") == {plural: number}


def test_a_level_holds_until_eighteen_months_after_the_last_use(year, site, pages):
    html = (site / pages[GATEWAY]["url"] / "index.html").read_text(encoding="utf-8")
    last = max(day for day, outcome in year.told[GATEWAY].uses if outcome == "worked")

    assert f'datetime="{months_later(last, 18)}"' in html


def test_an_old_address_leads_on(year, site, pages):
    old = (site / RESTART.removesuffix(".md") / "index.html").read_text(encoding="utf-8")

    assert year.told[GATEWAY].old == [RESTART]
    assert "url=../restart-the-gateway/" in old
    assert not any((site / p.removesuffix(".md")).exists() for p in (TWO,))


def test_what_is_retired_keeps_its_page_and_says_what_to_read_instead(site, pages):
    html = (site / pages[OLD]["url"] / "index.html").read_text(encoding="utf-8")

    assert pages[OLD]["status"] == "retired"
    assert 'href="../restart-the-gateway/"' in html


def test_what_is_overdue_is_listed_by_owner(year):
    stale = json.loads(year.run("stale", "--format", "json"))
    listed = {d["src_uri"]: (d["due"], d["owners"][0]["name"]) for d in stale["documents"]}

    assert set(listed) == {uri for uri, told in year.told.items() if (due(told) or LAST) < LAST}
    assert listed == {BEFORE: (months_later("2025-10-14", 3), "Esi Mensah")}


def test_what_waits_is_in_the_queue_the_longest_first(year):
    queue = json.loads(year.run("queue", "--format", "json"))

    waiting = [(w["src_uri"], w["since"]) for w in queue["tasks"]]
    assert waiting == [(CHARTER, year.told[CHARTER].changed), (BEFORE, due(year.told[BEFORE]))]


def test_both_releases_stand_side_by_side(year):
    year.author = "Ada Lindqvist"
    published = subprocess.run(
        ["git", "-C", str(year.remote), "show", "gh-pages:versions.json"],
        capture_output=True, check=True,
    ).stdout  # fmt: skip
    versions = json.loads(published)

    assert [(v["version"], v["aliases"]) for v in versions] == [("v2", ["latest"]), ("v1", [])]
    for version, (_, documents) in year.releases.items():
        command = ["git", "-C", str(year.remote), "show", f"gh-pages:{version}/api/pages.json"]
        data = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
        assert {page["src_uri"] for page in data["pages"]} <= set(documents)
        assert (RESTART in {page["src_uri"] for page in data["pages"]}) == (version == "v1")


def test_the_changelog_tells_members_what_came_between_the_releases(year):
    text = year.run("changelog", "v1", "--format", "markdown")

    for title in ("Reboot by hand", "Restart", "May I wake the lead?"):
        assert title in text
    assert "Two restarts" not in text, "it was told in confidence"
    assert "proven" in text


def test_the_year_validates_and_nothing_has_gone_without_a_redirect(year):
    year.run("validate")
    (year.root / "docs/redirects.yml").rename(year.root / "docs/redirects.old")

    found = year.run("validate", "--format", "json", fails=True)

    (year.root / "docs/redirects.old").rename(year.root / "docs/redirects.yml")
    assert [d["rule"] for d in json.loads(found)["diagnostics"] if d["severity"] == "error"] == [
        "gone-page"
    ]
