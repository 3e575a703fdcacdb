"""No working screen holds a word that judges a person; the paper's own terms have one page.

The words are those of the specification's "words on the screen" and "cautions". Colleges' own names
of their categories, and titles of sources, are quoted as they are and named here one by one.
"""

import re
from pathlib import Path

import pytest

from tests.words.shown import ABOUT_THE_MODEL, of_file, of_python, texts

PERSON = r"(?:you|your|yours|yourself|person|people|doctors?|physicians?|clinicians?|colleagues?)"
BANNED = {
    "resistance": r"\bresist(?:ance|ant|ing|s|ed)?\b",
    "helpless": r"\bhelpless\w*",
    "disengaged": r"\bdisengag\w*",
    "fixed (of a person)": rf"\bfixed mindset\b|\b{PERSON}\b[^.]{{0,30}}\bfixed\b",
    "sting": r"\bst(?:ing|ings|inging|ung)\b",
    "verdict": r"\bverdicts?\b",
    "KPI": r"\bkpis?\b",
    "performance": r"\bperformance\b|\bperformers?\b",
    "compliance": r"\b(?:non-?)?complian(?:ce|t)\b",
    "score (of a person)": (
        rf"\b(?:my|{PERSON})(?:['’]s)? scores?\b|\bscores? (?:of|for) {PERSON}\b|\bscored\b"
    ),
    "type (of a person)": rf"\b(?:my|your) type\b|\btype of {PERSON}\b|\bpersonality\b",
    "blame": r"\bblam(?:e|ed|ing)\b|\byour fault\b|\byou failed\b",
    "rank (of a person)": rf"\branked\b|\bpercentile of {PERSON}\b|\bworst\b|\bbest performer",
}
QUOTED = {
    ("afreflect/content/regimes/", "performance"): "colleges' own names of their categories",
    ("sql/metrics/left_without_being_seen.sql", "performance"): "the title of a source",
}
EXCLAIMED = re.compile(r"[A-Za-z]!(?:\s|$|[\"”'])")
EMOJI = re.compile("[\U0001f300-\U0001faff\u2600-\u26ff]")


def faults(where: str, text: str) -> list[str]:
    """The banned words of one text that no quotation excuses."""
    return [
        word
        for word, pattern in BANNED.items()
        if re.search(pattern, text, re.IGNORECASE)
        and not any(where.startswith(file) and word == said for file, said in QUOTED)
    ]


def test_no_working_screen_holds_a_banned_word():
    """FR-16: no word on a working screen judges the person who reads it."""
    found = [
        f"{where}: {word}: {text[:90]!r}" for where, text in texts() for word in faults(where, text)
    ]
    assert not found, "\n".join(found)


def test_nothing_is_exclaimed_and_there_is_no_emoji():
    found = [
        f"{where}: {text[:90]!r}"
        for where, text in texts()
        if where.endswith((".py", ".toml", ".sql"))
        and (EXCLAIMED.search(text) or EMOJI.search(text))
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "text, word",
    [
        ("You show resistance.", "resistance"),
        ("Do not feel helpless", "helpless"),
        ("disengaged colleagues", "disengaged"),
        ("a fixed mindset", "fixed (of a person)"),
        ("You are rather fixed", "fixed (of a person)"),
        ("Did it sting?", "sting"),
        ("this is a verdict", "verdict"),
        ("Our KPIs", "KPI"),
        ("Your performance", "performance"),
        ("compliance", "compliance"),
        ("Your score is 3", "score (of a person)"),
        ("a score of you", "score (of a person)"),
        ("your type", "type (of a person)"),
    ],
)
def test_each_banned_word_is_found(text: str, word: str):
    assert word in faults("afreflect/ui/a.py", text)


@pytest.mark.parametrize(
    "text",
    [
        "Fixed on a day, with a cause",
        "Type its number",
        "feedback.score",
        "The interesting ones",
        "triage score",
    ],
)
def test_a_plain_word_is_not_taken_for_one(text: str):
    assert faults("afreflect/ui/a.py", text) == []


def test_screens_content_and_metrics_are_all_read():
    """A new file in any of these rooms is covered by its being there."""
    read = {where for where, _ in texts()}
    for known in (
        "afreflect/ui/my_practice.py",
        "afreflect/ui/components/autosave.js",
        "afreflect/content/mindset.toml",
        "afreflect/domain/mdpie/why.py",
        "sql/metrics/admission.sql",
    ):
        assert known in read
    assert not [where for where in read if ABOUT_THE_MODEL in where]


def test_what_is_put_together_is_read_as_one_and_docstrings_are_not_read(tmp_path: Path):
    text = '"""A verdict."""\n\ndef f(n):\n    """A sting."""\n    return f"You are {n} fixed"\n'
    assert list(of_python(text)) == ["You are … fixed"]
    (tmp_path / "a.toml").write_text('words = ["a", {b = "c"}]\n')
    assert [text for _, text in of_file(tmp_path / "a.toml")] == ["a", "c"]
