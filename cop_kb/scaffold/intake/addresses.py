"""E-mail addresses: those of people who sent something in have no place in a knowledge base."""

import re

PLACEHOLDER = "(e-mail address left out)"

# The lookbehind keeps the search linear: within a run of such characters only its beginning is tried.
_PLAIN = r"(?<![\w.+%-])[\w.+%-]{1,254}@(?:[\w-]{1,63}\.){1,10}[^\W\d_]{2,63}(?![\w-])"
_ADDRESS = re.compile(
    rf"\[(?P<label>[^\[\]\n]{{1,200}})\]\(mailto:[^()\s]{{1,500}}\)"  # a Markdown link
    rf"|<(?:mailto:)?{_PLAIN}>"
    # `git@host:path` is where a repository lies, not where a person is reached.
    rf"|(?:\bmailto:)?(?!git@[\w.-]{{1,254}}:[\w~/]){_PLAIN}"
)


def hide_addresses(text: str) -> tuple[str, int]:
    """Return ``text`` with a placeholder for each e-mail address, and how many there were."""

    def hide(found: re.Match[str]) -> str:
        label = found["label"]
        shown = f"{label} " if label and "@" not in label else ""
        return shown + PLACEHOLDER

    return _ADDRESS.subn(hide, text)
