"""Telling what a command found: on the terminal, or in a file."""

from pathlib import Path

import click

from cop_kb.config import Config
from cop_kb.errors import CopKbError
from cop_kb.replacement import replace_file


def check_output(config: Config, path: Path | None) -> None:
    """Refuse a file that cannot be written, or that would take the place of what people wrote; None is the terminal.

    Raises:
        CopKbError: It is such a file.
    """
    if path is None:
        return
    target = path.resolve()
    if not target.parent.is_dir():
        hint = "Make it, or name a file in another folder."
        raise CopKbError(f"There is no folder {path.parent} to write {path.name} to.", hint)
    kept = (config.path, config.docs_dir, config.content_types_dir, config.formats_dir)
    if any(target.is_relative_to(place.resolve()) for place in kept):
        hint = "Name a file beside mkdocs.yml, or in another folder."
        raise CopKbError(
            f"{path} belongs to the knowledge base, so nothing is written to it.", hint
        )


def tell(text: str, output: Path | None) -> None:
    """Print ``text``, or write it to a file instead."""
    if output is None:
        click.echo(text, nl=False)
    else:
        write_output(output, text)


def write_output(path: Path, text: str) -> None:
    """Write ``text`` to the file ``path``, whole or not at all.

    Raises:
        CopKbError: It cannot be written.
    """
    # What is no Unicode, such as a part of a file name, is written as its number.
    replace_file(path, text.encode("utf-8", "backslashreplace"))
