"""The nearest known word to one that is not known, for hints."""

from bisect import bisect_left
from collections.abc import Iterable
from difflib import get_close_matches

_ALIKE = 0.65  # of 1; by less than that, `gardening` would be like `onboarding`
_LONGEST = 200  # comparing takes quadratic time
_WINDOW = 10  # how many neighbours to look at in each direction


class Vocabulary:
    """Known words, ready to be asked often.

    To compare a word with all of them takes too long where there are thousands. A slip of the pen leaves the
    beginning or the end of a word as it was, so only neighbours in the orders of beginnings and of ends are compared.

    Args:
        words: The words; of those that differ in capitals alone, the first counts.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._words: dict[str, str] = {}
        for word in sorted(words):
            self._words.setdefault(word.casefold(), word)
        self._by_beginning = sorted(self._words)
        self._by_end = sorted(word[::-1] for word in self._words)

    def nearest(self, word: str) -> str | None:
        """Return the word most like ``word``, or None where none is alike; capitals do not count."""
        if len(word) > _LONGEST:
            return None
        folded = word.casefold()
        candidates = {
            *_neighbours(self._by_beginning, folded),
            *(end[::-1] for end in _neighbours(self._by_end, folded[::-1])),
        }
        matches = get_close_matches(folded, sorted(candidates), n=1, cutoff=_ALIKE)
        return self._words[matches[0]] if matches else None


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate most like ``word``, or None where none is alike; capitals do not count."""
    return Vocabulary(candidates).nearest(word)


def _neighbours(words: list[str], word: str) -> list[str]:
    place = bisect_left(words, word)
    return words[max(0, place - _WINDOW) : place + _WINDOW]
