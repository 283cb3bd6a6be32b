"""The nearest known word to one that is not known, for hints."""

from collections.abc import Iterable
from difflib import get_close_matches

_ALIKE = 0.65  # of 1; by less than that, `gardening` would be like `onboarding`


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate most like ``word``, or None where none is alike; capitals do not count."""
    by_folded: dict[str, str] = {}
    for candidate in sorted(candidates):
        by_folded.setdefault(candidate.casefold(), candidate)
    matches = get_close_matches(word.casefold(), by_folded, n=1, cutoff=_ALIKE)
    return by_folded[matches[0]] if matches else None
