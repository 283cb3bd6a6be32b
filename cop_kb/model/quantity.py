"""Numbers with what is counted, as people write them."""


def number_of(number: int, word: str, plural: str = "") -> str:
    """Return a number with its word: ``1 file``, ``2 files``, ``2 entries``."""
    return f"{number} {word if number == 1 else plural or word + 's'}"
