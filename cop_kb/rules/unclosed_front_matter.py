"""The front matter opens with `---` and is never closed.

Without the closing line nobody can tell where the fields end, so all of them show as text.

Wrong:

    ---
    title: Roll back a release
    # Roll back a release

Right:

    ---
    title: Roll back a release
    ---
    # Roll back a release
"""

from cop_kb.rules.rule import Grade

ID = "unclosed-front-matter"
GRADE = Grade.ALWAYS
