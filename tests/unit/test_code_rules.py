"""Rules about the code itself: no content type is named in it, and modules stay small.

A content type is two data files. As soon as Python or a shared template names one, a type that somebody adds or renames no
longer works like the ones that came with cop-kb.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import jinja2
import pytest
import yaml

ROOT = Path(__file__).parents[2]
PYTHON = sorted((ROOT / "cop_kb").rglob("*.py"))
TEMPLATES = sorted(
    path for path in (ROOT / "theme").rglob("*") if path.suffix in {".html", ".js", ".mjs", ".css"}
)
MAX_LINES = 250

# Some types are called by words that every text needs: a report of findings, a template of the theme, the question that a section
# answers; "members" is also an audience. As words they are allowed; that nothing asks for a type by them is checked by
# `_type_questions`. All other names are looked for inside of longer literals, too.
EVERYDAY = {
    *("community", "communities", "member", "members", "role", "roles", "report", "reports"),
    *("template", "templates", "term", "terms", "session", "sessions", "question", "questions"),
    *("skill", "skills", "offer", "offers", "resource", "resources", "ritual", "rituals"),
    *("pilot", "pilots"),
}


@dataclass(frozen=True)
class TypeNames:
    """What the content types are called, as patterns; words may be joined by hyphen, underscore, space or nothing."""

    whole: re.Pattern[str]
    inside: re.Pattern[str]


def _pattern(names: set[str]) -> str:
    variants = {r"[-_ ]?".join(map(re.escape, re.split(r"[-_ ]", name))) for name in names}
    # An underscore separates words here, unlike in \b.
    return rf"(?<![a-z0-9])(?:{'|'.join(sorted(variants))})(?![a-z0-9])"


def type_names(folder: Path) -> TypeNames:
    """Collect identifier, folder, title and plural of every type in ``folder``."""
    whole, inside = set(), set()
    for path in sorted(folder.glob("*.yaml")):
        described = yaml.safe_load(path.read_text(encoding="utf-8"))
        names = {path.stem, described["title"], described["plural"], described.get("folder")}
        names = {name.lower() for name in names if name}
        whole |= names
        inside |= names - EVERYDAY
    return TypeNames(
        re.compile(_pattern(whole), re.IGNORECASE), re.compile(_pattern(inside), re.IGNORECASE)
    )


def _names_a_type(literal: str, names: TypeNames) -> bool:
    if names.inside.search(literal):
        return True
    word = literal.strip().lower()
    return bool(names.whole.fullmatch(word)) and word not in EVERYDAY


def _literals(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield string literals with their lines, parts of f-strings included, docstrings left out.

    A docstring may name a type as an example: it decides nothing.
    """
    documentation = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in documentation:
            if isinstance(node.value, str):
                yield node.lineno, node.value
            elif isinstance(node.value, bytes):
                yield node.lineno, node.value.decode("latin-1")


def _type_questions(tree: ast.AST, names: TypeNames) -> Iterator[tuple[int, str]]:
    """Yield where something called a type is compared with, or looked up by, a literal that names one."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            asked, answers = [node.left, *node.comparators], [node.left, *node.comparators]
        elif isinstance(node, ast.Subscript):
            asked, answers = [node.value], [node.slice]
        elif isinstance(node, ast.Match):
            asked, answers = [node.subject], [case.pattern for case in node.cases]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            asked, answers = [node.func.value], list(node.args)
        else:
            continue
        if any(_is_called_type(part) for part in asked):
            for answer in answers:
                for line, literal in _literals(answer):
                    if names.whole.fullmatch(literal.lower()):
                        yield line, literal


def _is_called_type(node: ast.AST) -> bool:
    called = {ast.Name: "id", ast.Attribute: "attr"}.get(type(node))
    words = re.split(r"[_\d]", getattr(node, called).lower()) if called else ()
    return bool({"type", "types"} & set(words))


def offences_in_python(source: str, names: TypeNames) -> list[tuple[int, str]]:
    """Return line and literal wherever Python source names a content type."""
    tree = ast.parse(source)
    named = [(line, text) for line, text in _literals(tree) if _names_a_type(text, names)]
    return sorted({*named, *_type_questions(tree, names)})


_HTML_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
# Strings come first, so that "https://" opens no comment.
_SCRIPT_TOKEN = re.compile(
    r"""(?P<string>"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)|//[^\n]*|/\*.*?\*/""",
    re.DOTALL,
)
_STRING = re.compile(r""""([^"\n]*)"|'([^'\n]*)'|`([^`]*)`""")


