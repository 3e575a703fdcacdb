"""What every metric file must hold, and what none may; new files are held to it by being there."""

import re
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pytest

from afreflect.domain import run_chart
from afreflect.domain.exclusion import counts_of
from afreflect.domain.extract import TABLES
from afreflect.domain.metric import GRAINS, Metric, MetricResult, Point
from afreflect.storage.catalogue import (
    KEYS,
    METRICS,
    ORDER,
    CatalogueError,
    catalogue,
    metric_from,
)
from afreflect.storage.content import value_cards
from afreflect.storage.exclusions import named
from tests.metrics.tables import practice_of, practice_tables

ALL = catalogue()
IDS = {metric.id for metric in ALL}
TEXT = (METRICS / "imaging_use.sql").read_text(encoding="utf-8")
COLUMNS = {
    "proportion": ({"met": "BOOLEAN"}, {"met": "DOUBLE", "exposure": "DOUBLE"}),
    "duration": ({"value": "DOUBLE"},),
    "mean": ({"value": "DOUBLE"},),
    "rate": ({"met": "DOUBLE", "exposure": "DOUBLE"},),
}
UNITS = {"proportion": "%", "duration": "min", "mean": "of 5", "rate": r"\w+ per \w+"}
# Every visit is eligible for every metric of visits, every form and shift for those of its kind.
VISITS = """
    visit | patient | occurred_on | departed   | waited | stayed | disposition | imaging | planned
    ------+---------+-------------+------------+--------+--------+-------------+---------+--------
    1     | p1      | 2025-02-28  | 2025-02-28 | 10     | 60     | discharged  | F       | F
    2     | p2      | 2025-03-01  | 2025-03-01 | 10     | 60     | discharged  | F       | F
    3     | p3      | 2025-03-31  | 2025-03-31 | 10     | 60     | discharged  | F       | F
    4     | p4      | 2025-04-01  | 2025-04-01 | 10     | 60     | discharged  | F       | F
    5     | p5      |             | 2025-04-01 | 10     | 60     | discharged  | F       | F
"""
SHIFTS = """
    shift | starts           | ends
    ------+------------------+-----------------
    1     | 2025-02-28 08:00 | 2025-02-28 16:00
    2     | 2025-03-01 08:00 | 2025-03-01 16:00
    3     | 2025-03-31 08:00 | 2025-03-31 16:00
    4     | 2025-04-01 08:00 | 2025-04-01 16:00
    5     | 2025-04-02 08:00 | 2025-04-02 16:00
"""
FORMS = """
    form | learner | on         | mark | lowest | highest
    -----+---------+------------+------+--------+--------
    1    | a       | 2025-02-28 | 4    | 1      | 5
    2    | b       | 2025-03-01 | 4    | 1      | 5
    3    | c       | 2025-03-31 | 4    | 1      | 5
    4    | d       | 2025-04-01 | 4    | 1      | 5
    5    | e       |            | 4    | 1      | 5
"""
FIRST_SEEN = """
    visit | seen
    ------+-----------------
    1     | 2025-02-28 09:00
    2     | 2025-03-01 09:00
    3     | 2025-03-31 09:00
    4     | 2025-04-01 09:00
    5     | 2025-04-02 09:00
"""
each_metric = pytest.mark.parametrize("metric", ALL, ids=lambda metric: metric.id)


def test_there_are_the_metrics_that_the_order_names():
    assert tuple(metric.id for metric in ALL) == ORDER


def test_the_front_matter_holds_every_field_that_a_metric_has():
    """FR-15: definition, source and exclusions travel with the metric."""
    assert set(KEYS) == {field.name for field in fields(Metric)} - {"id", "sql", "sha256"}


@each_metric
def test_what_is_too_soon_to_tell_is_an_exclusion_that_fits_it(metric: Metric):
    found = named(metric.too_soon)
    assert (found is None) == (not metric.too_soon)
    assert found is None or found.fits(metric)


@each_metric
def test_it_has_a_spec(metric: Metric):
    assert (Path(__file__).parent / f"test_{metric.id}.py").is_file()


