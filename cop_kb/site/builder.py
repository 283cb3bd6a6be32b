"""Builds the site: beside the old one, pages in parallel, and puts it in its place only when it is whole."""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cop_kb.errors import BuildError
from cop_kb.site.site import Request

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

Progress = Callable[[str, int, int], None]

# Material says at import what becomes of MkDocs 2; this project pins MkDocs 1.
_SILENCE = {"NO_MKDOCS_2_WARNING": "1"}
_SIGNS_OF_A_SITE = ("index.html", "404.html", "sitemap.xml")


@dataclass(frozen=True)
class Built:
    """What a build made.

    Attributes:
        site_dir: Where the site is.
        pages: How many pages it has.
        left_out: What the audience may not see, in a few words, by its own audience.
        sequential: Why the pages were rendered one after the other; empty when workers shared them.
        notices: What is missing on the site, and why.
    """

    site_dir: Path
    pages: int
    left_out: dict[str, str]
    sequential: str
    notices: list[str]


def build_site(request: Request, jobs: int, progress: Progress) -> Built:
    """Build the site that ``request`` describes.

    The site is made in a folder beside ``site_dir`` and takes its place at the end, so that a build that fails, or is
    interrupted, leaves the old site as it was.

    Args:
        request: What to build.
        jobs: How many processes may render pages.
        progress: Called with the step, how much of it is done, and how much there is.

    Raises:
        BuildError: The site cannot be built.
    """
    site_dir = request.config.site_dir
    _check_replaceable(site_dir)
    with _engine(request), _beside(site_dir) as folder:
        config = load_engine(request.config.path, folder)
        from cop_kb.site.rendering import render_site

        rendered = render_site(config, jobs, progress)
        _replace(site_dir, folder)
    site = rendered.site
    return Built(site_dir, rendered.pages, site.left_out(), rendered.sequential, site.notices)


@contextmanager
def _engine(request: Request) -> Iterator[None]:
    """Let MkDocs know the request, and turn its ways of failing into ours."""
    os.environ.update(_SILENCE)
    from jinja2 import TemplateError
    from mkdocs.exceptions import Abort, MkDocsException

    from cop_kb.site.plugin import REQUEST

    token = REQUEST.set(request)
    try:
        yield
    except MkDocsException as error:
        message = str(error).strip() or "MkDocs stopped the build."
        hint = "See the messages above." if isinstance(error, Abort) else ""
        raise BuildError(message, hint, request.config.path) from error
    except TemplateError as error:
        where = getattr(error, "filename", None) or "of the theme"
        hint = "If mkdocs.yml names a custom_dir, look at the templates there."
        raise BuildError(
            f"A template {where} fails: {error}.", hint, request.config.path
        ) from error
    finally:
        REQUEST.reset(token)


def load_engine(path: Path, site_dir: Path) -> MkDocsConfig:
    """Load mkdocs.yml with MkDocs, and make sure that our plugin is in it.

    Raises:
        BuildError: The plugin is not listed.
    """
    from mkdocs.config import load_config

    config: MkDocsConfig = load_config(config_file=str(path), site_dir=str(site_dir))
    if "cop-kb" not in config.plugins:
        raise BuildError(
            "mkdocs.yml does not list the plugin.", "Add to it: plugins: [cop-kb]", path
        )
    return config


def _check_replaceable(site_dir: Path) -> None:
    """Refuse to replace a folder that does not look like a site."""
    if site_dir.is_symlink() or (site_dir.exists() and not site_dir.is_dir()):
        raise BuildError(f"{site_dir} is not a folder.", "Give another folder with --site-dir.")
    if not site_dir.is_dir() or not any(site_dir.iterdir()):
        return
    if not any((site_dir / name).exists() for name in _SIGNS_OF_A_SITE):
        raise BuildError(
            f"The folder {site_dir} holds files and no site, so it is not replaced.",
            "Empty it, or give another folder with --site-dir.",
        )


@contextmanager
def _beside(site_dir: Path) -> Iterator[Path]:
    """Make a folder beside ``site_dir``, on the same disk, and take it away when the build did not use it."""
    try:
        site_dir.parent.mkdir(parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=f".{site_dir.name}-", dir=site_dir.parent))
    except OSError as error:
        raise BuildError(
            f"The site cannot be written to {site_dir}: {error.strerror}.",
            "Give another folder with --site-dir.",
        ) from error
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _replace(site_dir: Path, folder: Path) -> None:
    """Put ``folder`` in the place of ``site_dir``; the old site goes when the new one stands."""
    folder.chmod(0o755)
    old = folder.with_name(folder.name + ".old")
    if site_dir.exists():
        site_dir.rename(old)
    try:
        folder.rename(site_dir)
    except OSError as error:
        if old.exists():
            old.rename(site_dir)
        raise BuildError(f"The site cannot be put in its place: {error.strerror}.") from error
    shutil.rmtree(old, ignore_errors=True)


def serve_site(request: Request, address: str | None, open_browser: bool) -> None:
    """Build the site, serve it, and build it again whenever a file changes, until interrupted.

    Args:
        request: What to serve; the knowledge base in it is not used, since it will change.
        address: Host and port, such as ``127.0.0.1:8000``; None for what mkdocs.yml says.
        open_browser: Whether to open a browser.

    Raises:
        BuildError: The site cannot be built, or the address is taken.
    """
    with _engine(Request(request.config)):
        from mkdocs.commands.serve import serve

        logging.getLogger("mkdocs").setLevel(logging.INFO)
        options: dict[str, Any] = {"dev_addr": address} if address else {}
        try:
            serve(config_file=str(request.config.path), open_in_browser=open_browser, **options)
        except OSError as error:
            raise BuildError(
                f"The site cannot be served at {address or 'the address of mkdocs.yml'}: {error.strerror}.",
                "Is it taken? Give another one with --dev-addr, such as 127.0.0.1:8010.",
            ) from error
