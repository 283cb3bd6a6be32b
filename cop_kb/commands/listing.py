"""What commands share that list tasks."""

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from cop_kb.config import Config
    from cop_kb.model.knowledge_base import KnowledgeBase
    from cop_kb.reports.task_list import Desk


def read_span(today: date, text: str, option: str) -> date:
    """Return the day that lies a span such as ``4 weeks`` after ``today``."""
    from cop_kb.insights.freshness import add_span

    day = add_span(today, " ".join(text.split()))
    if day is None:
        message = f"{option}: {text!r} is no span of time. Write a number from 1 to 99 and day, week, month or year, such as '4 weeks'."
        raise click.UsageError(message)
    return day


def open_desk(kb: "KnowledgeBase", config: "Config", output_format: str) -> "Desk":
    """Return what the tasks of a list are about."""
    from cop_kb.reports.task_list import Desk
    from cop_kb.site.history_view import hosting_of

    return Desk(kb, config, hosting_of(config), output_format == "markdown")


def give(
    text: str, data: dict[str, Any], output_format: str, config: "Config", output: Path | None
) -> None:
    """Print a list, or write it to the file ``output``."""
    from cop_kb.commands.output import check_output, write_output

    told = (
        json.dumps(data, indent=2, ensure_ascii=False) + "\n" if output_format == "json" else text
    )
    if output is None:
        click.echo(told, nl=False)
    else:
        check_output(config, output)
        write_output(output, told)
