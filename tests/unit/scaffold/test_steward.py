import pytest

from cop_kb.errors import ScaffoldError
from cop_kb.scaffold.steward import Steward, read_steward


@pytest.mark.parametrize(
    ("text", "steward"),
    [
        ("Ada Example", Steward("Ada Example", "ada-example", "")),
        ("  Zoë   Ångström <@zoe>", Steward("Zoë Ångström", "zoë-ångström", "@zoe")),
        ("Reviewers<@our-org/reviewers>", Steward("Reviewers", "reviewers", "@our-org/reviewers")),
    ],
)
def test_name_and_account_are_read(text, steward):
    assert read_steward(text) == steward


@pytest.mark.parametrize(
    "text",
    ["", "<@ada>", "Ada <ada@example.org>", "Ada <>", "Ada <@>", "Ada <@a b>", "Ada <@ada> x", "A > B", "…"],
)  # fmt: skip
def test_anything_else_is_refused(text):
    with pytest.raises(ScaffoldError) as caught:
        read_steward(text)

    assert caught.value.hint
