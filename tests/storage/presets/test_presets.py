"""Known layouts are recognised by their columns, and give the figures that a hand would give."""

import gzip
from pathlib import Path
from typing import Any

import pytest

from afreflect.domain.extract import Upload
from afreflect.storage import presets
from afreflect.storage.canonical import FIELDS
from afreflect.storage.catalogue import catalogue
from afreflect.storage.mapping import MappingError, mapping_from
from afreflect.storage.practice import Practice, load
from afreflect.storage.reader import Reading, read, with_preset, without_preset
from tests.storage.presets import department
from tests.storage.presets.department import LAYOUTS, Files, plain, visits

METRICS = {metric.id: metric for metric in catalogue()}


def reading(files: Files, preset: str = "", mapping: str = "") -> Reading:
    uploads = [Upload(name, text.encode()) for name, text in files.items()]
    result = read(uploads, mapping_from(mapping) if mapping else None, preset=preset)
    assert isinstance(result, Reading), result
    return result


def practice(files: Files, preset: str = "") -> Practice:
    found = reading(files, preset)
    result = load(found, found.mapping, everyone=True)
    assert isinstance(result, Practice), result
    return result


def figures(files: Files, preset: str, metrics: tuple[str, ...]) -> dict[str, list[Any]]:
    """Every summary of some metrics, over the whole period and by month."""
    held = practice(files, preset)
    return {
        f"{name} {summary}": [
            held.measure(METRICS[name], summary, grain).points for grain in ("all", "month")
        ]
        for name in metrics
        for summary in METRICS[name].summaries
    }


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_same_department_gives_the_same_figures_in_each_layout(layout: str):
    """FR-40: a known layout needs no hand-written mapping."""
    write, untold, metrics = LAYOUTS[layout]
    those = visits(*untold)
    known = reading(write(those)).preset
    assert known is not None
    assert known.id == layout
    found = figures(write(those), "", metrics)
    assert all(points for grains in found.values() for points in grains)
    assert found == figures(plain(those), "none", metrics)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_row_of_a_layout_is_kept_and_no_code_of_it_is_unknown(layout: str):
    write, untold, _ = LAYOUTS[layout]
    extract = practice(write(visits(*untold))).extract
    assert extract.rows_in == extract.rows_kept == len(visits(*untold))
    assert not [warning for warning in extract.warnings if "don't know" in warning.text]


@pytest.mark.parametrize("layout", [name for name in LAYOUTS if name != "fhir_r4"])
def test_names_in_other_cases_and_spaces_are_the_same_layout(layout: str):
    write, untold, metrics = LAYOUTS[layout]
    files = write(visits(*untold))
    respelled = {}
    for name, text in files.items():
        header, _, rows = text.partition("\n")
        respelled[name] = f"{header.upper().replace('_', ' ')}\n{rows}"
    found = reading(respelled).preset
    assert found is not None
    assert found.id == layout
    assert figures(respelled, "", metrics) == figures(files, "", metrics)


@pytest.mark.parametrize("preset", presets.presets(), ids=lambda preset: preset.id)
def test_a_preset_says_where_it_was_read_and_maps_only_what_we_have(preset: presets.Preset):
    assert preset.title
    assert preset.source
    assert preset.link.startswith("https://")
    assert preset.read_on.year >= 2026
    assert set(preset.mapping.columns) <= set(FIELDS["visits"])
    kinds = {entry.name for entry in preset.mapping.files}
    assert kinds <= preset.recognised_by.keys()
    named = {source for sources in preset.mapping.columns.values() for source in sources}
    assert set(preset.also) <= named | {c for cs in preset.recognised_by.values() for c in cs}
    assert set(preset.instead) <= preset.mapping.columns.keys()


def test_no_layout_has_the_columns_of_another():
    for layout, (write, untold, _) in LAYOUTS.items():
        sheets = reading(write(visits(*untold))).sheets
        fitting = [
            preset.id for preset in presets.presets() if presets.recognise(sheets, preset.id)
        ]
        assert fitting == [layout]


def test_a_file_of_the_house_is_no_known_layout():
    assert reading(plain(visits())).preset is None


def test_a_layout_that_lacks_most_of_its_columns_is_not_recognised():
    files = department.mimic(visits())
    text = files["stays 2025.csv"].replace("intime", "came").replace("outtime", "went")
    text = text.replace("stay_id", "visit").replace("subject_id", "pt").replace("hadm_id", "adm")
    assert reading({"stays.csv": text}).preset is None


