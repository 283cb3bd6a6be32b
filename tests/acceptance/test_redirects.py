"""Old addresses on the built site: they lead on, with and without JavaScript, and nobody finds them by search or map."""

import json
from urllib.parse import unquote, urljoin
from xml.etree import ElementTree

import pytest

from tests.acceptance.test_move import _REFRESH
from tests.browser.conftest import visit
from tests.sites import mkdocs, read_site

CONFIG = "site_name: Zelená <b> & Co\nsite_url: https://example.org/team/\nuse_directory_urls: {urls}\ntheme: material\nplugins:\n  - cop-kb: {{types: all}}\n"
TREE = "title: Which way\nnodes: [{id: a, question: Hot?, answers: [{answer: A, document: playbook/roll-back}]}]\n"
FILES = {
    "index.md": "# Home\n",
    "team/index.md": "---\ntype: community\n---\n# Team\n",
    "team/playbooks/roll-back.md": "# Roll back <i>now</i>\n\n" + "Wait.\n\n" * 80 + "## Last step\n\nDone.\n",
    "team/decision-trees/way.yaml": TREE,
    "redirects.yml": "fire/: team/\nold name.md: team/playbooks/roll-back.md\nälter/tree.yaml: team/decision-trees/way.yaml\n"
    "start.md: index.md\nlist.md: team/playbooks/\ngone.md: gone\nteam/rollback.md: team/playbooks/roll-back.md\n",
}  # fmt: skip
LEADS = {
    "fire/index.md": "team/index.md",
    "fire/playbooks/roll-back.md": "team/playbooks/roll-back.md",
    "fire/playbooks/index.md": "team/playbooks/index.md",
    "fire/decision-trees/index.md": "team/decision-trees/index.md",
    "fire/decision-trees/way.md": "team/decision-trees/way.md",
    "fire/rollback.md": "team/playbooks/roll-back.md",
    "old name.md": "team/playbooks/roll-back.md",
    "älter/tree.md": "team/decision-trees/way.md",
    "start.md": "index.md",
    "list.md": "team/playbooks/index.md",
    "team/rollback.md": "team/playbooks/roll-back.md",
}


def address(uri, directories):
    if directories:
        return (
            uri.removesuffix(".md").removesuffix("index").rstrip("/") + "/"
            if uri != "index.md"
            else ""
        )
    return uri.replace("index.md", "index.html").replace(".md", ".html")


@pytest.fixture(scope="module", params=[True, False], ids=["folders", "files"])
def site(request, run, tmp_path_factory):
    root = tmp_path_factory.mktemp("redirects")
    (root / "mkdocs.yml").write_text(
        CONFIG.format(urls=str(request.param).lower()), encoding="utf-8"
    )
    for name, text in FILES.items():
        path = root / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    done = run("build", "--no-strict", cwd=root)
    assert done.returncode == 0, done.stderr
    return root, request.param


def test_every_old_address_leads_on(site):
    root, directories = site
    for old, new in LEADS.items():
        place = address(old, directories)
        path = root / "site" / (f"{place}index.html" if directories else place)
        html = path.read_text(encoding="utf-8")
        base = f"https://example.org/team/{place}"
        wanted = f"https://example.org/team/{address(new, directories)}"
        (to,) = _REFRESH.findall(html)
        assert unquote(urljoin(base, to)) == wanted, old
        assert f'<a href="{to}">' in html
        canonical = html.partition('rel="canonical" href="')[2].partition('"')[0]
        assert unquote(canonical) == wanted
        assert '<meta name="robots" content="noindex">' in html
        assert "<b>" not in html
        assert "<script>" not in html


def test_nothing_else_speaks_of_them(site):
    root, directories = site
    files = read_site(root / "site")
    places = [address(old, directories) for old in LEADS]
    assert not [name for name in files if "redirects.yml" in name or name.startswith("gone")]
    locations = [
        e.text for e in ElementTree.fromstring(files["sitemap.xml"]).iter() if e.tag.endswith("loc")
    ]
    assert not [
        place for place in places for url in locations if unquote(url).endswith(f"/team/{place}")
    ]
    assert b"old name" not in b"".join(
        content for name, content in files.items() if name.startswith("pagefind/")
    )
    found = json.loads(files["api/kb.json"])["redirects"]
    assert {r["from"]: r["to"] for r in found} == LEADS


def test_plain_mkdocs_makes_the_same_pages(site, tmp_path):
    root, directories = site
    done = mkdocs(root, "build", "--site-dir", tmp_path / "site")
    assert done.returncode == 0, done.stderr
    for old in LEADS:
        place = address(old, directories) + ("index.html" if directories else "")
        assert (tmp_path / "site" / place).read_bytes() == (root / "site" / place).read_bytes()


def test_a_browser_keeps_what_stands_behind_the_address(site, browser, serve_folder):
    root, directories = site
    start = serve_folder(root / "site", "team")
    place = address("old name.md", directories)
    wanted = start + address("team/playbooks/roll-back.md", directories)
    with visit(browser, start) as page:
        page.goto(f"{start}{place}?from=alert#last-step")
        page.wait_for_url(f"{wanted}?from=alert#last-step")
        page.get_by_role("heading", name="Last step").wait_for()
    with visit(browser, start, java_script_enabled=False) as page:
        page.goto(start + place)
        page.wait_for_url(wanted)
