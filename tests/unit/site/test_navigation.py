"""A steward's own navigation says nothing of what is left out."""

import pytest

from cop_kb.site.navigation import without

GONE = {"a/secret.md", "b/secret.md"}


@pytest.mark.parametrize(
    ("nav", "expected"),
    [
        (["index.md", {"Open": "a/open.md"}], ["index.md", {"Open": "a/open.md"}]),
        (["a/secret.md", {"Secret": "./a/secret.md"}, "x.md"], ["x.md"]),
        ([{"Part": ["a/secret.md", "a/open.md"]}], [{"Part": ["a/open.md"]}]),
        ([{"Secret part": [{"Deep": ["a/secret.md"]}, {"B": "b/secret.md"}]}], []),
        ([{"Elsewhere": "https://example.org/a/secret.md"}], [{"Elsewhere": "https://example.org/a/secret.md"}]),
    ],
)  # fmt: skip
def test_pages_that_are_gone_are_taken_out(nav, expected):
    assert without(nav, GONE) == expected
