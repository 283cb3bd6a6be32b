"""Finds names and other phrases in texts, word by word: in any case, and whatever stands between the words."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from unicodedata import normalize

_ACCENTS = r"\u0300-\u036f"  # some systems write an accent as a character of its own
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{_ACCENTS}])*")


class Found(NamedTuple):
    """A phrase in a text, as it was given, and where in the text it begins and ends."""

    phrase: str
    start: int
    end: int


class Phrases:
    """Phrases to look for.

    Args:
        phrases: What to look for; what has no word is left out.
    """

    def __init__(self, phrases: Iterable[str]) -> None:
        self._by_first: dict[str, list[tuple[list[str], str]]] = defaultdict(list)
        for phrase in sorted(set(phrases)):
            words = words_of(phrase)
            if words:
                self._by_first[words[0]].append((words, phrase))

    def __bool__(self) -> bool:
        return bool(self._by_first)

    def occur_in(self, text: str) -> bool:
        """Tell whether ``text`` holds any of the phrases."""
        return next(self.find(text), None) is not None

    def find(self, text: str) -> Iterator[Found]:
        """Yield the phrases in ``text`` in the order in which they begin."""
        if self._by_first.keys().isdisjoint(words_of(text)):
            return
        places = [*_WORD.finditer(text)]
        words = [_fold(place[0]) for place in places]
        for index, word in enumerate(words):
            for phrase_words, phrase in self._by_first.get(word, ()):
                last = index + len(phrase_words)
                if words[index:last] == phrase_words:
                    yield Found(phrase, places[index].start(), places[last - 1].end())


def words_of(text: str) -> list[str]:
    """Return the words of ``text`` as they are compared."""
    return _WORD.findall(_fold(text))


def _fold(text: str) -> str:
    return text.lower() if text.isascii() else normalize("NFC", text).casefold()
