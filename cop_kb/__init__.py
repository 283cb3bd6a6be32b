"""cop-kb: a static knowledge-base generator for communities of practice."""

from importlib.metadata import version

__version__ = version("cop-kb")
