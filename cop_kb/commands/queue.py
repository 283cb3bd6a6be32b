"""``cop-kb queue``: what waits for a steward, by age."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cop_kb.commands.options import common, told
from cop_kb.today import read_today

if TYPE_CHECKING:
    from datetime import date

    from cop_kb.config import Config
    from cop_kb.history import History
    from cop_kb.model.diagnostic import Diagnostic
    from cop_kb.model.knowledge_base import KnowledgeBase


@click.command()
@click.option(
    "--for", "person", metavar="NAME",
    help="Only what this person looks after, and what is in the communities that they steward.",
)  # fmt: skip
@click.option("--community", metavar="NAME", help="Only what is in this community.")
@click.option(
    "--idle", metavar="SPAN", default="4 weeks", show_default=True,
    help="After how long a draft waits that nobody touches.",
)  # fmt: skip
@told("an issue")
@common
def command(
    person: str | None,
    community: str | None,
    idle: str,
    output_format: str,
    output: Path | None,
    config_file: Path,
    quiet: bool,
    verbose: bool,
    color: bool | None,
) -> None:
    """Show what waits for a steward, the longest first.

    That is what waits for a review or an answer, is overdue or has expired, drafts that nobody touches, errors, and
    situations that no guidance covers yet. Ages come from the history of the repository.
    """
    from cop_kb.commands.listing import open_desk, read_span
    from cop_kb.commands.output import check_output, tell
    from cop_kb.config import load_config
    from cop_kb.history import load_history
    from cop_kb.insights.queue import Sources, concerns, find_tasks, in_community
    from cop_kb.insights.radar import find_gaps
    from cop_kb.load import load_knowledge_base
    from cop_kb.reports.json import as_json
    from cop_kb.reports.queue import Queue, queue_data, show_queue
    from cop_kb.rules.uncovered_situation import threshold
    from cop_kb.scaffold.lookup import find_community
    from cop_kb.scaffold.people import find_keeper

    today = read_today()
    read_span(today, idle, "--idle")
    config = load_config(config_file)
    check_output(config, output)
    kb = load_knowledge_base(config)
    place = find_community(kb, community).community if community else ""
    ids = find_keeper(kb, person) if person else None
    history = load_history(config)
    enough = threshold(config)
    errors = _errors(kb, config, history, today)
    sources = Sources(history, errors, find_gaps(kb, enough), enough)
    tasks = [
        task
        for task in find_tasks(kb, sources, today, idle)
        if (not place or in_community(task, place)) and (ids is None or concerns(kb, task, ids))
    ]
    queue, desk = Queue(today, tasks, history.notice), open_desk(kb, config, output_format)
    if output_format == "json":
        tell(as_json(queue_data(queue, desk)), output)
    else:
        tell(show_queue(queue, desk) if tasks or not quiet else "", output)
    if history.notice:
        click.echo(history.notice, err=True)


def _errors(
    kb: "KnowledgeBase", config: "Config", history: "History", today: "date"
) -> "dict[str, list[Diagnostic]]":
    """Return the errors in each document by its path below docs_dir."""
    from collections import defaultdict

    from cop_kb.model.diagnostic import Severity
    from cop_kb.rules.engine import check

    uris = {config.shown(config.docs_dir / d.src_uri): d.src_uri for d in kb.documents}
    found: dict[str, list[Diagnostic]] = defaultdict(list)
    for diagnostic in check(kb, config, today, history):
        if diagnostic.severity is Severity.ERROR and diagnostic.path in uris:
            found[uris[diagnostic.path]].append(diagnostic)
    return found
