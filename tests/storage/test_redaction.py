"""Before anything goes out, what looks like somebody is found one by one, and plain words stay."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afreflect.domain import cpd_fields, redaction
from afreflect.domain.cpd_handing import Person
from afreflect.storage.catalogue import catalogue
from afreflect.storage.redaction import looked_through, words
from tests.domain.cpd_examples import WHOLE


def found(text: str) -> dict[str, str]:
    return {each.text: each.kind for each in looked_through(replace(WHOLE, what=text))}


@pytest.mark.parametrize(
    "text, stretch, kind",
    [
        ("Mrs Jones came back.", "Mrs Jones", "name"),
        ("It was David Smith again.", "David Smith", "name"),
        ("I talked with Sarah about it.", "Sarah", "name"),
        ("Then Anna Maria Keller left.", "Anna Maria Keller", "name"),
        ("He came on 12 March 2026.", "12 March 2026", "day"),
        ("March 3rd was busy.", "March 3rd", "day"),
        ("Seen 2026-03-12.", "2026-03-12", "day"),
        ("Seen 12/03/2026.", "12/03/2026", "day"),
        ("Last Tuesday was long.", "Last Tuesday", "day"),
        ("She was 84 years old.", "84 years old", "age"),
        ("A 45yo with pain.", "45yo", "age"),
        ("A seven-year-old fell.", "seven-year-old", "age"),
        ("A child aged 7 waited.", "aged 7", "age"),
        ("We saw her in bed 12.", "bed 12", "bed"),
        ("In Resus 3 nobody was free.", "Resus 3", "bed"),
        ("At St Mary's Hospital we wait.", "St Mary's Hospital", "place"),
        ("Sent to Peterborough General.", "Peterborough General", "place"),
        ("A case of Guillain-Barré.", "Guillain-Barré", "condition"),
        ("The patient who fell twice.", "The patient who", "pointing"),
        ("One elderly woman with the stroke.", "One elderly woman with the", "pointing"),
        ("Call 613-555-0123.", "613-555-0123", "number"),
        ("Write to a.b@example.org.", "a.b@example.org", "number"),
        ("Chart 12345678 says so.", "12345678", "number"),
    ],
)
def test_what_may_tell_somebody_is_found(text, stretch, kind):
    assert found(text)[stretch] == kind


@pytest.mark.parametrize(
    "text",
    [
        "Half of my discharges came back within 72 hours.",
        "Choosing Wisely says fewer CTs. The Royal College asks for a standard.",
        "When a headache comes, I will look at the Canadian CT Head Rule.",
        "In January 2025 we changed the form. It may help.",
        "24.1 % (20.9 to 27.5), 162 of 672 visits.",
        "I order more CTs at night, and after 10 pm I wait longer.",
    ],
)
def test_plain_words_about_practice_are_left_alone(text):
    assert found(text) == {}


def test_a_day_to_come_is_a_plans_and_a_past_one_is_a_visits():
    entry = replace(WHOLE, last=date(2026, 11, 20), plan="From 1 Dec 2026; it began 1 Nov 2026.")
    assert [each.text for each in looked_through(entry)] == ["1 Nov 2026"]


@pytest.mark.parametrize("metric", catalogue(), ids=lambda metric: metric.id)
def test_the_definition_of_a_measure_is_nobody(metric):
    said = f"{metric.title}. Counted: {metric.met} Out of: {metric.eligible} {metric.question}"
    assert found(said) == {}


def test_every_field_that_holds_words_is_looked_through():
    for name in cpd_fields.WRITTEN:
        entry = replace(WHOLE, **{name: "It was Mrs Jones."})
        assert [each.field for each in looked_through(entry) if each.text == "Mrs Jones"] == [name]


def test_check_15_a_name_for_the_export_never_meets_the_check():
    assert not set(cpd_fields.WRITTEN) & set(vars(Person("Dr A. Example", "1")))


def test_a_finding_is_mended_in_its_place_or_accepted_without_keeping_its_words():
    text = "I asked Sarah , and she agreed."
    (one,) = looked_through(replace(WHOLE, what=text))
    assert redaction.mended(text, one, "a colleague") == "I asked a colleague, and she agreed."
    assert redaction.mended(text, one, "") == "I asked, and she agreed."
    assert redaction.open_ones([one], {one.key}) == ()
    (begins,) = looked_through(replace(WHOLE, what="Mrs Jones came back."))
    assert redaction.mended("Mrs Jones came back.", begins, "somebody") == "Somebody came back."
    assert "Sarah" not in one.key


@given(st.text(max_size=60))
def test_findings_lie_inside_the_text_and_apart(text):
    last = 0
    spans = [
        each
        for each in redaction.findings({"what": text}, words(), lambda _: ())
        if each.field == "what"
    ]
    for each in spans:
        assert last <= each.start < each.end <= len(text)
        assert text[each.start : each.end] == each.text
        last = each.end


def test_what_the_check_cannot_see_is_said():
    assert "can't see" in redaction.CANT_SEE
