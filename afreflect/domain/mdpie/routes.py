"""Ways on from a placement: two or three next steps, each with the flow or page that it opens.

After the paper's routes out of each zone; which are offered first is our choice. Nothing here is
chosen for the clinician.
"""

from dataclasses import dataclass
from typing import Literal

from afreflect.domain.mdpie.model import Placement, Situation, Zone

MOST = 3
ENOUGH_QUALITY = 50.0


@dataclass(frozen=True)
class Route:
    """One next step: what it is, in plain words, and the flow or the page that it opens."""

    id: str
    words: str
    opens: Literal["flow", "page"]
    asks_for_change: bool = False


VALIDITY = Route("validity", "Say what you doubt, and who could put it right.", "flow")
CONTEST = Route("contest", "See the figure without the cases you question.", "page")
CORRECTIONS = Route("corrections", "Put fields right with whoever keeps the data.", "page")
CASES = Route("cases", "Look at five cases behind the figure.", "flow")
TRUST = Route("trust", "See what would make this data carry you further.", "page")
FIVE = Route(
    "five_patients", "Try one small thing with your next five suitable patients.", "flow", True
)
NOW_WHAT = Route("now_what", "Say what this tells you, and what comes next.", "flow", True)
MAP = Route("map", "Look, for yourself alone, at what pulls the other way.", "flow", True)
LEADERS = Route("leaders", "Write one request to those who lead your service.", "flow")
PASS_ON = Route("pass_on", "Pass on what works, or ask how a colleague does it.", "flow")
PLAN = Route("my_plan", "Make it a plan, with a day to look again.", "page", True)
REFLECT = Route("reflect", "Go back to the conversation.", "page")

ALL = (
    VALIDITY, CONTEST, CORRECTIONS, CASES, TRUST, FIVE, NOW_WHAT, MAP, LEADERS, PASS_ON, PLAN,
    REFLECT,
)  # fmt: skip


def routes(
    placement: Placement, situation: Situation, *, hard_landing: bool = False
) -> tuple[Route, ...]:
    """Two or three ways on from where somebody stands.

    After a hard landing none of them asks for a change. A team's measure leads to the request to
    leaders first (rule 6). Where nothing has to move, what works comes first, and no plan (rule 5).
    """
    if not placement.zones:
        found = _not_placed(placement, situation)
    else:
        ways = [_from(zone, placement, situation) for zone in placement.zones]
        found = ways[0] if len(ways) == 1 else (*ways[0][:2], *ways[1], *ways[0][2:])
    if situation.is_team:
        found = (LEADERS, *found)
    if hard_landing:
        found = (*(way for way in found if not way.asks_for_change), REFLECT, TRUST)
    return tuple(dict.fromkeys(found))[:MOST]


def _from(zone: Zone, placement: Placement, situation: Situation) -> tuple[Route, ...]:
    if zone is Zone.Z1:
        return _questioning(placement, situation)
    if situation.is_settled:
        return (PASS_ON, NOW_WHAT, TRUST)
    if zone is Zone.Z2:
        return _unsure(placement, situation)
    return (NOW_WHAT, PLAN, PASS_ON) if zone is Zone.Z3 else (PASS_ON, PLAN, LEADERS)


def _questioning(placement: Placement, situation: Situation) -> tuple[Route, ...]:
    if placement.sub_state == "b":
        return (CASES, CONTEST, TRUST)
    if situation.validity == "had":
        # The staggered way: the map comes only once the objection was heard.
        return (CONTEST, CORRECTIONS, MAP)
    return (VALIDITY, CONTEST, CORRECTIONS)


def _unsure(placement: Placement, situation: Situation) -> tuple[Route, ...]:
    """Better data or another look at oneself; what is at hand to try comes first."""
    quality = placement.data_quality
    poor = quality is not None and quality < ENOUGH_QUALITY
    if situation.ideas > 0 and not poor:
        return (FIVE, MAP, LEADERS)
    return (FIVE, TRUST, LEADERS) if situation.ideas > 0 else (TRUST, FIVE, LEADERS)


def _not_placed(placement: Placement, situation: Situation) -> tuple[Route, ...]:
    if placement.ticks_disagree and not situation.validity and situation.n >= situation.n_show:
        return (VALIDITY, TRUST, REFLECT)
    return (REFLECT, TRUST)
