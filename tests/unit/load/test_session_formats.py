"""The files of formats: ours hold together, own ones win, and a mistake is a finding with its line."""

import os
from datetime import date

import pytest

from cop_kb.errors import CopKbError
from cop_kb.load.session_formats import find_format, read_format_files
from cop_kb.model.session_format import EVERYBODY
from cop_kb.resources import folder as data_folder

FORMATS = sorted(path.stem for path in (data_folder("content_schema") / "formats").glob("*.yaml"))
GOOD = """\
title: Alarm quiz
purpose: All know the alarms by their sound.
good_for: Newcomers before their first night.
group: {min: 3, best: 6, max: 12}
minutes: 15
roles:
  - {role: Host, does: Plays the alarms and waits.}
steps:
  - {title: Guess, minutes: 10, who: Host, do: Play an alarm.}
  - {title: Tell, minutes: 5, do: "Somebody tells of the night.", prompts: ["Which night?"]}
recorded: [Which alarms nobody knew.]
never_recorded: [Who guessed wrong.]
recordable: true
remote: Play them over the call.
asynchronous: Post one a day.
feedback: {question: Would you know it at night?, kind: choice, choices: ["Yes", "No"]}
"""
MEETINGS = """\
meetings:
  - title: Before
    when: each evening
    times: 3
    minutes: 15
    between: Sleep.
    steps:
      - {title: Guess, minutes: 10, do: Play an alarm.}
      - {title: Tell, minutes: 5, do: Tell it.}
"""


@pytest.fixture
def own(tmp_path):
    """Write files of formats and read all there are."""

    def read(**contents):
        for name, text in contents.items():
            (tmp_path / f"{name.replace('_', '-')}.yaml").write_text(text, encoding="utf-8")
        return read_format_files(tmp_path)

    return read


@pytest.fixture(scope="module")
def ours(tmp_path_factory):
    return read_format_files(tmp_path_factory.mktemp("none") / "nothing")


def test_there_are_formats(ours):
    assert sorted(ours) == FORMATS
    assert len(FORMATS) > 30


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_of_ours_holds_together(ours, name):
    file = ours[name]
    assert file.findings == ()
    sheet = file.format
    held = [meeting for meeting in sheet.meetings for _ in range(meeting.times)]
    assert sum(meeting.minutes for meeting in held) == sheet.minutes
    for meeting in sheet.meetings:
        assert sum(step.minutes for step in meeting.steps) == meeting.minutes
    steps = [step for meeting in sheet.meetings for step in meeting.steps]
    assert {step.who for step in steps} <= {part.name for part in sheet.parts} | {EVERYBODY}
    assert all(step.who for step in steps), "a facilitator knows whose step it is"
    assert any(step.prompts for step in steps)
    assert sheet.instead, "it says when another one serves better"
    assert name not in {other.format for other in sheet.instead}
    assert sheet.recorded
    assert sheet.never_recorded
    assert sheet.before


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_of_ours_is_written_as_people_talk(ours, name):
    sheet = ours[name].format
    steps = [step for meeting in sheet.meetings for step in meeting.steps]
    sentences = [
        sheet.purpose,
        sheet.good_for,
        sheet.remote,
        sheet.asynchronous,
        *(part.does for part in sheet.parts),
        *(step.does for step in steps),
        *sheet.before,
        *sheet.recorded,
        *sheet.never_recorded,
    ]
    assert [s for s in sentences if not s.endswith((".", "?", "!"))] == []
    assert [s for s in sentences if "—" in s or " – " in s] == []  # noqa: RUF001 - the dash that is looked for
    titles = [(m.title, step.title) for m in sheet.meetings for step in m.steps]
    assert len(titles) == len(set(titles)) or len(sheet.meetings) > 1


def test_what_weighs_on_people_allows_no_notes(ours):
    kept = {name for name, file in ours.items() if not file.format.recordable}
    assert {"hot-seat", "peer-coaching", "mentorship-circle", "buddy"} == kept


def test_a_format_of_the_knowledge_base_wins(own):
    files = own(alarm_quiz=GOOD, buddy=GOOD)
    assert files["alarm-quiz"].format.title == "Alarm quiz"
    assert files["buddy"].format.title == "Alarm quiz"
    (meeting,) = files["buddy"].format.meetings
    assert (meeting.title, meeting.when, meeting.times, meeting.minutes) == ("", "", 1, 15)
    assert meeting.steps[1].prompts == ("Which night?",)


