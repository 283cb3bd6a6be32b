"""``cop-kb retire``: keep a document for the record, and advise nobody to follow it any more."""

from pathlib import Path

import click

from cop_kb.commands.options import common


@click.command()
@click.argument("document")
@click.option(
    "--superseded-by", "successors", multiple=True, metavar="ID",
    help="What to read instead; can be given several times.",
)  # fmt: skip
@click.option(
    "--status",
    help="The state that it goes into.  [default: the one that its type has for what is retired]",
)
@common
def command(
    document: str,
    successors: tuple[str, ...],
    status: str | None,
    config_file: Path,
    quiet: bool,
    verbose: bool,
    color: bool | None,
) -> None:
    """Keep DOCUMENT for the record, and advise nobody to follow it any more.

    Its page stays where it is, says so at its top, and leads to what to read instead. What still leads to it is listed.
    """
    from cop_kb.commands.changed import show_changed, show_referrers
    from cop_kb.config import load_config
    from cop_kb.editing.changes import Changes
    from cop_kb.editing.files import plan_fields, require_readable
    from cop_kb.editing.retirement import find_referrers, retirement_fields
    from cop_kb.load import load_knowledge_base
    from cop_kb.scaffold.lookup import find_document

    config = load_config(config_file)
    kb = load_knowledge_base(config)
    old = find_document(config, kb, document)
    heirs = [find_document(config, kb, text) for text in successors]
    require_readable(config, [old, *heirs])
    wanted = {old: retirement_fields(kb, old, status or "", heirs)}
    with Changes() as changes:
        changes.edit(plan_fields(config, wanted.items()))
    click.echo(show_changed(config, wanted, "Retire", quiet), nl=False)
    if not quiet:
        referrers = [r for r in find_referrers(kb, old) if r.document not in heirs]
        click.echo(show_referrers(config, referrers), nl=False)
