"""The configuration: what is read from mkdocs.yml, and how its mistakes are said."""

import json
import os
from pathlib import Path

import jsonschema_rs
import pytest
from mkdocs.utils.yaml import yaml_load

from cop_kb import resources
from cop_kb.config import Options, RuleSettings, load_config
from cop_kb.config.files import merge_files, read_config_files
from cop_kb.errors import ConfigError
from cop_kb.model.diagnostic import Severity
from cop_kb.model.nearest import nearest


@pytest.fixture
def kb(tmp_path):
    """A function that writes mkdocs.yml beside an empty docs folder, and further files, and returns its path."""
    root = tmp_path / "above" / "kb"
    (root / "docs").mkdir(parents=True)

    def write(text: str, **others: str) -> Path:
        for name, content in others.items():
            (root / f"{name}.yml").write_text(content, encoding="utf-8")
        path = root / "mkdocs.yml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def error_of(path: Path, **options) -> ConfigError:
    with pytest.raises(ConfigError) as caught:
        load_config(path, **options)
    return caught.value


def place(error: ConfigError) -> tuple[str, int, int]:
    return (error.path.name, error.line, error.column)


def test_defaults(kb):
    path = kb("site_name: Handbook\n")
    config = load_config(path)
    root = path.parent
    assert config.path == path
    assert config.root == root
    assert config.site_name == "Handbook"
    assert (config.site_url, config.repo_url) == ("", "")
    assert config.docs_dir == root / "docs"
    assert config.site_dir == root / "site"
    assert config.content_types_dir == root / "content_types"
    assert config.options == Options()


def test_an_empty_file_has_defaults_too(kb):
    config = load_config(kb("# nothing yet\n"))
    assert config.site_name == "kb"
    assert config.options == Options()


def test_settings_of_the_site(kb):
    path = kb(
        "site_name: !ENV [NAME, Handbook]\n"
        "site_url: https://example.org/kb\n"
        "repo_url: https://example.org/repo\n"
        "docs_dir: ../kb/./texts\n"
        "site_dir: ../public\n"
    )
    (path.parent / "texts").mkdir()
    config = load_config(path)
    assert config.site_name == "Handbook"
    assert config.site_url == "https://example.org/kb/"
    assert config.repo_url == "https://example.org/repo"
    assert config.docs_dir == path.parent / "texts"
    assert config.site_dir == path.parent.parent / "public"


def test_a_relative_path_counts_from_the_working_folder(kb, monkeypatch):
    path = kb("site_dir: out\n")
    monkeypatch.chdir(path.parent)
    assert load_config(Path("mkdocs.yml")).site_dir == path.parent / "out"
    assert (
        load_config(Path("mkdocs.yml"), site_dir=Path("elsewhere")).site_dir
        == path.parent / "elsewhere"
    )


def test_the_other_name_of_the_file_is_found(kb):
    path = kb("site_name: x\n")
    path.rename(path.with_suffix(".yaml"))
    assert load_config(path).path == path.with_suffix(".yaml")


OPTIONS = """
      types: [one, two]
      audience: members
      tags: [on-call]
      rules:
        orphan: off
        wording: false
        overdue: error
        length: {severity: info, words: 30}
        links: {enabled: false}
      cache: false
      strict: true
      search: false
"""


@pytest.mark.parametrize(
    "form", ["plugins:\n  - search\n  - cop-kb:", "plugins:\n  search:\n  cop-kb:"]
)
def test_options(kb, form):
    config = load_config(kb(form + OPTIONS))
    assert config.options == Options(
        types=("one", "two"),
        audience="members",
        tags=("on-call",),
        rules={
            "length": RuleSettings(Severity.INFO, parameters={"words": 30}),
            "links": RuleSettings(enabled=False),
            "orphan": RuleSettings(enabled=False),
            "overdue": RuleSettings(Severity.ERROR),
            "wording": RuleSettings(enabled=False),
        },
        cache=False,
        strict=True,
        search=False,
    )
    assert list(config.options.rules) == sorted(config.options.rules)


