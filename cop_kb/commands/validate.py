"""``cop-kb validate``: check the knowledge base and report what was found."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cop_kb.commands.options import common, wants_color
from cop_kb.today import read_today

if TYPE_CHECKING:
    from cop_kb.config import Config

_FILE = click.Path(path_type=Path, dir_okay=False)


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path))
@click.option(
    "--format", "report_format", default="text", show_default=True,
    type=click.Choice(["text", "json", "github", "gitlab", "sarif", "junit"]), help="How to report.",
)  # fmt: skip
@click.option(
    "-o", "--output", metavar="FILE", type=_FILE,
    help="Write the report to a file; the terminal gets it as text.",
)  # fmt: skip
@click.option(
    "--changed-since", metavar="REV",
    help="Report only on what has changed since the branch, tag or commit REV, and on what that breaks elsewhere.",
)  # fmt: skip
@click.option(
    "--baseline", metavar="FILE", type=_FILE,
    help="The file with known findings, which may stay.  [default: .cop-kb-baseline.json beside mkdocs.yml, if it is there]",
)  # fmt: skip
@click.option("--no-baseline", is_flag=True, help="Report known findings, too.")
@click.option(
    "--write-baseline", is_flag=True, help="Record all findings as known, and report nothing."
)
@click.option("-s", "--strict", is_flag=True, help="Let warnings fail, too.")
@click.option("--no-cache", is_flag=True, help="Read everything anew.")
@common
def command(
    paths: tuple[Path, ...],
    report_format: str,
    output: Path | None,
    changed_since: str | None,
    baseline: Path | None,
    no_baseline: bool,
    write_baseline: bool,
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
    from cop_kb import git
    from cop_kb.commands.output import check_output, write_output
    from cop_kb.config import load_config
    from cop_kb.history import load_history
    from cop_kb.load import load_knowledge_base
    from cop_kb.reports import REPORTS, Report
    from cop_kb.rules.baseline import find_baseline
    from cop_kb.rules.engine import fails
    from cop_kb.rules.outcome import judge

    config = load_config(config_file).with_changes(no_cache=no_cache)
    if write_baseline:
        _refuse(paths, changed_since, no_baseline, output)
        return _record(config, baseline, quiet)
    check_output(config, output)
    kb = load_knowledge_base(config)
    outcome = judge(
        kb,
        config,
        read_today(),
        load_history(config),
        paths=paths,
        since=changed_since,
        baseline=None if no_baseline else find_baseline(config, baseline),
    )
    if outcome.notice:
        click.echo(outcome.notice, err=True)
    report = Report(
        diagnostics=outcome.findings,
        root=config.root,
        documents=len(kb.documents),
        color=wants_color(color),
        quiet=quiet,
        verbose=verbose,
        strict=strict or config.options.strict,
        files=outcome.files,
        repository=git.find_repository(config.root),
        known=outcome.known,
        earlier=outcome.earlier,
    )
    form = REPORTS[report_format]
    if output is not None:
        write_output(output, form.render(replace(report, color=False, quiet=False)))
        form = REPORTS["text"]
    click.echo(form.render(report), nl=False, color=report.color)
    return 1 if fails(report.diagnostics, report.strict) else 0


def _refuse(*others: object) -> None:
    """Refuse what would let a baseline record a part of the findings only."""
    if any(others):
        message = "--write-baseline records all findings and reports none: leave PATH and the other options out."
        raise click.UsageError(message)


def _record(config: "Config", named: Path | None, quiet: bool) -> int:
    """Record all findings as known, and say what that changed."""
    from cop_kb.commands.output import check_output
    from cop_kb.history import load_history
    from cop_kb.load import load_knowledge_base
    from cop_kb.model.quantity import number_of
    from cop_kb.rules.baseline import NAME, write_baseline
    from cop_kb.rules.engine import check

    kb = load_knowledge_base(config)
    found = check(kb, config, read_today(), load_history(config))
    path = named or config.root / NAME
    check_output(config, named)
    number, added, removed = write_baseline(config, path, found)
    if not quiet:
        place = click.format_filename(named or NAME)
        findings = number_of(number, "finding")
        click.echo(f"{place} records {findings} now: {added} added, {removed} removed.")
    return 0
