"""``cop-kb move``: another place or name for a document, a folder or a community."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cop_kb.commands.options import common
from cop_kb.today import read_today

if TYPE_CHECKING:
    from cop_kb.config import Config
    from cop_kb.editing.moves import Move
    from cop_kb.model.diagnostic import Diagnostic


@click.command()
@click.argument("old")
@click.argument("new")
@click.option("-n", "--dry-run", is_flag=True, help="Change nothing; show what would change.")
@common
def command(
    old: str,
    new: str,
    dry_run: bool,
    config_file: Path,
    quiet: bool,
    verbose: bool,
    color: bool | None,
) -> None:
    """Move OLD to NEW and rewrite every link and relation that leads there; the old address redirects.

    OLD is a document, a community or a folder, by its id or its path. NEW is an id or a path; an existing folder takes
    OLD in, and a community takes a document into the folder of its type. Files that lie beside a document stay where
    they are; those in a folder go with it. Nothing is overwritten, and a move is done whole or not at all.
    """
    from cop_kb.commands.moved import show_move
    from cop_kb.config import load_config
    from cop_kb.editing.moves import carry_out, plan_move
    from cop_kb.load import load_knowledge_base

    config = load_config(config_file)
    move = plan_move(config, load_knowledge_base(config), old, new)
    found = _new_findings(config, move)
    if not dry_run:
        carry_out(config, move)
    if not quiet:
        click.echo(show_move(config, move, found, done=not dry_run, verbose=verbose), nl=False)


def _new_findings(config: "Config", move: "Move") -> "list[Diagnostic]":
    """Return what the move breaks: a document may lack what another type asks for."""
    from cop_kb.model.diagnostic import Severity
    from cop_kb.rules.difference import compare_findings
    from cop_kb.rules.engine import check

    today = read_today()
    before, after = (check(kb, config, today) for kb in (move.before, move.after))
    moved = {
        config.shown(config.docs_dir / old): config.shown(config.docs_dir / new)
        for old, new in move.relocation.files.items()
    }
    new, mended = compare_findings(before, after, moved)
    # A link that was broken before has another address now, and so another message.
    known = {(moved.get(d.path, d.path), d.rule, d.line) for d in mended}
    told = [d for d in new if d.severity != Severity.INFO and (d.path, d.rule, d.line) not in known]
    return sorted(told, key=lambda d: list(Severity).index(d.severity))
