"""What is said of the findings before a site is built."""

import click

from cop_kb.commands.options import wants_color
from cop_kb.config import Config
from cop_kb.model.knowledge_base import KnowledgeBase
from cop_kb.today import read_today


def is_fit(
    config: Config,
    kb: KnowledgeBase,
    strict: bool | None,
    quiet: bool,
    verbose: bool,
    color: bool | None,
) -> bool:
    """Check the knowledge base, report on it, and tell whether its site may be built.

    Args:
        config: The configuration; its audience is that of the site, and of what is reported.
        kb: The knowledge base.
        strict: Whether warnings stop the build too; False when nothing does; None for what the configuration says.
        quiet: Whether to leave out what is only information.
        verbose: Whether to show every finding.
        color: Whether to use colour; None where the terminal decides.
    """
    from cop_kb.history import load_history
    from cop_kb.reports import REPORTS, Report
    from cop_kb.reports.text import summary
    from cop_kb.rules.baseline import find_baseline
    from cop_kb.rules.engine import fails
    from cop_kb.rules.outcome import judge
    from cop_kb.site.findings import divide

    today = read_today()
    history = load_history(config)
    outcome = judge(kb, config, today, history, baseline=find_baseline(config))
    findings = divide(outcome.findings, config, kb, kb.narrowed(config.options.audience, today))
    colored = wants_color(color)
    report = Report(
        diagnostics=findings.told,
        root=config.root,
        documents=len(kb.documents),
        color=colored,
        quiet=quiet,
        verbose=verbose,
        known=outcome.known,
    )
    if verbose or fails(findings.told, strict=True):
        click.echo(REPORTS["text"].render(report), nl=False, color=colored, err=True)
    elif not quiet:
        click.echo(summary(report, hidden=len(findings.told)), err=True)
    if findings.about_untold:
        click.echo(findings.about_untold, err=True)
    warnings_fail = strict if strict is not None else config.options.strict
    return strict is False or not fails(outcome.findings, warnings_fail)
