"""The states of a document, how long a review of it holds, and what it waits for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple


class Wait(NamedTuple):
    """What a document waits for in a state.

    Attributes:
        what: In words that follow `waits for`, such as ``a review by a peer``.
        since: The field with the day from which on it waits; empty where it waits as soon as it is in the state.
    """

    what: str
    since: str = ""


@dataclass(frozen=True)
class Lifecycle:
    """The states of a document.

    Attributes:
        states: In their order; a document that names none is in the first.
        drafts: States in which missing things are hints only.
        retired: States in which a document is kept but no longer advised.
        review_in: How long a review holds, such as ``12 months``; empty when reviews are not asked for.
        review_by_use: The outcomes of a use that count as a review.
        waits: What a document waits for, by the state.
    """

    states: tuple[str, ...] = ("draft", "published", "retired")
    drafts: tuple[str, ...] = ("draft", "in-review")
    retired: tuple[str, ...] = ("retired",)
    review_in: str = ""
    review_by_use: tuple[str, ...] = ()
    waits: Mapping[str, Wait] = field(default_factory=dict)
