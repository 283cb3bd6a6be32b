"""Steps that are taken together or not at all."""

from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import Self

from cop_kb.errors import CopKbError


class AllOrNothing:
    """Steps of which each can be undone; when the block that uses it fails, or is interrupted, they are, the last first."""

    def __init__(self) -> None:
        self._undo: list[Callable[[], object]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if kind is not None:
            for step in reversed(self._undo):
                with suppress(OSError, CopKbError):  # the first reason is the one to tell
                    step()
