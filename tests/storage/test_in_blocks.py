"""A file too large to hold is read to exactly what the same file gives when it is held."""

import random
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from afreflect.domain.extract import File, FileOnDisk, Mapping, Problem, Upload
from afreflect.storage import columns_left_out, profile
from afreflect.storage.codes import codes
from afreflect.storage.hashing import Distinct, Hashing
from afreflect.storage.loading import Loaded, load_tables
from afreflect.storage.practice import TABLES_KEPT
from afreflect.storage.reader import Reading, clinicians, questions, read
from afreflect.storage.sample import sample_uploads
from afreflect.storage.sizes import USUAL, Sizes
from afreflect.storage.vocabulary import vocabulary

NOW = datetime(2026, 11, 21)
TINY = Sizes(whole=2000, block=12_000, together=50)
DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
QUICK = settings(
    max_examples=5,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
)


def said_of(result: Reading | list[Problem]) -> Any:
    """All that can be said of a reading before it is loaded."""
    if isinstance(result, list):
        return result
    words = vocabulary()
    return {
        "mapping": result.mapping,
        "questions": questions(result, result.mapping),
        "guesses": result.guesses,
        "left out": columns_left_out.left_out(result, result.mapping),
        "unused": result.unused,
        "clinicians": clinicians(result, result.mapping),
        "codes": codes(result, result.mapping),
        "sheets": [
            (
                sheet.name,
                sheet.columns,
                sheet.rows_in,
                sheet.set_aside,
                sheet.first_row,
                sheet.first_rows(5),
                profile.profiles(sheet, words),
            )
            for sheet in result.sheets
        ],
    }


def kept_of(result: Loaded | list[Problem]) -> Any:
    """The extract and every row of every table.

    What the best of a department reach is told of files that are held whole alone.
    """
    if isinstance(result, list):
        return result
    tables = {
        name: sorted(map(repr, result.connection.table(name).fetchall())) for name in TABLES_KEPT
    }
    return replace(result.extract, benchmarks=()), tables


def answered(reading: Reading) -> list[Mapping]:
    """The mapping with the first and, where there is a question, with the last answer."""
    asked = questions(reading, reading.mapping)
    found: list[Mapping] = []
    for at in (0, -1) if asked else (0,):
        mapping = reading.mapping
        for question in asked:
            value = question.options[at].value
            if question.settles == "clinician":
                mapping = replace(mapping, clinician=value)
            else:
                mapping = mapping.with_file(question.file, dates=value)
        found.append(mapping)
    return found


def read_alike(files: Iterable[File], tiny: Sizes = TINY) -> None:
    """Both ways give the same, whatever is asked."""
    files = tuple(files)
    whole, blocks = read(files, sizes=USUAL), read(files, sizes=tiny)
    assert said_of(blocks) == said_of(whole)
    if isinstance(whole, list) or isinstance(blocks, list):
        return
    for mapping in answered(whole):
        loaded = load_tables(whole, mapping, False, NOW)
        assert kept_of(load_tables(blocks, mapping, False, NOW, sizes=tiny)) == kept_of(loaded)
    mapping = answered(whole)[0]
    loaded = load_tables(whole, mapping, True, NOW)
    assert kept_of(load_tables(blocks, mapping, True, NOW, sizes=tiny)) == kept_of(loaded)
    counted = load_tables(blocks, mapping, True, NOW, sizes=tiny, kept=False)
    assert isinstance(counted, Loaded) == isinstance(loaded, Loaded)
    if isinstance(counted, Loaded) and isinstance(loaded, Loaded):
        assert counted.extract == replace(loaded.extract, benchmarks=())


def test_the_sample_is_read_alike():
    """FR-40: the same figures whatever the size of the file."""
    read_alike(sample_uploads(), replace(TINY, block=40_000, together=2000))


def on_disk(folder: str) -> list[Path]:
    return sorted((DATA / folder).rglob("*.*sv")) + sorted((DATA / folder).rglob("*.txt"))


@pytest.mark.skipif(not DATA.is_dir(), reason="the public reference data are not here")
@pytest.mark.parametrize("path", on_disk("messy_a"), ids=lambda path: path.name)
def test_messy_files_are_read_alike(path: Path):
    read_alike([FileOnDisk.at(path)])


@pytest.mark.skipif(not DATA.is_dir(), reason="the public reference data are not here")
def test_files_that_belong_together_are_read_alike():
    stays = on_disk("mimic_iv_ed_demo")
    read_alike([FileOnDisk.at(path) for path in stays], replace(TINY, block=8000))


HEADER = "Visit,Patient,Doctor,Arrival,Departure,Disposition,CTAS,CT done,Note to file"


