"""The command line: global options, lazily loaded commands, and the one place where exceptions become exit codes.

Exit codes: 0 fine, 1 findings, 2 cannot run, 3 a bug (with its traceback in a log file), 130 interrupted.
"""

import importlib
import os
import sys
import tempfile
import traceback
from pathlib import Path

import click

import cop_kb
from cop_kb.errors import CopKbError

_COMMANDS = {
    "init": "Make a new knowledge base.",
    "new": "Add a community or a document.",
    "note": "Note how a document fared in use.",
    "review": "Record that documents are still right.",
    "retire": "Keep a document for the record only.",
    "move": "Move or rename a document, a folder or a community.",
    "types": "Show the content types.",
    "formats": "Show the formats of sessions.",
    "validate": "Check the knowledge base.",
    "explain": "Show the manual page of a rule.",
    "diff": "Show what a change does.",
    "stale": "List what is overdue for a review.",
    "queue": "Show what waits for a steward.",
    "radar": "Show what waits to be written down.",
    "changelog": "Show what is new for members.",
    "fmt": "Put fields and sections in order.",
    "build": "Build the site.",
    "serve": "Build the site and show it while you write.",
    "publish": "Build the site and push it to where it is shown.",
}
_BUG, _INTERRUPTED = 3, 130


class Commands(click.Group):
    """Commands that are imported when they are called, so that ``--help`` is quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order in which a steward meets them."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return the command."""
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"cop_kb.commands.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Name the nearest command when there is none of that name."""
        if args and args[0] not in _COMMANDS and not args[0].startswith("-"):
            from cop_kb.model.nearest import nearest

            close = nearest(args[0], _COMMANDS)
            hint = f" Did you mean {close!r}?" if close else ""
            raise click.UsageError(f"There is no command {args[0]!r}.{hint}", ctx)
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        """Run the command. When the reader of our output goes away (such as `head`), that is no failure of ours."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:  # click would leave with 1, which means findings
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 0


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Manual: https://cop-kb.github.io/cop-kb/manual/",
)
@click.version_option(cop_kb.__version__, "-V", "--version", prog_name="cop-kb")
def cli() -> None:
    """cop-kb: a knowledge base for communities of practice.

    Begin with: cop-kb init my-knowledge-base
    """


def main() -> None:
    """Run cop-kb and leave with its exit code."""
    try:
        code = cli.main(prog_name="cop-kb", standalone_mode=False)
        sys.exit(code if isinstance(code, int) else 0)
    except CopKbError as error:
        _complain(error)
        sys.exit(2)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except (KeyboardInterrupt, click.Abort):
        click.echo("Interrupted.", err=True)
        sys.exit(_INTERRUPTED)
    except Exception as error:  # noqa: BLE001 - the last boundary
        click.echo(_report_bug(error), err=True)
        sys.exit(_BUG)


def _complain(error: CopKbError) -> None:
    place = ""
    shown = os.path.relpath(error.path) if error.path else os.curdir
    if shown != os.curdir:  # of the folder that one works in, nobody needs to be told
        numbers = [str(n) for n in (error.line, error.column) if n]
        place = _printable(":".join([shown, *numbers])) + ": "
    message = place + click.style("error: ", fg="red", bold=True) + _printable(error.message)
    click.echo(message, err=True, color=False if os.environ.get("NO_COLOR") else None)
    if error.hint:
        click.echo("  " + _printable(error.hint), err=True)


def _printable(text: str) -> str:
    from cop_kb.reports.report import printable

    return "\n".join(map(printable, text.split("\n")))


def _report_bug(error: Exception) -> str:
    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", prefix="cop-kb-", suffix=".log", delete=False
    ) as log:
        log.write(f"cop-kb {cop_kb.__version__}, Python {sys.version}\n{' '.join(sys.argv)}\n\n")
        log.write("".join(traceback.format_exception(error)))
    return (
        f"This is a bug in cop-kb: {type(error).__name__}: {_printable(str(error))}\n"
        f"  The details are in {Path(log.name)}; please send them with your report."
    )


if __name__ == "__main__":
    main()
