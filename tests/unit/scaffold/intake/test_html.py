import pytest

from cop_kb.scaffold.intake.html import read_html


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("<div>One</div><div>Two</div><div><br></div><div>Three</div>", "One\nTwo\n\nThree"),
        ("one<br>two<br><br>three", "one\ntwo\n\nthree"),
        ("<b>bold</b>, <i> italic </i>and <code>code</code>", "**bold**, *italic* and `code`"),
        ("<b></b><b> </b>x", "x"),
        ("<h2>Steps</h2><p>x</p>", "## Steps\n\nx"),
        ("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", "- a\n    - b\n- c"),
        ("<ol><li>a<li>b</ol><p>x", "1. a\n2. b\n\nx"),
        ("<p>x</p><blockquote>a<br>b<p>c</p></blockquote><p>y</p>", "x\n\n> a\n> b\n>\n> c\n\ny"),
        ("<pre>a  b\n  <b>c</b></pre>", "```\na  b\n  c\n```"),
        ("<table><tr><th>a</th><th>b</th></tr><tr><td>1<td>2</table>", "a | b\n1 | 2"),
        ('<a href="https://x.example/a b(c)">our [wiki]</a>', "[our \\[wiki\\]](https://x.example/a%20b%28c%29)"),
        ("<a href=https://x.example>https://x.example</a>", "<https://x.example>"),
        ('<a href="javascript:alert(1)">x</a><a href="mailto:a@b.example">y</a>', "xy"),
        ('<img src="https://track.example/1.gif" alt="a graph">', "a graph"),
        ("5 &lt; 6 &amp; more&nbsp;&eacute;", "5 < 6 & more é"),
        ("5 < 6 and <3", "5 < 6 and <3"),
        ("<head><title>t</title><style>s</style></head><body>x", "x"),
        ("<head><title>t<body>x", "x"),
        ("<script>if (a < b) x()</script>y", "y"),
        ("<!-- hidden --><!--[if mso]><p>no</p><![endif]--><![if !mso]>yes<![endif]>", "yes"),
        ("a<hr>b", "a\n\n-----\n\nb"),
    ],
)  # fmt: skip
def test_html_becomes_markdown(html, markdown):
    assert read_html(html) == (markdown, False)


def test_a_marked_signature_is_left_out():
    html = '<div>x</div><div class="gmail_signature"><div>Ada</div>Ops</div><div>y</div>'

    assert read_html(html) == ("x\ny", True)


@pytest.mark.parametrize(
    "piece", ["<", "<a ", "<!--", "<![CDATA[", "<blockquote>", "<ul><li>", "<b>", "<b>x</b>", "&#"]
)
def test_broken_html_takes_no_time(piece):
    read_html(piece * (300_000 // len(piece)))
