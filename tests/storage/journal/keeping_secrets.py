"""A process that keeps known words and figures, then waits to be looked at and killed.

python -m tests.storage.journal.keeping_secrets HOME
"""

import logging
import os
import sys
from datetime import date
from pathlib import Path

from afreflect.domain.choice import Choice
from afreflect.domain.expectation import Expectation
from afreflect.domain.target import Target
from afreflect.storage.accounts import Accounts
from afreflect.storage.backup import back_up
from afreflect.storage.journal import PERSONAL, JournalKeeper
from afreflect.storage.lock import WrongKey
from afreflect.storage.remembered_mapping import shape_of
from tests.storage.journal.extracts import practice, row
from tests.storage.journal.test_remembered_mapping import reading_of

PASSPHRASE = "quokka marmalade viaduct"
WORDS = (
    PASSPHRASE, "a stranger's wrong attempt", "I dread the night shift", "Xanthippe Vanderbilt",
    "hypertrophic obstructive zebrafish", "return_72h_unplanned", "two frail patients came back",
    "half a sentence about Mr Abernathy", "PATIENT-7741", "extract-of-march", "ann.smith@ward",
    "visits_3.csv", "opened with the passphrase",
)  # fmt: skip
FIGURES = (73.0625, 41.03125)


def main(home: str) -> None:
    logging.basicConfig(level=logging.DEBUG, stream=sys.stderr)
    keeper = JournalKeeper.at(Path(home))
    journal, code = keeper.create(PERSONAL, PASSPHRASE)
    journal.keep_choices([Choice("return_72h_unplanned", "I dread the night shift")])
    journal.keep_guess("return_72h_unplanned", Expectation(FIGURES[0]))
    why = "two frail patients came back"
    target = Target(None, FIGURES[1], 1.0, date(2027, 1, 1), why, date(2026, 1, 1))
    journal.add_target("return_72h_unplanned", target)
    journal.save_draft("Xanthippe Vanderbilt", "half a sentence about Mr Abernathy", 0)
    diagnosis = "hypertrophic obstructive zebrafish"
    rows = [row(n, patient=f"PATIENT-{7741 + n}", diagnosis=diagnosis) for n in range(30)]
    journal.keep_extract(practice("extract-of-march", rows))
    march = reading_of(3)
    journal.keep_mapping(shape_of(march.sheets), march.mapping)
    keeper.unlock(PERSONAL, PASSPHRASE)
    try:
        keeper.unlock(PERSONAL, "a stranger's wrong attempt")
    except WrongKey as fault:
        sys.stderr.write(f"{fault!r}\n")
    accounts = Accounts(keeper.database)
    accounts.accept(accounts.create_invitation(), "ann.smith@ward", "a hash")
    _, cookie = accounts.start_session(PERSONAL, journal.vault)
    back_up(keeper.database, Path(home) / "sunday.backup")
    assert journal.extract() is not None
    sys.stdout.write("kept\n")
    sys.stdout.flush()
    # What only this process and its owner may know, over a channel of its own.
    secret_keys = (journal.vault._data_key, journal.vault._private_key)
    told = [code, cookie.partition(".")[2], *(key.hex() for key in secret_keys)]
    with os.fdopen(int(os.environ["TELLING"]), "w", encoding="utf-8") as owner:
        owner.write("\n".join(told))
    sys.stdin.read()


if __name__ == "__main__":
    main(*sys.argv[1:])
