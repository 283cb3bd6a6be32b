import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cop_kb.errors import ContentTypeError, ScaffoldError
from cop_kb.load import load_knowledge_base
from cop_kb.load.source import read_source
from cop_kb.scaffold.lookup import find_community, find_type
from cop_kb.scaffold.people import refuse_slip
from cop_kb.scaffold.title import clean_title

HOSTILE = [
    "# [x](y) *a*",
    "<b>bold</b> & <script>alert(1)</script>",
    "Ends with a backslash \\",
    "Ends with hashes ##",
    "`code` and ~~strike~~ and | pipe",
    "{{ title }} {% raw %}",
    "Colon: 'single' \"double\" #hash",
    "--- dashes",
    "yes",
    "1. First",
    "![image](x.png) {: #id .class }",
    "Snow ☃ and 🎉",
    "_underscored_ __twice__",
    "a&amp;b &copy; &#35;",
    "<!-- a",
    "[[wiki]] ^[note] ==mark==",
    "2026-05-31",
]


def names(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.md"))


def test_a_document_begins_as_a_draft_of_its_author(config, add, read, severities):
    made = add("checklist", "Before a release")

    document = next(d for d in read().typed if d.slug == "before-a-release")
    assert made.path == config.docs_dir / "incident-response/checklists/before-a-release.md"
    assert document.title == "Before a release"
    assert document.is_draft
    assert document.data == {"status": "draft", "owners": ["ada-example"]}
    assert made.pages == ()
    assert made.missing == ("summary",)
    assert severities(config.root) <= {"info"}


def test_every_type_gives_a_document_without_error_and_warning(config, add, read, severities):
    for name in read().types:
        add(name, f"About {name}", authors=("Somebody New",))

    assert severities(config.root) <= {"info"}


@pytest.mark.parametrize("title", HOSTILE)
def test_a_hostile_title_survives(config, add, read, title, severities):
    made = add("playbook", title)

    document = next(d for d in read().typed if config.docs_dir / d.src_uri == made.path)
    assert document.title == title
    assert severities(config.root) <= {"info"}


@pytest.mark.parametrize("title", HOSTILE)
def test_a_community_and_its_page_survive_a_hostile_title(config, add, read, title, severities):
    add("community", title)

    assert title in [community.title for community in read().communities]
    assert severities(config.root) <= {"info"}


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(title=st.text(min_size=1, max_size=100))
def test_any_title_is_kept_or_refused(config, add, read, severities, title):
    before = names(config.docs_dir)
    try:
        made = add("playbook", title)
    except ScaffoldError:
        assert names(config.docs_dir) == before
        return

    document = next(d for d in read().typed if config.docs_dir / d.src_uri == made.path)
    assert document.title == clean_title(title)
    assert severities(config.root) <= {"info"}


def test_a_calm_title_is_a_heading_and_no_field(add):
    text = add("playbook", "Who's on call? Part 1: the phone").path.read_text("utf-8")

    assert "title:" not in text
    assert "\n# Who's on call? Part 1: the phone\n" in text


def test_the_questions_of_the_type_wait_in_comments(add, read):
    text = add("case round", "Forty silent minutes").path.read_text("utf-8")

    for section in read().types["case-round"].sections:
        assert f"## {section.heading}\n" in text
        assert section.asks in text
    assert "# summary: One or two sentences" in text


@pytest.mark.parametrize("again", ["Before a release", "BEFORE a Release!"])
def test_nothing_is_overwritten(config, add, again):
    path = add("checklist", "Before a release").path
    path.write_text("mine", "utf-8")
    before = names(config.root)

    with pytest.raises(ScaffoldError) as caught:
        add("checklist", again, authors=("Somebody New",))

    assert caught.value.path == path
    assert names(config.root) == before
    assert path.read_text("utf-8") == "mine"


def test_the_same_id_in_a_deeper_folder_is_taken(config, add):
    deeper = config.docs_dir / "incident-response/checklists/old/Before-A-Release.md"
    deeper.parent.mkdir(parents=True)
    deeper.write_text("# Before\n", "utf-8")

    with pytest.raises(ScaffoldError) as caught:
        add("checklist", "Before a release")

    assert caught.value.path == deeper


def test_a_front_page_by_another_name_is_taken(config, add):
    readme = config.docs_dir / "platform/README.md"
    readme.parent.mkdir()
    readme.write_text("# Platform\n", "utf-8")

    with pytest.raises(ScaffoldError) as caught:
        add("community", "Platform")

    assert caught.value.path == readme


def test_a_new_owner_gets_a_page_that_only_members_see(config, add, read):
    made = add("playbook", "Restart", authors=("Zoë Ångström",))

    (page,) = made.pages
    person = next(d for d in read().people if d.slug == "zoë-ångström")
    assert page == config.docs_dir / person.src_uri
    assert person.title == "Zoë Ångström"
    assert person.audience == "members"
    assert "audience: public" in page.read_text("utf-8")


def test_an_owner_is_found_by_name_file_and_id(config, add):
    page = config.docs_dir / "incident-response/members/kim.md"
    page.write_text("# Kim Example\n", "utf-8")

    for index, name in enumerate(
        ["Kim Example", "kim", "KIM EXAMPLE", "incident-response/member/kim"]
    ):
        made = add("playbook", f"Restart {index}", authors=(name,))
        assert made.pages == ()
        assert read_source(made.path).data["owners"] == ["kim"]


def test_an_owner_with_a_page_in_another_community_needs_no_second_one(config, add, severities):
    add("community", "Platform")
    made = add("playbook", "Restart", community="platform")

    assert made.pages == ()
    assert severities(config.root) <= {"info"}


def test_an_owner_with_pages_elsewhere_is_named_by_id(config, add, read):
    for name in ("Alpha", "Beta", "Gamma"):
        add("community", name)
    for folder in ("alpha", "beta"):
        page = config.docs_dir / folder / "members/kim.md"
        page.parent.mkdir()
        page.write_text(f"# Kim of {folder}\n", "utf-8")

    made = add("playbook", "Restart", community="gamma", authors=("kim",))

    assert read_source(made.path).data["owners"] == ["alpha/member/kim"]
    assert not [r for r in read().references if r.target is None]


@pytest.mark.parametrize("name", ["ada-exmaple", "Ada Exmaple", "Adá Example"])
def test_a_typed_name_that_is_almost_that_of_a_page_is_a_slip(config, name):
    kb = load_knowledge_base(config)
    with pytest.raises(ScaffoldError) as refused:
        refuse_slip(kb, "alpha", name)

    assert refused.value.message == f"There is no page of `{name}`."
    assert refused.value.hint == (
        "Did you mean `ada-example`? For somebody new: cop-kb new member NAME"
    )
    refuse_slip(kb, "alpha", "ada-example")
    refuse_slip(kb, "alpha", "Somebody Else")


def test_the_author_whom_git_knows_may_be_called_almost_like_another(add):
    made = add("playbook", "Restart", authors=("Ada Exmaple",))
    assert [page.name for page in made.pages] == ["ada-exmaple.md"]


def test_somebody_new_may_be_called_almost_like_another(add):
    add("member", "Ada Exmaple")
    made = add("playbook", "Restart", authors=("ada-exmaple",))
    assert made.pages == ()
    assert read_source(made.path).data["owners"] == ["ada-exmaple"]


def test_owners_that_are_set_get_pages_too(add):
    made = add("playbook", "Restart", owners=["Ada Example", "kim-example"])

    assert read_source(made.path).data["owners"] == ["ada-example", "kim-example"]
    assert [page.name for page in made.pages] == ["kim-example.md"]
    assert "# Kim Example\n" in made.pages[0].read_text("utf-8")


def test_everybody_whom_a_new_document_names_gets_a_page(add):
    made = add("case-round", "Forty minutes", facilitated_by=["Kim Example", "ada-example"])

    assert read_source(made.path).data["facilitated_by"] == ["kim-example", "ada-example"]
    assert [page.name for page in made.pages] == ["kim-example.md"]


def test_somebody_named_twice_gets_one_page(add):
    made = add("case-round", "Forty minutes", authors=("Kim",), facilitated_by=["kim", "KIM"])

    assert read_source(made.path).data["facilitated_by"] == ["kim"]
    assert [page.name for page in made.pages] == ["kim.md"]


def test_people_within_fields_get_pages_and_documents_within_fields_ids(config, add):
    config.content_types_dir.mkdir()
    (config.content_types_dir / "tour.yaml").write_text(
        "title: Tour\nplural: Tours\nfolder: tours\ndescription: A tour.\n"
        "front_matter: {properties: {stops: {type: array, items: {type: object, properties: {at: {type: string}, with: {type: string}}}}}}\n"
        "relations:\n  at: {in: stops/*/at, to: ['*'], inverse: visited}\n"
        "  with_whom: {in: stops/*/with, trait: person, inverse: guides}\n",
        "utf-8",
    )
    add("playbook", "Restart")
    made = add("tour", "Round", stops=[{"at": "restart", "with": "Kim"}, {"with": "ada-example"}])

    stops = read_source(made.path).data["stops"]
    assert stops == [{"at": "playbook/restart", "with": "kim"}, {"with": "ada-example"}]
    assert [page.name for page in made.pages] == ["kim.md"]
    with pytest.raises(ScaffoldError, match="`stops` names 'nothing'"):
        add("tour", "Another", stops=[{"at": "nothing"}])


def test_a_name_in_a_field_that_is_almost_that_of_a_page_is_a_slip(add):
    with pytest.raises(ScaffoldError, match="no page of `ada-exmaple`"):
        add("case-round", "Forty minutes", facilitated_by=["ada-exmaple"])


def test_a_document_without_author_says_what_is_missing(config, add, severities):
    made = add("playbook", "Restart", authors=())

    assert made.missing == ("summary", "owners")
    assert severities(config.root) <= {"info"}


def test_the_authors_of_a_community_are_its_stewards(add):
    made = add("community", "Platform", summary="For whoever runs it.")

    data = read_source(made.path).data
    assert data["stewards"] == ["ada-example"]
    assert list(data) == ["type", "summary", "status", "stewards"]
    assert made.missing == ()


@pytest.mark.parametrize(
    "name", ["restart", "playbook/restart", "incident-response/playbook/restart"]
)
def test_a_relation_is_written_by_id(add, read, name):
    add("playbook", "Restart")
    made = add("checklist", "Before", derived_from=[name])

    assert read_source(made.path).data["derived_from"] == ["playbook/restart"]
    assert all(reference.fits for reference in read().references)


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"derived_from": ["playbook/restrat"]}, "does not exist"),
        ({"derived_from": ["member/ada-example"]}, "is of the type Member"),
        ({"status": "ready"}, "`status` must be one of"),
        ({"tags": 3}, "`tags` must be a list"),
        ({"colour": "red"}, "`colour` is not known"),
        ({"last_reviewed_on": "31.5.2026"}, "last_reviewed_on"),
        ({"summary": "invisible \x00"}, "control character"),
    ],
)
def test_a_value_that_does_not_fit_stops_before_anything_is_written(config, add, values, says):
    add("playbook", "Restart")
    before = names(config.root)

    with pytest.raises(ScaffoldError, match=says):
        add("checklist", "Before", authors=("Somebody New",), **values)

    assert names(config.root) == before


