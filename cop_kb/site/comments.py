"""A Markdown extension: what stands in a comment stays in the file.

Authors leave questions and remarks in comments, and the starters ask theirs there. Browsers do not show comments, but whoever
looks at the source of a page reads them, so that a site would publish them all the same.
"""

import re
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.postprocessors import Postprocessor
from markdown.treeprocessors import Treeprocessor

_COMMENT = re.compile(r"<!--.*?-->\n?", re.DOTALL)
# In scripts and styles it is no comment but a part of them. In code, Markdown has escaped it by now.
_IN_HTML = re.compile(rf"(<(script|style)\b.*?</\2\s*>)|{_COMMENT.pattern}", re.DOTALL | re.I)


class _CommentRemover(Postprocessor):
    def run(self, text: str) -> str:
        return _IN_HTML.sub(lambda found: found[1] or "", text) if "<!--" in text else text


class _AltRemover(Treeprocessor):
    """Markdown takes the alternative text of an image as it stands, comments included."""

    def run(self, root: Element) -> None:
        for image in root.iter("img"):
            image.set("alt", _COMMENT.sub("", image.get("alt", "")))


class CommentExtension(Extension):
    """Leave comments out of the page."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Register the processors: for HTML after the raw HTML is back in its place, whose priority is 30."""
        md.postprocessors.register(_CommentRemover(md), "cop_kb_comments", 25)
        md.treeprocessors.register(_AltRemover(md), "cop_kb_comments", 15)


def makeExtension(**options: object) -> CommentExtension:
    """Return the extension; Python-Markdown calls this by its name."""
    return CommentExtension(**options)
