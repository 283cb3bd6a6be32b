"""The report for people: the line, the caret below the right place, and nothing that steers a terminal."""

import os

import pytest

from cop_kb.model.diagnostic import Diagnostic, Severity
from cop_kb.reports import REPORTS, Report
from cop_kb.reports.report import printable

ESCAPE = "\x1b[2J"


def found(line, column, end_column, path="a.md", message="Message.", hint="Hint.", end_line=None):
    return Diagnostic(
        path, line, column, "a-rule", Severity.ERROR, end_line or line, end_column, message, hint
    )  # fmt: skip


@pytest.fixture
def render(tmp_path):
    def render(content, *diagnostics, name="a.md", **options):
        (tmp_path / name).write_bytes(content.encode() if isinstance(content, str) else content)
        return REPORTS["text"].render(Report(list(diagnostics), tmp_path, 1, **options))

    return render


def test_a_finding_shows_place_message_source_caret_and_hint(render):
    assert render("one\ntwo three\n", found(2, 5, 10)) == (
        "a.md:2:5: error: Message. [a-rule]\n"
        "  | two three\n"
        "  |     ^^^^^\n"
        "  → Hint.\n"
        "\n"
        "1 file checked: 1 error, 0 warnings, 0 hints.\n"
    )


@pytest.mark.parametrize(
    ("line", "column", "end_column", "source", "caret"),
    [
        ("障害対応 abc", 6, 9, "障害対応 abc", "         ^^^"),
        ("障害対応 abc", 3, 5, "障害対応 abc", "    ^^^^"),
        ("e\u0301a\u0301 abc", 6, 9, "e\u0301a\u0301 abc", "   ^^^"),
        ("\ta\tb", 4, 5, " a b", "   ^"),
        ("क\u094d\u200dष x", 6, 7, "क\u094d\u200dष x", "   ^"),
        ("a\u202eb c", 5, 6, "a\\u202eb c", "         ^"),
        (f"{ESCAPE} a", 6, 7, "\\x1b[2J a", "        ^"),
        ("abc", 4, 4, "abc", "   ^"),
        ("abc", 9, 9, "abc", "   ^"),
        ("abc", 2, 1, "abc", " ^"),
        ("", 1, 1, None, None),
        ("   ", 2, 2, None, None),
    ],
)
def test_the_caret_stands_below_the_place(render, line, column, end_column, source, caret):
    shown = render(f"{line}\n", found(1, column, end_column)).splitlines()[1:-2]
    if source is None:
        assert shown == ["  → Hint."]
    else:
        assert shown == [f"  | {source}", f"  | {caret}", "  → Hint."]


def test_of_a_very_long_line_the_part_around_the_place_is_shown(render):
    line = "a" * 1_000_000 + "HERE" + "b" * 1_000_000
    _, source, caret, *_ = render(line, found(1, 1_000_001, 1_000_005)).splitlines()
    assert len(source) == 4 + 102
    assert (source[4], source[-1]) == ("…", "…")
    start = caret.index("^")
    assert source[start : start + 4] == "HERE"
    assert caret[start:] == "^^^^"


@pytest.mark.parametrize(
    ("column", "end_column", "first", "last", "caret"),
    [
        (1, 121, "0", "9…", "^" * 100),
        (91, 121, "…0", "9", " " * 71 + "^" * 30),
        (71, 121, "…0", "9", " " * 51 + "^" * 50),
        (120, 121, "…0", "9", " " * 100 + "^"),
        (500, 500, "…0", "9", " " * 101 + "^"),
    ],
)
def test_where_a_line_is_cut_is_shown_and_carets_end_there(
    render, column, end_column, first, last, caret
):
    line = "0123456789" * 12
    _, source, carets, *_ = render(line, found(1, column, end_column)).splitlines()
    assert source[4:].startswith(first)
    assert source.endswith(last)
    assert carets[4:] == caret


def test_a_place_that_ends_on_another_line_is_underlined_to_the_end_of_its_own(render):
    shown = render("one two\nthree\n", found(1, 5, 3, end_line=2)).splitlines()
    assert shown[2] == "  |     ^^^"


def test_a_place_after_the_last_line_shows_no_source(render):
    assert "|" not in render("one\n", found(9, 1, 1))