@pytest.mark.parametrize(
    "text",
    [
        "plugins: [search, cop-kb]\n",
        "plugins:\n  - cop-kb:\n",
        "plugins:\n  - cop-kb: {}\n",
        "plugins: {cop-kb: {}}\n",
        "plugins:\n  cop-kb:\n",
        "plugins:\n  - cop-kb:\n      tags:\n      strict: !ENV STRICT\n",
        "plugins: [search]\n",
        "plugins: search\n",
        "plugins:\n",
        "site_name: x\n",
    ],
)
def test_options_that_are_not_given_have_defaults(kb, text):
    assert load_config(kb(text)).options == Options()


def test_all_types(kb):
    assert load_config(kb("plugins:\n  - cop-kb: {types: all}\n")).options.types == ("all",)


def test_nothing_is_executed_and_foreign_tags_do_no_harm(kb, tmp_path):
    target = tmp_path / "touched"
    path = kb(
        "markdown_extensions:\n"
        "  - toc: {slugify: !!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower}}}\n"
        "  - pymdownx.emoji: {emoji_index: !!python/name:material.extensions.emoji.twemoji }\n"
        f"extra: !!python/object/apply:pathlib.Path.touch [!!python/object/apply:pathlib.Path [{target}]]\n"
        "theme: &theme {name: material}\n"
        "again: {<<: *theme, palette: !relative x}\n"
        "hooks: [hook.py]\n"
        "plugins: [cop-kb]\n"
    )
    assert load_config(path).site_name == "kb"
    assert not target.exists()


def test_the_environment_is_not_read(kb, monkeypatch):
    monkeypatch.setenv("SECRET", "hidden")
    assert load_config(kb("site_name: !ENV SECRET\n")).site_name == "kb"
    assert load_config(kb("site_name: !ENV [SECRET, plain]\n")).site_name == "plain"


def test_all_mistakes_in_the_options_are_said_at_once(kb):
    error = error_of(
        kb(
            "plugins:\n"
            "  - search\n"
            "  - cop-kb:\n"
            "      strict: no\n"
            "      auidence: members\n"
            "      audience: member\n"
            "      types: none\n"
            "      tags: on-call\n"
            "      rules: {orphan: warn, long: {severity: bad}}\n"
        )
    )
    first, *others = error.message.split("\n")
    assert place(error) == ("mkdocs.yml", 4, 15)
    assert "`strict` must be true or false" in first
    assert [line.split(": ")[0] for line in others] == [
        "mkdocs.yml:5:7",
        "mkdocs.yml:6:17",
        "mkdocs.yml:7:14",
        "mkdocs.yml:8:13",
        "mkdocs.yml:9:23",
        "mkdocs.yml:9:46",
    ]
    assert "Did you mean `audience`?" in others[0]
    assert "Did you mean `members`?" in others[1]
    assert "`all`" in others[2]
    assert "[on-call]" in others[3]
    assert "`off`, `error`, `warning` or `info`" in others[4]


def test_an_unknown_option_gets_the_nearest_as_hint(kb):
    error = error_of(kb("plugins:\n  cop-kb:\n    serach: true\n"))
    assert place(error) == ("mkdocs.yml", 3, 5)
    assert error.hint == "Did you mean `search`?"


@pytest.mark.parametrize("value", ["text", "[a]", "3"])
def test_options_that_are_no_group(kb, value):
    error = error_of(kb(f"plugins:\n  - cop-kb: {value}\n"))
    assert place(error) == ("mkdocs.yml", 2, 13)


def test_errors_can_be_made_at_the_place_of_an_option(kb):
    config = load_config(kb("plugins:\n  - cop-kb:\n      rules:\n        orpan: off\n"))
    assert place(config.error("/rules/orpan", "Unknown.")) == ("mkdocs.yml", 4, 9)
    assert place(config.error("/rules/other", "Unknown.")) == ("mkdocs.yml", 3, 7)
    assert place(load_config(kb("")).error("/rules/x", "Unknown.")) == ("mkdocs.yml", 0, 0)


def test_inherited_settings_are_merged(kb):
    path = kb(
        "INHERIT: base.yml\nsite_name: Child\nplugins:\n  cop-kb:\n    strict: true\n",
        base="INHERIT: first.yml\nsite_name: Parent\nrepo_url: https://example.org\n"
        "plugins:\n  cop-kb:\n    audience: members\n    tags: [a]\n",
        first="plugins:\n  cop-kb: {tags: [b, c], cache: false}\n",
    )
    config = load_config(path)
    assert (config.site_name, config.repo_url) == ("Child", "https://example.org")
    assert config.options == Options(strict=True, audience="members", tags=("a",), cache=False)
    assert place(config.error("/tags", "x")) == ("base.yml", 7, 5)
    assert place(config.error("/cache", "x")) == ("first.yml", 2, 26)


