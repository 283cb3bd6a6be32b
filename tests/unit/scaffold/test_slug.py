import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cop_kb.errors import ScaffoldError
from cop_kb.scaffold.slug import MAX_LENGTH, folded_name, slug_from_title


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Incident response", "incident-response"),
        ("  Roll back:  a release!  ", "roll-back-a-release"),
        ("Don't panic", "dont-panic"),
        ("R&D / C++", "r-d-c"),
        ("ÜBER Straße", "über-strasse"),
        ("U\u0308ber", "über"),
        ("Примерное имя", "примерное-имя"),
        ("ゲートウェイ 再起動", "ゲートウェイ-再起動"),
        ("घटना प्रतिक्रिया", "घटना-प्रतिक्रिया"),
        ("دليل الحوادث", "دليل-الحوادث"),
        ("Restart 🎉 the 1️⃣ gateway", "restart-the-1-gateway"),
        ("soft\u00adhyphen \u202eturned", "softhyphen-turned"),
        ("../../etc/passwd", "etc-passwd"),
        ("-rf --output=x", "rf-output-x"),
        (".hidden_file", "hidden-file"),
        ("CON", "our-con"),
        ("com1", "our-com1"),
        ("Index", "our-index"),
        ("README", "our-readme"),
        ("Search", "search"),
    ],
)
def test_a_title_becomes_a_file_name(title, slug):
    assert slug_from_title(title) == slug


def test_a_name_below_docs_dir_is_none_of_the_site_itself():
    assert slug_from_title("Search", top_level=True) == "our-search"
    assert slug_from_title("Tags!", top_level=True) == "our-tags"


@pytest.mark.parametrize("title", ["", "   ", "🎉🎉", "***", "…", "\u0301\u0301", "\u200d"])
def test_a_title_without_letter_and_digit_is_refused(title):
    with pytest.raises(ScaffoldError, match="no letter and no digit"):
        slug_from_title(title)


def test_a_long_title_is_cut_between_words():
    slug = slug_from_title("restart the gateway " * 10)

    assert slug == "restart-the-gateway-restart-the-gateway-restart-the-gateway"


def test_a_long_word_is_cut_inside():
    assert slug_from_title("日" * 100) == "日" * MAX_LENGTH
    assert len(f"{slug_from_title('𠀀' * 100)}.md".encode()) <= 255


@given(st.text())
def test_a_slug_is_sound(title):
    try:
        slug = slug_from_title(title)
    except ScaffoldError:
        assert not any(unicodedata.category(c)[0] in "LN" for c in title)
        return

    assert slug
    assert slug_from_title(slug) == slug
    assert folded_name(slug) == slug
    assert len(slug) <= MAX_LENGTH
    assert not re.search(r"[\s/\\.:*?\"<>|_\x00-\x1f]|^-|-$|--", slug)
    assert unicodedata.is_normalized("NFC", slug)


@given(st.text(alphabet="aAßÄä\u0308ıİiΣσς-. ", min_size=1))  # noqa: RUF001 - letters that fold oddly
def test_titles_that_differ_in_case_or_form_share_a_slug(title):
    try:
        slug = slug_from_title(title)
    except ScaffoldError:
        return

    assert slug_from_title(unicodedata.normalize("NFD", title)) == slug
    assert slug_from_title(title.casefold()) == slug
