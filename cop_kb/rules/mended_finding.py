"""The baseline records a finding that is mended.

A baseline lets old findings pass. One that is mended must leave it, or it could come back without anybody noticing.

To mend it, write the baseline anew, and look at what it says is new before you commit it.

Right:

    cop-kb validate --write-baseline
"""

from cop_kb.rules.rule import Grade

ID = "mended-finding"
GRADE = Grade.ALWAYS
