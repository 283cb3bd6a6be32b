"""``cop-kb build``: check the knowledge base and build its site."""

import os
from pathlib import Path

import click

from cop_kb.commands.options import audience as audience_option
from cop_kb.commands.options import common, wants_color
from cop_kb.today import read_today


@click.command()
@click.option("-d", "--site-dir", type=click.Path(path_type=Path), help="Where to write the site.")
@click.option(
    "--strict/--no-strict", "-s/ ", "strict", default=None,
    help="Let warnings stop the build, too; or let nothing stop it.  [default: errors stop it]",
)  # fmt: skip
@audience_option
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(1),
    help="How many processes render pages.  [default: all cores]",
)
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
    from cop_kb.commands.progress import show_built, show_progress
    from cop_kb.config import load_config
    from cop_kb.history import read_history
    from cop_kb.load import load_knowledge_base
    from cop_kb.reports import REPORTS, Report
    from cop_kb.reports.text import summary
    from cop_kb.rules.engine import check, fails
    from cop_kb.site.builder import build_site
    from cop_kb.site.findings import divide
    from cop_kb.site.site import Request

    config = load_config(config_file, site_dir).with_changes(audience=audience, no_cache=no_cache)
    kb = load_knowledge_base(config)
    today = read_today()
    diagnostics = check(kb, config, today, read_history(config.docs_dir))
    findings = divide(diagnostics, config, kb, kb.narrowed(config.options.audience, today))
    colored = wants_color(color)
    report = Report(findings.told, config.root, len(kb.documents), colored, quiet, verbose)
    if verbose or fails(findings.told, strict=True):
        click.echo(REPORTS["text"].render(report), nl=False, color=colored, err=True)
    elif not quiet:
        click.echo(summary(report, hidden=len(findings.told)), err=True)
    if findings.about_untold:
        click.echo(findings.about_untold, err=True)
    warnings_fail = strict if strict is not None else config.options.strict
    if strict is not False and fails(diagnostics, warnings_fail):
        click.echo(
            "Nothing was built. Mend the errors, or build anyway with --no-strict.", err=True
        )
        return 1
    with show_progress(quiet) as progress:
        built = build_site(Request(config, kb), jobs or os.cpu_count() or 1, progress)
    show_built(built, quiet)
    return 0
