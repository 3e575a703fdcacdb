"""What a visitor does on the pages, in their own words."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(path.stem for path in (ROOT / "pages").glob("*.py"))
WALL = "group_wall"
"""The one page that is no screen of its reader's: a slide, and nothing around it."""
SCREENS = [name for name in PAGES if name != WALL]

UNFOLDS = ("held_against", "table", "why_this_chart", "behind", "definition", "origin")

VISITS = """\
Visit No,Patient Key,Attending,Arrival Date/Time,Departure Date/Time,ED Disposition,Age,Patient Name
1,p1,D1,2025-03-01 08:00,2025-03-01 11:00,Discharged,44,Ann Example
2,p1,D1,2025-03-02 09:00,2025-03-02 10:00,Discharged,44,Ann Example
3,p2,D1,2025-03-17 10:00,2025-03-17 15:30,Admitted,71,Bo Example
"""
UNCLEAR_DATES = """\
Visit No,Arrival Date/Time,Departure Date/Time,ED Disposition
1,03/04/2025 08:00,03/04/2025 11:00,Discharged
2,05/06/2025 09:00,05/06/2025 10:00,Admitted
3,07/08/2025 09:00,07/08/2025 10:00,Discharged
"""
TWO_CLINICIANS = """\
Visit No,Attending,Arrival Date/Time,Departure Date/Time,ED Disposition
1,D1,2025-03-01 08:00,2025-03-01 11:00,Discharged
2,D2,2025-03-14 09:00,2025-03-14 10:00,Admitted
3,D1,2025-03-15 09:00,2025-03-15 10:00,Discharged
4,D2,2025-03-16 09:00,2025-03-16 10:00,Discharged
"""


def _three_years() -> str:
    """A plain extract of one clinician: twelve visits a month, one in six comes back."""
    rows = ["Visit No,Patient Key,Attending,Arrival Date/Time,Departure Date/Time,ED Disposition"]
    for number in range(36 * 12):
        month = f"{2023 + number // 144}-{1 + number // 12 % 12:02d}"
        day, patient = 1 + 2 * (number % 12), number - (number % 6 == 5)
        ending = "Admitted" if number % 4 == 3 else "Discharged"
        came, left = f"{month}-{day:02d} 08:00", f"{month}-{day:02d} 1{number % 7}:30"
        rows.append(f"{number},p{patient},D1,{came},{left},{ending}")
    return "\n".join(rows)


THREE_YEARS = _three_years()


def opened() -> AppTest:
    """The app, just opened."""
    return AppTest.from_file(str(ROOT / "app.py"), default_timeout=30).run()


def title(at: AppTest) -> str:
    return at.title[0].value


def words(at: AppTest) -> str:
    """Every sentence on the page, whatever it is set in."""
    kinds = (at.markdown, at.caption, at.error, at.warning, at.info, at.header, at.subheader)
    return "\n".join(element.value for kind in kinds for element in kind)


def click(at: AppTest, key: str) -> AppTest:
    at.button(key=key).click()
    return at.run()


def labels(at: AppTest) -> list[str]:
    return [button.label for button in at.button]


def primary(at: AppTest) -> list[str]:
    """The labels of the primary buttons; there is at most one on any screen."""
    return [button.label for button in at.button if button.proto.type == "primary"]


def with_own(files: dict[str, str | bytes]) -> AppTest:
    """The data page after these files were dropped together."""
    at = click(opened(), "use_own")
    return drop(at, files)


def drop(at: AppTest, files: dict[str, str | bytes]) -> AppTest:
    """The page after these files were dropped on it together."""
    at.file_uploader[0].set_value(
        [
            (name, held.encode() if isinstance(held, str) else held, "application/octet-stream")
            for name, held in files.items()
        ]
    )
    return at.run()


def with_sample() -> AppTest:
    """The value cards, with the sample data loaded."""
    at = click(opened(), "use_sample")
    return click(at, "columns_right")


def with_cards() -> AppTest:
    """The value cards, with three plain years of one's own loaded."""
    return click(with_own({"ed.csv": THREE_YEARS}), "columns_right")


def with_a_measure(card: str = "safe_discharge") -> AppTest:
    """The practice page on the first measure, not guessed and no reaction said, all unfolded."""
    return unfold(click(click(click(with_cards(), f"value_{card}"), "skip"), "no_reaction"))


def unfold(at: AppTest, *keys: str) -> AppTest:
    """The practice page with these parts of it open, or with all that a measure has."""
    for key in keys or UNFOLDS:
        at.session_state[key] = True
    return at.run()


def go(at: AppTest, page: str) -> AppTest:
    return at.switch_page(f"pages/{page}.py").run()
