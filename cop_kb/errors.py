"""What stops a command: exceptions with a place and a way on.

A finding about content is a value (``cop_kb.model.diagnostic``). An exception from this module means that the
command cannot go on at all; ``cop_kb.cli`` turns it into one readable message and exit code 2.
"""

from pathlib import Path


class CopKbError(Exception):
    """The command cannot go on, and the person at the terminal can do something about it.

    Attributes:
        message: What happened, in one sentence.
        hint: What to do next, in one sentence; may be empty.
        path: The file that it happened in, where there is one.
        line: Line in that file, counted from 1; 0 when unknown.
        column: Column in that line, counted from 1; 0 when unknown.
    """

    def __init__(
        self, message: str, hint: str = "", path: Path | None = None, line: int = 0, column: int = 0
    ) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.path = path
        self.line = line
        self.column = column


class ConfigError(CopKbError):
    """mkdocs.yml is missing, unreadable or says something that cop-kb does not understand."""


class ContentTypeError(CopKbError):
    """A content type or its starter is missing or does not hold together."""


class GitError(CopKbError):
    """git is not installed, or refused what was asked of it."""


class ScaffoldError(CopKbError):
    """A new file or folder cannot be made without doing harm."""


class EditError(CopKbError):
    """A file that is there cannot be changed without doing harm; nothing in it was changed."""


class BuildError(CopKbError):
    """The site cannot be built; the site that was there before is untouched."""


class PublishError(CopKbError):
    """The site cannot be published; what is published stays as it is."""