def test_a_title_that_is_too_long_is_refused(add):
    with pytest.raises(ScaffoldError, match="at most 120 characters"):
        add("playbook", "word " * 30)


def test_all_mistakes_are_said_at_once(add):
    with pytest.raises(ScaffoldError) as caught:
        add("playbook", "Restart", status="ready", tags=3)

    assert "status" in caught.value.message
    assert "tags" in caught.value.message


@pytest.mark.parametrize(
    "title", ["", " \t ", "null \x00 byte", "private \ue000", "turned \u202e around"]
)
def test_a_title_that_nobody_can_read_is_refused(title):
    with pytest.raises(ScaffoldError, match="title"):
        clean_title(title)


def test_a_title_stands_on_one_line():
    assert clean_title(" A\n  title\twith U\u0308 ") == "A title with Ü"


@pytest.mark.parametrize(
    "name", ["case-round", "Case round", "case rounds", "CASE_ROUND", "case-rounds"]
)
def test_a_type_is_found_by_what_people_call_it(config, read, name):
    assert find_type(config, read(), name).id == "case-round"


def test_an_unknown_type_has_a_hint(config, read):
    with pytest.raises(ScaffoldError, match="no content type") as caught:
        find_type(config, read(), "playboook")

    assert "'playbook'" in caught.value.hint
    assert "case-round" in caught.value.hint


