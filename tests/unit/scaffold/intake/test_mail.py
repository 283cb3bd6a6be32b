from email.message import EmailMessage

import pytest

from cop_kb.scaffold.intake.mail import is_mail, read_mail


def mail(text="We undid each other's change.", subject="A case", **content):
    message = EmailMessage()
    message["From"] = "Zoë Ångström <zoe@example.org>"
    message["To"] = "steward@example.org"
    message["Subject"] = subject
    message.set_content(text, **content)
    return message


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"From: a@b.example\nSubject: x\n\ntext", True),
        (b"From: a@b.example\r\nDate: x\r\n\r\ntext", True),
        (b"\xef\xbb\xbfReceived: by x;\n Tue\nMessage-ID: <x>\n\n", True),
        (b"From a@b.example Tue May 12\nFrom: a@b.example\nTo: b\n\ntext", True),
        (b"Subject: Notes\n\nWe met.", False),
        (b"Title: x\nSummary: y\n\ntext", False),
        (b"# Title\n\nFrom: me\nTo: you\n", False),
        (b"Dear all,\nFrom: x\nTo: y\n\n", False),
        (b"", False),
    ],
)
def test_a_mail_is_known_by_its_first_lines(content, expected):
    assert is_mail(content) is expected


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        ("Re: A case", "A case"),
        ("RE: Fwd: AW: WG: A case", "A case"),
        ("Re[3]: A case", "A case"),
        ("Rebuilding trust: A case", "Rebuilding trust: A case"),
        ("Zoë… who decides? " + "long " * 30, "Zoë… who decides? " + ("long " * 30).strip()),
        ("", ""),
    ],
)
def test_the_subject_is_the_title(subject, title):
    assert read_mail(mail(subject=subject).as_bytes())[0] == title


@pytest.mark.parametrize(
    ("raw", "title"),
    [
        ("Café au lait".encode(), "Café au lait"),
        ("Caf\xe9".encode("latin-1"), "Café"),
        (b"=?utf-8?b?!!!?= rest", "rest"),
        (b"=?x-unknown?q?Caf=E9?=", "Café"),
        (b"folded\n over two lines", "folded over two lines"),
    ],
)
def test_subjects_of_careless_programs_are_read(raw, title):
    content = b"From: a@b.example\nSubject: " + raw + b"\n\ntext"

    assert read_mail(content)[0] == title


@pytest.mark.parametrize("cte", ["quoted-printable", "base64", "8bit"])
@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1"])
def test_the_text_is_decoded(cte, charset):
    message = mail("Größe 日\n" if charset == "utf-8" else "Größe é\n", charset=charset, cte=cte)

    assert read_mail(message.as_bytes())[1].startswith("Größe")


@pytest.mark.parametrize("charset", ["x-unknown", "punycode", "unicode_escape", "base64", ""])
def test_an_odd_charset_does_no_harm(charset):
    head = f"From: a@b.example\nSubject: x\nContent-Type: text/plain; charset={charset}\n\n"

    assert read_mail(head.encode() + "Größe \\u0041".encode())[1] == "Größe \\u0041"


def test_words_go_before_html():
    message = mail("words")
    message.add_alternative("<p>HTML</p>", subtype="html")

    assert read_mail(message.as_bytes())[1] == "words"


def test_html_counts_where_the_words_are_empty():
    message = mail(" \n")
    message.add_alternative("<p>Only <b>here</b></p>", subtype="html")

    assert read_mail(message.as_bytes())[1] == "Only **here**"


def test_attachments_are_counted_and_not_taken():
    message = mail("words")
    message.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="x.pdf")
    message.add_attachment("a secret", filename="notes.txt")

    _, text, left_out = read_mail(message.as_bytes())

    assert text == "words"
    assert left_out == ["2 attachments were not taken."]


def test_parts_without_end_are_no_text():
    content = b"From: a@b.example\nTo: c@d.example\n"
    for number in range(2000):
        content += b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (number, number)

    assert read_mail(content)[1] == ""
