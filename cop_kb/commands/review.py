"""``cop-kb review``: record that somebody found documents right."""

from datetime import date
from pathlib import Path

import click

from cop_kb.commands.options import common, read_day
from cop_kb.today import read_today


@click.command()
@click.argument("documents", nargs=-1, required=True, metavar="DOCUMENT...")
@click.option(
    "--by", "reviewers", multiple=True, metavar="NAME",
    help="Who reviewed it, if they want to be named; can be given several times.",
)  # fmt: skip
@click.option(
    "--date", "day", callback=read_day, metavar="DAY",
    help="The day of the review, such as 2026-05-31.  [default: today]",
)  # fmt: skip
@common
def command(
    documents: tuple[str, ...],
    reviewers: tuple[str, ...],
    day: date | None,
    config_file: Path,
    quiet: bool,
    verbose: bool,
    color: bool | None,
) -> None:
    """Record that somebody has read each DOCUMENT and found it right.

    A DOCUMENT is named by its id, its title or its file. The day goes into `last_reviewed_on`, and those who are named
    into `reviewed_by`; nothing else in the file changes. When one of several cannot be changed, none is.
    """
    from cop_kb.commands.changed import show_changed
    from cop_kb.config import load_config
    from cop_kb.editing.changes import Changes
    from cop_kb.editing.files import plan_fields, require_readable
    from cop_kb.editing.review import review_fields
    from cop_kb.load import load_knowledge_base
    from cop_kb.scaffold.lookup import find_document
    from cop_kb.scaffold.people import find_person

    on = _day_of(day, read_today())
    config = load_config(config_file)
    kb = load_knowledge_base(config)
    meant = dict.fromkeys(find_document(config, kb, text) for text in documents)
    require_readable(config, meant)
    wanted = {}
    for document in meant:
        named = [find_person(kb, document.community, name) for name in reviewers]
        wanted[document] = review_fields(kb, document, on, named)
    edits = plan_fields(config, wanted.items())
    with Changes() as changes:
        changes.edit([edit for edit in edits if edit.after != edit.before])
    click.echo(show_changed(config, wanted, "Review", quiet), nl=False)


def _day_of(day: date | None, today: date) -> date:
    from cop_kb.errors import EditError

    if day and day > today:
        raise EditError(f"{day} has not come yet.", "Give the day of the review in --date.")
    return day or today
