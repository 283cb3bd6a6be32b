"""The words of a document, section by section."""

from cop_kb.load.passages import read_passages

PAGE = "c/playbooks/one.md"


def passages(folder, text, src_uri=PAGE):
    folder.community("c").page(src_uri, text)
    return read_passages(folder.docs, folder.load().documents_by_uri[src_uri])


def test_each_section_has_its_text(folder):
    text = "---\ntitle: One\n---\nBefore.\n\n## Use when\n\nLate.\n\n### Deeper\n\nStill.\n\n## Other\n\nEnd.\n"
    found = passages(folder, text)
    assert {key: value.split() for key, value in found.items()} == {
        "": ["Before."],
        "use when": ["Late.", "###", "Deeper", "Still."],
        "other": ["End."],
    }


def test_headings_that_mean_one_section_stand_together(folder):
    found = passages(folder, "# One\n\n## Trigger\n\nA.\n\n## Symptoms\n\nB.\n")
    assert found["use when"].split() == ["A.", "B."]


def test_comments_are_left_out(folder):
    found = passages(folder, "## Steps\n\nA <!-- b\n\nc --> d <!-- never closed\n")
    assert found["steps"].split() == ["A", "d"]


def test_addresses_of_documents_and_folders_are_left_out(folder):
    text = "## Steps\n\n[A](../b/old.md#c) [B](<a b.md> 'why') [C][c] ![D](../d/e.png 'a/b') [E](https://e.org/e.md) (f.md) [G](../g/)\n\n"
    found = passages(folder, text + "[c]: ../old.md\n")
    kept = "[A](#c) [B](<> 'why') [C][c] ![D](e.png 'a/b') [E](https://e.org/e.md) (f.md) [G]()"
    assert found["steps"].strip() == f"{kept}\n\n[c]:"


def test_windows_lines_and_a_heading_of_level_1_later(folder):
    found = passages(
        folder, b"\xef\xbb\xbf# One\r\n\r\n## Steps\r\n\r\nA.\r\n\r\n# Two\r\n\r\nB.\r\n"
    )
    assert found["steps"].split() == ["A."]
    assert found[""].split() == ["B."]


def test_a_document_of_fields_has_no_text(folder):
    folder.configure("types: all")
    assert passages(folder, "entries: []\n", "c/glossary.yaml") == {}


def test_a_file_that_has_gone_has_no_text(folder):
    folder.community("c").page(PAGE, "# One\n")
    document = folder.load().documents_by_uri[PAGE]
    (folder.docs / PAGE).unlink()
    assert read_passages(folder.docs, document) == {}
