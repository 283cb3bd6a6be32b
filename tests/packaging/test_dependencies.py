"""What the code imports is declared in ``pyproject.toml``, not just there because something else needs it."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).parents[2]


def _normalized(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _declared() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return {_normalized(re.match(r"[\w.-]+", line)[0]) for line in project["dependencies"]}


def _imported() -> dict[str, str]:
    """Return each third-party module that is imported, with a file that imports it."""
    modules = {}
    for path in sorted((ROOT / "cop_kb").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names = [node.module]
            else:
                continue
            modules |= {name.split(".")[0]: path.relative_to(ROOT).as_posix() for name in names}
    return {
        module: path
        for module, path in modules.items()
        if module not in sys.stdlib_module_names and module != "cop_kb"
    }


def test_what_is_imported_is_declared():
    distributions, declared = packages_distributions(), _declared()
    missing = {
        module: path
        for module, path in _imported().items()
        if not declared & {_normalized(name) for name in distributions.get(module, [])}
    }

    assert not missing
