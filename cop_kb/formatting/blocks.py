"""Blocks of lines that are put in another order."""

from collections.abc import Callable, Sequence


def rearrange(
    blocks: Sequence[range], order: Sequence[int], is_blank: Callable[[int], bool]
) -> list[int]:
    """Return the numbers of the lines of ``blocks``, one block after the other in another order.

    Blank lines at the end of a block stay where they are: they are the space between two places, whatever stands there.

    Args:
        blocks: Numbers of lines; each block begins where the one before ends.
        order: Which block comes first, second and so on.
        is_blank: Tells whether the line of a number is blank.
    """
    spaces = [_space(block, is_blank) for block in blocks]
    return [
        number
        for space, moved in zip(spaces, order, strict=True)
        for number in (*range(blocks[moved].start, spaces[moved].start), *space)
    ]


def _space(block: range, is_blank: Callable[[int], bool]) -> range:
    """Return the blank lines at the end of a block."""
    start = block.stop
    while start > block.start and is_blank(start - 1):
        start -= 1
    return range(start, block.stop)
