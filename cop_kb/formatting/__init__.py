"""Puts the fields and sections of documents in the order of their type, and changes nothing else."""

from cop_kb.formatting.document import Formatted, Untouched, format_document
from cop_kb.formatting.files import format_files

__all__ = ["Formatted", "Untouched", "format_document", "format_files"]
