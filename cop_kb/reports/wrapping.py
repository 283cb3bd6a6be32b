"""Text on lines that fit a narrow terminal."""

import textwrap

WIDTH = 80


def wrapped(text: str, indent: int = 0, hanging: int = 0) -> list[str]:
    """Return ``text`` on lines of at most 80 columns.

    Args:
        text: Words; what stands between them counts as one space.
        indent: How far every line is indented.
        hanging: How much further all lines but the first are.
    """
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=" " * indent,
        subsequent_indent=" " * (indent + hanging),
        break_on_hyphens=False,
        break_long_words=False,
    )
