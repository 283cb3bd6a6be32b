import json
import os
import re
import shutil
import subprocess

import pytest
import yaml

from cop_kb import git
from cop_kb.config import load_config
from cop_kb.errors import ConfigError, GitError, ScaffoldError
from cop_kb.load import load_knowledge_base
from cop_kb.load.source import read_source
from cop_kb.positioned_yaml import read_tolerant
from cop_kb.scaffold.knowledge_base import make_knowledge_base, name_of_folder


def run_git(folder, *arguments):
    done = subprocess.run(
        ["git", *arguments], cwd=folder, capture_output=True, encoding="utf-8", check=True
    )
    return done.stdout.strip()


def files_of(folder):
    return sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and ".git" not in path.relative_to(folder).parts
    )


def load(root):
    return load_knowledge_base(load_config(root / "mkdocs.yml").with_changes(no_cache=True))


def test_it_is_a_clean_repository_that_finds_nothing(tmp_path, wishes, severities):
    made = make_knowledge_base(wishes(tmp_path / "kb"))

    assert severities(made.root) == set()
    assert (made.is_new, made.committed, made.kept) == (True, True, ())
    assert run_git(made.root, "status", "--porcelain") == ""
    assert run_git(made.root, "branch", "--show-current") == "main"
    assert run_git(made.root, "ls-files").splitlines() == files_of(made.root) == sorted(made.made)


def test_a_charter_can_be_published_as_it_is(tmp_path, wishes, severities):
    root = make_knowledge_base(wishes(tmp_path / "kb")).root
    charter = root / "docs/incident-response/index.md"
    charter.write_text(
        charter.read_text("utf-8").replace("status: draft", "status: published"), "utf-8"
    )

    assert severities(root) == set()


def test_the_charter_names_its_stewards_who_have_pages(tmp_path, wishes):
    made = make_knowledge_base(
        wishes(
            tmp_path / "kb",
            communities=("One", "Two"),
            stewards=("Ada Example", "Bo <@bo>", "ada example"),
        )
    )

    kb = load(made.root)
    assert [c.title for c in kb.communities] == ["One", "Two"]
    for community in kb.communities:
        assert community.status == "draft"
        assert [
            r.target.title for r in kb.outgoing[community.src_uri] if r.spec.name == "stewards"
        ] == ["ada example", "Bo"]
    assert [(p.src_uri, p.audience) for p in kb.people] == [
        ("one/members/ada-example.md", "members"),
        ("one/members/bo.md", "members"),
    ]


def test_without_a_steward_nobody_is_invented(tmp_path, wishes, severities):
    made = make_knowledge_base(wishes(tmp_path / "kb", stewards=()))

    assert severities(made.root) <= {"info"}
    assert not load(made.root).people
    assert "# stewards: " in (made.root / "docs/incident-response/index.md").read_text("utf-8")


def test_names_are_taken_from_the_folder(tmp_path, wishes):
    made = make_knowledge_base(wishes(tmp_path / "our-know_how", name="", communities=()))

    assert load_config(made.root / "mkdocs.yml").site_name == "Our know how"
    assert [c.id for c in load(made.root).communities] == ["our-know-how"]
    assert name_of_folder(made.root) == "Our know how"


@pytest.mark.parametrize(
    "name",
    ['A: "b" #c', "yes", "2026", "- x", "{{ name }}", "a\\b", "'q'", "!ENV x", "# h [l](x) <b>", "名前 🎉", "*x* | y", "it's"],
)  # fmt: skip
def test_a_hostile_name_does_no_harm(tmp_path, wishes, severities, name):
    made = make_knowledge_base(wishes(tmp_path / "kb", name=name, communities=(name,)))

    assert load_config(made.root / "mkdocs.yml").site_name == name
    assert load(made.root).communities[0].title == name
    assert severities(made.root) == set()
    for path in made.made:
        if path.endswith((".yml", ".yaml")):
            assert not read_tolerant((made.root / path).read_text("utf-8")).findings
        if path.endswith(".json"):
            json.loads((made.root / path).read_text("utf-8"))


