"""Characters that nobody sees and that YAML does not allow."""

import re

from cop_kb.model.diagnostic import Finding
from cop_kb.positioned_yaml.document import SYNTAX, Stopped

# Everything but the printable characters of YAML 1.2.2, section 5.1; and those that libyaml, which follows YAML 1.1,
# takes for line ends (NEL, LS, PS), since lines would then be counted otherwise than every editor does.
FORBIDDEN = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)


def refuse_forbidden(text: str, first_line: int) -> None:
    """Stop the reading at the first character of ``text`` that YAML does not allow."""
    found = FORBIDDEN.search(text)
    if found is None:
        return
    before = text[: found.start()]
    line = before.count("\n") + first_line
    column = found.start() - before.rfind("\n")
    message = f"An invisible character, U+{ord(found.group()):04X}, stands here."
    hint = "Delete it; if you cannot see it, type the line again."
    raise Stopped(Finding(SYNTAX, line, column, line, column + 1, message, hint))
