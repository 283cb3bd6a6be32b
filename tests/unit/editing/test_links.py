"""Addresses are rewritten byte by byte, however they are written."""

import pytest

from cop_kb.editing.addresses import new_path
from cop_kb.editing.links import rewrite_links
from cop_kb.load.record import make_record
from cop_kb.model.document import Document

MOVED = {
    "old.md": "new place/ö (1).md",
    "img/a.png": "img/b.png",
    "dir/": "other/",
    "dir/x.md": "other/x.md",
}


def rewritten(source: str | bytes, src_uri="page.md", place=None, moved=MOVED):
    content = source.encode() if isinstance(source, str) else source
    document = Document(make_record(src_uri, content), None, "")
    target = lambda uri: moved.get(uri) or moved.get(f"{uri}/", uri)  # noqa: E731
    return rewrite_links(content, document, place or src_uri, target)


NEW = "new%20place/ö%20%281%29.md"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[a](old.md)", f"[a]({NEW})"),
        ("[a](old.md#x 'T')", f"[a]({NEW}#x 'T')"),
        ("[a](<old.md> (T))", "[a](<new%20place/ö%20%281%29.md> (T))"),
        ("[a](./old.md?q=1&amp;r=2#x)", f"[a](./{NEW}?q=1&amp;r=2#x)"),
        ("[a](/old.md)", f"[a](/{NEW})"),
        ("[a](%6Fld.md)", "[a](new%20place/%C3%B6%20%281%29.md)"),
        ("[a](ol\\d.md) [b]( old.md )", f"[a](ol\\d.md) [b]( {NEW} )"),
        ("![i](img/a.png)", "![i](img/b.png)"),
        ("[![i](img/a.png)](old.md)", f"[![i](img/b.png)]({NEW})"),
        ("[a][r] [r] [b][]\n\n[r]: old.md 'T'\n[b]: <old.md#x>", f"[a][r] [r] [b][]\n\n[r]: {NEW} 'T'\n[b]: <{NEW}#x>"),
        ('<a class="x" href="old.md#y">a</a> <img src=\'img/a.png\'>', f'<a class="x" href="{NEW}#y">a</a> <img src=\'img/b.png\'>'),
        ("<div>\n<a href=old.md>a</a>\n</div>", f"<div>\n<a href={NEW}>a</a>\n</div>"),
        ('!!! note "[t](old.md)"\n    [a](old.md)', f'!!! note "[t]({NEW})"\n    [a]({NEW})'),
        ("| [a](old.md) | [b](old.md) |\n|---|---|\n", f"| [a]({NEW}) | [b]({NEW}) |\n|---|---|\n"),
        ("> - [a](old.md)\n>   [b](old.md)", f"> - [a]({NEW})\n>   [b]({NEW})"),
        ("Note.[^1]\n\n[^1]: See [a](old.md).", f"Note.[^1]\n\n[^1]: See [a]({NEW})."),
        ("[a](dir/) [b](dir) [c](dir/x.md)", "[a](other/) [b](other) [c](other/x.md)"),
        ("[a](old.md)[b](old.md)\r\n[c](old.md)\r\n", f"[a]({NEW})[b]({NEW})\r\n[c]({NEW})\r\n"),
    ],
)  # fmt: skip
def test_addresses_alone_change(before, after):
    links = rewritten(before)

    assert links.content.decode() == after
    assert links.failed == []


@pytest.mark.parametrize(
    "text",
    [
        "`[a](old.md)`",
        "```\n[a](old.md)\n[r]: old.md\n```\n",
        "    [a](old.md)\n",
        "<!-- [a](old.md) -->",
        "[a](https://example.org/old.md) <https://old.md> [b](mailto:old.md) [c](#old.md)",
        "\\[a](old.md)",
        "[a](bold.md) [b](old.md.txt) [c](sub/old.md)",
    ],
)
def test_what_does_not_lead_there_stays(text):
    assert rewritten(text).content == text.encode()


def test_a_mark_at_the_beginning_latin_letters_and_front_matter_stay():
    text = b"\xef\xbb\xbf---\ntitle: old.md\n---\n\n[a](old.md)"
    assert rewritten(text, moved={"old.md": "n.md"}).content == text[:-7] + b"n.md)"
    text = b"caf\xe9 [a](old.md)"
    assert rewritten(text, moved={"old.md": "n.md"}).content == b"caf\xe9 [a](n.md)"


def test_links_of_what_moves_itself_lead_where_they_did():
    text = "[a](../b.md) [c](c.md#x) [self](page.md) [here](#y) [out](../../README.md) [i](img/)"
    moved = {"x/page.md": "y/z/page.md", "x/img": "x/img/"}
    links = rewritten(text, "x/page.md", "y/z/page.md", moved)

    assert links.content.decode() == (
        "[a](../../b.md) [c](../../x/c.md#x) [self](page.md) [here](#y) [out](../../../README.md) [i](../../x/img/)"
    )


def test_what_cannot_be_rewritten_is_told():
    links = rewritten("Text\n\n[a](b.md){ href=old.md }\n")

    assert links.content == b"Text\n\n[a](b.md){ href=old.md }\n"
    assert links.failed == [(3, "old.md", NEW)]


@pytest.mark.parametrize(
    ("written", "folder", "target", "new"),
    [
        ("x.md", "", "a:b.md", "./a:b.md"),
        ("x.md", "a", "a/50%.md", "50%25.md"),
        ("x y.md", "a", "a/y z.md", "y z.md"),
        ("../", "a/b", "a/", "../"),
        ("x", "a", "a/", "."),
        ("/", "a", "./", "/"),
    ],
)
def test_paths_survive_what_names_can_hold(written, folder, target, new):
    assert new_path(written, folder, target) == new
