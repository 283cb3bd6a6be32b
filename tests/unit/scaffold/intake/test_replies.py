import pytest

from cop_kb.scaffold.intake.replies import keep_own_words

HEAD = "From: Ada\nSent: Monday\nTo: Bob\nSubject: x\n"


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("mine\n-- \nAda\nOps", "mine"),
        ("mine\n--\nAda", "mine"),
        ("mine\n-- \n", "mine\n--"),
        ("mine\n\nOn 2 May 2026 at 10:15 Ada wrote:\n> old", "mine"),
        ("mine\n\nAm 02.05.26 um 10:15\nschrieb Ada:\n\n> old\n>\n> older\n\n", "mine"),
        ("mine\n\nAda <ada@example.org> a écrit :\n> old", "mine"),
        (f"mine\n\n-----Original Message-----\n{HEAD}\nold", "mine"),
        (f"mine\n\n________________________________\n{HEAD}\nold", "mine"),
        ("mine\n\n**From:** Ada\n**Sent:** x\n**To:** Bob\n\nold", "mine"),
        ("mine\n\nVon: Ada\nGesendet: x\nAn: Bob\nBetreff: y\n\nold", "mine"),
        ("> all of it\n> is quoted", "> all of it\n> is quoted"),
        ("You said in 2026:\n> yes\n\nand I say no", "You said in 2026:\n\n> yes\n\nand I say no"),
        ("mine\n--\n" + "\n".join(f"line {n}" for n in range(13)), None),
    ],
)
def test_the_words_of_others_are_left_out(text, own):
    kept, _ = keep_own_words(text, is_forward=False)

    assert kept == (text if own is None else own)


def test_what_was_left_out_is_counted():
    text = f"mine\n-- \nAda\nOps\n\n-----Original Message-----\n{HEAD}\nold"

    _, left_out = keep_own_words(text, is_forward=False)

    assert left_out == [
        "The signature was left out: 2 lines.",
        "An earlier mail that it quotes was left out: 7 lines.",
    ]


@pytest.mark.parametrize(
    ("text", "is_forward"),
    [
        (f"Look.\n\n---------- Forwarded message ---------\n{HEAD}\ntheirs", False),
        (f"Look.\n\n-----Original Message-----\n{HEAD}\ntheirs", True),
        (f"Look.\n\nBegin forwarded message:\n\n> {HEAD.strip().replace(chr(10), chr(10) + '> ')}\n>\n> theirs", True),
    ],
)  # fmt: skip
def test_a_mail_that_is_passed_on_is_kept_without_its_head(text, is_forward):
    assert keep_own_words(text, is_forward)[0] == "Look.\n\ntheirs"


def test_a_mail_without_words_of_its_own_is_about_the_other():
    assert keep_own_words(f"\n{HEAD}\ntheirs", is_forward=False)[0] == "theirs"


def test_what_the_passed_on_mail_quotes_is_left_out():
    text = f"---- Forwarded ----\n{HEAD}\ntheirs\n\n-----Original Message-----\n{HEAD}\nolder"

    assert keep_own_words(text, is_forward=True)[0] == "theirs"
