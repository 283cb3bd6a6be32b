"""Options that several commands share."""

import os
import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


def read_day(ctx: click.Context, param: click.Parameter, value: str | None) -> date | None:
    """Return the day that an option names."""
    if value is None:
        return None
    try:
        return datetime.strptime(value, "%Y-%m-%d").date()
    except ValueError as error:
        message = f"{value!r} is no day. Write one such as 2026-05-31."
        raise click.BadParameter(message, ctx, param) from error


def common(command: Decorated) -> Decorated:
    """Add the options that every command has."""
    click.option(
        "--color/--no-color", default=None, help="Colour or none.  [default: as the terminal can]"
    )(command)
    click.option("-v", "--verbose", is_flag=True, help="Say more about what is done.")(command)
    click.option("-q", "--quiet", is_flag=True, help="Say only what must be said.")(command)
    click.option(
        "-f", "--config-file", type=click.Path(path_type=Path), default=Path("mkdocs.yml"),
        show_default=True, help="The configuration of the knowledge base.",
    )(command)  # fmt: skip
    return command


def audience(command: Decorated) -> Decorated:
    """Add the option that says for whom a site is built."""
    click.option(
        "--audience", type=click.Choice(["public", "members", "stewards"]),
        help="For whom; what is for fewer people is left out.  [default: what mkdocs.yml says, else public]",
    )(command)  # fmt: skip
    return command


def building(command: Decorated) -> Decorated:
    """Add the options that say how a site is checked and built."""
    click.option(
        "-j", "--jobs", type=click.IntRange(1), help="How many processes render pages.  [default: all cores]",
    )(command)  # fmt: skip
    audience(command)
    click.option(
        "--strict/--no-strict", "-s/ ", "strict", default=None,
        help="Let warnings stop the build, too; or let nothing stop it.  [default: errors stop it]",
    )(command)  # fmt: skip
    return command


def told(purpose: str) -> Callable[[Decorated], Decorated]:
    """Add the options that say in which form something is told, and where.

    Args:
        purpose: What the Markdown is for.
    """

    def add(command: Decorated) -> Decorated:
        click.option(
            "-o", "--output", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False),
            help="Write it to a file instead.",
        )(command)  # fmt: skip
        click.option(
            "--format", "output_format", default="text", show_default=True,
            type=click.Choice(["text", "markdown", "json"]), help=f"How to tell it; markdown fits {purpose}.",
        )(command)  # fmt: skip
        return command

    return add


def wants_color(color: bool | None) -> bool:
    """Tell whether output is coloured: the option, else NO_COLOR (https://no-color.org), else the terminal decides."""
    if color is not None:
        return color
    return not os.environ.get("NO_COLOR") and sys.stdout.isatty()
