"""The manual says what the code does: its lists are generated, and its examples are run.

A page of ``example_community/manual/`` is written by hand, except for what stands between the comments
``<!-- generated: NAME -->`` and ``<!-- end -->``. To generate those parts anew:

    python -m tests.acceptance.test_manual --write

The other way round, what a page shows in a block of code is tried: a block with a title is a file, a block of ``sh`` is
typed at a terminal. In their order they must lead to a knowledge base without errors and warnings.
"""

import inspect
import json
import os
import re
import shlex
import subprocess
import sys
import sysconfig
import textwrap
from pathlib import Path

import click
import pytest

from cop_kb.cli import cli
from cop_kb.config import load_config
from cop_kb.load import load_knowledge_base
from cop_kb.load.content_types import read_type_files
from cop_kb.load.session_formats import read_format_files
from cop_kb.model.diagnostic import Diagnostic, Severity
from cop_kb.reports import REPORTS
from cop_kb.reports.type_links import evidence_lines
from cop_kb.resources import folder
from cop_kb.rules import RULES
from cop_kb.rules.manual import manual_page
from cop_kb.rules.rule import Grade
from cop_kb.scaffold.lookup import prompts
from tests.acceptance.test_cases import TODAY, check_case

ROOT = Path(__file__).parents[2]
MANUAL = ROOT / "example_community" / "manual"
PAGES = sorted(path.name for path in MANUAL.glob("*.md"))
TOUR = "index.md"

GENERATED = re.compile(
    r"(?P<start><!-- generated: (?P<name>[\w-]+) -->\n).*?(?P<end><!-- end -->)", re.S
)
BLOCK = re.compile(
    r"^ *(?P<fence>```+)(?P<language>\w+)(?: title=\"(?P<title>[^\"]+)\")?\n(?P<text>.*?)^ *(?P=fence)$",
    re.M | re.S,
)
KINDS = {
    "string": "text", "integer": "whole number", "boolean": "true or false", "array": "list",
    "object": "group", "null": "null",
}  # fmt: skip
FORMATS = {"date": "day", "uri": "address"}
TRAIT = "#/$defs/trait"


# From the code to Markdown.


def read_schema(name):
    return json.loads((folder("content_schema") / name).read_text(encoding="utf-8"))


def schema_tables(schema, heading):
    """Return a table of what ``schema`` describes, then one for each group inside of it."""
    tables = []
    for path, group in _groups(schema, schema, ""):
        if path:
            # The row of a field says what it is; a definition has no row.
            about = group.get("description", "") if path.endswith(("[]", ".NAME")) else ""
            tables.append(f"Inside `{path}`: {about}".rstrip())
        required = group.get("required", ())
        rows = [_row(n, field, n in required) for n, field in group["properties"].items()]
        tables.append(f"| {heading} | value | what it means |\n|---|---|---|\n{''.join(rows)}")
    return "\n" + "\n\n".join(table.rstrip("\n") for table in tables) + "\n\n"


def _groups(root, schema, path):
    """Yield each group of fields with its path: ``field.inner``, ``list[]``, ``group.NAME`` for a name of the author's."""
    if "properties" in schema:
        yield path, schema
    for name, field in schema.get("properties", {}).items():
        place = f"{path}.{name}" if path else name
        yield from _groups(root, field, place)
        for key, step in (("items", "[]"), ("additionalProperties", ".NAME")):
            inner = field.get(key)
            if isinstance(inner, dict):
                definition = inner.get("$ref", "").rpartition("/")[2]
                yield from _groups(
                    root, root["$defs"][definition] if definition else inner, place + step
                )


def _row(name, field, required):
    description = field.get("description", "")
    if "default" in field and field["default"] != {}:
        description += f" Default: `{json.dumps(field['default']).strip(chr(34))}`."
    star = " \\*" if required else ""
    return f"| `{name}`{star} | {_kind(field)} | {description.strip()} |\n".replace("|  |", "| |")


def _kind(field):
    values = field.get("enum") or [field[key] for key in ("const",) if key in field]
    if values:
        return ", ".join(f"`{value}`" for value in values)
    if field.get("$ref") == TRAIT:
        return "a [trait](#traits)"
    types = field.get("type", "object")
    types = [types] if isinstance(types, str) else types
    written = FORMATS.get(field.get("format"), KINDS["string"])
    words = [written if name == "string" else KINDS[name] for name in types]
    items = field.get("items", {})
    if items.get("$ref") == TRAIT:
        return "list of [traits](#traits)"
    choices = ", ".join(f"`{item}`" for item in items.get("enum", ()))
    return " or ".join(words) + (f" of {choices}" if choices else "")


def commands():
    """Return a section for each command."""
    context = click.Context(cli, info_name="cop-kb", **cli.context_settings)
    return "".join(
        _command(cli.get_command(context, name), name, context)
        for name in cli.list_commands(context)
    )