@each_metric
def test_it_yields_the_columns_of_its_kind(metric: Metric):
    eligible = practice_tables({}).sql(metric.sql, params={"since": None, "until": None})
    columns = dict(zip(eligible.columns, map(str, eligible.types), strict=True))
    common = {"unit_id": "VARCHAR", "patient_id": "VARCHAR", "occurred_on": "DATE"}
    assert columns in [common | own for own in COLUMNS[metric.kind]]


@each_metric
@pytest.mark.parametrize("grain", GRAINS)
def test_it_runs_on_an_empty_practice(metric: Metric, grain):
    for summary in metric.summaries:
        result = practice_of({}).measure(metric, summary, grain)
        assert result.points == ()
        assert result.whole.n == 0


@each_metric
def test_an_empty_practice_says_in_plain_words_why_it_cannot_answer(metric: Metric):
    reason = practice_of({}).why_not(metric)
    assert reason
    assert not re.search(r"[a-z]\.[a-z]|_", reason)


@each_metric
def test_a_period_begins_with_its_first_day_and_ends_before_the_last(metric: Metric):
    visits = FIRST_SEEN if counts_of(metric) == "shift" else VISITS
    practice = practice_of({"visits": visits, "feedback": FORMS, "shifts": SHIFTS})
    march = practice.measure(metric, since=date(2025, 3, 1), until=date(2025, 4, 1)).whole
    everything = practice.measure(metric).whole
    assert (march.n, everything.n) == (2, 5)


@each_metric
def test_it_needs_columns_that_exist(metric: Metric):
    tables = practice_tables({})
    for column in (column for needed in metric.needs for column in needed):
        table, _, name = column.partition(".")
        assert table in TABLES
        assert name in tables.table(table).columns


@each_metric
def test_its_grain_stands_in_the_first_line_and_the_sql_in_lower_case(metric: Metric):
    assert metric.sql.startswith("-- one row per ")
    code = re.sub(r"--.*|'[^']*'", "", metric.sql)
    assert code == code.lower()


@each_metric
def test_it_shows_figures_only_from_enough_units(metric: Metric):
    assert 0 < metric.n_show < metric.n_compare


@each_metric
def test_its_unit_is_that_of_its_kind(metric: Metric):
    assert re.fullmatch(UNITS[metric.kind], metric.unit)


@each_metric
def test_what_pulls_the_other_way_is_named_and_exists(metric: Metric):
    """A metric with a wanted direction is never offered without one that balances it."""
    assert metric.balancing or metric.better == "neither"
    assert set(metric.balancing) <= IDS - {metric.id}


@each_metric
def test_it_stands_under_a_value_card(metric: Metric):
    """FR-03: a metric is reached by what it is for."""
    assert metric.values
    assert set(metric.values) <= {card.id for card in value_cards()}


def test_every_value_card_leads_to_a_metric_and_pace_to_none_by_itself():
    for card in value_cards():
        led_to = card.metrics(ALL)
        assert led_to
        assert len({metric.pace for metric in led_to}) == 1


def test_a_safe_discharge_is_first_seen_by_returns():
    cards = {card.id: card for card in value_cards()}
    assert [metric.id for metric in cards["safe_discharge"].metrics(ALL)] == [
        "return_72h_unplanned",
        "planned_bring_backs",
    ]


@each_metric
def test_it_says_what_it_leaves_out_and_what_colleagues_question(metric: Metric):
    """FR-15 and FR-43: the logic is shown, with what has been questioned about it."""
    assert metric.exclusions
    assert len(metric.objections) >= 2
    assert metric.evidence_source


@each_metric
def test_it_offers_two_to_four_ideas_each_with_its_source(metric: Metric):
    assert 2 <= len(metric.ideas) <= 4
    for idea in metric.ideas:
        assert ("we know of no trial" in idea.source) == (idea.kind == "colleague")


@each_metric
def test_it_pairs_a_slow_outcome_with_an_earlier_sign(metric: Metric):
    """FR-47: a leading indicator stands beside the outcome, with its lag."""
    assert metric.leading


