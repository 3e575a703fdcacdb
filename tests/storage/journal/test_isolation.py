"""Eight clinicians at once, at random: nobody ever sees anything but their own."""

import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date

from afreflect.domain.choice import Choice
from afreflect.domain.expectation import Expectation
from afreflect.domain.extract import FileMapping, Mapping
from afreflect.domain.target import Target
from afreflect.storage.accounts import Accounts
from afreflect.storage.journal import Journal, JournalKeeper
from afreflect.storage.remembered_mapping import Shape
from tests.storage.journal.conftest import PASSPHRASE
from tests.storage.journal.extracts import practice, row

CLINICIANS = 8
OPERATIONS = 9500
METRICS = ("admission", "imaging_use", "ct_use")
PLACES = ("reflect/1", "reflect/2")
SHAPE = Shape((("visits.csv", ("a", "b")),))


class Clinician:
    """One clinician's random doings, and what each read must give: the last that was written.

    All use the same measures, places, file shapes and visit ids, so that only the owner tells their
    rows apart; every value names its owner.
    """

    def __init__(self, keeper: JournalKeeper, accounts: Accounts, number: int) -> None:
        self.owner = f"owner {number}"
        self.accounts = accounts
        self.dice = random.Random(number)
        self.keeper = keeper
        self.journal: Journal = keeper.create(self.owner, PASSPHRASE)[0]
        self.cookie = accounts.start_session(self.owner, self.journal.vault)[1]
        self.guesses: dict[str, Expectation | None] = {}
        self.choices: tuple[Choice, ...] = ()
        self.targets: dict[str, list[Target]] = {}
        self.drafts: dict[str, str] = {}
        self.revisions: dict[str, int] = {}
        self.mapping: Mapping | None = None
        self.diagnoses: set[str] = set()
        self.reads = 0
        self.extracts = [
            practice(f"{number}-{which}", [row(1, diagnosis=f"{self.owner}/{which}"), row(2)])
            for which in (1, 2)
        ]

    def act(self, times: int) -> int:
        """So many random writes and reads; how many reads there were."""
        often = [
            self.write_guess, self.write_choices, self.write_target, self.write_draft,
            self.write_mapping, self.come_back,
            self.read_guesses, self.read_choices, self.read_history, self.read_draft,
            self.read_mapping, self.read_log,
        ]  # fmt: skip
        doings: list[Callable[[], None]] = often * 12 + [self.write_extract, self.read_extract]
        for _ in range(times):
            self.dice.choice(doings)()
        return self.reads

    def value(self) -> str:
        return f"{self.owner}: {self.dice.random()}"

    def write_guess(self) -> None:
        metric = self.dice.choice(METRICS)
        self.guesses[metric] = self.dice.choice([None, Expectation(self.dice.random())])
        self.journal.keep_guess(metric, self.guesses[metric])

    def write_choices(self) -> None:
        count = self.dice.randint(0, 3)
        self.choices = tuple(Choice(metric, self.value()) for metric in METRICS[:count])
        self.journal.keep_choices(self.choices)

    def write_target(self) -> None:
        metric = self.dice.choice(METRICS)
        target = Target(1.0, None, 0.1, date(2027, 1, 1), self.value(), date(2026, 1, 1))
        self.targets.setdefault(metric, []).append(target)
        self.journal.add_target(metric, target)

    def write_draft(self) -> None:
        place, text = self.dice.choice(PLACES), self.value()
        revision = self.journal.save_draft(place, text, self.revisions.get(place, 0))
        assert isinstance(revision, int)
        self.revisions[place], self.drafts[place] = revision, text

    def write_mapping(self) -> None:
        self.mapping = Mapping(files=(FileMapping("visits.csv"),), clinician=self.value())
        self.journal.keep_mapping(SHAPE, self.mapping)

    def write_extract(self) -> None:
        which = self.dice.choice([0, 1])
        self.journal.bring_in(self.extracts[which])
        self.diagnoses = {f"{self.owner}/{which + 1}"}

    def come_back(self) -> None:
        """As after a reload: the journal is opened from the session that the cookie stands for."""
        session = self.accounts.session(self.cookie)
        assert session is not None
        assert session.owner == self.owner
        vault = session.vault()
        assert vault is not None
        self.journal = self.keeper.journal(vault)

    def read_guesses(self) -> None:
        self.reads += 1
        assert self.journal.guesses() == self.guesses

    def read_choices(self) -> None:
        self.reads += 1
        assert self.journal.choices() == self.choices

    def read_history(self) -> None:
        self.reads += 1
        metric = self.dice.choice(METRICS)
        assert list(self.journal.history(metric).targets) == self.targets.get(metric, [])

    def read_draft(self) -> None:
        self.reads += 1
        place = self.dice.choice(PLACES)
        assert self.journal.draft(place).text == self.drafts.get(place, "")

    def read_mapping(self) -> None:
        self.reads += 1
        assert self.journal.mapping_for(SHAPE) == self.mapping

    def read_log(self) -> None:
        self.reads += 1
        assert [access.event for access in self.journal.access_log()] == ["made"]

    def read_extract(self) -> None:
        self.reads += 1
        found = self.journal.extract()
        said = set(found.tables()["visits"]["diagnosis"].to_pylist()) if found else set()
        assert said - {"cough"} == self.diagnoses


def test_eight_clinicians_at_once_read_and_write_only_their_own(keeper: JournalKeeper):
    accounts = Accounts(keeper.database)
    clinicians = [Clinician(keeper, accounts, number) for number in range(CLINICIANS)]
    each = -(-OPERATIONS // CLINICIANS)
    with ThreadPoolExecutor(CLINICIANS) as at_once:
        reads = sum(at_once.map(lambda clinician: clinician.act(each), clinicians))
    assert reads > OPERATIONS / 3
    for clinician in clinicians:
        clinician.read_guesses()
        clinician.read_choices()
        clinician.read_extract()
