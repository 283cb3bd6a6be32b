"""Addresses in HTML that an author wrote: those of what is left out go, all others stay to the letter."""

import pytest

from cop_kb.site.raw_html import without_addresses


def cleaned(text):
    return without_addresses(text, lambda address: "secret" in address)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('<a href="secret.md">x</a>', "<a>x</a>"),
        ("<a class='b' href='secret.md' title='a secret'>x</a>", "<a class='b'>x</a>"),
        ("<A\nHREF=secret.md>x</A>", "<A>x</A>"),
        ('<a href="&#115;ecret.md">x</a>', "<a>x</a>"),
        ('<img alt="x" src="secret.png">', '<img alt="x">'),
        ('<img src="a.png" srcset="a.png 1x, secret.png 2x">', "<img>"),
        ('<video poster="a.png"><source src="secret.mp4"></video>', '<video poster="a.png"><source></video>'),
        ('<object data="secret.pdf"></object>', "<object></object>"),
        ('<a title=">" href="secret.md">x</a>', "<a>x</a>"),
    ],
)  # fmt: skip
def test_what_is_left_out_is_not_named(text, expected):
    assert cleaned(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        '<a href="open.md" title="a secret">x</a>',
        "<p>src=secret</p>",
        "&lt;a href=secret&gt;",
        '<a data-href="secret.md">x</a>',
        "a < b href=secret > c",
        '<a href="secret.md',
        "",
    ],
)
def test_all_else_stays(text):
    assert cleaned(text) == text
