"""What a person sees while something takes long."""

import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

import click

from cop_kb.site.builder import Built

_STEPS = {"pages": "Rendering pages", "search": "Indexing for search"}


@contextmanager
def show_progress(quiet: bool) -> Iterator[Callable[[str, int, int], None]]:
    """Show a bar on a terminal, and nothing elsewhere; yield what the work calls to move it."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s: %(message)s")
    if quiet or not sys.stderr.isatty():
        yield lambda step, done, total: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        tasks = {}
        last = 0.0

        def move(step: str, done: int, total: int) -> None:
            nonlocal last
            if step not in tasks:
                tasks[step] = bar.add_task(_STEPS.get(step, step), total=total)
            elif done < total and monotonic() - last < 0.05:  # noqa: PLR2004 - twenty times a second will do
                return
            last = monotonic()
            bar.update(tasks[step], completed=done, total=total)

        yield move


def show_built(built: Built, quiet: bool) -> None:
    """Say what a build made, and what it left out."""
    show_left_out(built, quiet, with_remedy=True)
    if not quiet:
        click.echo(f"Built {built.pages} pages in {click.format_filename(built.site_dir)}")


def show_left_out(built: Built, quiet: bool, with_remedy: bool = False) -> None:
    """Say what is missing on a site and why, and with ``with_remedy`` how to include it.

    Where the site is pushed to, more people may read it: nobody should be led to publish there what is for fewer.
    """
    if quiet:
        return
    for notice in built.notices:
        click.echo(notice, err=True)
    if built.sequential:
        click.echo(f"Pages were rendered one after the other: {built.sequential}.", err=True)
    for audience, words in built.left_out.items():
        remedy = f" To include: --audience {audience}" if with_remedy else ""
        click.echo(f"{words}{remedy}", err=True)