@pytest.mark.parametrize("types", [("all",), ("community",), ("community", "checklist", "member")])
def test_types_are_switched_on(tmp_path, wishes, severities, types):
    made = make_knowledge_base(wishes(tmp_path / "kb", types=types))

    assert load_config(made.root / "mkdocs.yml").options.types == types
    assert severities(made.root) <= {"info"}


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"name": "***"}, "no letter"),
        ({"communities": ("🎉",)}, "no letter"),
        ({"communities": ("One", "ONE!")}, "share a folder"),
        ({"stewards": ("Ada <ada@example.org>",)}, "cannot be read"),
        ({"types": ("checklst",)}, "no content type 'checklst'"),
        ({"types": ("checklist",)}, "makes a community"),
        ({"communities": ("x" * 200,)}, "120"),
    ],
)
def test_what_makes_no_sense_leaves_nothing_behind(tmp_path, wishes, changes, says):
    with pytest.raises(ScaffoldError, match=says) as caught:
        make_knowledge_base(wishes(tmp_path / "deep" / "kb", **changes))

    assert caught.value.hint
    assert not list(tmp_path.iterdir())


def test_a_file_is_no_folder(tmp_path, wishes):
    (tmp_path / "kb").write_text("", "utf-8")

    with pytest.raises(ScaffoldError, match="is a file"):
        make_knowledge_base(wishes(tmp_path / "kb"))
    with pytest.raises(ScaffoldError, match="Cannot make the folder"):
        make_knowledge_base(wishes(tmp_path / "kb" / "deeper"))


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere"
)
def test_an_unwritable_folder_is_named(tmp_path, wishes):
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(ScaffoldError, match="Permission denied"):
            make_knowledge_base(wishes(tmp_path / "kb"))
    finally:
        tmp_path.chmod(0o700)


