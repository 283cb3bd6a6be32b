"""Text that is spread like natural language: invented words, real-looking sentences.

A search index, a cache and a compressor all work harder on natural text than on a few repeated words, so a benchmark
needs many rare words and few frequent ones.
"""

from collections.abc import Iterable
from itertools import accumulate
from random import Random
from typing import NamedTuple

DISTINCT_WORDS = 50_000

# Zipf-Mandelbrot: the word of rank r occurs in proportion to (r + SHIFT) ** -EXPONENT. The values are usual ones for
# English prose (B. Mandelbrot, "An informational theory of the statistical structure of language", 1953).
EXPONENT = 1.03
SHIFT = 2.7

_LIQUIDS = ("br", "cl", "cr", "dr", "fl", "gr", "pl", "pr", "sl", "tr")
_ONSETS = (*"bcdfghjklmnprstvwz", *_LIQUIDS, "ch", "qu", "sh", "sp", "st", "th")
_NUCLEI = ("a", "e", "i", "o", "u", "ai", "ea", "io", "ou")
_CODAS = ("", "", "", "", "", "", "l", "m", "n", "r", "s", "t", "nd", "st")
_SYLLABLE_COUNTS = (1, 2, 3, 4)
_SYLLABLE_WEIGHTS = (3, 37, 45, 15)

# Words that mark unfinished text; a document must not look unfinished by chance.
_RESERVED = frozenset({"todo", "tbd", "fixme"})

_SHORTEST_SENTENCE = 4
_LONGEST_SENTENCE = 38


class Vocabulary(NamedTuple):
    """Words and how often they occur.

    Attributes:
        words: Distinct words, the most frequent first.
        cum_weights: Sums of their weights, as `random.choices` takes them.
    """

    words: tuple[str, ...]
    cum_weights: tuple[float, ...]


def make_vocabulary(seed: int, size: int = DISTINCT_WORDS) -> Vocabulary:
    """Return `size` invented words with their frequencies, the same for the same seed.

    Short words tend to be the frequent ones, as in any language (Zipf's law of abbreviation).
    """
    rng = Random(f"vocabulary {seed}")
    words: dict[str, float] = {}
    while len(words) < size:
        for syllables in rng.choices(_SYLLABLE_COUNTS, _SYLLABLE_WEIGHTS, k=1000):
            word = "".join(
                rng.choice(_ONSETS) + rng.choice(_NUCLEI) + rng.choice(_CODAS)
                for _ in range(syllables)
            )
            if word not in words and word not in _RESERVED and len(words) < size:
                words[word] = len(word) + rng.gauss(0, 1.5)
    ranked = sorted(words, key=words.__getitem__)
    weights = ((rank + SHIFT) ** -EXPONENT for rank in range(1, size + 1))
    return Vocabulary(tuple(ranked), tuple(accumulate(weights)))


class Prose:
    """An endless source of phrases, sentences and paragraphs, drawn from one vocabulary."""

    def __init__(self, vocabulary: Vocabulary, rng: Random) -> None:
        self.rng = rng
        self.vocabulary = vocabulary
        self._drawn: list[str] = []

    def words(self, count: int) -> list[str]:
        """Return the next `count` words, in lower case."""
        if len(self._drawn) < count:
            # One large draw is several times faster than many small ones.
            vocabulary = self.vocabulary
            self._drawn += self.rng.choices(
                vocabulary.words, cum_weights=vocabulary.cum_weights, k=count + 600
            )
        taken = self._drawn[-count:]
        del self._drawn[-count:]
        return taken

    def phrase(self, low: int, high: int) -> str:
        """Return `low` to `high` words that begin with a capital and end without a full stop."""
        text = " ".join(self.words(self.rng.randint(low, high)))
        return text[0].upper() + text[1:]

    def sentence(self, count: int, insert: str = "") -> str:
        """Return a sentence of `count` words; `insert`, ready Markdown, comes between two of them."""
        words = self.words(count)
        words[0] = words[0].capitalize()
        for position in range(2, count - 3):
            if self.rng.random() < 0.07:
                words[position] += ","
        if insert:
            words.insert(self.rng.randint(1, max(count - 1, 1)), insert)
        return " ".join(words) + ("?" if self.rng.random() < 0.05 else ".")

    def paragraph(self, count: int, inserts: Iterable[str] = ()) -> str:
        """Return sentences of `count` words altogether, on one line.

        Each of `inserts`, ready Markdown, stands in a sentence of its own.
        """
        waiting = list(inserts)
        sentences = []
        while count > 0 or waiting:
            length = round(self.rng.lognormvariate(2.65, 0.45))
            length = min(max(length, _SHORTEST_SENTENCE), _LONGEST_SENTENCE)
            if count - length < _SHORTEST_SENTENCE:
                length = max(count, 1)
            sentences.append(self.sentence(length, waiting.pop() if waiting else ""))
            count -= length
        return " ".join(sentences)
