"""Shares work among processes, where that is worth it and the platform can fork safely."""

import multiprocessing
import os
import signal
import sys
import traceback
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from typing import Any, TypeVar

import msgpack

Item = TypeVar("Item")

_WORTH_A_WORKER = 500


def can_fork() -> bool:
    """Tell whether this platform can fork: not Windows, and not macOS, whose own libraries do not survive it."""
    return hasattr(os, "fork") and sys.platform != "darwin"


def share(
    work: Callable[[Sequence[Item]], list[Any]], items: Sequence[Item], jobs: int | None = None
) -> list[Any]:
    """Return ``work(items)``, computed by several processes when there are many items.

    Workers inherit what ``work`` needs by the fork; only results cross over, as msgpack, which is much quicker than a
    pickle and runs nothing. Tuples come back as lists.

    Args:
        work: Returns one result for each item of its argument.
        items: What to work on.
        jobs: How many processes; None for one a core.
    """
    jobs = jobs or os.cpu_count() or 1
    if jobs == 1 or len(items) < _WORTH_A_WORKER or not can_fork():
        return work(items)
    context = multiprocessing.get_context("fork")
    workers = []
    for index in range(1, jobs):
        receiver, sender = context.Pipe(duplex=False)
        worker = context.Process(target=_send, args=(work, items[index::jobs], sender), daemon=True)
        worker.start()
        sender.close()
        workers.append((worker, receiver))
    results: list[Any] = [None] * len(items)
    results[::jobs] = work(items[::jobs])
    for index, (worker, receiver) in enumerate(workers, start=1):
        results[index::jobs] = _receive(receiver)
        worker.join()
    return results


def _send(
    work: Callable[[Sequence[Item]], list[Any]], items: Sequence[Item], sender: Connection
) -> None:
    """Work in a child. An interrupt ends it without a word, and what goes wrong is told by the parent alone."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        packed = msgpack.packb((work(items), None))
    except Exception:  # noqa: BLE001 - whatever it is, the parent raises it
        packed = msgpack.packb(((), traceback.format_exc()))
    sender.send_bytes(packed)


def _receive(receiver: Connection) -> list[Any]:
    try:
        results, failure = msgpack.unpackb(receiver.recv_bytes())
    except EOFError as error:
        raise ChildProcessError("A process ended before its work was done.") from error
    if failure:
        raise ChildProcessError(failure)
    return list(results)
