"""A report in parts: as text, and as Markdown that fits where it goes."""

import pytest

from cop_kb.reports.outline import Item, Outline, Part, as_markdown, as_text

SMALL = Outline(
    "All of it.", ("A remark.",), (Part("One", (Item("first", ("more",)), Item("second"))),)
)


def large(parts, items, length=50):
    return Outline(
        "Much.",
        parts=tuple(
            Part(
                f"Part {p}",
                tuple(Item(f"item {i} ".ljust(length, "x"), ("d" * 40,)) for i in range(items)),
            )
            for p in range(parts)
        ),
    )


def test_text():
    assert as_text(SMALL) == "All of it.\nA remark.\n\nOne\n  first\n      more\n  second\n"
    assert as_text(SMALL, short=True) == "All of it.\nA remark.\n"


def test_markdown():
    told = as_markdown(SMALL, title="Title")
    assert (
        told
        == "## Title\n\n**All of it.**\n\nA remark.\n\n### One\n\n- first\n    - more\n- second\n"
    )


def test_long_parts_of_a_comment_are_folded():
    told = as_markdown(large(1, 20), limit=60_000)
    assert "<details><summary>20 entries</summary>\n\n- item 0" in told
    assert "<details>" not in as_markdown(large(1, 20))
    assert "<details>" not in as_markdown(large(1, 3), limit=60_000)


@pytest.mark.parametrize(
    ("parts", "items"), [(1, 5000), (40, 200), (3000, 1), (2, 700), (300, 30), (700, 4)]
)
def test_what_does_not_fit_is_counted(parts, items):
    told = as_markdown(large(parts, items), limit=20_000)
    assert len(told) <= 20_000
    assert len(told) > 10_000
    assert "more" in told
    assert told.count("<details>") == told.count("</details>")


def test_small_parts_are_kept_whole_beside_a_large_one():
    outline = large(1, 5000)
    outline = outline._replace(parts=(*outline.parts, *SMALL.parts))
    told = as_markdown(outline, limit=10_000)
    assert told.endswith("### One\n\n- first\n    - more\n- second\n")
    assert len(told) <= 10_000
