"""A suppression names no rule, or one that finds nothing here.

Suppressions stand in the front matter, each with its reason:

    suppress:
      - rule: orphan
        reason: The link is in the weekly mail.

When the reason is gone, the suppression should go too, or it will hide the next finding.
"""

from cop_kb.rules.rule import Grade

ID = "unused-suppression"
GRADE = Grade.ADVICE