@each_metric
def test_no_measure_of_pace_passes_for_ones_own_alone(metric: Metric):
    """FR-04: whose doing it is, is part of the definition."""
    assert metric.attribution in ("team", "shared") or not metric.pace


@each_metric
def test_it_is_reviewed_after_the_version_was_made(metric: Metric):
    assert metric.review_by > date(2026, 11, 21)


@each_metric
@pytest.mark.parametrize("n", [1, 4_812])
def test_its_sentence_has_at_most_25_words(metric: Metric, n: int):
    """FR-14: short enough to be read at a glance, with few cases and with many."""
    first, last = date(2023, 1, 1), date(2025, 12, 1)
    met = n if metric.kind in ("proportion", "rate") else None
    whole = Point(None, n, met, 0.123, 0.1, 0.2, 8.0 * n if metric.kind == "rate" else None)
    points = tuple(replace(whole, start=day) for day in (first, last))
    for summary in metric.summaries:
        result = MetricResult(metric.id, "1.0", "", "", summary, "month", points, whole)
        assert len(run_chart.sentence(metric, result).split()) <= 25


@each_metric
def test_its_words_speak_plainly(metric: Metric):
    said = [metric.title, metric.question, metric.eligible, metric.met, metric.evidence_source]
    said += [*metric.exclusions, *(objection.text for objection in metric.objections)]
    said += [text for idea in metric.ideas for text in (idea.text, idea.source)]
    for text in said:
        assert not re.search(r"!|\[[VRD]\b|_ts\b|physicians? id|KPI|performance", text), text


def changed(key: str, line: str) -> str:
    """The imaging file with one key's line changed, or taken out."""
    text, times = re.subn(rf"^{key} = .*\n", line, TEXT, count=1, flags=re.MULTILINE)
    assert times == 1
    return text


@pytest.mark.parametrize("key", ["title", "kind", "pace", "n_show", "owner", "review_by", "needs"])
def test_a_missing_key_is_refused_by_name(key: str):
    with pytest.raises(CatalogueError, match=rf'x\.sql: .* lacks the key "{key}"'):
        metric_from(changed(key, ""), "x")


def test_an_unknown_key_is_refused_by_name():
    with pytest.raises(CatalogueError, match=r'x\.sql: .* "target"'):
        metric_from(changed("owner", 'owner = "me"\ntarget = 3\n'), "x")


@pytest.mark.parametrize(
    "key, value",
    [
        ("title", "3"),
        ("title", '""'),
        ("kind", '"score"'),
        ("better", '"up"'),
        ("pace", '"no"'),
        ("n_show", "50.0"),
        ("n_show", "true"),
        ("n_compare", "0"),
        ("review_by", '"2027-11-21"'),
        ("review_by", "2027-11-21T00:00:00"),
        ("values", '"sound_tests"'),
        ("standards", "[1]"),
        ("balancing", "[1]"),
        ("needs", '["visits.imaging"]'),
        ("needs", '[["imaging"]]'),
        ("needs", '[["somewhere.imaging"]]'),
        ("needs", "[]"),
        ("summaries", '["median"]'),
        ("summaries", "[]"),
    ],
)
def test_a_value_of_another_type_is_refused_by_name(key: str, value: str):
    with pytest.raises(CatalogueError, match=rf'x\.sql: the key "{key}" of .* must hold'):
        metric_from(changed(key, f"{key} = {value}\n"), "x")


@pytest.mark.parametrize(
    "axis",
    ["[0, 1]", "[0, 1, 0.5]", "[0, 1, 0.001]", "[0, 1, 0]", "[1, 0, 0.05]", "[0.02, 1.02, 0.05]"],
)
def test_k_03_an_axis_of_a_group_that_is_too_fine_or_too_coarse_is_refused(axis: str):
    """K-03: no metric file makes a group's rounding so fine that it would be none."""
    with pytest.raises(CatalogueError, match=r'the key "group_axis" of .* must hold a low end'):
        metric_from(changed("n_show", f"n_show = 50\ngroup_axis = {axis}\n"), "x")


