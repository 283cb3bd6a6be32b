import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cop_kb.errors import ScaffoldError
from cop_kb.scaffold.intake import MAX_BYTES, read_contribution, read_file
from cop_kb.scaffold.intake.addresses import PLACEHOLDER
from cop_kb.scaffold.intake.contribution import MAX_CHARACTERS


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "no text in it"),
        (b" \r\n\t\n", "no text in it"),
        (b"\x00\x01 PNG", "not a text"),
        (b"%PDF-1.4\n\x00", "not a text"),
        (b"undefined in Windows-1252: \x81", "not a text"),
        (b"word " * (MAX_CHARACTERS // 4), "at most 200,000"),
        (b"x" * (MAX_BYTES + 1), "at most 20 MB"),
        (b"From: a@b.example\nSubject: Empty\n\n", "no text in this mail"),
        (b"From: a@b.example\nSubject: x\nContent-Type: image/png\n\nx", "no text in this mail"),
        (b"From: a@b.example\nSubject: x\n\n" + b"word " * 210_000, "A text in this mail has"),
    ],
)
def test_what_holds_no_text_is_refused_kindly(content, says):
    with pytest.raises(ScaffoldError, match=says):
        read_contribution(content)


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(content):
    for sent in (content, b"From: a@b.example\nSubject: x\n" + content):
        try:
            contribution = read_contribution(sent)
        except ScaffoldError:
            continue
        assert contribution.text.strip()
        assert "\r" not in contribution.text


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"\xef\xbb\xbfCaf\xc3\xa9", "Café"),
        ("Café\n日".encode("utf-16"), "Café\n日"),
        (b"Caf\xe9 \x93closed\x94", "Café “closed”"),
        (b"one\r\ntwo\rthree", "one\ntwo\nthree"),
        (b"red \x1b[31malert\x1b[0m\x07", "red alert"),
    ],
)
def test_text_of_any_program_is_read(content, text):
    assert read_contribution(content).text == text


def test_a_guessed_encoding_is_said():
    assert "Windows-1252" in read_contribution(b"Caf\xe9").remarks[0]
    assert read_contribution("Café".encode()).remarks == ()


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("Write to ada.b+c@example.co.uk.", f"Write to {PLACEHOLDER}."),
        ("Ada <ada@example.org> said", f"Ada {PLACEHOLDER} said"),
        ("[Ada](mailto:ada@example.org?subject=x)", f"Ada {PLACEHOLDER}"),
        ("[ada@example.org](mailto:ada@example.org)", PLACEHOLDER),
        ("mailto:ada@example.org", PLACEHOLDER),
        ("zoë@größe.example", PLACEHOLDER),
        ("`ssh root@db.example.org`", f"`ssh {PLACEHOLDER}`"),
    ],
)
def test_addresses_of_people_stay_out(text, hidden):
    contribution = read_contribution(text.encode())

    assert contribution.text == hidden
    assert "1 e-mail address was left out" in contribution.remarks[0]


@pytest.mark.parametrize(
    "text", ["git clone git@host.example:team/repo.git", "@team, see #2", "a @ b", "x@y", "@media"]
)
def test_other_words_with_an_at_sign_stay(text):
    assert read_contribution(text.encode()).text == text


def test_files_are_read(tmp_path):
    path = tmp_path / "mail.eml"
    path.write_bytes(b"text")

    assert read_file(path) == b"text"


def test_what_is_no_file_is_named(tmp_path):
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "x")
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    large = tmp_path / "large"
    with large.open("wb") as file:
        file.truncate(MAX_BYTES + 1)

    for path, says in [
        (tmp_path / "missing", "There is no such file"),
        (link, "This is a link"),
        (tmp_path, "This is a folder"),
        (pipe, "a pipe"),
        (large, "at most 20 MB"),
    ]:
        with pytest.raises(ScaffoldError, match=says) as caught:
            read_file(path)
        assert caught.value.path == path
        assert caught.value.hint