@pytest.mark.parametrize("coding", ["zlib", "rot13", "utf-16", "no-such-thing"])
def test_what_a_file_says_of_its_own_encoding_does_not_matter(render, coding):
    shown = render(f"# -*- coding: {coding} -*-\ntwo\n", found(2, 1, 4))
    assert "  | two\n" in shown


def test_latin_1_is_shown_as_it_was_read(render):
    assert "  | café\n  |    ^\n" in render(b"caf\xe9\n", found(1, 4, 5))


def test_line_breaks_of_other_systems_count(render):
    assert "  | three\n" in render(b"one\r\ntwo\rthree\r\n", found(3, 1, 1))


def test_a_second_report_shows_the_file_as_it_is_now(render):
    assert "  | old\n" in render("old\n", found(1, 1, 4))
    assert "  | new\n" in render("new\n", found(1, 1, 4))


def test_only_regular_files_are_read(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("CANARY\n", encoding="utf-8")
    (tmp_path / "link.md").symlink_to(secret)
    (tmp_path / "endless.md").symlink_to("/dev/zero")
    os.mkfifo(tmp_path / "pipe.md")
    names = ("link.md", "endless.md", "pipe.md", "gone.md", ".")
    diagnostics = [found(1, 1, 1, path=name) for name in names]
    shown = REPORTS["text"].render(Report(diagnostics, tmp_path, 5))
    assert "CANARY" not in shown
    assert "|" not in shown


def test_names_and_messages_cannot_steer_a_terminal(tmp_path):
    evil = f"a{ESCAPE}\n::set-output name=x::y\r\u202e"
    shown = REPORTS["text"].render(
        Report([found(1, 1, 1, path=evil, message=evil, hint=evil)], tmp_path, 1)
    )
    assert shown.splitlines()[0].startswith(
        "a\\x1b[2J\\n::set-output name=x::y\\r\\u202e:1:1: error:"
    )
    assert not {"\x1b", "\r", "\u202e"} & set(shown)
    assert not any(line.lstrip().startswith("::") for line in shown.splitlines())


def test_a_source_line_cannot_be_a_command_of_a_workflow(render):
    shown = render("::set-output name=x::y\n", found(1, 1, 5))
    assert not any(line.lstrip().startswith("::") for line in shown.splitlines())


def hints(*severities):
    return [found(1, 1, 1)._replace(severity=severity) for severity in severities]


def test_hints_are_counted_beside_what_is_serious(render):
    shown = render("one\n", *hints(Severity.WARNING, Severity.INFO, Severity.INFO))
    assert shown.count("[a-rule]") == 1
    assert shown.endswith("0 errors, 1 warning, 2 hints (hints are shown with --verbose).\n")


def test_hints_are_shown_when_they_are_few_and_alone_or_on_request(render):
    assert render("one\n", *hints(Severity.INFO)).count("hint: Message.") == 1
    assert render("one\n", *hints(*[Severity.INFO] * 10)).count("hint: Message.") == 10
    many = hints(*[Severity.INFO] * 11)
    assert render("one\n", *many) == (
        "1 file checked: 0 errors, 0 warnings, 11 hints (hints are shown with --verbose).\n"
    )
    assert render("one\n", *many, verbose=True).count("hint: Message.") == 11
    both = hints(Severity.ERROR, Severity.INFO)
    assert render("one\n", *both, verbose=True).count("[a-rule]") == 2


def test_quiet_says_only_what_is_serious(render):
    assert render("one\n", quiet=True) == ""
    assert render("one\n", *hints(Severity.INFO), quiet=True) == ""
    assert "error: Message." in render("one\n", *hints(Severity.ERROR), quiet=True)


def test_nothing_found_is_said(render):
    assert render("one\n") == "1 file checked, nothing found.\n"


def test_colour_is_only_there_when_it_is_wanted(render):
    assert "\x1b[" not in render("one\n", found(1, 1, 2))
    assert "\x1b[" in render("one\n", found(1, 1, 2), color=True)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Šíření 障害 🎉", "Šíření 障害 🎉"),
        ("क\u094d\u200dष می\u200cری", "क\u094d\u200dष می\u200cری"),
        ("a\tb\nc", "a\\tb\\nc"),
        ("\x00\x7f\x9b", "\\x00\\x7f\\x9b"),
        ("\u2028\u2066\ufeff", "\\u2028\\u2066\\ufeff"),
        ("\udce9", "\\udce9"),
    ],
)
def test_printable_text_is_what_people_can_see(text, shown):
    assert printable(text) == shown