@pytest.mark.parametrize("unit", ["%", "per hour", "patients an hour", "patients per 0.5 hours"])
def test_a_rate_whose_unit_does_not_say_of_how_much_of_what_is_refused(unit: str):
    text = (METRICS / "patients_per_hour.sql").read_text(encoding="utf-8")
    with pytest.raises(CatalogueError, match=r'x\.sql: the key "unit" of a rate must read like'):
        metric_from(text.replace('"patients per hour"', f'"{unit}"'), "x")


def test_a_key_inside_an_entry_is_refused_by_name():
    text = TEXT.replace("[[leading]]\nindicator", "[[leading]]\nsign", 1)
    with pytest.raises(CatalogueError, match=r'an entry for leading .* "sign"'):
        metric_from(text, "x")


def test_a_value_inside_an_entry_is_refused_by_name():
    standards = 'standards = [{text = "t", value = "many", source = "s"}]\n'
    with pytest.raises(CatalogueError, match=r'"value" of an entry for standard must hold a numb'):
        metric_from(changed("standards", standards), "x")


def test_a_file_without_front_matter_is_refused():
    with pytest.raises(CatalogueError, match="must begin with front matter"):
        metric_from("select 1", "x")


def test_front_matter_that_is_no_toml_is_refused():
    with pytest.raises(CatalogueError, match="is not TOML"):
        metric_from(changed("title", "title: imaging\n"), "x")


def with_sql(sql: str) -> str:
    return TEXT.partition("---*/\n")[0] + "---*/\n" + sql


@pytest.mark.parametrize(
    "sql, fault",
    [
        ("", "exactly one SELECT"),
        ("select $since, $until; select 1", "exactly one SELECT"),
        ("drop table visits", "exactly one SELECT"),
        ("drop table visits; select $since, $until", "exactly one SELECT"),
        ("copy visits to 'visits.csv'", "exactly one SELECT"),
        ("select $since", "both of them and no other"),
        ("select 1", "both of them and no other"),
        ("select $since, $until, $clinician", "both of them and no other"),
        ("selec $since, $until", "can't be read"),
        (
            "with gone as (delete from visits returning 1) select $since, $until from gone",
            "must change nothing",
        ),
    ],
)
def test_anything_but_one_select_over_two_dates_is_refused(sql: str, fault: str):
    with pytest.raises(CatalogueError, match=rf"^x\.sql: .*{fault}"):
        metric_from(with_sql(sql), "x")


def test_two_files_of_one_name_are_refused(tmp_path: Path):
    (tmp_path / "imaging_use.sql").write_text(TEXT)
    with pytest.raises(CatalogueError, match=r"Two files are named imaging_use\.sql"):
        catalogue(METRICS, tmp_path)


def test_a_balancing_metric_that_is_nowhere_is_refused(tmp_path: Path):
    (tmp_path / "mine.sql").write_text(TEXT)
    with pytest.raises(CatalogueError, match=r'mine\.sql: the key "balancing" names return_72h'):
        catalogue(tmp_path)


def test_a_file_in_a_named_folder_joins_the_catalogue(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "a_new_one.sql").write_text(TEXT)
    monkeypatch.setenv("AFREFLECT_METRICS", str(tmp_path))
    assert [metric.id for metric in catalogue()] == [*ORDER, "a_new_one"]


def test_a_named_folder_that_is_none_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("AFREFLECT_METRICS", str(tmp_path / "nowhere"))
    with pytest.raises(CatalogueError, match="AFREFLECT_METRICS"):
        catalogue()


def test_a_file_that_is_no_text_is_refused(tmp_path: Path):
    (tmp_path / "mine.sql").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CatalogueError, match=r"mine\.sql: .*UTF-8"):
        catalogue(tmp_path)


def test_a_files_fingerprint_changes_with_its_text():
    assert metric_from(TEXT, "x").sha256 != metric_from(TEXT + "\n", "x").sha256
