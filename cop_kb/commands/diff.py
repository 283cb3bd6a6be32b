"""``cop-kb diff``: what a change does to the knowledge base."""

from pathlib import Path

import click

from cop_kb.commands.options import audience as audience_option
from cop_kb.commands.options import common, told
from cop_kb.today import read_today


@click.command()
@click.argument("base")
@click.argument("head", required=False)
@told("a comment on a pull request")
@audience_option
@common
def command(
    base: str,
    head: str | None,
    output_format: str,
    output: Path | None,
    audience: str | None,
    config_file: Path,
    quiet: bool,
    verbose: bool,
    color: bool | None,
) -> None:
    """Show what a change does to the knowledge base, in the terms of its readers.

    BASE and HEAD are branches, tags or commits; without HEAD, the files count as they are now. As in a pull request, the
    comparison begins where the two histories part: what has come to BASE since then is left out.
    """
    from cop_kb.commands.comparing import Span, compare_revisions
    from cop_kb.commands.output import check_output, tell
    from cop_kb.config import load_config
    from cop_kb.git import find_commit
    from cop_kb.git.ancestry import find_base
    from cop_kb.reports.difference import render_difference

    config = load_config(config_file)
    check_output(config, output)
    end = find_commit(config.root, head) if head else None
    span = Span(find_base(config.root, base, head or "HEAD"), end)
    if head and span.base == end != find_commit(config.root, base):
        hint = f"To compare them the other way round: cop-kb diff {head} {base}"
        click.echo(f"{head} has nothing that {base} lacks. {hint}", err=True)
    readers = audience or config.options.audience
    found = compare_revisions(config, span, readers, read_today())
    text = render_difference(found.difference, found.fronts, output_format, *span, quiet=quiet)
    tell(text, output)
