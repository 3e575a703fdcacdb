"""Statistical process control: what in a series of figures is signal and what is chance.

`chart` draws centre and limits for one series or for thousands at once and names each signal;
`choose` says which kind of chart a series calls for, and why.
"""

from afreflect.domain.spc.assurance import Assurance, assure, in_words
from afreflect.domain.spc.chart import Better, Chart, Direction, NotCharted, chart
from afreflect.domain.spc.kinds import KINDS, Kind, needs_sizes
from afreflect.domain.spc.rules import RULE_SETS, SIGNALS, RuleSet

__all__ = [
    "KINDS",
    "RULE_SETS",
    "SIGNALS",
    "Assurance",
    "Better",
    "Chart",
    "Direction",
    "Kind",
    "NotCharted",
    "RuleSet",
    "assure",
    "chart",
    "in_words",
    "needs_sizes",
]
