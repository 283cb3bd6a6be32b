import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from cop_kb.positioned_yaml import read_yaml
from cop_kb.positioned_yaml.writing import write_fields, write_scalar
from cop_kb.scaffold.front_matter import write_front_matter

# What our reader accepts in YAML: no control characters, no lone surrogates.
PRINTABLE = st.text(st.characters(blacklist_categories=("Cc", "Cs", "Cf", "Zl", "Zp", "Co", "Cn")))
SCALARS = st.one_of(PRINTABLE, st.integers(-(2**63), 2**63), st.booleans())


@given(
    st.dictionaries(
        st.from_regex(r"[a-z_]{1,12}", fullmatch=True), st.one_of(SCALARS, st.lists(PRINTABLE))
    )
)
def test_what_is_written_is_read_back(fields):
    document = read_yaml(write_fields(fields))

    assert not document.findings
    assert (document.data or {}) == fields


@pytest.mark.parametrize(
    "text",
    ["yes", "no", "null", "~", "", "1e3", "0o17", "1_000", "12:30", "3.0", "a: b", "# x", "- a", "{a}", "[a]", "'", '"', "&a", "*a",
     "!a", "%a", "@a", "`a`", "|", ">", "---", "a #b", "a\nb", "\\", "trailing ", "🎉", "2026-13-45"],
)  # fmt: skip
def test_text_stays_text_for_us_and_for_others(text):
    written = f"site_name: {write_scalar(text)}\nlist: [{write_scalar(text)}, b]\n"

    assert read_yaml(written).data == {"site_name": text, "list": [text, "b"]}
    assert yaml.safe_load(written) == {"site_name": text, "list": [text, "b"]}


def test_front_matter_reads_like_that_of_a_person():
    text = write_front_matter(
        {"summary": "How to: restart", "owners": ["ada"], "held_on": "2026-05-31", "tags": []},
        {"audience": "Who may\n   read it."},
        ["# A remark."],
    )

    assert text == (
        "---\nsummary: 'How to: restart'\nowners: [ada]\nheld_on: 2026-05-31\ntags: []\n"
        "# audience: Who may read it.\n# A remark.\n---\n"
    )


def test_groups_stand_in_lines_of_their_own():
    text = write_fields({"channels": [{"name": "#a", "purpose": "talk"}]})

    assert text == "channels:\n- name: '#a'\n  purpose: talk\n"