def test_declining_a_layout_guesses_the_columns_and_taking_it_again_restores_them():
    first = reading(department.mimic(visits()))
    declined = without_preset(first)
    assert declined.declined
    assert declined.preset == first.preset
    assert declined.mapping == reading(department.mimic(visits()), preset="none").mapping
    assert with_preset(declined) == first


def test_a_layout_that_is_asked_for_and_not_there_is_refused_in_one_sentence():
    uploads = [Upload("a.csv", plain(visits())["visits.csv"].encode())]
    result = read(uploads, preset="nhs_ecds")
    assert isinstance(result, list)
    assert "nhs_ecds" in result[0].text
    assert "mimic_iv_ed" in result[0].text


def test_a_mapping_that_names_columns_is_taken_in_the_place_of_the_layout():
    found = reading(department.mimic(visits()), mapping='[columns]\narrival_ts = "intime"\n')
    assert found.preset is None
    assert dict(found.mapping.columns) == {"arrival_ts": ("intime",)}


def test_a_mapping_that_settles_one_code_keeps_the_rest_of_the_layout():
    files = department.mimic(visits())
    found = reading(files, mapping='[values.disposition]\nELOPED = "lwbs"\n')
    assert found.mapping.values["disposition"]["ELOPED"] == "lwbs"
    assert found.mapping.values["disposition"]["HOME"] == "discharged"


def test_files_beside_a_layout_are_guessed_as_ever():
    shifts = "Shift ID,Shift Start,Shift End\ns1,2025-03-01 07:00,2025-03-01 15:00\n"
    births = "subject_id,birth_year\n" + "".join(
        f"p{n:03},{1950 + n % 40}\n" for n in range(len(visits()))
    )
    files = {**department.mimic(visits()), "shifts.csv": shifts, "birth_year.csv": births}
    held = practice(files)
    assert {"starts_at", "ends_at"} <= held.extract.columns["shifts"]
    assert "age" in held.extract.columns["visits"]


def test_what_a_layout_means_to_take_and_the_file_calls_otherwise_is_guessed():
    text = department.nacrs(visits("eloped"))["NACRS abstracts.csv"]
    header, _, rows = text.partition("\n")
    lines = [f"{line.rstrip()},D7" for line in rows.splitlines()]
    files = {"a.csv": "\n".join([f"{header.rstrip()},Attending", *lines])}
    assert reading(files).mapping.columns["physician_id"] == ("Attending",)


def test_other_stays_in_omop_are_set_aside_and_counted():
    text = department.omop(visits("lwbs", "eloped"))["visit_occurrence.csv"]
    inpatient = text.replace(",9203,", ",9201,", 3)
    extract = practice({"visit_occurrence.csv": inpatient}).extract
    assert [group.rows for group in extract.set_aside] == [3]
    assert extract.rows_in == extract.rows_kept + 3


def test_a_planned_follow_up_of_ecds_is_planned():
    text = department.ecds(visits("ama"))["ecds.csv"]
    held = practice({"ecds.csv": text.replace(",1,2\r\n", ",4,2\r\n", 2)})
    assert "planned_return" in held.extract.columns["visits"]


def test_a_code_that_could_not_be_verified_is_asked_about_and_not_mapped():
    text = department.nacrs(visits("eloped"))["NACRS abstracts.csv"]
    held = practice({"a.csv": text.replace(",10\r\n", ",72\r\n")})
    assert any('"72"' in warning.text for warning in held.extract.warnings)


def test_packed_files_are_unpacked():
    uploads = [
        Upload(f"{name}.gz", gzip.compress(text.encode()))
        for name, text in department.mimic(visits()).items()
    ]
    result = read(uploads)
    assert isinstance(result, Reading)
    assert result.preset is not None
    loaded = load(result, result.mapping, everyone=True)
    assert isinstance(loaded, Practice)
    assert "acuity" in loaded.extract.columns["visits"]


def test_a_preset_with_a_wrong_key_is_refused_by_name(tmp_path: Path):
    wrong = tmp_path / "house.toml"
    wrong.write_text('[preset]\ntitle = "House"\ntitel = "x"\n', encoding="utf-8")
    with pytest.raises(MappingError, match=r"house\.toml"):
        presets.read_preset(wrong)
