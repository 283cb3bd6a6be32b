"""The pages of the formats of sessions: a list, and for each a run sheet and the question at its end as a form."""

from collections.abc import Iterator

from cop_kb.model.knowledge_base import FORMATS_FOLDER, KnowledgeBase
from cop_kb.site.generated_page import GeneratedPage

FORMATS = f"{FORMATS_FOLDER}/index.md"
FORMATS_TITLE = "Formats"


def sheet_page(name: str) -> str:
    """Return the path of the run sheet of a format."""
    return f"{FORMATS_FOLDER}/{name}/index.md"


def form_page(name: str) -> str:
    """Return the path of the form that asks the question of a format."""
    return f"{FORMATS_FOLDER}/{name}/form/index.md"


def format_pages(kb: KnowledgeBase) -> Iterator[GeneratedPage]:
    """Yield the pages of all formats; none where no type names formats."""
    if kb.formats:
        description = "Ways to spend time together so that people learn from each other, each with a sheet to run it from."
        yield GeneratedPage(FORMATS, FORMATS_TITLE, "kb/formats.html", description)
    for name, sheet in kb.formats.items():
        about = {"format": name}
        yield GeneratedPage(
            sheet_page(name), sheet.title, "kb/format.html", sheet.purpose, data=about
        )
        title = f"{sheet.title}: one question"
        yield GeneratedPage(form_page(name), title, "kb/format-form.html", data=about)