def _command(command, name, parent):
    context = click.Context(command, info_name=name, parent=parent)
    usage = " ".join(["cop-kb", name, *command.collect_usage_pieces(context)])
    rows = [_option(p) for p in command.params if isinstance(p, click.Option)]
    table = "\n".join(["\n| option | what it does |", "|---|---|", *rows, ""]) if rows else ""
    return f"\n## {name}\n\n```text\n{usage}\n```\n\n{inspect.cleandoc(command.help)}\n{table}"


def _option(option):
    names = sorted(option.opts, key=len) + [name for name in option.secondary_opts if name.strip()]
    value = "" if option.is_flag else " " + _metavar(option)
    text = re.sub(r"\s*\[default: (.*)\]$", r" Default: \1.", option.help)
    if option.show_default:
        text += f" Default: `{option.default}`."
    shown = ", ".join(f"`{name}{value}`" for name in names)
    return f"| {shown.replace('|', chr(92) + '|')} | {text} |"


def _metavar(option):
    if isinstance(option.type, click.Choice):
        return "|".join(option.type.choices)
    return option.metavar or {"integer range": "N"}.get(option.type.name, option.type.name.upper())


def rules():
    """Return a section for each rule, whose anchor is its identifier."""
    return "".join(f"\n## {rule.ID}\n\n{manual_page(rule)}\n" for rule in RULES)


def grades():
    """Return how serious findings are, with the rules of each grade."""
    rows = []
    for grade in Grade:
        draft, published = (severity.word for severity in grade.value)
        links = ", ".join(
            f"[{r.ID}](#{r.ID})" for r in sorted(RULES, key=lambda r: r.ID) if r.GRADE is grade
        )
        rows.append(f"| {draft} | {published} | {links} |\n")
    return f"\n| in a draft | in any other page | rules |\n|---|---|---|\n{''.join(rows)}\n"


def types_on():
    """Return the content types that a new knowledge base has."""
    return _types(t for t in our_types() if t.default)


def types_off():
    """Return the content types that cop-kb brings and that are switched on when they are wanted."""
    return _types(t for t in our_types() if not t.default)


def our_types():
    """Return the content types that cop-kb brings, in their order."""
    found = [file.type for file in read_type_files(ROOT / "none").values()]
    return sorted(found, key=lambda t: (t.order, t.id))


def _types(found):
    rows = [
        f"| `{t.id}` in `{t.file or t.folder + '/'}` | {t.description} | {t.audience} "
        f"| {', '.join(t.lifecycle.states)} | {t.lifecycle.review_in} |\n".replace("|  |", "| |")
        for t in found
    ]
    head = "| type | what it is for | audience | states | review in |\n"
    return f"\n{head}|---|---|---|---|---|\n{''.join(rows)}\n"


def traits():
    """Return what each trait does, as the schema of type files says it, and which of our types have it."""
    schema = read_schema("type.schema.json")
    does = dict(re.findall(r"(\w+) \(([^)]+)\)", schema["properties"]["traits"]["description"]))
    rows = [
        f"| `{name}` | {does[name]} | {_names(t for t in our_types() if name in t.traits)} |\n"
        for name in schema["$defs"]["trait"]["enum"]
    ]
    return f"\n| trait | what it does | types |\n|---|---|---|\n{''.join(rows)}\n"


def type_file():
    """Return the keys of a type file; traits have a table of their own."""
    schema = read_schema("type.schema.json")
    field = schema["properties"]["traits"]
    field["description"] = field["description"].partition(":")[0] + "."
    return schema_tables(schema, "key")


def evidence_levels():
    """Return what the levels of evidence take, in the words of ``cop-kb types``."""
    playbook = next(t for t in our_types() if t.id == "playbook")
    lines = evidence_lines(playbook, our_types())
    return f"\n```text\n{textwrap.dedent(chr(10).join(lines))}\n```\n\n"


def evidence_types():
    """Return the types of each row of levels."""
    by_levels = {}
    for content_type in our_types():
        levels = ", ".join(level.name for level in content_type.evidence)
        by_levels.setdefault(levels, []).append(content_type)
    rows = [f"| {levels} | {_names(found)} |\n" for levels, found in by_levels.items() if levels]
    return f"\n| levels | types |\n|---|---|\n{''.join(rows)}\n"


def said():
    """Return what an author may say instead of a type, and which type that is."""
    few, all_ = prompts(t for t in our_types() if t.default), prompts(our_types())
    rows = [f"| {words} | `{t.id}` | `{all_[words].id}` |\n" for words, t in few.items()]
    assert few.keys() == all_.keys()
    head = "| what you would say | in a new knowledge base | with all types |\n"
    return f"\n{head}|---|---|---|\n{''.join(rows)}\n"


def _names(found):
    return ", ".join(f"`{t.id}`" for t in found)