def test_merging_agrees_with_mkdocs(kb):
    path = kb(
        "INHERIT: base.yml\na: {x: 1, y: {z: 2}}\nb: [1]\nc:\n",
        base="a: {x: 0, w: 1, y: {z: 0, v: [3]}}\nb: {k: 1}\nc: text\nd: [1, 2]\n",
    )
    with path.open("rb") as file:
        expected = yaml_load(file)
    assert merge_files(read_config_files(path)) == expected


def test_a_list_of_plugins_replaces_the_inherited_one(kb):
    path = kb(
        "INHERIT: base.yml\nplugins:\n  - search\n  - cop-kb: {strict: 1}\n",
        base="plugins:\n  - cop-kb:\n      audience: members\n",
    )
    assert place(error_of(path)) == ("mkdocs.yml", 4, 22)
    other = kb("INHERIT: base.yml\n", base="plugins:\n  - search\n  - cop-kb: {strict: 1}\n")
    assert place(error_of(other)) == ("base.yml", 3, 22)


def test_a_merge_key_may_bring_the_plugins(kb):
    path = kb("extra: &x\n  plugins:\n    - cop-kb: {strict: 1}\n<<: *x\n")
    assert error_of(path).message.startswith("`strict`")


def test_inheritance_has_bounds(kb):
    assert "circle" in error_of(kb("INHERIT: mkdocs.yml\n")).message
    error = error_of(kb("INHERIT: base.yml\n", base="x: 1\nINHERIT: mkdocs.yml\n"))
    assert "circle" in error.message
    assert place(error) == ("base.yml", 2, 1)
    assert "no YAML file" in error_of(kb("INHERIT: /etc/passwd\n")).message
    assert "no YAML file" in error_of(kb("INHERIT: docs\n")).message
    assert "no YAML file" in error_of(kb("INHERIT: ../../outside.yml\n")).message
    assert "does not exist" in error_of(kb("INHERIT: ../nothing.yml\n")).message
    assert "must be the path" in error_of(kb("INHERIT: [base.yml]\n")).message
    chain = {f"b{n}": f"INHERIT: b{n + 1}.yml\n" for n in range(20)}
    assert "More than 10" in error_of(kb("INHERIT: b0.yml\n", **chain)).message


def test_inherited_files_may_lie_anywhere_in_the_repository(kb, tmp_path):
    (tmp_path / "base.yml").write_text("site_name: Base\n", encoding="utf-8")
    path = kb("INHERIT: ../../base.yml\n")
    assert "no YAML file" in error_of(path).message
    (tmp_path / ".git").mkdir()
    assert load_config(path).site_name == "Base"


def test_a_link_does_not_lead_inheritance_out_of_the_repository(kb, tmp_path):
    (tmp_path / "secret.yml").write_text("site_name: Secret\n", encoding="utf-8")
    path = kb("INHERIT: link.yml\n")
    (path.parent / "link.yml").symlink_to(tmp_path / "secret.yml")
    assert "no YAML file" in error_of(path).message


def test_no_file(tmp_path):
    error = error_of(tmp_path / "mkdocs.yml")
    assert error.message == f"There is no mkdocs.yml in {tmp_path}."
    assert "cop-kb init" in error.hint
    assert "--config-file" in error.hint


