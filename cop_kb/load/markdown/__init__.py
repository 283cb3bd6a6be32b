"""The structure of Markdown texts, in agreement with what the site shows."""

from cop_kb.load.markdown.reader import read_structure

__all__ = ["read_structure"]
