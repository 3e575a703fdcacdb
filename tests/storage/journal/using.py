"""A process that uses a journal until it is killed; each line it says was done, and kept.

    python -m tests.storage.journal.using HOME SEED [ADDRESS]

It reads the vault's wrapped key and its secret from its input, so that neither is in the list of
processes.
"""

import random
import sys
from pathlib import Path

from afreflect.domain.expectation import Expectation
from afreflect.storage.journal import PERSONAL, JournalKeeper
from afreflect.storage.vault import Vault
from tests.storage.journal.extracts import practice, row

METRICS = ("admission", "imaging_use", "ct_use")
PLACES = ("reflect/1", "reflect/2")
SIZES = (40, 90, 160)


def main(home: str, seed: str, address: str = "") -> None:
    wrapped, secret = (bytes.fromhex(word) for word in sys.stdin.readline().split())
    keeper = JournalKeeper.at(Path(home), address or None)
    journal = keeper.journal(Vault.unwrapped(PERSONAL, wrapped, secret))
    dice = random.Random(int(seed))
    extracts = {size: practice(f"{size}", [row(n) for n in range(size)]) for size in SIZES}
    revisions = {place: journal.draft(place).revision for place in PLACES}
    say("ready")
    number = int(seed) * 1_000_000
    while True:
        number += 1
        match dice.choice(["guess", "draft", "draft", "extract"]):
            case "guess":
                metric = dice.choice(METRICS)
                say(f"trying guess {metric} {number}")
                journal.keep_guess(metric, Expectation(float(number)))
                say(f"kept guess {metric} {number}")
            case "draft":
                place = dice.choice(PLACES)
                say(f"trying draft {place} {number}")
                revision = journal.save_draft(place, f"text {number}", revisions[place])
                assert isinstance(revision, int), revision
                revisions[place] = revision
                say(f"kept draft {place} {number}")
            case _:
                size = dice.choice(SIZES)
                say(f"trying extract the {size}")
                journal.keep_extract(extracts[size])
                say(f"kept extract the {size}")


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
