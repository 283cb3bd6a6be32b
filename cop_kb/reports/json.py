"""The report as JSON, for programs."""

import json
from typing import Any

from cop_kb.model.diagnostic import SCHEMA_VERSION
from cop_kb.reports.report import Report
from cop_kb.rules.engine import count


class JsonReport:
    """``{"schema_version", "summary", "diagnostics"}``, see the manual."""

    def render(self, report: Report) -> str:
        """Return the report as JSON."""
        data = {
            "schema_version": SCHEMA_VERSION,
            "summary": {
                "documents": report.documents,
                **count(report.diagnostics),
                "baseline": report.known,
                "earlier": report.earlier,
            },
            "diagnostics": [{**d._asdict(), "url": d.url} for d in report.diagnostics],
        }
        return as_json(data)


def as_json(data: Any) -> str:  # noqa: ANN401 - whatever JSON can hold
    """Return data as a text that people can read, too; it ends with a line break."""
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"