def _blank(found: re.Match[str]) -> str:
    return "\n" * found[0].count("\n")


def _without_comments(source: str, suffix: str) -> str:
    """Empty the comments of a template, its lines kept."""
    if suffix == ".html":
        source = "".join(
            "\n" * value.count("\n") if "comment" in token else value
            for _, token, value in jinja2.Environment(keep_trailing_newline=True).lex(source)
        )
        return _HTML_COMMENT.sub(_blank, source)
    if suffix == ".css":
        return _CSS_COMMENT.sub(_blank, source)
    return _SCRIPT_TOKEN.sub(lambda found: found["string"] or _blank(found), source)


def offences_in_template(source: str, suffix: str, names: TypeNames) -> list[tuple[int, str]]:
    """Return line and text wherever a template, script or style sheet names a content type."""
    text = _without_comments(source, suffix)
    found = [(match.start(), match[0]) for match in names.inside.finditer(text)]
    for match in _STRING.finditer(text):
        literal = next(group for group in match.groups() if group is not None)
        if _names_a_type(literal, names):
            found.append((match.start(), literal))
    lines = {text.count("\n", 0, start) + 1: literal for start, literal in found}
    return sorted(lines.items())


@pytest.fixture(scope="module")
def names() -> TypeNames:
    return type_names(ROOT / "content_schema" / "types")


def _fail_with(path: Path, offences: list[tuple[int, str]]) -> None:
    places = [f"  {path.relative_to(ROOT)}:{line}: {literal!r}" for line, literal in offences]
    if places:
        pytest.fail("\n".join(["names a content type; what differs belongs into a trait", *places]))


def _relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", PYTHON, ids=_relative)
def test_no_python_literal_names_a_content_type(path, names):
    _fail_with(path, offences_in_python(path.read_text(encoding="utf-8"), names))


@pytest.mark.parametrize("path", TEMPLATES, ids=_relative)
def test_no_shared_template_names_a_content_type(path, names):
    _fail_with(path, offences_in_template(path.read_text(encoding="utf-8"), path.suffix, names))


@pytest.mark.parametrize("path", PYTHON, ids=_relative)
def test_a_module_is_small(path):
    lines = path.read_text(encoding="utf-8").count("\n")

    assert lines <= MAX_LINES


@pytest.mark.parametrize(
    "source",
    [
        'folder = "playbooks"',
        "name = b'playbook'",
        'print(f"Add a {what} to the case round {name}")',
        'key = "case_rounds"',
        'key = "CaseRound"',
        'hint = "Open the checklist."',
        'column = "Heuristic"',
        'if document.type == "community": pass',
        'if kind_type in ("a", "members"): pass',
        'charter = types["community"]',
        'charter = self.types.get("community")',
        'match document.type:\n    case "community": pass',
    ],
)
def test_python_that_names_a_type_is_found(source, names):
    assert offences_in_python(source, names)


@pytest.mark.parametrize(
    "source",
    [
        '"""A playbook is an example."""',
        'def f():\n    """Such as a case round."""',
        'row["community"] = document.community',
        'option("--community")',
        'audience = "members"',
        'hint = "Add the member to the community."',
        'word = "playbooksmith"',
        "checklist = 1",
    ],
)
def test_python_that_names_no_type_passes(source, names):
    assert not offences_in_python(source, names)


@pytest.mark.parametrize(
    ("suffix", "source", "line"),
    [
        (".html", "<p>\n{% if document.type == 'playbook' %}", 2),
        (".html", "{# a playbook #}<!-- a\nplaybook --><h1>Case rounds</h1>", 2),
        (".html", '<a href="https://example.org">{{ kb.of("heuristic") }}</a>', 1),
        (".js", "// playbook\nconst place = 'https://example.org/checklists';", 2),
        (".js", "/* a\nplaybook */ if (type === `heuristic`) {}", 2),
        (".css", "/* playbook */\n\n.cop-playbook { color: red }", 3),
    ],
)
def test_a_template_that_names_a_type_is_found(suffix, source, line, names):
    assert [found for found, _ in offences_in_template(source, suffix, names)] == [line]


@pytest.mark.parametrize(
    ("suffix", "source"),
    [
        (".html", "{# playbook #}<!-- checklist --><h1>Communities and members</h1>"),
        (".js", "/* playbook */ const name = 'community'; // checklist"),
        (".css", "/* playbook */ .cop-type { color: red }"),
    ],
)
def test_a_template_that_names_no_type_passes(suffix, source, names):
    assert not offences_in_template(source, suffix, names)
