"""What commands share that list tasks."""

from datetime import date
from typing import TYPE_CHECKING

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
        message = f"{option}: {text!r} is no span of time. Write a number from 1 to 999 and day, week, month or year, such as '4 weeks'."
        raise click.UsageError(message)
    return day


def open_desk(kb: "KnowledgeBase", config: "Config", output_format: str) -> "Desk":
    """Return what the tasks of a list are about."""
    from cop_kb.load.hosting import hosting_of
    from cop_kb.reports.task_list import Desk

    return Desk(kb, config, hosting_of(config), output_format == "markdown")
