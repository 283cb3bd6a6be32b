"""``cop-kb validate``: check the knowledge base and report what was found."""

from pathlib import Path

import click

from cop_kb.commands.options import common, wants_color
from cop_kb.today import read_today


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path))
@click.option(
    "--format", "report_format", default="text", show_default=True,
    type=click.Choice(["text", "json", "github"]), help="How to report.",
)  # fmt: skip
@click.option("-s", "--strict", is_flag=True, help="Let warnings fail, too.")
@click.option("--no-cache", is_flag=True, help="Read everything anew.")
@common
def command(
    paths: tuple[Path, ...],
    report_format: str,
    strict: bool,
    no_cache: bool,
    config_file: Path,
    quiet: bool,
    verbose: bool,
    color: bool | None,
) -> int:
    """Check the knowledge base, or only report on each PATH, a file or a folder.

    Everything is read in any case, since a document can break another. Exit code 0: fine; 1: findings; 2: cannot run.
    """
    from cop_kb.config import load_config
    from cop_kb.history import read_history
    from cop_kb.load import load_knowledge_base
    from cop_kb.reports import REPORTS, Report
    from cop_kb.rules.engine import check, fails, select

    config = load_config(config_file).with_changes(no_cache=no_cache)
    kb = load_knowledge_base(config)
    diagnostics = select(
        check(kb, config, read_today(), read_history(config.docs_dir)), paths, config
    )
    report = Report(
        diagnostics=diagnostics,
        root=config.root,
        documents=len(kb.documents),
        color=wants_color(color),
        quiet=quiet,
        verbose=verbose,
    )
    click.echo(REPORTS[report_format].render(report), nl=False, color=wants_color(color))
    return 1 if fails(diagnostics, strict or config.options.strict) else 0
