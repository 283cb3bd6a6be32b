"""A small knowledge base on disk, loaded and narrowed as a build does it."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from cop_kb.config import load_config
from cop_kb.load import load_knowledge_base
from cop_kb.site.pages import generated_pages
from cop_kb.site.views import SiteView

CONFIG = "site_name: Test\nplugins:\n  - cop-kb:\n      cache: false\n      audience: {audience}\n"

FILES = {
    "incidents/index.md": """\
---
type: community
summary: For people who are called.
status: published
stewards: [maya-okafor, tomas-hruska]
tags: [on call]
channels:
  - {name: "#incidents", url: "https://chat.example.org/incidents", purpose: Now}
  - {name: "#later"}
---
# Incidents

## Domain

Everything that burns. See [the guide](../guide/first.md).
""",
    "incidents/members/maya-okafor.md": "---\naudience: public\nconsent: [{person: maya-okafor, scope: public}]\n---\n# Maya Okafor\n",
    "incidents/members/tomas-hruska.md": "# Tomáš Hruška\n",
    "incidents/case-rounds/forty-silent-minutes.md": """\
---
summary: Nobody spoke.
status: published
audience: public
consent: [{person: the support lead, scope: public}]
owners: [maya-okafor]
facilitated_by: [maya-okafor]
last_reviewed_on: 2026-02-01
---
# Forty silent minutes

## Situation

It was quiet.
""",
    "incidents/playbooks/speak.md": """\
---
summary: Speak on schedule.
status: in-review
owners: [maya-okafor, tomas-hruska]
tags: [C++, on call]
symptoms: [silence]
derived_from: [case-round/forty-silent-minutes]
last_reviewed_on: 2026-03-01
---
# Speak on schedule

## Steps

1. Speak.
""",
    "incidents/checklists/status.md": """\
---
summary: Before each update.
status: published
owners: [maya-okafor]
tags: [C#]
derived_from: [playbook/speak, case-round/forty-silent-minutes]
last_reviewed_on: 2026-04-01
---
# Status update

## Use when

Every twenty minutes, as in [the playbook](../playbooks/speak.md).
""",
    "incidents/case-rounds/hidden.md": "---\nowners: [tomas-hruska]\n---\n# Periwinkle\n",
    "guide/first.md": "---\nsecret: periwinkle\n---\n# The guide\n\nPlain, see [the case](../incidents/case-rounds/hidden.md).\n",
}

TODAY = date(2026, 11, 21)

MakeSite = Callable[..., SiteView]


@pytest.fixture
def make_site(tmp_path: Path) -> MakeSite:
    """Write files, load them, and return the view of what the audience may see."""

    def make(
        files: Mapping[str, str] = FILES, audience: str = "public", history=None, options: str = ""
    ) -> SiteView:
        for name, text in files.items():
            path = tmp_path / "docs" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        (tmp_path / "mkdocs.yml").write_text(
            CONFIG.format(audience=audience) + (f"      {options}\n" if options else ""),
            encoding="utf-8",
        )
        config = load_config(tmp_path / "mkdocs.yml")
        whole = load_knowledge_base(config)
        kb = whole.narrowed(audience, TODAY)
        written = [*kb.documents_by_uri, *(p.src_uri for p in generated_pages(kb, kb.files))]
        urls = {uri: uri.removesuffix("index.md").replace(".md", "/") for uri in written}
        return SiteView(kb, config, history or {}, urls, whole, TODAY)

    return make
