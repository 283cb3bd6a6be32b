"""Who wrote and who reviewed, by name, and never by address."""

import pytest

from cop_kb.cache import Cache
from cop_kb.history import read_history

ADA = "Ada Example <ada@example.org>"
BEN = "Ben Okoro <ben@example.org>"
CHIARA = "Chiara Rossi <chiara@example.org>"
TEXT = "A change that took two."


def read(repository, path="a.md"):
    return read_history(repository.root).files[path]


def with_co_authors(*people: str) -> str:
    return "\n".join(f"Co-authored-by: {who}" for who in people)


def test_authors_and_co_authors_those_with_the_most_commits_first(repository):
    repository.change("a.md", "2026-01-01", by=ADA)
    repository.change("a.md", "2026-02-02", TEXT, with_co_authors(CHIARA, BEN), by=BEN)
    repository.change("a.md", "2026-03-03", TEXT, "co-AUTHORED-by:  Ben   Okoro  <ben@example.org>")

    # Ben wrote two as well, and once as the author and co-author of one commit.
    assert read(repository).authors == ("Ada Example", "Ben Okoro", "Chiara Rossi")
    assert read(repository).revisions == 3


def test_the_map_of_names_holds_for_authors_and_trailers(repository):
    repository.change("a.md", "2026-01-01", by="chiara <chiara@laptop>")
    repository.change("a.md", "2026-02-02", TEXT, with_co_authors("cr <chiara@laptop>"), by=BEN)
    repository.change("a.md", "2026-03-03", TEXT, "Reviewed-by: cr <chiara@laptop>", by=BEN)
    repository.change("a.md", "2026-04-04", TEXT, "Reviewed-by: B <BEN@example.org>", by=ADA)
    repository.write(
        ".mailmap",
        "Chiara Rossi <chiara@example.org> <chiara@laptop>\nBen Okoro <ben@example.org>\n",
    )

    found = read(repository)

    assert found.authors == ("Ben Okoro", "Chiara Rossi", "Ada Example")
    assert found.reviewers == ("Ben Okoro", "Chiara Rossi")


def test_a_map_of_names_is_that_of_the_top_folder(repository):
    repository.change("docs/a.md", "2026-01-01", by="cr <chiara@laptop>")
    repository.write(".mailmap", "Chiara Rossi <chiara@laptop>\n")

    assert read_history(repository.root / "docs").files["a.md"].authors == ("Chiara Rossi",)


@pytest.mark.parametrize(
    "name",
    [
        "eve@example.org",
        "Eve (eve@example.org)",
        "Eve eve@laptop",
        "ev\x07e@example.org",
        "eve\uff20example.org",
        "<@a@b",
    ],
)
def test_a_name_that_holds_an_address_is_only_counted(repository, tmp_path, name):
    repository.change("a.md", "2026-01-01", by=f"{name} <eve@example.org>")
    repository.change("a.md", "2026-02-02", TEXT, f"Reviewed-by: {name}", by=BEN)
    repository.change("a.md", "2026-03-03", TEXT, with_co_authors("fay@example.org"), by=ADA)

    found = read_history(repository.root, Cache(tmp_path)).files["a.md"]

    assert found.authors == ("Ada Example", "Ben Okoro", "", "")
    assert found.reviewers == ()
    kept = b"".join(p.read_bytes() for p in tmp_path.glob(".cop-kb/**/history*"))
    assert b"Ben Okoro" in kept
    assert b"example.org" not in kept
    assert b"eve" not in kept.lower()


def test_who_has_several_addresses_and_no_name_counts_once_an_address(repository):
    for day in ("2026-01-01", "2026-02-02"):
        repository.change("a.md", day, by="eve@example.org <eve@example.org>")
    repository.change("a.md", "2026-03-03", by="fay@example.org <fay@example.org>")

    assert read(repository).authors == ("", "")


def test_names_are_on_one_line_and_show_all_that_they_hold(repository):
    joined = "\u0639\u0644\u06cc\u200c\u0631\u0636\u0627"
    hidden = "Ada\u202e Exam\u200bple\x07"
    repository.change("a.md", "2026-01-01", by=f"{hidden} <a@example.org>")
    repository.change("a.md", "2026-02-02", by="Zoe\u0308 A <z@example.org>")
    repository.change("a.md", "2026-03-03", by="Zo\u00eb  A <z@example.org>")
    repository.change("b.md", "2026-03-03", by=f"{joined} <p@example.org>")

    assert read(repository).authors == ("Zo\u00eb A", "Ada Example")
    assert read(repository, "b.md").authors == (joined,)


