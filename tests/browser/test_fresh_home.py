"""The home page of a fresh knowledge base, whose community is still a draft."""

import pytest

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(tmp_path_factory, run, serve_folder) -> str:
    """A knowledge base as ``init`` makes it."""
    folder = tmp_path_factory.mktemp("fresh")
    for arguments in (("init", ".", "--steward", "Ada Example"), ("build",)):
        done = run(*arguments, cwd=folder)
        assert done.returncode == 0, done.stderr
    return serve_folder(folder / "site")


def test_a_badge_is_as_wide_as_its_word_and_a_key_has_a_whole_border(browser, address):
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        page = context.new_page()
        page.goto(address)

        card = page.locator(".kb-card").first
        badge = card.locator(".kb-badge")
        assert badge.inner_text() == "Draft"
        assert badge.bounding_box()["width"] < card.bounding_box()["width"] / 2
        border = "key => getComputedStyle(key).borderTopWidth"
        assert page.locator(".kb-hint kbd").evaluate(border) == "1px"
