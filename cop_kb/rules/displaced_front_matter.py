"""What looks like front matter does not stand where front matter stands.

Front matter begins in the first line of the file with exactly three dashes. Without that line, with an empty line
above it, a space before the dashes or a fourth dash, all of it is text: shown to readers, and obeyed by nobody. Until
it is mended the page is kept for the narrowest audience.

Wrong:

    ----
    audience: members
    ----

Right:

    ---
    audience: members
    ---
"""

from cop_kb.rules.rule import Grade

ID = "displaced-front-matter"
GRADE = Grade.ALWAYS