def test_a_type_that_is_off_says_which_line_switches_it_on(config, read):
    kb = read()
    kb.types.pop("checklist")

    with pytest.raises(ScaffoldError, match="not switched on") as caught:
        find_type(config, kb, "checklist")

    assert (
        "types: [community, playbook, case-round, question, member, checklist]" in caught.value.hint
    )


def test_a_type_with_a_mistake_says_where(config, read):
    config.content_types_dir.mkdir()
    path = config.content_types_dir / "idea.yaml"
    path.write_text(
        "title: Idea\nplural: Ideas\nfolder: ideas\ndescription: An idea.\nfoldr: x\n", "utf-8"
    )

    with pytest.raises(ContentTypeError, match="foldr") as caught:
        find_type(config, read(), "idea")

    assert (caught.value.path, caught.value.line) == (path, 5)


@pytest.mark.parametrize("name", ["incident-response", "Incident response", "INCIDENT RESPONSE"])
def test_a_community_is_found_by_folder_and_title(read, name):
    assert find_community(read(), name).community == "incident-response"


def test_an_unknown_community_has_a_hint(read):
    with pytest.raises(ScaffoldError, match="no community 'incident-respons'") as caught:
        find_community(read(), "incident-respons")

    assert "'incident-response'" in caught.value.hint


