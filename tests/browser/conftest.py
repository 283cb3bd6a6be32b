"""The example site in a real browser."""

from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def address(tmp_path_factory, run, serve_folder) -> str:
    """The example site, served below a path as project pages are."""
    site = tmp_path_factory.mktemp("example") / "site"
    built = run("build", "--config-file", ROOT / "mkdocs.yml", "--site-dir", site, "--no-cache")
    assert built.returncode == 0, built.stderr
    return serve_folder(site, "cop-kb")


@contextmanager
def visit(browser, address, **options):
    """A page that fails the test for whatever the console reports and whoever else is asked."""
    with browser.new_context(**options) as context:
        page = context.new_page()
        troubles: list[str] = []
        page.on("pageerror", lambda error: troubles.append(f"error: {error}"))
        page.on(
            "console",
            lambda message: (
                troubles.append(f"{message.type}: {message.text}")
                if message.type in {"error", "warning"}
                else None
            ),
        )
        page.on(
            "request",
            lambda request: (
                None
                if request.url.startswith((address, "data:", "blob:"))
                else troubles.append(f"foreign request: {request.url}")
            ),
        )
        yield page
    assert troubles == []


@pytest.fixture
def page(browser, address):
    """A page on a wide screen."""
    with visit(browser, address, viewport={"width": 1280, "height": 900}) as page:
        yield page


@pytest.fixture
def phone(browser, address):
    """A page on a small phone that is touched."""
    size = {"width": 360, "height": 640}
    with visit(browser, address, viewport=size, has_touch=True, is_mobile=True) as page:
        yield page