def department(rows: int, seed: int, doctors: int = 4) -> str:
    """A department's list with what real ones hold: versions, copies, totals and odd rows."""
    chance = random.Random(seed)
    lines = [HEADER]
    for number in range(rows):
        arrived = datetime(2025, 1, 1) + timedelta(minutes=17 * number)
        left = arrived + timedelta(minutes=chance.randrange(600))
        visit = chance.choice([f"V{number}"] * 6 + [f"V{number // 3}", f"v{number // 2}", ""])
        cells = [
            visit,
            f"P{chance.randrange(rows // 4 + 1)}",
            chance.choice([f"DR{chance.randrange(doctors)}", ""]),
            chance.choice([f"{arrived:%Y-%m-%d %H:%M}"] * 5 + ["soon", ""]),
            f"{left:%d/%m/%Y %H:%M}",
            chance.choice(["Home", "Admitted", "LWBS", "Fizz", ""]),
            chance.choice(["1", "III", "9", ""]),
            chance.choice(["Y", ""]),
            chance.choice(['"a, ""b"" and\nc"', "x", ""]),
        ]
        lines.append(",".join(cells))
        if chance.random() < 0.15:
            lines.append(chance.choice([lines[-1], HEADER, "Total,5,,,,,,,", "V9,short", ""]))
    return "\n".join(lines)


@QUICK
@given(
    st.integers(1, 60),
    st.integers(0, 9999),
    st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.integers(900, 5000),
)
def test_a_department_is_read_alike(rows: int, seed: int, encoding: str, line_end: str, block: int):
    """FR-40: versions of a visit meet wherever their rows stand in the file."""
    text = department(rows, seed).replace("\n", line_end).replace("x", "é")
    read_alike([Upload("visits.csv", text.encode(encoding))], Sizes(200, block, 20))


def test_shifts_and_orders_beside_a_large_file_are_read_alike():
    visits = department(120, 5)
    shifts = "Shift,Doctor,Shift start,Shift end\n" + "".join(
        f"{day},DR{day % 4},2025-01-{day:02d} 08:00,2025-01-{day:02d} 18:00\n"
        for day in range(1, 5)
    )
    orders = "Visit,Exam\n" + "".join(f"V{number},CT head\n" for number in range(0, 120, 7))
    orders = orders + "".join(f"V{number},X-ray\n" for number in range(0, 120, 5))
    files = {"visits.csv": visits, "shifts.csv": shifts, "imaging.csv": orders}
    read_alike([Upload(name, text.encode()) for name, text in files.items()])


@pytest.mark.parametrize(
    "text",
    [
        HEADER + '\n"V1,P1,D1,2025-03-01 08:00\n' + "V2,P2,D1,2025-03-01 08:00,,,,,\n" * 40,
        HEADER + "\n" + "too,short\n" * 200,
        HEADER + "\n" + "V2,P2,D1,2025-03-01 08:00,,,,,,,,\n" * 200,
        HEADER + "\n" + "\n" * 600,
        "\n" * 50 + HEADER + "\n" + "V2,P2,D1,2025-03-01 08:00,,,,,\n" * 40 + "caf\xe9",
    ],
    ids=["a quotation mark", "all odd", "trailing blanks", "no rows", "late accents"],
)
def test_a_faulty_file_is_refused_alike(text: str):
    read_alike([Upload("visits.csv", text.encode("cp1252"))], Sizes(200, 1500, 5))


def test_a_file_that_changes_while_it_is_read_is_refused(tmp_path: Path):
    from afreflect.domain.extract import Changed

    path = tmp_path / "visits.csv"
    path.write_text(department(50, 1))
    file = FileOnDisk.at(path)
    path.write_text(department(60, 1))
    with pytest.raises(Changed, match="changed while it was being read"):
        read([file], sizes=TINY)


def test_names_are_taken_out_of_texts_wherever_they_stand():
    """FR-40: of a large file the clinician's own rows tell whom its texts may name."""
    people = [f"{first} {last}" for first in FIRST for last in LAST]
    lines = ["Visit,Patient,Patient name,Doctor,Arrival,Departure,Chief complaint"]
    lines += [
        f"V{n},PT{n:05d},{people[n % len(people)]},DR{n % 3:02d},2025-01-01 08:00,2025-01-01 09:00,"
        f"fall with {people[n % len(people)]} present"
        for n in range(1500)
    ]
    file = Upload("visits.csv", "\n".join(lines).encode())
    tiny = Sizes(whole=2000, block=60_000, together=50)
    reading = read([file], sizes=tiny)
    assert isinstance(reading, Reading)
    mapping = replace(reading.mapping, clinician="DR01")
    loaded = load_tables(reading, mapping, False, NOW, sizes=tiny)
    assert isinstance(loaded, Loaded)
    said = loaded.connection.table("visits").project("complaint").fetchall()
    assert len(said) == 500
    assert {text for (text,) in said} == {"fall with [left out] present"}


FIRST = ("Ada", "Grace", "Rosalind", "Lise", "Chien", "Maria", "Emmy", "Sofia", "Mary", "Barbara")
LAST = ("Lovelace", "Hopper", "Franklin", "Meitner", "Wu", "Mayer", "Noether", "Kovalevska")


def test_different_cells_are_counted_exactly_or_nearly():
    hashing, few, many = Hashing(), Distinct(), Distinct()
    for start in range(0, 400_000, 50_000):
        cells = pa.array([f"V{number}" for number in range(start, start + 60_000)])
        many.add(hashing.of(cells))
        few.add(hashing.of(cells.slice(0, 1000)))
    assert few.count() == 8000
    assert many.count() == pytest.approx(410_000, rel=0.02)
