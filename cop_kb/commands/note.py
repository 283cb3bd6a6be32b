"""``cop-kb note``: how a document fared in use."""

import os
from datetime import date
from pathlib import Path

import click

from cop_kb.commands.options import common, read_day
from cop_kb.today import read_today


@click.command()
@click.argument("document", metavar="[DOCUMENT]", required=False)
@click.argument("outcome", metavar="[OUTCOME]", required=False)
@click.argument("words", metavar="[SENTENCE]", nargs=-1)
@click.option("--team", help="The team that used it.")
@click.option("--by", metavar="NAME", help="Who used it, if they want to be named.")
@click.option(
    "--date", "day", callback=read_day, metavar="DAY",
    help="The day of the use, such as 2026-05-31.  [default: today]",
)  # fmt: skip
@click.option(
    "--community", help="The community of the document, where several have one of that name."
)
@common
def command(
    document: str | None,
    outcome: str | None,
    words: tuple[str, ...],
    team: str | None,
    by: str | None,
    day: date | None,
    community: str | None,
    config_file: Path,
    quiet: bool,
    verbose: bool,
    color: bool | None,
) -> None:
    """Note how DOCUMENT fared when somebody used it: worked, partly or did not, with a SENTENCE for whoever comes next.

    The note is one line in a list of the document's community. What is not given is asked for on a terminal.
    """
    from cop_kb.commands import asking
    from cop_kb.config import load_config
    from cop_kb.errors import ScaffoldError
    from cop_kb.scaffold import lookup, use

    today = read_today()
    if day and day > today:
        raise ScaffoldError(f"{day} has not come yet.", "Give the day of the use in --date.")
    config = load_config(config_file)
    kb = lookup.read_knowledge_base(config)
    content_type = use.find_uses_type(config, kb)
    folder = lookup.find_community(kb, community).community if community else ""
    used = lookup.find_document(config, kb, document or asking.ask_document(), folder)
    went = use.read_outcome(content_type, outcome or asking.ask_outcome(use.outcomes(content_type)))
    note = " ".join(words) or asking.ask_sentence()
    where = asking.ask_team() if team is None else team
    made = use.note_use(
        config,
        kb,
        content_type,
        use.Use(used, went, note, where, by or "", day or today),
    )
    path = os.path.relpath(made.path)
    if quiet:
        click.echo(path)
    else:
        click.echo(f"{'Made' if made.is_new else 'Noted in'} {path}:\n  - {made.line}")
