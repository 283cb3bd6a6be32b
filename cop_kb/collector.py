"""Holds Python's garbage collector back while many objects are made that live on: it would walk them again and again."""

import contextlib
import gc
from collections.abc import Iterator


@contextlib.contextmanager
def pause_collector() -> Iterator[None]:
    """Pause the collector; also a decorator."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        # What was made is not garbage: it need not be walked when the collector runs again.
        gc.freeze()
        if enabled:
            gc.enable()
