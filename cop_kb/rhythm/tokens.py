"""Cuts the text of a rhythm into words, numbers, times and dates, and walks over them."""

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from cop_kb.rhythm.rhythm import Problem, Unclear
from cop_kb.rhythm.words import EM_DASH, EN_DASH, WEEKDAY_WORDS

_TOKEN = re.compile(
    r"""
    (?P<date>     [0-9]{4}-[0-9]{2}-[0-9]{2} (?![0-9]) )
  | (?P<numeral>  [0-9]{1,4} (?P<dot>[./]) [0-9]{1,2} (?P=dot) [0-9]{1,4} )
  | (?P<time>     [0-9]{1,2} [:.h] [0-9]{2} (?![0-9:]) (?: \s? [ap]\.?m\b\.? )?
                | [0-9]{1,2} \s? (?: [ap]\.?m\b\.? | h\b ) )
  | (?P<ordinal>  [0-9]{1,3} (?: st | nd | rd | th ) \b )
  | (?P<number>   [0-9]+ )
  | (?P<offset>   (?: UTC | GMT ) \s? [+\u2212-] [0-9]{1,2} (?: :? [0-9]{2} )? (?! [:0-9] ) )
  | (?P<zone>     [A-Za-z]+ (?: / [A-Za-z][A-Za-z0-9_+-]* )+ )
  | (?P<word>     (?: bi | semi | half ) - [^\W\d_]+ | [^\W\d_]+ )
  | (?P<sign>     \S )
    """,
    re.VERBOSE | re.IGNORECASE,
)
SEPARATORS = (",", ";", ".", "(", ")", "and", "&")
DASHES = ("-", EN_DASH, EM_DASH, "to", "until", "till", "through")


Span = tuple[int, int]
"""Where a part of the text begins and ends."""


class Token(NamedTuple):
    """One part of the text; ``word`` is lower case, and ``kind`` a name of a group of the pattern or ``end``."""

    kind: str
    word: str
    start: int
    end: int


def tokens(text: str) -> Iterator[Token]:
    """Yield the parts of ``text`` with their positions."""
    for match in _TOKEN.finditer(text):
        kind = next(name for name, part in match.groupdict().items() if part and name != "dot")
        if kind == "zone" and match[0].split("/")[0].lower() in WEEKDAY_WORDS:
            yield from _slashed(match[0], match.start())  # Tuesday/Thursday is no zone
        else:
            yield Token(kind, match[0].lower(), match.start(), match.end())


def _slashed(text: str, start: int) -> Iterator[Token]:
    for part in re.finditer(r"[^/]+|/", text):
        kind, word = ("word", part[0].lower()) if part[0] != "/" else ("sign", "&")
        yield Token(kind, word, start + part.start(), start + part.end())


class Cursor:
    """A place between the tokens of a text.

    Attributes:
        text: The text.
        index: How many tokens lie behind; may be set to go back.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.index = 0
        self._tokens = (*tokens(text), Token("end", "", len(text), len(text)))

    @property
    def token(self) -> Token:
        """The next token."""
        return self._tokens[min(self.index, len(self._tokens) - 1)]

    @property
    def before(self) -> Token:
        """The token that was taken last."""
        return self._tokens[max(self.index - 1, 0)]

    @property
    def word(self) -> str:
        """The next token, lower case."""
        return self.token.word

    @property
    def left(self) -> int:
        """How many tokens follow."""
        return max(len(self._tokens) - 1 - self.index, 0)

    @property
    def is_at_end(self) -> bool:
        """Whether nothing follows."""
        return self.left == 0

    def take(self) -> Token:
        """Return the next token and go behind it."""
        token = self.token
        self.index += 1
        return token

    def accept(self, *words: str) -> bool:
        """Go behind the next token if it is one of ``words``; tell whether it was."""
        found = not self.is_at_end and self.word in words
        self.index += found
        return found

    def skip(self, words: Collection[str]) -> None:
        """Go behind all ``words`` that follow."""
        while self.accept(*words):
            pass

    def span(self, index: int) -> Span:
        """Return where the text from token ``index`` up to here begins and ends."""
        last = min(max(self.index - 1, index), len(self._tokens) - 1)
        return self._tokens[index].start, self._tokens[last].end

    def said(self, index: int) -> str:
        """Return the text from token ``index`` up to here."""
        start, end = self.span(index)
        return self.text[start:end]

    def fail(self, index: int, message: str, hint: str) -> Unclear:
        """Return the error that the text from token ``index`` up to here has a problem."""
        return Unclear(Problem(message, hint, *self.span(index)))