def formats():
    """Return the formats of sessions that cop-kb brings."""
    found = [file.format for file in read_format_files(ROOT / "none").values()]
    rows = [f"| `{f.id}` | {f.purpose} | {f.duration} | {f.group.in_words} |\n" for f in found]
    return f"\n| format | what it is for | takes | for |\n|---|---|---|---|\n{''.join(rows)}\n"


def report(report_format):
    """Return a report about a small knowledge base."""
    text = REPORTS[report_format].render(check_case(ROOT / "tests/cases/invalid/unknown-tag"))
    return f"\n```{'json' if report_format == 'json' else 'text'}\n{text}```\n\n"


PARTS = {
    "commands": commands,
    "common-fields": lambda: schema_tables(read_schema("common.schema.json"), "field"),
    "evidence-levels": evidence_levels,
    "evidence-types": evidence_types,
    "format-file": lambda: schema_tables(read_schema("format.schema.json"), "key"),
    "formats": formats,
    "grades": grades,
    "kb-json": lambda: schema_tables(read_schema("kb.schema.json"), "key"),
    "options": lambda: schema_tables(read_schema("config.schema.json"), "option"),
    "pages-json": lambda: schema_tables(read_schema("pages.schema.json"), "key"),
    "prompts": said,
    "report-github": lambda: report("github"),
    "report-json": lambda: report("json"),
    "report-text": lambda: report("text"),
    "rules": rules,
    "traits": traits,
    "type-file": type_file,
    "types-off": types_off,
    "types-on": types_on,
}


def regenerated(text):
    """Return a page with its generated parts as the code has them now."""
    return GENERATED.sub(lambda found: found["start"] + PARTS[found["name"]]() + found["end"], text)


def read_page(name):
    return (MANUAL / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES)
def test_generated_parts_are_up_to_date(page):
    text = read_page(page)
    assert text == regenerated(text), "run: python -m tests.acceptance.test_manual --write"


def test_every_part_is_on_a_page():
    used = [found["name"] for page in PAGES for found in GENERATED.finditer(read_page(page))]
    assert sorted(used) == sorted(PARTS)


def test_the_address_of_a_rule_leads_to_its_section():
    config = load_config(ROOT / "mkdocs.yml")
    page = load_knowledge_base(config).documents_by_uri["manual/rules.md"]
    for rule in RULES:
        url = Diagnostic("a.md", 1, 1, rule.ID, Severity.ERROR, 1, 1, "", "").url
        address, _, anchor = url.partition("#")
        assert address == f"{config.site_url}manual/rules/"
        assert anchor in page.record.anchors


# From Markdown to a knowledge base.


@pytest.fixture
def typed(monkeypatch):
    """Run commands as if they were typed into a shell; return the folder that they end in."""
    monkeypatch.setenv("PATH", sysconfig.get_path("scripts") + os.pathsep + os.environ["PATH"])
    monkeypatch.setenv("COP_KB_TODAY", TODAY.isoformat())

    def run(text, cwd):
        result = subprocess.run(
            ["sh", "-ec", f"{text}\npwd"], cwd=cwd, capture_output=True, encoding="utf-8", check=False,
            stdin=subprocess.DEVNULL,
        )  # fmt: skip
        assert result.returncode == 0, f"{text}\n{result.stdout}{result.stderr}"
        return Path(result.stdout.splitlines()[-1])

    return run


def follow(page, cwd, typed):
    """Do what a page shows; return the folder that one ends in, and the files that one was told to write."""
    files = []
    for block in BLOCK.finditer(read_page(page)):
        text = textwrap.dedent(block["text"])
        if block["title"]:
            path = cwd / block["title"]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            files.append(path)
        elif block["language"] == "sh":
            cwd = typed(text, cwd)
    return cwd, files


def has_examples(page):
    return any(
        block["title"] or block["language"] == "sh" for block in BLOCK.finditer(read_page(page))
    )


@pytest.mark.parametrize("page", [page for page in PAGES if has_examples(page)])
def test_examples_work(page, tmp_path, typed):
    root, files = follow(TOUR, tmp_path, typed)
    if page != TOUR:
        root, files = follow(page, root, typed)
    typed(
        f"cop-kb validate --strict\ncop-kb build --strict --audience stewards --site-dir {shlex.quote(str(tmp_path / 'site'))}",
        root,
    )
    pages = [
        path.relative_to(root / "docs") for path in files if path.is_relative_to(root / "docs")
    ]
    for src_uri in pages:
        assert (tmp_path / "site" / src_uri.with_suffix("") / "index.html").is_file()


if __name__ == "__main__":
    if sys.argv[1:] != ["--write"]:
        sys.exit(f"usage: python -m {__spec__.name} --write")
    for name in PAGES:
        (MANUAL / name).write_text(regenerated(read_page(name)), encoding="utf-8")
