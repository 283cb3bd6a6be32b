"""The structure that is read from a text against the page that the site renders from it.

Python-Markdown under the site's own extensions is the measure. Small texts must agree wholly; real collections must
agree in all but a small share, and every difference that remains is of a kind that is listed here with its reason.
"""

import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple

import markdown
import pytest

from cop_kb.load.markdown import read_structure
from cop_kb.load.source import parse_source
from cop_kb.model.structure import Structure
from cop_kb.site.extensions import MARKDOWN_EXTENSIONS

BOUND = 0.995

KNOWN_DIFFERENCES = {
    "escape": ("Python-Markdown undoes a backslash before fewer characters than CommonMark", 1),
    "repeated definition": ("of two definitions of a label the site takes the last, the parser the first", 8),
    "code in a label": ("Python-Markdown finds no definition for a label in backticks", 7),
    "spaced label": ("Python-Markdown takes [a] [b] for one link, CommonMark for two", 3),
    "nested link": ("of a link within a link the site shows the outer, CommonMark the inner", 1),
    "broken address": ("the site takes an address that goes on in the next line, CommonMark does not", 2),
    "quote in an item": ("Python-Markdown wants a blank line before a quote within an item", 1),
}  # fmt: skip


class Page(HTMLParser):
    """What a reader's browser gets: headings with an anchor, links, images, other ids and task items."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.headings: list[tuple[int, str, str]] = []
        self.links: list[str] = []
        self.images: list[str] = []
        self.ids: list[str] = []
        self.tasks: list[tuple[bool, str]] = []
        self._texts: list[list[str]] = []  # of the elements that are open and whose text is wanted
        self._hidden = ""  # the tag of an element whose text is not the author's
        self._items: list[dict[str, object]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        classes = (values.get("class") or "").split()
        if {"headerlink", "footnote-ref", "footnote-backref"} & set(classes):
            self._hidden = tag
            if "headerlink" in classes:
                self._heading = (*self._heading[:2], True)
        elif tag == "a" and values.get("href") is not None:
            self.links.append(values["href"])
        elif tag == "img" and values.get("src"):
            self.images.append(values["src"])
        self._note_id(tag, values)
        if re.fullmatch("h[1-6]", tag):
            self._heading = (int(tag[1]), values.get("id", ""), False)
            self._texts.append([])
        elif tag == "li":
            self._items.append({"text": "", "task": None, "open": True})
        elif tag == "input" and values.get("type") == "checkbox" and self._items:
            if self._items[-1]["task"] is None:
                self._items[-1]["task"] = len(self.tasks)
                self.tasks.append(("checked" in values, ""))
        elif tag in {"ul", "ol", "p", "pre", "div", "table", "blockquote", "details", "dl"}:
            self._end_paragraph()

    def _note_id(self, tag, values):
        names = [values.get("id"), values.get("name") if tag == "a" else None]
        if re.fullmatch("h[1-6]", tag) or (names[0] or "").startswith("__tabbed"):
            return
        self.ids += dict.fromkeys(name for name in names if name)

    def _end_paragraph(self):
        if self._items and str(self._items[-1]["text"]).strip():
            self._items[-1]["open"] = False

    def handle_endtag(self, tag):
        if tag == self._hidden:
            self._hidden = ""
        elif re.fullmatch("h[1-6]", tag) and self._texts:
            level, name, has_anchor = self._heading
            text = " ".join("".join(self._texts.pop()).split())
            if has_anchor:  # one in raw HTML has none and is no part of the table of contents
                self.headings.append((level, text, name))
            elif name:
                self.ids.append(name)
        elif tag == "li" and self._items:
            item = self._items.pop()
            if item["task"] is not None:
                done, _ = self.tasks[item["task"]]
                self.tasks[item["task"]] = (done, " ".join(str(item["text"]).split()))
        elif tag == "p":
            self._end_paragraph()

    def handle_data(self, data):
        if self._hidden:
            return
        if self._texts:
            self._texts[-1].append(data)
        if self._items and self._items[-1]["open"]:
            self._items[-1]["text"] = f"{self._items[-1]['text']}{data}"


@pytest.fixture(scope="module")
def converter() -> markdown.Markdown:
    return markdown.Markdown(
        extensions=list(MARKDOWN_EXTENSIONS), extension_configs=MARKDOWN_EXTENSIONS
    )


def of_page(html: str) -> dict[str, list]:
    page = Page(html)
    return {
        "headings": page.headings,
        "links": page.links,
        "images": page.images,
        "anchors": page.ids,
        "tasks": page.tasks,
    }


def of_structure(structure: Structure) -> dict[str, list]:
    links = structure.links
    return {
        "headings": [heading[:3] for heading in structure.headings],
        "links": [link.target for link in links if link.kind == "link"],
        "images": [link.target for link in links if link.kind == "image"],
        "anchors": [anchor.name for anchor in structure.anchors],
        "tasks": [task[:2] for task in structure.tasks],
    }


TEXTS = {
    "headings": "# One\n\nTwo\n===\n\nThree\n---\n### Four ###\n# One\n# One_1\n## Ünïcode «q» — 日本\n# !!!\n",
    "headings that are none": "#no\n\n\\# no\n\n    # code\n\n####### seven\n\npara\nmore\n---\n",
    "markup in a heading": "# `code` *em* [l](m) ![alt](i.png) <b>b</b> \\*x\\* &amp; #\n",
    "attribute lists of headings": '# A {: .c #my-id data-x="1" }\n# B {.c}\n# C { #c-id }\n# my-id\n',
    "admonition": '!!! note "See [a](b.md)"\n    # Inner\n    - [ ] one\n      - [x] two\n\n    [c](d)\ntext\n',
    "admonition after text": "text\n!!! tip\n    body [a](b)\n\n    more\nnot lazy [c](d)\n",
    "admonitions in a row": '!!! note inline end "1. T"\n    [a](b)\n??? note\n    [c](d)\n???+ tip "O"\n    [e](f)\n',
    "admonition in a list": "- item\n\n    !!! warning\n        [in](x)\n\n        - [ ] task\n\n- two\n",
    "list in an admonition": "!!! note\n\n    - a\n\n        para [x](y)\n\n        - [ ] t\n\n!!! note \"\"\n    # H\n",
    "details with tabs": '??? "D"\n    ## In\n\n    === "One"\n        ### Tab\n\n        - [x] done [l](m)\n\n'
    '    === "Two"\n        ```\n        # no [no](l)\n        ```\n\n    [after](t)\n\n# End\n',
    "tabs": '=== "A"\n    [g](h)\n===! "B"\n    [i](j)\n\n    - [ ] t\n=== "C"\n\n    ## H\n',
    "fences": "```python\n# no [a](b)\n```\n# yes\n\n~~~\n# no\n~~~\n\n- a\n\n  ```\n  # no\n  ```\n\n- b\n",
    "fence never closed": "```\n# yes [a](b)\n",
    "fence with options": '``` {.py title="x"}\n# no\n```\n\n```py hl_lines="1"\n# no\n```\n',
    "fence within a line": "```foo [a](b)``` [c](d)\n",
    "fence with strange options": "``` not a fence (x)\n# yes\n",
    "indented code": "\tcode [no](l)\n\n- a\n\n\tpara [l](m)\n\n\t- b\n\n\t\t- c\n\n            code [no](l)\n",
    "comments": "<!-- # no [a](b) -->\ntext <!-- [c](d) --> [e](f)\n\n<!--\n# no\n\n- [ ] no\n-->\n\n# yes\n",
    "comment never closed": "<!-- open\n\n# yes [a](b)\n",
    "tasks": "- [ ] a\n- [X] b\n- [y] c\n- [ ]d\n* [ ] **bold** [l](m)\n  more\n1. [x] e\n\n   para\n",
    "tasks two columns in": "- [ ] a\n  - [x] b\n    - [ ] c\n- [x] d\n",
    "tasks four columns in": "- [ ] a\n    - [x] b\n        - [ ] c\n- [x] d\n",
    "tasks under a number": "1. one\n   - [ ] a\n   - [x] b\n\n     para [x](y)\n2. two\n",
    "tasks far in": "- [ ] a\n      - [x] far [l](m)\n        - [ ] deeper\n- b\n",
    "tasks after text": "Intro:\n- [ ] a\n- [x] b\n\nMore\n1. [ ] c\n",
    "empty items": "- a\n- \n- b\n-\n- c\n  - d\n  -\n",
    "year that starts a line": "It was the year\n1986. A great [season](x)\n",
    "quotes": "> # Quote\n> - [ ] a\n>   - [x] b\n>\n> > [l](m)\n",
    "references": '[a]: http://x "t"\n[a], [b][a], [c][], ![i][a], [no]\n\n[C]: /c\n',
    "references after a list": "- [x] [a]\n- [b]\n[a]: /a\n[b]: /b\n",
    "links": '[a](b "t") [p](v(w)) [e]() [x](<y z>) [![i](a.png)](b.md) [*e* `c`](d) `[no](l)` \\[no](l)\n',
    "addresses with spaces": "[a](b c.md) [d](e.md#F G) ![h](i j.png)\n",
    "autolinks": "a <http://x.y> <m@n.o> http://no.link\n",
    "raw links": '<a href="x">y</a> <img src="z.png"> <a name="n"></a> <span id="i">\n',
    "raw block": '<div id="four">\n<p>a [no](l)\n\nb <a href="yes">z</a></p>\n<img src="i.png">\n</div>\n# after\n',
    "raw block never closed": "<div>\n\n# no\n\n[no](l)\n",
    "raw script": "<script>\n# no\n</script>\n\n<pre>\n# no\n\n# no\n</pre>\n\n# yes\n",
    "raw line": '<br>\n[a](b)\n\n<img src="x.png">\n[c](d)\n',
    "raw heading": '<h2 id="raw">Raw</h2>\n\n# raw\n',
    "Markdown in HTML": '<div markdown="1" id="box">\n# In box\n[l](m)\n</div>\n\n<details markdown>\n'
    "<summary>s</summary>\n\n- [ ] t\n\n</details>\n",
    "attribute lists": "para\n{: #p }\n\n[l](m){: #l .c } *e*{#e}\n\n- li\n{: #i }\n\n| a |b|\n|---|-|\n| c {#d} |e|\n",
    "attribute list that changes an address": '[a](b){: href="c" } ![d](e){: src="f" }\n',
    "tables": "| a | b |\n|---|---|\n| [l](m) | - [ ] no |\n\na | b\n--|--\n1 | ![i](2)\n",
    "definition list": "term\n:   def [l](m)\n\n    more [n](o)\n\n    - [ ] t\n",
    "footnotes": "x[^1] y[^two] z[^1] [^none]\n\n[^1]: One [l](m)\n\n    more\n\n[^two]: Two\n",
    "footnote in a heading": "# A[^1]\n\n[^1]: One\n",
}  # fmt: skip


@pytest.mark.parametrize("title", TEXTS)
def test_a_small_text_agrees_with_its_page(title: str, converter: markdown.Markdown) -> None:
    expected = of_page(converter.reset().convert(TEXTS[title]))
    found = of_structure(read_structure(TEXTS[title]))
    expected["anchors"].sort()
    found["anchors"].sort()  # the site shows footnotes at the end of a page
    assert found == expected


class Difference(NamedTuple):
    """Something that only the page or only the structure has."""

    path: str
    kind: str
    what: object


class Comparison(NamedTuple):
    """How often something was seen in the pages, and what differs."""

    totals: Counter
    differences: list[Difference]


def kind_of(kind: str, what: object, body: str) -> str:
    """Name a difference by what the text says; the name of the kind itself is one that nobody has explained."""
    if kind == "links":
        return kind_of_link(str(what), body)
    patterns = {
        "headings": ("escape", r"^#.*\\[^\\`*_{}\[\]()>#+.!-]"),
        "tasks": ("quote in an item", r"^ *[-*] .*\n +> "),
    }
    name, pattern = patterns.get(kind, ("", r"(?!)"))
    return name if re.search(pattern, body, re.MULTILINE) else kind


def kind_of_link(address: str, body: str) -> str:
    flags = re.MULTILINE | re.IGNORECASE
    place = re.escape(address)
    labels = re.findall(rf"^ {{0,3}}\[([^\]]+)\]: *{place} *$", body, flags)
    label = "|".join(map(re.escape, labels)) or "(?!)"
    kinds = {
        "broken address": "\n" in address,
        "code in a label": "`" in label,
        "repeated definition": len(re.findall(rf"^\[(?:{label})\]:", body, flags)) > 1,
        "spaced label": re.search(rf"\[(?:{label})\]\s\[|\]\s\[(?:{label})\]", body, flags),
        "nested link": re.search(rf"\([^()]*\[[^\[\]]*\]\([^()]*\)\)+\]\({place}", body),
    }
    return next((name for name, is_kind in kinds.items() if is_kind), "links")


def differences_of(path: str, body: str, html: str) -> Iterator[tuple[str, int, list[Difference]]]:
    """Yield for each kind of thing how many the page has and what only one side has; the order counts, too."""
    expected, found = of_page(html), of_structure(read_structure(body))
    has_notes = '<div class="footnote">' in html
    for kind, ours in found.items():
        theirs = expected[kind]
        missing, extra = Counter(theirs) - Counter(ours), Counter(ours) - Counter(theirs)
        longer = max(missing, extra, key=Counter.total)
        wrong = [Difference(path, kind_of(kind, what, body), what) for what in longer.elements()]
        if not wrong and ours != theirs and not has_notes:
            wrong = [Difference(path, f"order of {kind}", what) for what in ours]
        yield kind, max(len(theirs), len(ours)), wrong


@pytest.fixture(scope="module")
def comparison(shared: Path, converter: markdown.Markdown) -> Comparison:
    """Compare all Markdown files of all collections; the largest, of 1.4 MB, takes half a second to render."""
    root = shared / "corpora"
    totals: Counter = Counter()
    differences: list[Difference] = []
    for path in sorted(root.rglob("*.md")):
        body = parse_source(path.read_bytes()).body
        html = converter.reset().convert(body)
        for kind, count, wrong in differences_of(path.relative_to(root).as_posix(), body, html):
            totals[kind] += count
            totals[f"{kind} that differ"] += len(wrong)
            differences += wrong
    return Comparison(totals, differences)


@pytest.mark.parametrize("kind", ["headings", "links", "images", "anchors", "tasks"])
def test_real_texts_agree_with_their_pages(kind: str, comparison: Comparison) -> None:
    total, differing = comparison.totals[kind], comparison.totals[f"{kind} that differ"]
    assert total
    assert 1 - differing / total >= BOUND


def test_every_difference_is_of_a_known_kind(comparison: Comparison) -> None:
    counts = Counter(difference.kind for difference in comparison.differences)
    unknown = [each for each in comparison.differences if each.kind not in KNOWN_DIFFERENCES]
    assert not unknown
    for kind, (reason, most) in KNOWN_DIFFERENCES.items():
        assert 0 < counts[kind] <= most, f"{kind}: {counts[kind]} instead of {most}; {reason}"
