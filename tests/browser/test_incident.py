"""A member in an incident, with a phone: from what they see to the first step, in two taps."""

import pytest

pytestmark = pytest.mark.browser

SCREEN = {"width": 360, "height": 640}

# What somebody types who does not know what the page is called, and the page that they need.
SYMPTOMS = [
    ("errors started after the release", "Roll back"),
    ("site is slow since the deployment", "Roll back"),
    ("the deploy broke everything", "Roll back"),
    ("shop hangs after deploymnet", "Roll back"),
    ("nobody knows who is in charge", "Run the call"),
    ("too many people on the call", "Run the call"),
    ("what do i tell customers", "Update customers"),
    ("support asks for news", "Update customers"),
]

KB = """\
site_name: Test
theme: {name: material}
plugins:
  - cop-kb:
      cache: false
"""
PLAYBOOK = """\
---
summary: {title}.
status: {status}
owners: [ada-example]
symptoms: [lights out]
last_reviewed_on: 2026-11-01
---
# {title}

## Use when

It is dark.

## Steps

1. Look for a candle.
2. Light it.

## Check it worked

It is light.

## If it does not work

Call the caretaker.
"""


class Finger:
    """Taps, and counts how often."""

    def __init__(self, page):
        self.page = page
        self.taps = 0

    def tap(self, locator):
        locator.tap()
        self.taps += 1


def lead_and_text(page, section):
    """Return the lead's part for a section, and the text that stands first in that section."""
    heading = page.locator(f"#{section}")
    part = page.locator(
        ".kb-lead__part", has_text=heading.evaluate("h => h.firstChild.textContent")
    )
    first = page.locator(f"#{section} + p, #{section} + :is(ol, ul) > li:first-child").first
    return part.locator(".kb-lead__text"), first.inner_text()


def on_first_screen(page, locator):
    box = locator.bounding_box()
    header = page.locator(".md-header").bounding_box()
    below = header["y"] + header["height"]
    return below <= box["y"] and box["y"] + box["height"] <= SCREEN["height"]


@pytest.mark.parametrize(("symptom", "playbook"), SYMPTOMS)
def test_from_a_symptom_to_step_one_in_two_taps(phone, address, symptom, playbook):
    finger = Finger(phone)
    phone.goto(address)
    field = phone.get_by_placeholder("What do you see or need?")
    assert on_first_screen(phone, field)
    field.fill(symptom)

    finger.tap(phone.get_by_role("button", name="Search"))
    results = phone.locator("[data-kb-results] > li")
    results.first.wait_for()
    found = results.get_by_role("link", name=playbook, exact=True)
    assert playbook in results.locator(".kb-entry__title").all_inner_texts()[:3]
    finger.tap(found)

    phone.wait_for_url("**/playbooks/**")
    assert phone.get_by_role("heading", level=1).inner_text() == playbook
    assert finger.taps == 2
    for section in ("use-when", "steps"):
        shown, text = lead_and_text(phone, section)
        assert shown.inner_text() in text
        assert on_first_screen(phone, shown)


def test_every_playbook_begins_with_its_trigger_and_first_step(phone, address):
    phone.goto(f"{address}types/playbooks/")
    links = phone.locator(".kb-entry__title")
    addresses = [link.evaluate("a => a.href") for link in links.all()]
    assert len(addresses) > 10
    for playbook in addresses:
        phone.goto(playbook)
        for section in ("use-when", "steps"):
            shown, text = lead_and_text(phone, section)
            assert text.startswith(shown.inner_text()), playbook
            assert on_first_screen(phone, shown), playbook


def test_what_to_do_when_it_fails_is_one_tap_away(phone, address):
    phone.goto(f"{address}incidents/playbooks/roll-back/")

    phone.locator(".kb-lead").get_by_role("link", name="If it does not work").tap()

    heading = phone.get_by_role("heading", name="If it does not work")
    phone.wait_for_function(
        "Math.abs(document.querySelector('#if-it-does-not-work').getBoundingClientRect().y) < 200"
    )
    assert on_first_screen(phone, heading)


@pytest.mark.parametrize("media", ["screen", "print"])
def test_nothing_stands_twice_on_a_wide_screen_or_on_paper(page, address, media):
    page.emulate_media(media=media)
    page.set_viewport_size({"width": 1280 if media == "screen" else 360, "height": 640})
    page.goto(f"{address}incidents/playbooks/roll-back/")

    assert page.locator(".kb-lead").count() == 1
    assert not page.locator(".kb-lead").is_visible()


def test_a_result_tells_its_type_and_how_well_it_is_tried(phone, address):
    phone.goto(f"{address}search/?q=errors+started+after+the+release")
    first = phone.locator("[data-kb-results] > li").first
    first.wait_for()

    assert first.locator(".kb-badge").inner_text() == "Proven"
    assert first.locator(".kb-entry__meta").inner_text().split("\n")[:1] == ["Playbook"]
    assert "errors" in [mark.inner_text() for mark in first.locator("mark").all()]


def test_a_level_that_has_lapsed_is_not_told_by_a_result(phone, address):
    phone.clock.set_fixed_time("2040-01-01T12:00:00Z")
    phone.goto(f"{address}search/?q=errors+started+after+the+release")
    badge = phone.locator("[data-kb-results] > li").first.locator(".kb-badge")
    badge.wait_for()

    assert badge.inner_text() == "Tried"


def test_it_is_said_when_no_page_has_all_words(phone, address):
    phone.goto(f"{address}search/?q=the+deploy+broke+everything")
    phone.locator("[data-kb-results] > li").first.wait_for()

    assert (
        phone.get_by_role("status")
        .inner_text()
        .startswith("No page has all of “the deploy broke everything”")
    )


def test_what_is_no_longer_advised_shows_no_first_step(tmp_path, browser, run, serve_folder):
    for name, text in {
        "index.md": "---\ntype: community\nsummary: About light.\nstatus: published\n---\n# Lights\n",
        "playbooks/lights-out.md": PLAYBOOK.format(title="Lights out", status="retired"),
    }.items():
        path = tmp_path / "docs" / "lights" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text(KB, encoding="utf-8")
    assert run("build", "--no-strict", cwd=tmp_path).returncode == 0

    with browser.new_context(viewport=SCREEN) as context:
        page = context.new_page()
        page.goto(f"{serve_folder(tmp_path / 'site')}lights/playbooks/lights-out/")
        assert page.locator(".kb-lead").count() == 0


@pytest.mark.parametrize(
    "path",
    [
        "incidents/heuristics/undo-the-latest-change-first/",
        "incidents/case-rounds/restored-not-understood/",
        "incidents/checklists/first-five-minutes/",
        "incidents/decision-trees/is-this-an-incident/",
        "incidents/learning-paths/from-observer-to-commander/",
        "incidents/glossary/",
        "incidents/field-notes/",
        "stewarding/skills/",
        "formats/problem-clinic/",
        "manual/rules/",
    ],
)
def test_no_page_is_wider_than_the_smallest_phone(phone, address, path):
    phone.set_viewport_size({"width": 320, "height": 568})
    phone.goto(address + path)

    assert phone.evaluate("document.documentElement.scrollWidth") <= 320
