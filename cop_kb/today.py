"""The day that counts as today: read once, at the edge of the program, and handed in from there."""

import os
from datetime import date

from cop_kb.errors import CopKbError

VARIABLE = "COP_KB_TODAY"


def read_today() -> date:
    """Return the day that the environment variable ``COP_KB_TODAY`` names, else that of the calendar.

    Raises:
        CopKbError: The variable names no day.
    """
    given = os.environ.get(VARIABLE)
    if not given:
        return date.today()
    try:
        return date.fromisoformat(given)
    except ValueError as error:
        hint = "Write it as year-month-day, such as 2026-05-31."
        raise CopKbError(f"{VARIABLE} is {given!r}, which is no day.", hint) from error
