"""Begins a document with what somebody has sent: a mail, a text or a filled form.

What comes in is text and nothing else. It is never run, neither as a template nor as HTML, and it decides nothing about
who may read the document. Addresses, signatures and the words of others in a mail stay out.
"""

from cop_kb.scaffold.intake.contribution import (
    MAX_BYTES,
    Contribution,
    read_contribution,
    read_file,
)
from cop_kb.scaffold.intake.form import NO_FORM, Form, read_form
from cop_kb.scaffold.intake.placing import NOTHING_SENT, Placed, place

__all__ = [
    "MAX_BYTES",
    "NOTHING_SENT",
    "NO_FORM",
    "Contribution",
    "Form",
    "Placed",
    "place",
    "read_contribution",
    "read_file",
    "read_form",
]
