"""Every college's file loads whole, cites what it states, and has a spec."""

from datetime import date
from pathlib import Path

import pytest

from afreflect.domain import cpd_fields
from afreflect.storage.regimes import REGIMES, RegimeError, read, regimes

HERE = Path(__file__).parent
GOOD = (REGIMES / "rcgp.toml").read_text(encoding="utf-8")


def test_every_college_has_a_spec_and_every_spec_a_college():
    specs = {path.stem.removeprefix("test_") for path in HERE.glob("test_*.py")}
    assert specs - {"every_regime"} == set(regimes())


@pytest.mark.parametrize("regime", regimes().values(), ids=lambda each: each.id)
def test_every_rule_names_its_source_and_the_day_it_was_read(regime):
    assert date(2026, 1, 1) <= regime.read_on <= date.today()
    assert all(rule.text and rule.source for rule in regime.rules)
    assert all(rule.verified for rule in regime.rules if rule.value and "not checked" not in
               rule.source and "CPSO" not in rule.source)  # fmt: skip


@pytest.mark.parametrize("regime", regimes().values(), ids=lambda each: each.id)
def test_every_portal_has_its_fields_once_and_says_whose_words_they_are(regime):
    fields = [each.field for each in regime.portal]
    assert len(fields) == len(set(fields))
    assert set(fields) <= set(cpd_fields.LABELS)
    assert regime.labels_are


@pytest.mark.parametrize("regime", regimes().values(), ids=lambda each: each.id)
def test_what_a_college_asks_for_can_be_written_in_its_own_fields(regime):
    # Minutes and feedback have parts of the page of their own.
    elsewhere = {"minutes", "feedback"}
    asked = {name for ask in regime.asks if ask.level == "must" for name in ask.fields}
    assert asked - elsewhere <= {each.field for each in regime.portal}


@pytest.mark.parametrize(
    "was, becomes, why",
    [
        ('college = "Royal', 'colour = "red"\ncollege = "Royal', "Regime knows no colour"),
        ('place = "United Kingdom"', "", "Regime has no place"),
        ('rule = "credit"', 'rule = "other"', "There is no rule 'other'"),
        ('field = "title"', 'field = "sting"', "An entry has no field 'sting'"),
        ("[cycle]", "[cycle", "college.toml"),
        ('unit = "credits"', 'unit = "credits"\notherwise = "none"', "no category 'none'"),
        ("missing = ", "note = ", "does not say what"),
    ],
)
def test_a_file_that_makes_no_sense_is_refused_by_name(tmp_path, was, becomes, why):
    assert was in GOOD
    path = tmp_path / "college.toml"
    path.write_text(GOOD.replace(was, becomes, 1), encoding="utf-8")
    with pytest.raises(RegimeError, match="college") as refused:
        read(path)
    assert why in str(refused.value)
