"""People who do not use git fill in a form; ``new --from`` makes a draft of it in which nothing is wrong or lost."""

import sys
from pathlib import Path

import pytest
import yaml

from cop_kb import cli
from cop_kb.config import load_config
from cop_kb.load import load_knowledge_base
from cop_kb.load.content_types import read_type_files
from cop_kb.rules.engine import check
from cop_kb.scaffold.intake.form import KIND, PROMISE
from cop_kb.scaffold.issue_forms import has_form
from tests.acceptance.forms import COMMUNITY, TITLE, answer_to, github_issue, gitlab_issue
from tests.acceptance.test_cases import TODAY

TYPES = {name: file.type for name, file in read_type_files(Path("none")).items()}
WITH_FORM = sorted(name for name, kind in TYPES.items() if has_form(kind))


@pytest.fixture(scope="module")
def made(tmp_path_factory, run):
    """Knowledge bases with all types and two communities, one for each host."""
    folder = tmp_path_factory.mktemp("forms")
    for host in ("github", "gitlab"):
        communities = ("--community", "One", "--community", COMMUNITY)
        done = run("init", host, *communities, "--types", "all", "--ci", host, cwd=folder)
        assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def send(monkeypatch, capsys):
    """Send what somebody has filled in, as the scaffolded workflow does; return the document that it becomes."""

    def new(root, body):
        (root.parent / "sent.md").write_text(body, "utf-8")
        monkeypatch.chdir(root)
        monkeypatch.setattr(sys, "argv", ["cop-kb", "new", "--quiet", "--from", "../sent.md"])
        with pytest.raises(SystemExit) as left:
            cli.main()
        printed, complaints = capsys.readouterr()
        assert left.value.code == 0, complaints
        path = root / printed.strip()
        config = load_config(root / "mkdocs.yml").with_changes(no_cache=True)
        kb = load_knowledge_base(config)
        found = [d for d in check(kb, config, TODAY) if d.path == config.shown(path)]
        assert {d.severity.value for d in found} <= {"info"}, [d.message for d in found]
        document = kb.documents_by_uri[path.relative_to(config.docs_dir).as_posix()]
        text = path.read_text("utf-8")
        path.unlink()
        return document, text

    return new


def check_it_holds(document, text, kind, answers):
    """See that each answer stands where it belongs."""
    assert (document.type.id, document.community, document.title) == (kind, "two-more", TITLE)
    assert document.status == document.type.lifecycle.states[0]
    fields = {document.type.label(name): name for name in document.type.schema["properties"]}
    for label, answer in answers.items():
        if label in fields and "\n" not in answer:
            assert str(document.data[fields[label]]) == answer
        else:
            assert f"## {label}\n\n{answer}\n" in text
    assert KIND not in text
    assert PROMISE not in text
    assert "may pass it on" not in text


def questions_of(form):
    labels = {"Community", KIND, PROMISE}
    items = [i for i in yaml.safe_load(form)["body"] if i["type"] != "markdown"]
    return [item for item in items if item["attributes"]["label"] not in labels]


@pytest.mark.parametrize("kind", WITH_FORM)
def test_a_form_of_github_comes_back_as_a_draft(made, send, kind):
    form = (made / f"github/.github/ISSUE_TEMPLATE/{kind}.yml").read_text("utf-8")
    document, text = send(made / "github", f"# {TITLE}\n\n{github_issue(form)}")

    answers = {i["attributes"]["label"]: answer_to(i) for i in questions_of(form)}
    check_it_holds(document, text, kind, answers)


@pytest.mark.parametrize("kind", WITH_FORM)
def test_a_form_of_github_with_what_must_be_answered_alone(made, send, kind):
    def needed(item):
        return answer_to(item) if item.get("validations", {}).get("required") else ""

    form = (made / f"github/.github/ISSUE_TEMPLATE/{kind}.yml").read_text("utf-8")
    document, text = send(made / "github", f"# {TITLE}\n\n{github_issue(form, needed)}")

    answers = {i["attributes"]["label"]: needed(i) for i in questions_of(form) if needed(i)}
    assert answers
    check_it_holds(document, text, kind, answers)
    assert "No response" not in text


@pytest.mark.parametrize("kind", WITH_FORM)
def test_a_template_of_gitlab_comes_back_as_a_draft(made, send, kind):
    form = (made / f"github/.github/ISSUE_TEMPLATE/{kind}.yml").read_text("utf-8")
    template = (made / f"gitlab/.gitlab/issue_templates/{kind}.md").read_text("utf-8")
    answers = {i["attributes"]["label"]: answer_to(i) for i in questions_of(form)}
    body = gitlab_issue(template, answers | {"Community": COMMUNITY})
    document, text = send(made / "gitlab", f"# {TITLE}\n\n{body}")

    check_it_holds(document, text, kind, answers)
    for question in questions_of(form):
        asks = question["attributes"].get("description", "")
        assert not asks or f"<!-- {asks} -->\n\n{answer_to(question)}" not in text


@pytest.mark.parametrize("kind", WITH_FORM)
def test_a_template_of_gitlab_with_one_answer(made, send, kind):
    form = (made / f"github/.github/ISSUE_TEMPLATE/{kind}.yml").read_text("utf-8")
    template = (made / f"gitlab/.gitlab/issue_templates/{kind}.md").read_text("utf-8")
    item = next(i for i in questions_of(form) if i["type"] == "textarea")
    answers = {item["attributes"]["label"]: answer_to(item)}
    body = gitlab_issue(template, answers | {"Community": COMMUNITY})
    document, text = send(made / "gitlab", f"# {TITLE}\n\n{body}")

    check_it_holds(document, text, kind, answers)
    assert "Made of the content type" not in text
    assert "One of:" not in text