def test_without_git_nothing_is_made(tmp_path, wishes, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(GitError, match="cannot be run"):
        make_knowledge_base(wishes(tmp_path / "kb"))

    assert not (tmp_path / "kb").exists()


def test_when_git_fails_nothing_is_left_behind(tmp_path, wishes, monkeypatch):
    template = tmp_path / "template"
    (template / "info").mkdir(parents=True)
    (template / "index").write_text("no index", "utf-8")
    monkeypatch.setenv("GIT_TEMPLATE_DIR", str(template))

    with pytest.raises(GitError, match="could not make a repository"):
        make_knowledge_base(wishes(tmp_path / "kb"))

    assert not (tmp_path / "kb").exists()


def test_an_interrupt_leaves_nothing_behind(tmp_path, wishes, monkeypatch):
    def interrupt(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(git, "make_repository", interrupt)
    with pytest.raises(KeyboardInterrupt):
        make_knowledge_base(wishes(tmp_path / "kb"))

    assert not (tmp_path / "kb").exists()


def test_what_is_there_is_kept(tmp_path, wishes):
    (tmp_path / "README.md").write_text("mine", "utf-8")
    (tmp_path / "notes.txt").write_text("mine", "utf-8")
    charter = tmp_path / "docs/incident-response/index.md"
    charter.parent.mkdir(parents=True)
    charter.write_text("mine", "utf-8")

    made = make_knowledge_base(wishes(tmp_path))

    assert made.kept == ("README.md", "docs/incident-response/index.md")
    assert charter.read_text("utf-8") == "mine"
    assert run_git(tmp_path, "ls-files").splitlines() == sorted(made.made)
    assert "?? notes.txt" in run_git(tmp_path, "status", "--porcelain")


def test_an_existing_configuration_decides(tmp_path, wishes):
    (tmp_path / "handbook").mkdir()
    (tmp_path / "mkdocs.yaml").write_text(
        "site_name: Ours\ndocs_dir: handbook\ntheme: material\nplugins: [cop-kb]\n", "utf-8"
    )

    made = make_knowledge_base(wishes(tmp_path))

    assert "handbook/incident-response/index.md" in made.made
    assert not (tmp_path / "mkdocs.yml").exists()
    assert "/handbook/incident-response/" in (tmp_path / ".github/CODEOWNERS").read_text("utf-8")


def test_an_existing_configuration_with_a_mistake_is_named(tmp_path, wishes):
    (tmp_path / "mkdocs.yml").write_text("site_name: [\n", "utf-8")

    with pytest.raises(ConfigError):
        make_knowledge_base(wishes(tmp_path))

    assert [path.name for path in tmp_path.iterdir()] == ["mkdocs.yml"]


def test_a_second_time_makes_nothing(tmp_path, wishes):
    first = make_knowledge_base(wishes(tmp_path / "kb"))

    again = make_knowledge_base(wishes(tmp_path / "kb", name="Another name", communities=()))

    assert again.made == ()
    assert "mkdocs.yml" in again.kept
    assert run_git(first.root, "status", "--porcelain") == ""


def test_a_second_community_gets_the_same_steward(tmp_path, wishes, severities):
    root = make_knowledge_base(wishes(tmp_path / "kb")).root

    again = make_knowledge_base(
        wishes(root, communities=("Platform",), stewards=("Ada Example", "Bo"))
    )

    assert again.made == ("docs/platform/index.md", "docs/platform/members/bo.md")
    assert severities(root) == set()


def test_a_folder_may_be_named_in_a_roundabout_way(tmp_path, wishes, severities):
    (tmp_path / "a").mkdir()

    made = make_knowledge_base(wishes(tmp_path / "a" / ".." / "kb"))

    assert made.root == tmp_path / "kb"
    assert severities(made.root) == set()


def test_an_existing_repository_is_used_as_it_is(tmp_path, wishes):
    run_git(tmp_path, "init", "--quiet", "--initial-branch=trunk")
    (tmp_path / "work.txt").write_text("in progress", "utf-8")
    run_git(tmp_path, "add", "work.txt")

    made = make_knowledge_base(wishes(tmp_path / "kb"))

    assert (made.repository, made.is_new, made.committed) == (tmp_path, False, False)
    assert not (tmp_path / "kb" / ".git").exists()
    assert run_git(tmp_path, "status", "--porcelain").splitlines() == ["A  work.txt", "?? kb/"]


def test_a_folder_that_a_repository_ignores_gets_one_of_its_own(tmp_path, wishes):
    run_git(tmp_path, "init", "--quiet")
    (tmp_path / ".gitignore").write_text("/kb/\n", "utf-8")

    made = make_knowledge_base(wishes(tmp_path / "kb"))

    assert made.is_new
    assert (tmp_path / "kb" / ".git").is_dir()


def test_a_hook_around_it_does_not_lead_astray(tmp_path, wishes, monkeypatch):
    other = tmp_path / "other"
    other.mkdir()
    run_git(other, "init", "--quiet")
    for name, value in {
        "DIR": other / ".git",
        "WORK_TREE": other,
        "INDEX_FILE": other / ".git/index",
    }.items():
        monkeypatch.setenv(f"GIT_{name}", str(value))

    made = make_knowledge_base(wishes(tmp_path / "kb"))

    for name in ("DIR", "WORK_TREE", "INDEX_FILE"):
        assert os.environ[f"GIT_{name}"]
        monkeypatch.delenv(f"GIT_{name}")
    assert made.committed
    assert run_git(made.root, "status", "--porcelain") == ""
    assert run_git(other, "status", "--porcelain") == ""


def test_without_an_identity_the_files_are_staged(tmp_path, wishes, monkeypatch):
    for name in ("AUTHOR_NAME", "AUTHOR_EMAIL", "COMMITTER_NAME", "COMMITTER_EMAIL"):
        monkeypatch.delenv(f"GIT_{name}")
    monkeypatch.setenv("HOME", str(tmp_path))

    made = make_knowledge_base(wishes(tmp_path / "kb"))

    assert (made.is_new, made.committed) == (True, False)
    staged = run_git(made.root, "status", "--porcelain").splitlines()
    assert sorted(line.removeprefix("A  ") for line in staged) == sorted(made.made)


def test_the_author_is_whom_git_knows(tmp_path, monkeypatch):
    assert git.author_name(tmp_path / "not" / "there") == "Ada Example"
    monkeypatch.delenv("GIT_AUTHOR_NAME")
    assert git.author_name(tmp_path) == ""
    run_git(tmp_path, "init", "--quiet")
    run_git(tmp_path, "config", "user.name", "  Zoë   Ångström ")
    assert git.author_name(tmp_path) == "Zoë Ångström"


HOSTED = {
    "github": {
        ".github/CODEOWNERS",
        ".github/ISSUE_TEMPLATE/checklist.yml",
        ".github/ISSUE_TEMPLATE/config.yml",
        ".github/ISSUE_TEMPLATE/playbook.yml",
        ".github/ISSUE_TEMPLATE/question.yml",
        ".github/pull_request_template.md",
        ".github/workflows/contribution.yml",
        ".github/workflows/knowledge-base.yml",
        ".github/workflows/overdue.yml",
        ".github/workflows/publish.yml",
    },
    "gitlab": {
        ".gitlab-ci.yml",
        ".gitlab/CODEOWNERS",
        ".gitlab/cop-kb.gitlab-ci.yml",
        ".gitlab/issue_templates/checklist.md",
        ".gitlab/issue_templates/playbook.md",
        ".gitlab/issue_templates/question.md",
        ".gitlab/merge_request_templates/Default.md",
    },
    "none": {".github/CODEOWNERS", ".github/pull_request_template.md"},
}


@pytest.mark.parametrize("ci", ["github", "gitlab", "none"])
def test_every_host_gets_its_files(tmp_path, wishes, severities, ci):
    made = make_knowledge_base(wishes(tmp_path / "kb", ci=ci))

    hidden = {path for path in made.made if path.startswith((".github", ".gitlab"))}
    assert hidden == HOSTED[ci]
    assert severities(made.root) == set()
    assert not [path for path in made.made if "dot-" in path]


def test_a_folder_of_documents_with_a_name_of_its_own_reaches_the_host(tmp_path, wishes):
    for ci, name in (
        ("github", ".github/workflows/knowledge-base.yml"),
        ("gitlab", ".gitlab-ci.yml"),
    ):
        root = tmp_path / ci
        (root / "our docs: all").mkdir(parents=True)
        (root / "mkdocs.yml").write_text(
            "site_name: Ours\ndocs_dir: 'our docs: all'\nplugins: [cop-kb]\n", "utf-8"
        )
        make_knowledge_base(wishes(root, ci=ci))

        written = yaml.safe_load((root / name).read_text("utf-8"))
        assert "our docs: all" in json.dumps(written)


@pytest.mark.parametrize(
    ("branches", "expected"),
    [(["trunk"], "trunk"), (["trunk", "master"], "master"), (["master", "main", "x"], "main")],
)
def test_workflows_follow_the_branch_that_is_there(tmp_path, wishes, branches, expected):
    root = tmp_path / "kb"
    run_git(tmp_path, "init", "--quiet", "--initial-branch", branches[0], "kb")
    run_git(root, "commit", "--quiet", "--allow-empty", "--message", "Begin")
    for branch in branches[1:]:
        run_git(root, "switch", "--quiet", "--create", branch)
    make_knowledge_base(wishes(root))

    for name in ("knowledge-base.yml", "publish.yml"):
        # YAML 1.1 takes `on` for true.
        starts = yaml.safe_load((root / ".github/workflows" / name).read_text("utf-8"))[True]
        assert starts["push"]["branches"] == [expected]


def test_a_clone_knows_the_branch_of_its_remote(tmp_path, wishes):
    run_git(tmp_path, "init", "--quiet", "--initial-branch", "trunk", "origin")
    run_git(tmp_path / "origin", "commit", "--quiet", "--allow-empty", "--message", "Begin")
    run_git(tmp_path / "origin", "branch", "main")
    run_git(tmp_path, "clone", "--quiet", "origin", "kb")
    run_git(tmp_path / "kb", "switch", "--quiet", "--create", "add-a-knowledge-base")
    assert git.main_branch(tmp_path / "kb") == "trunk"


def test_forms_name_the_communities_that_are_there(tmp_path, wishes):
    root = make_knowledge_base(wishes(tmp_path / "kb")).root
    shutil.rmtree(root / ".github")
    make_knowledge_base(wishes(root, communities=("Learning",)))

    form = yaml.safe_load((root / ".github/ISSUE_TEMPLATE/playbook.yml").read_text("utf-8"))
    assert ["Incident response", "Learning"] in [
        part["attributes"].get("options") for part in form["body"]
    ]


def test_code_owners_are_those_whose_accounts_are_known(tmp_path, wishes):
    stewards = ("Ada Example <@ada>", "Bo", "Cleo <@team/cleo>")
    root = make_knowledge_base(wishes(tmp_path / "kb", stewards=stewards)).root
    lines = (root / ".github/CODEOWNERS").read_text("utf-8").splitlines()

    rules = [line for line in lines if line and not line.startswith("#")]
    assert rules[:2] == ["/docs/ @ada @team/cleo", "/docs/incident-response/ @ada @team/cleo"]
    guarded = (".github/", "content_types/", "formats/", "mkdocs.yml", "requirements.txt")
    assert {f"/{path} @ada @team/cleo" for path in guarded} < set(rules)
    assert "/.pre-commit-config.yaml @ada @team/cleo" in rules
    assert any("Bo" in line for line in lines if line.startswith("#"))


def test_code_owners_without_accounts_are_comments(tmp_path, wishes):
    root = make_knowledge_base(wishes(tmp_path / "kb")).root
    lines = (root / ".github/CODEOWNERS").read_text("utf-8").splitlines()

    assert all(line.startswith("#") for line in lines if line)
    assert "# /docs/incident-response/ @account" in lines


def test_editors_find_their_schemas(tmp_path, wishes):
    root = make_knowledge_base(wishes(tmp_path / "kb")).root
    settings = json.loads((root / ".vscode/settings.json").read_text("utf-8"))
    first = (root / "mkdocs.yml").read_text("utf-8").splitlines()[0]

    assert first == "# yaml-language-server: $schema=.vscode/schemas/mkdocs.schema.json"
    for name in settings["yaml.schemas"]:
        assert (root / name).is_file()
    schema = json.loads((root / ".vscode/schemas/mkdocs.schema.json").read_text("utf-8"))
    reference = schema["properties"]["plugins"]["items"]["anyOf"][1]["properties"]["cop-kb"][
        "anyOf"
    ][1]["$ref"]
    assert (root / ".vscode/schemas" / reference).is_file()


def test_the_commented_options_hold_when_they_are_switched_on(tmp_path, wishes):
    root = make_knowledge_base(wishes(tmp_path / "kb")).root
    path = root / "mkdocs.yml"
    path.write_text(
        re.sub(r"(?m)^(\s*)# (?=[a-z_]+: |rules:|  orphan)", r"\1", path.read_text("utf-8")),
        "utf-8",
    )

    config = load_config(path)
    assert config.options.types == ("all",)
    assert config.options.tags == ("onboarding", "reviewing", "tooling")
    assert not config.options.rule("orphan").enabled
    assert config.site_url.startswith("https://")
    assert config.repo_url.startswith("https://")


def test_the_commented_fields_of_a_charter_hold_when_they_are_switched_on(
    tmp_path, wishes, severities
):
    root = make_knowledge_base(wishes(tmp_path / "kb")).root
    charter = root / "docs/incident-response/index.md"
    front_matter, body = charter.read_text("utf-8").split("---\n")[1:]
    switched_on = re.sub(r"(?m)^# (?=meeting|answer|channels|  )", "", front_matter)
    charter.write_text(f"---\n{switched_on}---\n{body}", "utf-8")

    assert {"meeting", "answer_within", "channels"} < read_source(charter).data.keys()
    assert severities(root) == set()


def test_it_can_be_moved(tmp_path, wishes, severities):
    root = make_knowledge_base(wishes(tmp_path / "kb")).root
    moved = shutil.move(root, tmp_path / "elsewhere")

    assert severities(moved) == set()
    assert str(tmp_path) not in "".join(
        p.read_text("utf-8") for p in map(moved.joinpath, files_of(moved))
    )