def test_a_format_may_have_several_meetings(own):
    begin, end = GOOD.index("steps:"), GOOD.index("recorded:")
    text = (GOOD[:begin] + MEETINGS + GOOD[end:]).replace(
        "minutes: 15\nroles", "minutes: 45\nroles"
    )
    sheet = own(nights=text)["nights"].format
    assert sheet.duration == "45 min in 3 meetings"
    assert [(m.title, m.when, m.between) for m in sheet.meetings] == [
        ("Before", "each evening", "Sleep.")
    ]


MISTAKES = {
    "the total does not add up": (GOOD.replace("minutes: 15\n", "minutes: 20\n"), 5, "add up to 15"),
    "an unknown key": (GOOD.replace("good_for", "good_fro"), 3, "`good_fro` is not known here"),
    "no never recorded": (GOOD.replace("never_recorded: [Who guessed wrong.]\n", ""), 1, "`never_recorded` is missing"),
    "an empty never recorded": (GOOD.replace("[Who guessed wrong.]", "[]"), 12, "must not be empty"),
    "a role that is none": (GOOD.replace("who: Host", "who: Hosts"), 9, "`Hosts` is none of the roles"),
    "a step of no time": (GOOD.replace("minutes: 5", "minutes: 0"), 10, "must be at least 1"),
    "no steps": (GOOD.replace("steps:", "stepps:"), 8, "`stepps` is not known here"),
    "a group upside down": (GOOD.replace("min: 3", "min: 30"), 4, "`min` is 30 and `max` only 12"),
    "a best size outside": (GOOD.replace("best: 6", "best: 2"), 4, "`best` is 2"),
    "one choice": (GOOD.replace('["Yes", "No"]', '["Yes"]'), 16, "needs two answers"),
    "a scale of three": (GOOD.replace("kind: choice, choices: [", 'kind: scale, choices: ["0", '), 16, "needs two words"),
    "a text with choices": (GOOD.replace("kind: choice", "kind: text"), 16, "has no `choices`"),
    "another that is none": (GOOD + "instead:\n  - {when: It hurts, format: budy}\n", 18, "no format `budy`"),
    "a colon too many": (GOOD.replace("Post one", "Post: one"), 15, "colon"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "line", "message"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_a_finding_with_its_line(own, text, line, message):
    file = own(quiz=text)["quiz"]
    assert file.format is None
    found = [f for f in file.findings if message in f.message]
    assert [(f.rule, f.line) for f in found] == [("format-file", line)]
    assert found[0].hint


def test_a_file_name_is_an_identifier(own):
    (finding,) = own(**{"Alarm quiz": GOOD})["Alarm quiz"].findings
    assert "cannot be the name of a format" in finding.message


@pytest.mark.parametrize("make", [lambda path: path.symlink_to("/etc/passwd"), os.mkfifo])
def test_links_and_pipes_are_not_followed(tmp_path, make):
    make(tmp_path / "quiz.yaml")
    file = read_format_files(tmp_path)["quiz"]
    assert file.format is None
    assert "not a regular file" in file.findings[0].message


def test_asking_for_a_format(own, tmp_path):
    files = own(alarm_quiz=GOOD, broken=GOOD.replace("minutes: 15\n", "minutes: 20\n"))
    assert find_format(files, "alarm-quiz").title == "Alarm quiz"
    with pytest.raises(CopKbError, match="no format 'alarm-quzi'") as unknown:
        find_format(files, "alarm-quzi")
    assert unknown.value.hint == "Did you mean 'alarm-quiz'?"
    with pytest.raises(CopKbError, match="add up to 15") as broken:
        find_format(files, "broken")
    assert (broken.value.path, broken.value.line) == (tmp_path / "broken.yaml", 5)


def test_formats_are_read_where_a_type_names_them(folder):
    folder.community("a").write("formats/quiz.yaml", "title: [")
    folder.configure("types: [community, member]")
    assert folder.load().formats == {}
    assert folder.found("format-file") == []

    folder.configure("types: [community, session]")
    kb = folder.load()
    assert "problem-clinic" in kb.formats
    assert [d.path for d in folder.found("format-file")] == ["formats/quiz.yaml"]


def test_what_the_public_may_read_keeps_the_formats(folder):
    kb = folder.community("a").configure("types: [community, session]").load()
    assert kb.narrowed("public", date(2026, 11, 21)).formats == kb.formats


def test_a_document_is_not_told_of_a_format_that_has_a_mistake_itself(folder):
    folder.configure("types: [community, session]").community("a")
    folder.write("formats/quiz.yaml", GOOD.replace("minutes: 15\n", "minutes: 20\n"))
    folder.page("a/sessions/one.md", "---\nformat: quiz\n---\n# One\n")
    folder.page("a/sessions/two.md", "---\nformat: quizz\n---\n# Two\n")
    assert [d.path for d in folder.found("unknown-format")] == ["docs/a/sessions/two.md"]
