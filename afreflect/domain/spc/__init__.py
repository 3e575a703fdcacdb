"""Statistical process control: what in a series of figures is signal and what is chance.

`chart` draws centre and limits for one series or for thousands at once and names each signal;
`choose` says which kind of chart a series calls for, and why; `tabulate` does both for the rows of
a file, in their order.
"""

from afreflect.domain.spc.assurance import ASSURANCES, Assurance, in_words
from afreflect.domain.spc.between import cases_between, time_between
from afreflect.domain.spc.chart import Better, Chart, Direction, NotCharted, chart
from afreflect.domain.spc.choice import RARE, RULES_FROM, Choice, Measured, choose, rare
from afreflect.domain.spc.kinds import KINDS, Kind, needs_sizes
from afreflect.domain.spc.rules import RULE_SETS, SIGNALS, RuleSet
from afreflect.domain.spc.table import FIGURES, Ask, DatedFigures, Row, Table, tabulate

__all__ = [
    "ASSURANCES",
    "FIGURES",
    "KINDS",
    "RARE",
    "RULES_FROM",
    "RULE_SETS",
    "SIGNALS",
    "Ask",
    "Assurance",
    "Better",
    "Chart",
    "Choice",
    "DatedFigures",
    "Direction",
    "Kind",
    "Measured",
    "NotCharted",
    "Row",
    "RuleSet",
    "Table",
    "cases_between",
    "chart",
    "choose",
    "in_words",
    "needs_sizes",
    "rare",
    "tabulate",
    "time_between",
]