def test_files_that_cannot_be_read(kb, tmp_path):
    assert "is not a file" in error_of(tmp_path).message
    path = kb("")
    path.write_bytes(b"site_name: x\nsite_url: \xe9\n")
    assert place(error_of(path)) == ("mkdocs.yml", 2, 0)
    path.write_bytes(b"#" * 1_000_001)
    assert "larger" in error_of(path).message
    path.unlink()
    path.symlink_to(path)
    assert "cannot be read" in error_of(path).message
    path.unlink()
    os.mkfifo(path)
    assert "is not a file" in error_of(path).message


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        ("site_name: Our: handbook\n", 1, 15, "colon"),
        ("a: 1\n\tb: 2\n", 2, 1, "tab"),
        ("- a\n", 1, 1, "must hold settings, found a list"),
        ("text\n", 1, 1, "must hold settings"),
        ("a: 1\nsite_name: 3\n", 2, 1, "`site_name` must be text"),
        ("site_name: x\ndocs_dir: [a]\n", 2, 1, "`docs_dir` must be text"),
        ("a: *b\n", 1, 4, "no anchor"),
        ('a: "\\0"\n', 1, 4, "control character"),
        ("a: " + "[" * 50_000, 1, 43, "deep"),
    ],
)
def test_texts_that_are_no_configuration(kb, text, line, column, message):
    error = error_of(kb(text))
    assert place(error) == ("mkdocs.yml", line, column)
    assert message in error.message


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("site_name: x\ndocs_dir: texts\n", 2, "does not exist"),
        (f"docs_dir: {'x' * 5000}\n", 1, "does not exist"),
        ("docs_dir: mkdocs.yml\n", 1, "does not exist"),
        ("docs_dir: .\n", 1, "holds the configuration"),
        ("docs_dir: ..\n", 1, "holds the configuration"),
        ("site_dir: .\n", 1, "would delete it"),
        ("site_dir: ..\n", 1, "would delete it"),
        ("site_dir: /\n", 1, "would delete it"),
        ("site_dir: docs\n", 1, "would delete it"),
        ("site_dir: content_types\n", 1, "would delete it"),
        ("site_dir: .git\n", 1, "would delete it"),
        ("site_dir: docs/site\n", 1, "take in the last one"),
    ],
)
def test_folders_that_a_build_would_harm(kb, text, line, message):
    error = error_of(kb(text))
    assert (error.line, error.column) == (line, 1)
    assert message in error.message
    assert error.hint


def test_the_folder_of_documents_may_be_missing_without_being_named(kb):
    path = kb("site_name: x\n")
    (path.parent / "docs").rmdir()
    assert place(error_of(path)) == ("mkdocs.yml", 0, 0)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("docs", "the folder of the documents: a build would delete it."),
        (".", "which holds the folder of the documents: a build would delete it."),
        ("content_types", "the folder of content types: a build would delete it."),
        ("docs/site", "inside `docs_dir`: a build would take in the last one."),
    ],
)
def test_a_site_folder_from_the_command_line_is_checked_as_well(kb, name, says):
    path = kb("site_dir: site\n")
    site_dir = path.parent / name
    error = error_of(path, site_dir=site_dir)
    assert error.message == f"`--site-dir` is {site_dir}, {says}"
    assert error.path is None


def test_links_do_not_hide_that_folders_are_the_same(kb):
    path = kb("site_dir: link\n")
    (path.parent / "link").symlink_to(path.parent / "docs", target_is_directory=True)
    assert "would delete it" in error_of(path).message


def test_the_schema_describes_every_option_with_its_default():
    text = (resources.folder("content_schema") / "config.schema.json").read_text(encoding="utf-8")
    schema = json.loads(text)
    jsonschema_rs.meta.validate(schema)
    options = Options()
    assert set(schema["properties"]) == set(vars(options))
    for name, described in schema["properties"].items():
        assert described["description"].endswith(".")
        assert described.get("default") == getattr(options, name)


def test_hostile_configurations_are_refused_or_do_nothing(kb, shared, tmp_path):
    files = sorted((shared / "hostile").glob("*.mkdocs.yml"))
    assert files
    refused = []
    for file in files:
        text = file.read_text(encoding="utf-8")
        for name in ("PWN", "SECRETDIR", "VICTIM"):
            text = text.replace(f"@{name}@", str(tmp_path / name))
        try:
            load_config(kb(text))
        except ConfigError:
            refused.append(file.name[:3])
        assert not (tmp_path / "PWN").exists()
    assert {"226", "229", "238"} <= set(refused)


@pytest.mark.parametrize(
    ("word", "expected"),
    [("auidence", "audience"), ("TAGS", "tags"), ("zzz", None), ("", None), ("typ", "types")],
)
def test_nearest(word, expected):
    assert nearest(word, ["types", "audience", "tags"]) == expected
