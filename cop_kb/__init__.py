"""cop-kb: a static knowledge-base generator for communities of practice."""

__version__ = "0.1.0"
