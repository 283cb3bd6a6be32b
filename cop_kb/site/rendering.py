"""Renders the pages, in worker processes where nothing stands against it.

The order of events is that of ``mkdocs.commands.build.build``, whose functions for one page are used as they are: MkDocs
1.6 is the last of its line, so they will not move. Workers are forked after the navigation is known and each renders and
writes every n-th page; a page depends on its own text and on the model, never on another rendered page.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Sequence
from ctypes import c_int
from multiprocessing.connection import Connection
from multiprocessing.sharedctypes import RawArray
from typing import TYPE_CHECKING, Any, NamedTuple

from mkdocs.commands import build as engine
from mkdocs.structure.files import InclusionLevel, get_files, set_exclusions
from mkdocs.structure.nav import get_navigation

from cop_kb.errors import BuildError
from cop_kb.parallel import can_fork
from cop_kb.site.plugin import CopKbPlugin

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files
    from mkdocs.structure.nav import Navigation

    from cop_kb.site.builder import Progress
    from cop_kb.site.site import Site

# A plugin that takes part in these may keep what it sees of one page for another, or for the end of the build.
_PAGE_EVENTS = (
    "pre_page",
    "page_read_source",
    "page_markdown",
    "page_content",
    "env",
    "page_context",
    "post_page",
)
_WORTH_A_WORKER = 40


class _Work(NamedTuple):
    """What a worker needs; it is inherited by the fork, nothing is sent."""

    config: MkDocsConfig
    files: Files
    pages: Sequence[File]
    nav: Navigation
    env: Environment
    done: Any


class Rendered(NamedTuple):
    """What was rendered.

    Attributes:
        site: What was shown.
        pages: How many pages there are.
        sequential: Why the pages were rendered one after the other; empty when workers shared them.
    """

    site: Site
    pages: int
    sequential: str


def render_site(config: MkDocsConfig, jobs: int, progress: Progress) -> Rendered:
    """Render everything into ``config.site_dir``.

    Args:
        config: The configuration of the engine; our plugin is in it.
        jobs: How many processes may render pages.
        progress: Called with the step, how much of it is done, and how much there is.
    """
    config.plugins.on_startup(command="build", dirty=False)
    try:
        config = config.plugins.on_config(config)
        config.plugins.on_pre_build(config=config)
        result = _render(config, jobs, progress)
        progress("search", 0, 1)
        config.plugins.on_post_build(config=config)
        progress("search", 1, 1)
        return result
    except Exception as error:
        config.plugins.on_build_error(error=error)
        raise
    finally:
        config.plugins.on_shutdown()


def _render(config: MkDocsConfig, jobs: int, progress: Progress) -> Rendered:
    files = get_files(config)
    env = config.theme.get_env()
    files.add_files_from_theme(env, config)
    files = config.plugins.on_files(files, config=config)
    set_exclusions(files, config)
    nav = config.plugins.on_nav(get_navigation(files, config), config=config, files=files)
    pages = list(files.documentation_pages(inclusion=InclusionLevel.is_included))
    reason = _why_sequential(config)
    if reason or jobs < 2 or len(pages) < _WORTH_A_WORKER:  # noqa: PLR2004 - two make a team
        _render_in_turn(_Work(config, files, pages, nav, env, None), progress)
    else:
        env = config.plugins.on_env(env, config=config, files=files)
        for page in nav.pages:
            page.read_source(
                config
            )  # the navigation shows fields of pages that other workers render
        work = _Work(config, files, pages, nav, env, RawArray(c_int, jobs))
        _render_in_workers(work, jobs, progress)
    return Rendered(_site(config), len(pages), reason)


def _why_sequential(config: MkDocsConfig) -> str:
    if not can_fork():
        return "this platform cannot fork safely"
    for event in _PAGE_EVENTS:
        for method in config.plugins.events[event]:
            if not isinstance(getattr(method, "__self__", None), CopKbPlugin):
                name = config.plugins._event_origins.get(method, "a hook")
                return f"{name} takes part in rendering pages"
    return ""


def _site(config: MkDocsConfig) -> Site:
    plugin = config.plugins["cop-kb"]
    if not isinstance(plugin, CopKbPlugin):
        raise BuildError("Another plugin calls itself cop-kb.", "Uninstall it.")
    return plugin.site


def _render_in_turn(work: _Work, progress: Progress) -> None:
    total = 2 * len(work.pages)
    for number, file in enumerate(work.pages):
        progress("pages", number, total)
        _populate(work, file)
    env = work.config.plugins.on_env(work.env, config=work.config, files=work.files)
    work = work._replace(env=env)
    _write_rest(work)
    for number, file in enumerate(work.pages, start=len(work.pages)):
        progress("pages", number, total)
        _write(work, file)
    progress("pages", total, total)


def _render_in_workers(work: _Work, jobs: int, progress: Progress) -> None:
    """Share the pages; this process takes its part, and the files that are no pages."""
    context = multiprocessing.get_context("fork")
    workers = []
    for index in range(1, jobs):
        receiver, sender = context.Pipe(duplex=False)
        worker = context.Process(target=_run_worker, args=(work, index, jobs, sender), daemon=True)
        worker.start()
        sender.close()
        workers.append((worker, receiver))
    try:
        for file in work.pages[::jobs]:
            _populate(work, file)
            _write(work, file)
            work.done[0] += 1
            progress("pages", sum(work.done), len(work.pages))
        _write_rest(work)
        for worker, receiver in workers:
            _wait(worker, receiver)
        progress("pages", len(work.pages), len(work.pages))
    finally:
        for worker, _ in workers:
            worker.terminate()


def _wait(worker: Any, receiver: Connection) -> None:  # noqa: ANN401 - a process of the fork context
    try:
        error = receiver.recv()
    except EOFError:
        error = "A process that rendered pages ended without a word; was it out of memory?"
    worker.join()
    if error:
        raise BuildError(error, "Build with --jobs 1 to see more.")


def _run_worker(work: _Work, index: int, jobs: int, sender: Connection) -> None:
    error = ""
    try:
        for file in work.pages[index::jobs]:
            _populate(work, file)
            _write(work, file)
            work.done[index] += 1
    except KeyboardInterrupt:
        error = "Interrupted."
    except Exception as problem:  # noqa: BLE001 - told by the parent
        error = f"{type(problem).__name__}: {problem}"
    sender.send(error)


def _populate(work: _Work, file: File) -> None:
    if file.page is None:
        raise BuildError(f"The page {file.src_uri} was lost on the way.")
    engine._populate_page(file.page, work.config, work.files)


def _write(work: _Work, file: File) -> None:
    if file.page is None:
        raise BuildError(f"The page {file.src_uri} was lost on the way.")
    engine._build_page(file.page, work.config, work.pages, work.nav, work.env)


def _write_rest(work: _Work) -> None:
    """Write what is no page: files, and templates such as the map of the site."""
    work.files.copy_static_files(inclusion=InclusionLevel.is_included)
    for name in work.config.theme.static_templates:
        engine._build_theme_template(name, work.env, work.files, work.config, work.nav)
    for name in work.config.extra_templates:
        engine._build_extra_template(name, work.files, work.config, work.nav)
