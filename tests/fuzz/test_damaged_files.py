"""Whatever happens to a file, it ends in figures that add up or in a sentence.

2,000 damaged files in the ordinary run, more by AFREFLECT_FUZZ (`make fuzz`). A failure names its
seed: `AFREFLECT_FUZZ_SEED=123 pytest tests/fuzz` tries that one alone.
"""

import os
import random
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from afreflect.domain.extract import Extract, Problem, Upload
from afreflect.storage.codes import codes
from afreflect.storage.loading import Loaded, load_tables
from afreflect.storage.reader import clinicians, questions, read
from tests.fuzz.mutations import MOST_BYTES, Source, damaged
from tests.storage.workbooks import workbook

FILES = int(os.environ.get("AFREFLECT_FUZZ", "2000"))
BATCHES = 20
NOW = datetime(2026, 11, 21)
ROOT = Path(__file__).parents[2]
OF_OTHERS = (
    ("messy_a/a1_urgences_fr.csv", "cp1252", ";"),
    ("messy_a/a2_us_export_bom.csv", "utf-8-sig", ","),
    ("messy_a/a3_report_merged_header.xlsx", "", ""),
    ("messy_a/a4_mixed_dates_utf16.txt", "utf-16", "\t"),
    ("messy_a/a5_split_hhmm.psv", "ascii", "|"),
    ("messy_a/a6_logical_errors.csv", "ascii", ","),
    ("messy_a/a7_dst_cases.csv", "ascii", ","),
    ("messy_a/a8_ambiguous_dmy.csv", "ascii", ","),
    ("messy_a/a9_contradictory_dates.csv", "ascii", ","),
    ("messy_a/natural/ons_weekly_deaths_2018.csv", "utf-8", ","),
    ("mimic_iv_ed_demo/edstays.csv", "utf-8", ","),
    ("mimic_iv_ed_demo/triage.csv", "utf-8", ","),
    ("synthea_a/encounters.csv", "utf-8", ","),
    ("synthea_a/imaging_studies.csv", "utf-8", ","),
    ("namcs2019_office_visits/namcs2019_visits.csv", "utf-8", ","),
    ("teaching_evaluations_gazi/turkiye-student-evaluation_generic.csv", "utf-8", ","),
    ("nhs_ae_attendances/ae_attendances.csv", "utf-8", ","),
)


def beginning(path: Path, encoding: str, delimiter: str) -> Source:
    """The first rows of a text file, or the whole of a workbook."""
    content = path.read_bytes()
    if encoding:
        text = content.decode(encoding)[:MOST_BYTES]
        content = text[: text.rfind("\n") + 1].encode(encoding)
    return Source(path.name, content, encoding, delimiter)


def sources() -> list[Source]:
    """The real files there are: those of the sample always, others where they are."""
    shared = ROOT.parent / "shared" / "data"
    department = sorted((ROOT / "sample_data").glob("*/*.csv"))
    found = [beginning(path, "utf-8", ",") for path in department]
    rows = [row.split(",") for row in found[0].content.decode().splitlines()[:20]]
    found.append(Source("visits.xlsx", workbook(rows)))
    return found + [
        beginning(shared / name, encoding, delimiter)
        for name, encoding, delimiter in OF_OTHERS
        if (shared / name).exists()
    ]


def imported(*uploads: Upload, clinician: bool) -> Extract | list[Problem]:
    """What becomes of files: all that a screen or the command line asks of them on the way.

    For one `clinician`, the one with the most rows, as on the screens; or for everybody.
    """
    reading = read(uploads)
    if isinstance(reading, list):
        return reading
    questions(reading, reading.mapping)
    names = clinicians(reading, reading.mapping)
    codes(reading, reading.mapping)
    assert reading.guesses
    mapping = reading.mapping
    if clinician and names:
        mapping = replace(mapping, clinician=names.most_common(1)[0][0])
    result = load_tables(reading, mapping, everyone=not clinician, now=NOW)
    return result.extract if isinstance(result, Loaded) else result


def try_one(seed: int, of: list[Source]) -> None:
    chance = random.Random(seed)
    chosen = chance.sample(of, 2 if chance.random() < 0.15 else 1)
    uploads = [Upload(source.name, damaged(source, chance)) for source in chosen]
    try:
        result = imported(*uploads, clinician=seed % 4 > 0)
    except Exception as fault:
        raise AssertionError(f"AFREFLECT_FUZZ_SEED={seed} ({chosen[0].name})") from fault
    if isinstance(result, list):
        assert result, seed
        assert all(isinstance(problem, Problem) and problem.text for problem in result), seed
        return
    aside = sum(group.rows for group in result.set_aside)
    assert result.rows_in == result.rows_kept + aside, f"AFREFLECT_FUZZ_SEED={seed}"
    assert result.rows_kept > 0, f"AFREFLECT_FUZZ_SEED={seed}"
    assert all(group.rows > 0 for group in result.set_aside), f"AFREFLECT_FUZZ_SEED={seed}"


@pytest.fixture(scope="module")
def real_files() -> list[Source]:
    return sources()


@pytest.mark.parametrize("batch", range(BATCHES))
def test_no_damage_ends_in_an_error_or_loses_a_row(batch: int, real_files: list[Source]):
    """FR-40: rows in are rows kept and rows set aside, always; otherwise a sentence says why."""
    alone = os.environ.get("AFREFLECT_FUZZ_SEED")
    if alone:
        if batch == 0:
            try_one(int(alone), real_files)
        return
    for seed in range(batch, FILES, BATCHES):
        try_one(seed, real_files)
