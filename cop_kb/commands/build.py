"""``cop-kb build``: check the knowledge base and build its site."""

import os
from pathlib import Path

import click

from cop_kb.commands.options import building, common


@click.command()
@click.option("-d", "--site-dir", type=click.Path(path_type=Path), help="Where to write the site.")
@building
@click.option("--no-cache", is_flag=True, help="Read everything anew.")
@common
def command(
    site_dir: Path | None,
    strict: bool | None,
    audience: str | None,
    jobs: int | None,
    no_cache: bool,
    config_file: Path,
    quiet: bool,
    verbose: bool,
    color: bool | None,
) -> int:
    """Check the knowledge base and build its site.

    A finding that counts as an error stops the build, and the site that was there before stays as it is.
    """
    from cop_kb.commands.checking import is_fit
    from cop_kb.commands.progress import show_built, show_progress
    from cop_kb.config import load_config
    from cop_kb.load import load_knowledge_base
    from cop_kb.site.builder import build_site
    from cop_kb.site.site import Request

    config = load_config(config_file, site_dir).with_changes(audience=audience, no_cache=no_cache)
    kb = load_knowledge_base(config)
    if not is_fit(config, kb, strict, quiet, verbose, color):
        click.echo(
            "Nothing was built. Mend the errors, or build anyway with --no-strict.", err=True
        )
        return 1
    with show_progress(quiet) as progress:
        built = build_site(Request(config, kb), jobs or os.cpu_count() or 1, progress)
    show_built(built, quiet)
    return 0
