"""What an address in a text points to, and that records survive a trip through the cache."""

import msgpack
import pytest

from cop_kb.load.record import read_record, resolve
from cop_kb.model.record import FileRecord


@pytest.mark.parametrize(
    ("target", "uri", "fragment"),
    [
        ("other.md", "a/other.md", ""),
        ("./other.md", "a/other.md", ""),
        ("../other.md#x", "other.md", "x"),
        ("/other.md", "other.md", ""),
        ("b/../other.md", "a/other.md", ""),
        ("other.md?plain=1#x", "a/other.md", "x"),
        ("ji%C5%BEn%C3%AD.md#%C4%8Daj", "a/jižní.md", "čaj"),
        ("folder/", "a/folder", ""),
        ("./", "a", ""),
        ("..", ".", ""),
        ("/", ".", ""),
        ("#x", "a/page.md", "x"),
        ("", "a/page.md", ""),
        ("?x", "a/page.md", ""),
        ("../../other.md", "?", ""),
        ("/../other.md", "?", ""),
        ("%2e%2e/%2e%2e/other.md", "?", ""),
        ("https://example.org/a.md#x", "", ""),
        ("//example.org/a.md", "", ""),
        ("mailto:a@example.org", "", ""),
        ("JavaScript:alert(1)", "", ""),
    ],
)
def test_addresses_count_from_the_file_that_they_stand_in(target, uri, fragment):
    assert resolve(target, "a", "a/page.md") == (uri, fragment)


PAGE = """\
---
title: T
tags: [a, b]
nested: {list: [1, [2.5, null]], flag: true}
---
# T {#own}

## Čtvrtý krok

- [x] [link](../b.md#x "title")

![image](c.png) <a id="here"></a>
"""


def test_a_record_comes_back_from_the_cache_as_it_was(tmp_path):
    (tmp_path / "page.md").write_text(PAGE, encoding="utf-8")
    record = read_record(tmp_path, "page.md")
    restored = FileRecord._make(msgpack.unpackb(msgpack.packb(record)))
    assert restored == record
    assert restored.data == {
        "title": "T",
        "tags": ["a", "b"],
        "nested": {"list": [1, [2.5, None]], "flag": True},
    }
    assert restored.details() == record.details()
    assert record.targets == [["?", ""], ["c.png", ""]]
    assert record.anchors == ["own", "čtvrtý-krok", "here"]


def test_a_file_that_cannot_be_read_is_a_record_with_a_finding(tmp_path):
    record = read_record(tmp_path, "gone.md")
    assert (record.troubled, record.digest, record.data) == (True, "", {})
    assert record.details().findings[0].rule == "unreadable-file"
