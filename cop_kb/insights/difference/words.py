"""How two texts differ, counted in words."""

import re
from collections import Counter

_CHARACTERS = r"\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"  # Chinese and Japanese set no spaces
_WORD = re.compile(rf"[{_CHARACTERS}]|[^\s{_CHARACTERS}]*\w[^\s{_CHARACTERS}]*")


def count_changes(old: str, new: str) -> tuple[int, int]:
    """Return how many words ``new`` has that ``old`` has not, and the other way round; their order does not matter."""
    before, after = _words(old), _words(new)
    return (after - before).total(), (before - after).total()


def share_of_words(old: str, new: str) -> float:
    """Return how much two texts have in common, from 0 to 1."""
    before, after = _words(old), _words(new)
    longest = max(before.total(), after.total())
    return (before & after).total() / longest if longest else 0.0


def is_same_text(old: str, new: str) -> bool:
    """Tell whether two texts differ in white space at most."""
    return old.split() == new.split()


def _words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text))
