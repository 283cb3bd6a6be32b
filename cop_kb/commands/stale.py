"""``cop-kb stale``: what is overdue for a review, by owner."""

from pathlib import Path

import click

from cop_kb.commands.options import common, told
from cop_kb.today import read_today


@click.command()
@click.option("--owner", metavar="NAME", help="Only what this person looks after.")
@click.option("--community", metavar="NAME", help="Only what is in this community.")
@click.option(
    "--within", metavar="SPAN", help="Also what becomes due within this time, such as `4 weeks`."
)
@told("an issue")
@common
def command(
    owner: str | None,
    community: str | None,
    within: str | None,
    output_format: str,
    output: Path | None,
    config_file: Path,
    quiet: bool,
    verbose: bool,
    color: bool | None,
) -> None:
    """List the documents whose last review no longer holds, by owner.

    Of a document that nobody has reviewed, the last change counts. Drafts and what is retired are left in peace.
    """
    from datetime import timedelta

    from cop_kb.commands.listing import open_desk, read_span
    from cop_kb.commands.output import check_output, tell
    from cop_kb.config import load_config
    from cop_kb.history import load_history
    from cop_kb.insights.keepers import keepers
    from cop_kb.insights.reviews import find_due
    from cop_kb.load import load_knowledge_base
    from cop_kb.reports.json import as_json
    from cop_kb.reports.stale import StaleReport, show_stale, stale_data
    from cop_kb.scaffold.lookup import find_community
    from cop_kb.scaffold.people import find_keeper

    today = read_today()
    last_day = read_span(today, within, "--within") if within else today - timedelta(days=1)
    config = load_config(config_file)
    check_output(config, output)
    kb = load_knowledge_base(config)
    place = find_community(kb, community).community if community else ""
    ids = find_keeper(kb, owner) if owner else None
    history = load_history(config)
    reviews = [
        review
        for review in find_due(kb, history, last_day)
        if place in ("", review.document.community)
        and (ids is None or any(k.id in ids for k in keepers(kb, review.document)))
    ]
    report = StaleReport(today, reviews, ids, history.notice)
    desk = open_desk(kb, config, output_format)
    if output_format == "json":
        tell(as_json(stale_data(report, desk)), output)
    else:
        tell(show_stale(report, desk) if reviews or not quiet else "", output)
    if history.notice:
        click.echo(history.notice, err=True)
