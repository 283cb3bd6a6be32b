"""``cop-kb fmt``: fields and sections in the order of their type."""

import difflib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cop_kb.commands.options import common

if TYPE_CHECKING:
    from cop_kb.formatting import Formatted


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path))
@click.option("--check", is_flag=True, help="Write nothing; exit code 1 if a file would change.")
@click.option("--diff", is_flag=True, help="Write nothing; show what would change.")
@common
def command(
    paths: tuple[Path, ...],
    check: bool,
    diff: bool,
    config_file: Path,
    quiet: bool,
    verbose: bool,
    color: bool | None,
) -> int:
    """Put fields and sections in the order of their type: in every document, or in each PATH, a file or a folder.

    Whole lines move, and comments move with the field or the section that they belong to. Nothing else changes.
    """
    from cop_kb.config import load_config
    from cop_kb.config.selection import Selection
    from cop_kb.formatting import format_files
    from cop_kb.load import load_knowledge_base
    from cop_kb.replacement import replace_file

    config = load_config(config_file)
    selection = Selection(config, paths)
    documents = [
        document
        for document in load_knowledge_base(config).typed
        if config.shown(config.docs_dir / document.src_uri) in selection
    ]
    changed, only_look = 0, check or diff
    for formatted in format_files(config, documents):
        path = config.docs_dir / formatted.src_uri
        _show_untouched(formatted, config.shown(path))
        if formatted.after == formatted.before:
            continue
        if not only_look:
            replace_file(path, formatted.after, formatted.before)
        changed += 1
        if diff:
            click.echo("\n".join(_diff(formatted, config.shown(path))))
        elif check or not quiet:
            click.echo(f"{'Would change' if check else 'Formatted'} {_line(config.shown(path))}")
    if not quiet:
        click.echo(_summary(changed, len(documents), only_look))
    return 1 if check and changed else 0


def _show_untouched(formatted: "Formatted", path: str) -> None:
    for line, reason, hint in formatted.untouched:
        click.echo(_line(f"{path}:{line}: left as it is. {reason} {hint}"), err=True)


def _diff(formatted: "Formatted", path: str) -> Iterator[str]:
    before, after = (
        content.decode("utf-8-sig").splitlines() for content in (formatted.before, formatted.after)
    )
    return map(_line, difflib.unified_diff(before, after, path, path, lineterm=""))


def _line(text: str) -> str:
    from cop_kb.reports.report import printable

    return printable(text)


def _summary(changed: int, documents: int, only_look: bool) -> str:
    from cop_kb.model.quantity import number_of

    every = number_of(documents, "document")
    if not changed:
        return f"Nothing to change in {every}."
    return f"{changed} of {every} {'would change' if only_look else 'changed'}."
