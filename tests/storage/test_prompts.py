"""The prompts are content: all there, in plain words, and safe by what is said of each."""

import re
from datetime import date
from pathlib import Path

import pytest

from afreflect.domain.prompt import Phase
from afreflect.storage import help_services
from afreflect.storage.prompts import script

SCRIPT = script()
BANNED = re.compile(
    r"(?i)\b(resist\w*|helpless\w*|disengage\w*|fixed|sting|verdict|kpi|performance|complian\w*"
    r"|score\w*|you should|must)\b|!"
)
CARDS = {
    "P01", "P06", "P13", "P25", "P26", "P27", "P28", "P33", "P34", "P35", "P46", "P47", "P48",
    "P55", "P57",
}  # fmt: skip


def test_all_sixty_prompts_are_there():
    assert list(SCRIPT.prompts) == [f"P{number:02d}" for number in range(1, 61)]


@pytest.mark.parametrize("prompt", SCRIPT.prompts.values(), ids=lambda prompt: prompt.id)
def test_a_prompt_is_short_and_plain(prompt):
    assert not BANNED.search(prompt.text)
    assert len(prompt.text.split()) <= 20


def test_only_these_may_stand_on_a_facilitators_card():
    assert {prompt.id for prompt in SCRIPT.on_cards()} == CARDS


def test_what_is_nobody_elses_business_may_never_be_shown():
    never = {name for name in SCRIPT.prompts if not SCRIPT.may_be_shown(name)}
    assert never == {"P19", "P23", *(f"P{number}" for number in range(49, 55))}
    assert not SCRIPT.may_be_shown("decision")


def test_a_target_never_starts_where_somebody_does_not_know_what_to_do():
    assert all("P41" not in step.prompts for step in SCRIPT.flows["five"].steps)


@pytest.mark.parametrize(
    "flow, asked",
    [
        ("doubt", ["P15", "P16", "P17", "P18", "P20"]),
        ("cases", ["P22", "P20", "P21"]),
        ("five", ["P08", "P09", "P10", "P37", "P38", "P43", "P44"]),
        ("now_what", ["P30", "P31", "P32", "P41", "P27", "P43", "P57"]),
        ("support", ["P35", "P48", "P55"]),
        ("map", ["P49", "P50", "P51", "P52", "P53", "P54"]),
    ],
)
def test_a_flow_asks_in_its_order(flow: str, asked: list[str]):
    assert [prompt for step in SCRIPT.flows[flow].steps for prompt in step.prompts] == asked


def test_care_comes_before_change_where_somebody_does_not_know_what_to_do():
    """FR-52."""
    assert SCRIPT.flows["five"].steps[0].phase is Phase.REACTION


def test_strengths_have_a_way_of_their_own():
    """FR-46, FR-48: what went well, what is worth passing on."""
    asked = {prompt for step in SCRIPT.flows["works"].steps for prompt in step.prompts}
    assert {"P11", "P33", "P35"} <= asked


@pytest.mark.parametrize("service", help_services.listed(), ids=lambda service: service.name)
def test_a_service_says_where_and_when_it_was_read(service):
    assert service.reach
    assert service.source
    assert service.link.startswith("https://")
    assert service.read_on <= date.today()


OWN = """
[[service]]
country = "Here"
name = "The chaplain"
reach = "extension 12"
what = "Day and night."
source = "Our intranet"
link = ""
read_on = 2026-11-01
"""


@pytest.mark.parametrize(
    "text, names",
    [
        (OWN, ["The chaplain"]),
        (OWN + '[[service]]\nname = "half an entry"\n', ["The chaplain"]),
        (OWN.replace('link = ""', 'link = "javascript:alert(1)"'), []),
        (OWN.replace("2026-11-01", '"some day"'), []),
        ("service = 3", []),
        ("not toml at all [", []),
    ],
    ids=["own", "half an entry", "no link", "no day", "no list", "no toml"],
)
def test_a_site_adds_its_own_and_a_slip_in_it_takes_nothing_away(
    tmp_path: Path, text: str, names: list[str]
):
    (tmp_path / "help_services.toml").write_text(text, "utf-8")
    found = help_services.of_the_site(tmp_path)
    assert [each.name for each in found] == names
    assert all(each.own for each in found)
    assert help_services.of_the_site(tmp_path / "nowhere") == ()