def test_programs_are_nobody(repository):
    bot = "renovate[bot] <29139614+renovate[bot]@users.noreply.example.org>"
    repository.change("a.md", "2026-01-01", TEXT, with_co_authors(bot), by=ADA)
    repository.change("a.md", "2026-02-02", TEXT, f"Reviewed-by: {bot}", by=bot)

    assert read(repository).authors == ("Ada Example",)
    assert read(repository).reviewers == ()
    assert read(repository).revisions == 2


@pytest.mark.parametrize("trailer", ["", "Ann", "<>", "Ann <", "> <", "<a@b> <c@d>", "\x1f\x1f"])
def test_a_trailer_that_names_nobody_properly_does_no_harm(repository, trailer):
    repository.write(".mailmap", "Ada Example <ada@example.org>\n")
    repository.change("a.md", "2026-01-01", TEXT, f"Reviewed-by: {trailer}\nReviewed-by: {BEN}")

    found = read(repository)

    assert found.authors == ("Ada Example",)
    assert set(found.reviewers) <= {"Ben Okoro", "Ann", "Ann <", "> <"}
    assert "Ben Okoro" in found.reviewers


def test_nobody_reviews_what_they_wrote(repository):
    reviews = f"Reviewed-by: {BEN}\nReviewed-by: {ADA}\n{with_co_authors(BEN)}"
    repository.change("a.md", "2026-01-01", TEXT, reviews, by=ADA)
    repository.change("a.md", "2026-02-02", TEXT, f"Reviewed-by: {CHIARA}", by=ADA)

    assert read(repository).reviewers == ("Chiara Rossi",)


def test_who_merges_a_branch_reviewed_what_others_wrote_in_it(repository):
    repository.change("a.md", "2026-01-01", by=ADA)
    repository.branch("work").change("a.md", "2026-02-01", by=BEN)
    repository.change("b.md", "2026-02-02", by=CHIARA)
    repository.switch("main").merge("2026-02-03", "work", by=CHIARA)

    assert read(repository).reviewers == ("Chiara Rossi",)
    assert read(repository, "b.md").reviewers == ()
    assert read(repository).revisions == 2


def test_a_merge_may_name_reviewers_too(repository):
    repository.change("a.md", "2026-01-01", by=ADA)
    repository.branch("work").change("b.md", "2026-02-01", by=BEN)
    message = f"Merge branch 'work'\n\nReviewed-by: {CHIARA}"
    repository.switch("main").merge("2026-02-03", "work", by=ADA, message=message)

    assert read(repository, "b.md").reviewers == ("Ada Example", "Chiara Rossi")
    assert read(repository).reviewers == ()


def test_the_first_merge_into_the_main_line_counts(repository):
    repository.change("a.md", "2026-01-01", by=ADA)
    repository.branch("work").change("b.md", "2026-02-01", by=BEN)
    repository.branch("more").change("b.md", "2026-02-02", by=BEN)
    repository.switch("main").merge("2026-02-03", "work", by=ADA)
    # What was on the main line before comes along with the branch, and was not looked at.
    repository.switch("more").merge("2026-02-04", "main", by=BEN)
    repository.switch("main").merge("2026-02-05", "more", by=CHIARA)

    assert read(repository, "b.md").reviewers == ("Ada Example", "Chiara Rossi")
    assert read(repository).reviewers == ()


def test_many_branches_in_one_merge(repository):
    repository.change("a.md", "2026-01-01", by=ADA)
    for name in ("one", "two"):
        repository.branch(name, "main").change(f"{name}.md", "2026-02-01", by=BEN)
    repository.switch("main").merge("2026-02-03", "one", "two", by=CHIARA)

    assert read(repository, "one.md").reviewers == ("Chiara Rossi",)
    assert read(repository, "two.md").reviewers == ("Chiara Rossi",)


@pytest.mark.parametrize(
    ("message", "reviewers"),
    [
        ("Merge branch 'main' of https://example.org/kb", ()),
        ("Merge remote-tracking branch 'origin/main'", ()),
        ("Merge branch 'master' into work", ()),
        ("Merge branch 'handover' of https://example.org/kb", ("Chiara Rossi",)),
        ("Merge pull request #7 from ben/main", ("Chiara Rossi",)),
        ("Merge branch 'maintain' into 'main'", ("Chiara Rossi",)),
    ],
)
def test_to_bring_ones_own_work_up_to_date_is_no_review(repository, message, reviewers):
    repository.change("a.md", "2026-01-01", by=ADA)
    repository.branch("mine").change("mine.md", "2026-02-01", by=CHIARA)
    repository.switch("main").change("b.md", "2026-02-02", by=BEN)
    repository.switch("mine").merge("2026-02-03", "main", by=CHIARA, message=message)

    assert read(repository, "b.md").reviewers == reviewers
