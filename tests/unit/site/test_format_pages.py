"""The pages of formats, the way to them, and the documents that name them."""

import pytest

from cop_kb.site.format_pages import FORMATS, form_page, sheet_page
from cop_kb.site.navigation import navigation
from cop_kb.site.pages import generated_pages

CHARTER = "---\ntype: community\n---\n# A\n"
FILES = {
    "a/index.md": CHARTER,
    "a/sessions/open.md": "---\nformat: problem-clinic\naudience: public\n---\n# Open drill\n",
    "a/sessions/closed.md": "---\nformat: problem-clinic\n---\n# Closed drill\n",
    "a/sessions/odd.md": "---\nformat: no-such-way\naudience: public\n---\n# Odd drill\n",
}


@pytest.fixture
def site(make_site):
    """A knowledge base whose types name formats."""
    return make_site(FILES, options="types: [community, member, session]")


def test_each_format_has_a_sheet_and_a_form(site):
    uris = [page.src_uri for page in generated_pages(site.kb, site.kb.files)]
    assert FORMATS in uris
    for name in site.kb.formats:
        assert {sheet_page(name), form_page(name)} <= set(uris)


def test_a_page_that_somebody_wrote_wins(site):
    uris = [page.src_uri for page in generated_pages(site.kb, {"formats/buddy/index.md"})]
    assert "formats/buddy/index.md" not in uris
    assert "formats/buddy/form/index.md" in uris


def test_the_navigation_leads_to_the_formats(site):
    documents = next(e["Documents"] for e in navigation(site.kb, {FORMATS}) if "Documents" in e)
    assert documents[-1] == {"Formats": FORMATS}
    assert FORMATS not in str(navigation(site.kb, ()))


def test_without_a_type_that_names_formats_there_are_none(make_site):
    site = make_site()
    assert site.formats.total == 0
    assert not any("formats" in p.src_uri for p in generated_pages(site.kb, site.kb.files))
    assert FORMATS not in str(navigation(site.kb, {"types/index.md"}))


def test_a_sheet_lists_the_documents_that_the_audience_may_see(site):
    assert [view.title for view in site.formats.of("problem-clinic").documents] == ["Open drill"]
    assert site.formats.of("buddy").documents == ()


def test_a_document_leads_to_its_sheet(site):
    (facet,) = site.document("a/sessions/open.md").facets
    assert (facet.title, [tuple(word) for word in facet.words]) == (
        "Format",
        [("Problem clinic", "formats/problem-clinic/")],
    )
    (odd,) = site.document("a/sessions/odd.md").facets
    assert [tuple(word) for word in odd.words] == [("no-such-way", "")]


def test_formats_are_grouped_by_the_time_that_they_take(site):
    groups = dict(site.formats.groups)
    assert list(groups) == ["Up to half an hour", "Up to an hour", "Longer", "Several meetings"]
    assert sum(map(len, groups.values())) == site.formats.total
    assert "Micro-teach" in [view.sheet.title for view in groups["Up to half an hour"]]
    assert "Buddy" in [view.sheet.title for view in groups["Several meetings"]]
    for views in groups.values():
        titles = [view.sheet.title.casefold() for view in views]
        assert titles == sorted(titles)


def test_a_sheet_names_what_to_take_instead(site):
    found = dict(site.formats.of("problem-clinic").instead)
    assert "Case round" in {view.sheet.title for view in found.values()}
    assert all(view.url.startswith("formats/") for view in found.values())
