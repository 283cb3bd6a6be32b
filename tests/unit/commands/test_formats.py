"""``formats``: what facilitators and programs are told of the formats of sessions."""

import json
import sys

import pytest

from cop_kb import cli
from cop_kb.load.session_formats import read_format_files

QUIZ = """\
title: Alarm quiz
purpose: All know the alarms by their sound.
good_for: Newcomers.
group: {min: 3, max: 12}
minutes: 15
roles:
  - {role: Host, does: Plays the alarms.}
steps:
  - {title: Guess, minutes: 15, do: Play an alarm.}
recorded: [Which alarms nobody knew.]
never_recorded: [Who guessed wrong.]
recordable: true
remote: Play them over the call.
asynchronous: Post one a day.
feedback: {question: Would you know it?, kind: text}
"""


@pytest.fixture
def formats(monkeypatch, capsys, folder):
    folder.page("index.md")

    def run(*arguments):
        monkeypatch.chdir(folder.root)
        monkeypatch.setattr(sys, "argv", ["cop-kb", "formats", *arguments])
        with pytest.raises(SystemExit) as left:
            cli.main()
        return left.value.code, *capsys.readouterr()

    return run


def test_all_formats_are_listed_with_length_and_group(formats, folder):
    folder.write("formats/alarm-quiz.yaml", QUIZ)
    code, output, _ = formats()
    assert code == 0
    assert "alarm-quiz                 15 min, 3 to 12 people\n    All know the alarms" in output
    names = [line.split()[0] for line in output.splitlines() if line[0] != " "]
    assert names == sorted(read_format_files(folder.root / "formats"))
    assert max(map(len, output.splitlines())) <= 80


@pytest.mark.parametrize("name", ["problem-clinic", "buddy", "ask-me-anything"])
def test_a_sheet_says_what_a_facilitator_needs(formats, folder, name):
    sheet = read_format_files(folder.root / "formats")[name].format
    folder.configure("types: [community, session]")
    code, output, _ = formats(name)
    assert code == 0
    words = " ".join(output.split())
    for meeting in sheet.meetings:
        for clock, step in meeting.clock:
            assert f"{clock} {step.title} ({step.minutes} min, {step.who}) {step.does}" in words
            assert all(f"> {prompt}" in words for prompt in step.prompts)
    for text in (*sheet.recorded, *sheet.never_recorded, sheet.remote, sheet.asynchronous):
        assert text in words
    assert sheet.feedback.question in words
    assert f'cop-kb new session --using {name} "TITLE"' in output
    assert max(map(len, output.splitlines())) <= 80


def test_a_sheet_names_no_command_where_no_type_names_formats(formats):
    assert "--using" not in formats("buddy")[1]


def test_programs_get_data(formats):
    (data,) = json.loads(formats("case-round", "--format", "json")[1])
    assert data["id"] == "case-round"
    assert [step["at"] for step in data["meetings"][0]["steps"]][:2] == ["0:00", "0:05"]
    assert data["recordable"] is True
    assert data["feedback"]["kind"] == "scale"
    everything = json.loads(formats("--format", "json")[1])
    assert data in everything


def test_a_format_that_does_not_exist(formats):
    code, _, complaint = formats("problem-clinc")
    assert code == 2
    assert "There is no format 'problem-clinc'." in complaint
    assert "Did you mean 'problem-clinic'?" in complaint


def test_a_format_with_a_mistake_is_shown_with_its_place(formats, folder):
    folder.write(
        "formats/alarm-quiz.yaml", QUIZ.replace("minutes: 15\nroles", "minutes: 20\nroles")
    )
    code, _, complaint = formats("alarm-quiz")
    assert code == 2
    assert "formats/alarm-quiz.yaml:5:10: error: `minutes` says 20" in complaint
    assert "alarm-quiz" not in formats()[1]