def test_a_starter_of_ones_own_may_have_front_matter(config, add):
    config.content_types_dir.mkdir()
    (config.content_types_dir / "idea.yaml").write_text(
        "title: Idea\nplural: Ideas\nfolder: ideas\ndescription: An idea.\n", "utf-8"
    )
    (config.content_types_dir / "idea.md").write_text(
        "---\ntags: [idea]\nreview_in: 2 weeks\n# Remember the summary.\n---\n# Idea: {{ title }}\n\nOn {{ today }}.\n",
        "utf-8",
    )
    made = add("idea", "Walk", review_in="1 week")

    text = made.path.read_text("utf-8")
    assert read_source(made.path).data == {
        "title": "Walk",
        "status": "draft",
        "owners": ["ada-example"],
        "tags": ["idea"],
        "review_in": "1 week",
    }
    assert "# Remember the summary.\n---\n" in text
    assert "# Idea: Walk\n\nOn 2026-01-15.\n" in text


def test_a_starter_whose_front_matter_breaks_says_where(config, add):
    config.content_types_dir.mkdir()
    (config.content_types_dir / "idea.yaml").write_text(
        "title: Idea\nplural: Ideas\nfolder: ideas\ndescription: An idea.\n", "utf-8"
    )
    starter = config.content_types_dir / "idea.md"
    starter.write_text("---\nsummary: {{ title }}\n---\n# {{ title }}\n", "utf-8")
    add("idea", "Walk")

    with pytest.raises(ContentTypeError) as caught:
        add("idea", "Walk: fast")

    assert (caught.value.path, caught.value.line) == (starter, 2)


def test_a_starter_with_a_mistake_says_where(config, add):
    config.content_types_dir.mkdir()
    (config.content_types_dir / "idea.yaml").write_text(
        "title: Idea\nplural: Ideas\nfolder: ideas\ndescription: An idea.\n", "utf-8"
    )
    starter = config.content_types_dir / "idea.md"
    starter.write_text("# {{ title }}\n\n{% if %}\n", "utf-8")

    with pytest.raises(ContentTypeError) as caught:
        add("idea", "Walk")

    assert (caught.value.path, caught.value.line) == (starter, 3)


def test_a_type_without_drafts_begins_without_errors(config, add, severities):
    config.content_types_dir.mkdir()
    (config.content_types_dir / "vote.yaml").write_text(
        "title: Vote\nplural: Votes\nfolder: votes\ndescription: A vote.\nlifecycle: {states: [open, closed]}\n"
        "sections:\n  - {heading: Choices, asks: What can one choose? --> done}\n  - {heading: Result}\n",
        "utf-8",
    )
    made = add("vote", "Tea or coffee")

    assert "<!--\n## Choices\n" in made.path.read_text("utf-8")
    assert not [d for d in severities(config.root) if d == "error"]


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere"
)
def test_an_unwritable_folder_is_named(config, add):
    folder = config.docs_dir / "incident-response"
    folder.chmod(0o500)
    try:
        with pytest.raises(ScaffoldError, match="Permission denied"):
            add("playbook", "Restart")
    finally:
        folder.chmod(0o700)
