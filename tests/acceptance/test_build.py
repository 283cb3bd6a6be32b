"""Building: who may see what, what stops it, and that a site which stands is never harmed."""

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.sites import mkdocs, read_site

CONFIG = "site_name: Test\ntheme: material\nplugins:\n  - cop-kb\n"
CHARTER = """\
---
type: community
summary: People who handle incidents.
status: draft
stewards: [maya-okafor]
audience: {audience}
---
# Incidents

## Domain

Incidents.
"""
PLAYBOOK = """\
---
summary: How to go back.
status: draft
owners: [maya-okafor]
---
# Roll back

## Use when

It burns. See [the case](../case-rounds/two-responders.md), ![the plan](../case-rounds/plan.svg)
and [this folder](../../guide/), and [all playbooks](./).
"""
SECRET = "periwinkle"


@pytest.fixture
def kb(tmp_path: Path) -> Path:
    """A knowledge base with documents for the public and for members only."""
    files = {
        "mkdocs.yml": CONFIG,
        "docs/incidents/index.md": CHARTER.format(audience="public"),
        "docs/incidents/members/maya-okafor.md": f"# Maya {SECRET}\n",
        "docs/incidents/playbooks/roll-back.md": PLAYBOOK,
        "docs/incidents/playbooks/zones.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
        "docs/incidents/case-rounds/two-responders.md": f"""\
---
summary: A {SECRET} summary.
owners: [maya-okafor]
tags: [{SECRET}-tag]
---
# Two responders, {SECRET}

## Situation {SECRET}

{SECRET}
""",
        "docs/incidents/case-rounds/plan.svg": f"<svg xmlns='http://www.w3.org/2000/svg'><!-- {SECRET} --></svg>",
        "docs/guide/README.md": "# Guide\n\nPlain.\n",
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def test_documents_for_fewer_people_leave_no_trace(kb, run):
    result = run("build", cwd=kb)

    assert result.returncode == 0, result.stderr
    leaks = [
        name
        for name, content in read_site(kb / "site").items()
        if SECRET.encode() in content.lower()
    ]
    assert leaks == []
    assert "Left out: 2 documents for members." in result.stderr
    assert not (kb / "site/incidents/case-rounds").exists()


def test_attachments_follow_the_documents_of_their_folder(kb, run):
    assert run("build", cwd=kb).returncode == 0

    assert (kb / "site/incidents/playbooks/zones.svg").exists()
    assert not (kb / "site/incidents/case-rounds/plan.svg").exists()


def test_a_link_to_what_is_left_out_is_plain_text(kb, run):
    assert run("build", cwd=kb).returncode == 0

    page = (kb / "site/incidents/playbooks/roll-back/index.html").read_text(encoding="utf-8")
    assert "two-responders" not in page
    assert "<span>the case</span>" in page
    assert "<span>the plan</span>" in page


def test_a_link_to_a_folder_leads_to_its_page(kb, run):
    assert run("build", cwd=kb).returncode == 0

    page = (kb / "site/incidents/playbooks/roll-back/index.html").read_text(encoding="utf-8")
    assert '<a href="../../../guide/">this folder</a>' in page
    assert '<a href="../">all playbooks</a>' in page


def test_members_see_all_of_it(kb, run):
    result = run("build", "--audience", "members", cwd=kb)

    assert result.returncode == 0, result.stderr
    page = (kb / "site/incidents/case-rounds/two-responders/index.html").read_text(encoding="utf-8")
    assert SECRET in page
    assert (kb / "site/incidents/case-rounds/plan.svg").exists()


def misspell(kb: Path) -> None:
    (kb / "docs/incidents/case-rounds").rename(kb / "docs/incidents/Case-Round")


def undeclare(kb: Path) -> None:
    charter = kb / "docs/incidents/index.md"
    charter.write_text(
        charter.read_text(encoding="utf-8").replace("type: community\n", ""), encoding="utf-8"
    )


def switch_off(kb: Path) -> None:
    types = "[community, playbook]"
    (kb / "mkdocs.yml").write_text(
        CONFIG.replace("- cop-kb", f"- cop-kb: {{types: {types}}}"), encoding="utf-8"
    )


def break_type(kb: Path) -> None:
    (kb / "content_types").mkdir()
    for name in ("case-round", "member"):
        (kb / f"content_types/{name}.yaml").write_text("title: Case: round\n", encoding="utf-8")


def indent_front_matter(kb: Path) -> None:
    case = kb / "docs/incidents/case-rounds/two-responders.md"
    case.write_text("\n" + case.read_text(encoding="utf-8"), encoding="utf-8")


def save_as_utf16(kb: Path) -> None:
    case = kb / "docs/incidents/case-rounds/two-responders.md"
    case.write_text(case.read_text(encoding="utf-8"), encoding="utf-16")


@pytest.mark.parametrize(
    "slip", [misspell, undeclare, switch_off, break_type, indent_front_matter, save_as_utf16]
)
def test_a_slip_publishes_nothing(kb, run, slip):
    slip(kb)

    assert run("build", cwd=kb).returncode == 1
    result = run("build", "--no-strict", cwd=kb)

    assert result.returncode == 0, result.stderr
    leaks = [
        n for n, content in read_site(kb / "site").items() if SECRET.encode() in content.lower()
    ]
    assert leaks == []


def test_plain_mkdocs_builds_for_the_public_too(kb):
    result = mkdocs(kb, "build", "--quiet")

    assert result.returncode == 0, result.stderr
    assert all(
        SECRET.encode() not in content.lower() for content in read_site(kb / "site").values()
    )


def test_an_error_stops_the_build_and_the_old_site_stays(kb, run):
    assert run("build", cwd=kb).returncode == 0
    before = read_site(kb / "site")
    (kb / "docs/index.md").write_text("# Home\n\n[Gone](gone.md)\n", encoding="utf-8")

    result = run("build", cwd=kb)

    assert result.returncode == 1
    assert (
        "docs/index.md:3:1: error: The link goes to `gone.md`, which does not exist."
        in result.stderr
    )
    assert "Nothing was built." in result.stderr
    assert read_site(kb / "site") == before


def test_no_strict_goes_on(kb, run):
    (kb / "docs/index.md").write_text("# Home\n\n[Gone](gone.md)\n", encoding="utf-8")

    result = run("build", "--no-strict", cwd=kb)

    assert result.returncode == 0
    assert (kb / "site/index.html").exists()


def test_plain_mkdocs_warns_of_errors(kb):
    (kb / "docs/index.md").write_text("# Home\n\n[Gone](gone.md)\n", encoding="utf-8")

    result = mkdocs(kb, "build", "--strict")

    assert result.returncode == 1
    assert (
        "docs/index.md:3:1: The link goes to `gone.md`, which does not exist. [broken-link]"
        " → Create the file, or correct the address.\n" in result.stderr
    )


def test_plain_mkdocs_says_what_was_left_out(kb):
    result = mkdocs(kb, "build")

    assert result.returncode == 0, result.stderr
    assert "Left out: 2 documents for members. To include: audience: members" in result.stderr


def test_another_theme_is_refused_once(kb, run):
    (kb / "mkdocs.yml").write_text(CONFIG.replace("material", "readthedocs"), encoding="utf-8")

    result = run("build", cwd=kb)

    assert result.returncode == 2
    assert result.stderr.splitlines()[-1] == (
        "mkdocs.yml: error: cop-kb needs the theme material, found readthedocs."
        " In mkdocs.yml: theme: material"
    )


def test_what_mkdocs_refuses_stands_above(kb, run):
    (kb / "mkdocs.yml").write_text(CONFIG + "use_directory_urls: maybe\n", encoding="utf-8")

    result = run("build", cwd=kb)

    assert result.returncode == 2
    assert "Config value 'use_directory_urls'" in result.stderr
    assert result.stderr.endswith("See the messages above.\n")


def test_a_folder_that_cannot_be_written_to_is_named_as_it_was_given(kb, run):
    (kb / "file").write_text("text", encoding="utf-8")

    result = run("build", "-d", "file/site", cwd=kb)

    assert result.returncode == 2
    assert f"error: The site cannot be written to {kb / 'file/site'}: " in result.stderr


@pytest.mark.parametrize(
    "address", ["8000", ":8000", "127.0.0.1", "127.0.0.1:", "127.0.0.1:99999", "example.org:80"]
)
def test_an_address_that_is_none_is_refused_in_plain_words(kb, run, address):
    result = run("serve", "-a", address, cwd=kb)

    assert result.returncode == 2
    assert "Write it as IP:PORT, such as 127.0.0.1:8000." in result.stderr


def test_a_folder_that_is_no_site_is_not_replaced(kb, run):
    (kb / "site").mkdir()
    (kb / "site/thesis.txt").write_text("years of work", encoding="utf-8")

    result = run("build", cwd=kb)

    assert result.returncode == 2
    assert "holds files and no site" in result.stderr
    assert (kb / "site/thesis.txt").read_text(encoding="utf-8") == "years of work"


def test_a_template_that_fails_leaves_the_old_site_and_no_traceback(kb, run):
    assert run("build", cwd=kb).returncode == 0
    before = read_site(kb / "site")
    (kb / "overrides").mkdir()
    (kb / "overrides/main.html").write_text(
        "{% extends 'base.html' %}{% block content %}{{ nothing.at.all }}{% endblock %}",
        encoding="utf-8",
    )
    config = CONFIG.replace("theme: material", "theme: {name: material, custom_dir: overrides}")
    (kb / "mkdocs.yml").write_text(config, encoding="utf-8")

    result = run("build", cwd=kb)

    assert result.returncode == 2
    assert "Traceback" not in result.stderr
    assert read_site(kb / "site") == before
    assert [p.name for p in kb.iterdir() if p.name.startswith(".site-")] == []


def test_an_interrupted_build_leaves_the_old_site_and_nothing_else(kb, run):
    assert run("build", cwd=kb).returncode == 0
    before = read_site(kb / "site")
    for number in range(400):
        (kb / f"docs/page-{number}.md").write_text(
            f"# Page {number}\n\n" + "Words. " * 2000, encoding="utf-8"
        )
    command = [Path(sys.executable).parent / "cop-kb", "build"]
    building = subprocess.Popen(
        command, cwd=kb, stderr=subprocess.PIPE, encoding="utf-8", start_new_session=True
    )
    while not any(p.name.startswith(".site-") for p in kb.iterdir()):
        assert building.poll() is None, building.stderr
        time.sleep(0.01)
    building.send_signal(signal.SIGINT)
    _, errors = building.communicate(timeout=60)

    assert building.returncode == 130
    assert "Interrupted." in errors
    assert "Traceback" not in errors
    assert read_site(kb / "site") == before
    assert [p.name for p in kb.iterdir() if p.name.startswith(".site-")] == []


def test_the_exports_name_what_is_published(kb, run):
    assert run("build", cwd=kb).returncode == 0

    pages = json.loads((kb / "site/api/pages.json").read_text(encoding="utf-8"))
    entries = pages["pages"] if isinstance(pages, dict) else pages
    playbook = next(entry for entry in entries if entry["id"] == "incidents/playbook/roll-back")
    assert playbook["url"] == "incidents/playbooks/roll-back/"
    assert playbook["owners"] == []
    assert playbook["hidden_owners"] == 1
