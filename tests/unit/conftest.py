"""What unit tests share: knowledge bases that are written for one test."""

import textwrap
from datetime import date
from pathlib import Path

import pytest

from cop_kb.config import load_config
from cop_kb.load import load_knowledge_base
from cop_kb.rules.engine import check

TODAY = date(2026, 11, 21)
CHARTER = "---\ntype: community\n---\n\n# A community\n"


class Folder:
    """A knowledge base on disk that a test writes, loads and checks."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.docs = root / "docs"
        self.docs.mkdir()
        self.configure()

    def configure(self, options: str = "") -> "Folder":
        """Write mkdocs.yml with these options of cop-kb, as YAML."""
        lines = textwrap.indent(textwrap.dedent(options), " " * 6)
        plugin = f"  - cop-kb:\n{lines}\n" if options else "  - cop-kb\n"
        return self.write("mkdocs.yml", f"site_name: A test\nplugins:\n{plugin}")

    def write(self, path: str, content: str | bytes) -> "Folder":
        """Write one file; text that begins with a line break is dedented."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, str):
            if content.startswith("\n"):
                content = textwrap.dedent(content[1:])
            content = content.encode()
        file.write_bytes(content)
        return self

    def page(self, src_uri: str, content: str | bytes = "# A page\n") -> "Folder":
        """Write one file below docs."""
        return self.write(f"docs/{src_uri}", content)

    def community(self, name: str) -> "Folder":
        """Make a community."""
        return self.page(f"{name}/index.md", CHARTER)

    @property
    def config(self):
        return load_config(self.root / "mkdocs.yml")

    def load(self, jobs: int | None = 1):
        return load_knowledge_base(self.config, jobs)

    def check(self, today: date = TODAY):
        """Return all diagnostics."""
        return check(self.load(), self.config, today)

    def found(self, rule: str, today: date = TODAY):
        """Return the diagnostics of one rule."""
        return [diagnostic for diagnostic in self.check(today) if diagnostic.rule == rule]


@pytest.fixture
def folder(tmp_path) -> Folder:
    """An empty knowledge base."""
    return Folder(tmp_path)
