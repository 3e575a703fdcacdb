"""My practice as a test finds it: a busy extract, a first look, and what stands on the page."""

import json
from datetime import date
from typing import Any

from streamlit.testing.v1 import AppTest

from tests.charts.said import said_by
from tests.pages.journey import click, unfold, with_own

HEADER = "Visit No,Patient Key,Arrival Date/Time,Seen,Departure Date/Time,ED Disposition"
MONTHS, EACH = 14, 40


def _busy() -> str:
    """One clinician's extract: 40 discharges a month from Jan 2024 on, a varying few come back."""
    rows = [HEADER]
    for month in range(MONTHS):
        day = f"{2024 + month // 12}-{month % 12 + 1:02d}"
        for visit in range(EACH):
            number = month * 100 + visit
            again = visit < 2 + month % 4
            at, hour = f"{day}-{visit % 25 + 1:02d}", 8 + visit // 25
            rows.append(f"{number},p{number},{at} {hour:02d}:00,{at} {hour:02d}:{visit:02d},"
                        f"{at} 11:00,Discharged")  # fmt: skip
            if again:
                rows.append(f"r{number},p{number},{at} 20:00,{at} 20:10,{at} 22:00,Admitted")
    return "\n".join(rows) + "\n"


MORE = "9001,p9001,2025-02-20 08:00,2025-02-20 08:10,2025-02-20 11:00,Discharged\n"
BUSY: dict[str, str | bytes] = {"visits.csv": _busy()}


def with_a_measure(card: str = "safe_discharge", guess: str = "") -> AppTest:
    """The first measure of the busy extract after a first look, with all of it unfolded."""
    return unfold(click(at_a_first_look(card, guess), "no_reaction"))


def at_a_first_look(card: str = "safe_discharge", guess: str = "") -> AppTest:
    """The practice page as it opens on a measure for the first time."""
    at = click(click(with_own(BUSY), "columns_right"), f"value_{card}")
    if guess:
        at.text_input[0].input(guess)
    return click(at, "show" if guess else "skip")


def charts(at: AppTest) -> list[dict[str, Any]]:
    """The charts on the page; AppTest has no element of its own for them."""
    return [json.loads(chart.proto.spec) for chart in at.get("vega_lite_chart")]


def pointed_at(at: AppTest) -> list[str]:
    """What the chart says of each point when it is pointed at."""
    return [
        row["words"]
        for layer in charts(at)[0]["layer"]
        for row in layer["data"]["values"]
        if "words" in row
    ]


def alternative(at: AppTest) -> str:
    return at.get("vega_lite_chart")[0].proto.alt


def tables(at: AppTest) -> list[dict[str, list[str]]]:
    return [{name: list(table.value[name]) for name in table.value} for table in at.table]


def one_by_one(at: AppTest) -> dict[str, list[str]]:
    """The table of single cases."""
    return next(table for table in tables(at) if "Id" in table)


def sentence(at: AppTest) -> str:
    """The answer to the title: the first words below the steps that hold a figure."""
    return next(m.value for m in at.markdown if "%" in m.value or " or less" in m.value)


def labels(spec: dict[str, Any]) -> str:
    return " | ".join(said_by(layer["mark"].get("text", "")) for layer in spec["layer"])


def choose(at: AppTest, key: str, value: str) -> AppTest:
    group = next(group for group in at.button_group if group.key == key)
    group.set_value(value)
    return at.run()


def grain(at: AppTest) -> object:
    return next(group for group in at.button_group if group.key == "grain").value


def with_target(high: str = "4") -> AppTest:
    at = click(with_a_measure(), "set_target")
    at.radio[0].set_value("at most").run()
    metric = "return_72h_unplanned"
    at.text_input(key=f"At most_{metric}").input(high)
    at.text_input(key=f"smallest_{metric}").input("1")
    at.text_input(key=f"reason_{metric}").input("Coming back is a bad day")
    at.date_input(key=f"by_{metric}").set_value(date(date.today().year + 1, 6, 30))
    at.button(key="keep").click()
    at.run()
    return click(at, "keep_later")


def visits(rows: list[str], header: str) -> dict[str, str | bytes]:
    return {"visits.csv": "\n".join([header, *rows]) + "\n"}


def dated_visits(months: int, each: int) -> dict[str, str | bytes]:
    """An extract with so many visits in each of so many months; every fourth was admitted."""
    header = "Visit No,Arrival Date/Time,Departure Date/Time,ED Disposition"
    rows = []
    for month in range(months):
        day = f"{2024 + month // 12}-{month % 12 + 1:02d}"
        for visit in range(each):
            ended = "Admitted" if visit % 4 == 0 else "Discharged"
            at = f"{day}-{visit % 28 + 1:02d}"
            rows.append(f"{month * 1000 + visit},{at} 08:00,{at} 11:00,{ended}")
    return visits(rows, header)


def looking_at_admission(files: dict[str, str | bytes]) -> AppTest:
    at = click(with_own(files), "columns_right")
    return click(click(at, "value_right_bed"), "skip")
