"""Long work goes on in a thread, says how far it is, and can be cancelled without a trace."""

import threading
import time

import pytest
import sqlalchemy as sa

from afreflect.domain.expectation import Expectation
from afreflect.domain.extract import Upload
from afreflect.storage import kept_extract, loading
from afreflect.storage.database import Database
from afreflect.storage.job import Cancelled, Job, Progress, Watching
from afreflect.storage.journal import Journal
from afreflect.storage.journal_tables import EXTRACT_PARTS
from afreflect.storage.practice import Practice, load
from afreflect.storage.reader import Reading, read
from tests.storage.journal.extracts import HEADER, practice, row


def wait_until(true, seconds: float = 5) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.005)


def test_the_result_is_there_when_the_work_is_done():
    job = Job(lambda watch: 6 * 7)
    assert job.result() == 42
    assert job.done


def test_it_says_what_it_is_doing():
    go_on = threading.Event()

    def work(watch: Watching) -> None:
        watch.step("Reading", 0.25)
        go_on.wait(5)

    job = Job(work)
    wait_until(lambda: job.progress == Progress("Reading", 0.25))
    assert not job.done
    go_on.set()
    job.result()


def test_a_fault_in_the_work_is_told_where_the_result_is_asked_for():
    def work(watch: Watching) -> None:
        raise ValueError("Choose another file.")

    with pytest.raises(ValueError, match="Choose another file"):
        Job(work).result()


def test_cancelled_work_stops_at_its_next_step():
    started, reached = threading.Event(), []

    def work(watch: Watching) -> None:
        started.set()
        while True:
            watch.step("Working", 0.5)
            time.sleep(0.001)

    job = Job(work)
    started.wait(5)
    assert job.cancel()
    with pytest.raises(Cancelled):
        job.result()
    assert job.cancelled
    assert not reached


def test_a_query_that_is_running_is_interrupted():
    running = threading.Event()

    def work(watch: Watching) -> None:
        connection = loading.empty_database()
        watch.busy_with(connection)
        running.set()
        connection.execute("select count(*) from range(100000) a, range(1000000) b").fetchall()

    job = Job(work)
    running.wait(5)
    time.sleep(0.1)
    begun = time.monotonic()
    assert job.cancel()
    with pytest.raises(Cancelled):
        job.result()
    assert time.monotonic() - begun < 3


def test_reading_and_loading_tell_their_steps_and_can_be_cancelled():
    lines = [row(number) for number in range(50)]
    upload = Upload("march.csv", "\n".join([HEADER, *lines]).encode())
    said: list[str] = []

    class Listener:
        def __init__(self, until: str = "") -> None:
            self.until = until

        def step(self, words: str, share: float) -> None:
            said.append(words)
            assert 0 <= share < 1
            if words == self.until:
                raise Cancelled

        def busy_with(self, busy: object) -> None:
            pass

        def last_call(self) -> None:
            pass

    reading = read([upload], watch=Listener())
    assert isinstance(reading, Reading)
    assert said[0] == "Reading march.csv"
    of_reading = tuple(dict.fromkeys(said))
    said.clear()
    assert isinstance(load(reading, reading.mapping, watch=Listener()), Practice)
    of_loading = tuple(dict.fromkeys(said))
    assert of_loading
    for step in of_reading:
        with pytest.raises(Cancelled):
            read([upload], watch=Listener(step))
    for step in of_loading:
        with pytest.raises(Cancelled):
            load(reading, reading.mapping, watch=Listener(step))


@pytest.mark.parametrize(
    "step",
    ["Opening what is there", "Putting it together with what is there", "Sealing it", "Keeping it"],
)
def test_an_import_that_is_cancelled_at_any_step_leaves_what_was_there(journal: Journal, step: str):
    journal.bring_in(practice("march", visits=3))
    before = journal.extract_mark()
    reached, go_on = threading.Event(), threading.Event()

    def work(watch: Watching) -> None:
        class Halting:
            def step(self, words: str, share: float) -> None:
                if words == step:
                    reached.set()
                    go_on.wait(5)
                watch.step(words, share)

            busy_with = staticmethod(watch.busy_with)
            last_call = staticmethod(watch.last_call)

        journal.bring_in(practice("april", visits=9), Halting())

    job = Job(work)
    assert reached.wait(10)
    # Other things can be done meanwhile.
    journal.keep_guess("admission", Expectation(5.0))
    assert job.cancel()
    go_on.set()
    with pytest.raises(Cancelled):
        job.result()
    kept = journal.extract()
    assert kept is not None
    assert (journal.extract_mark(), kept.extract.rows_mine) == (before, 3)
    assert journal.guesses() == {"admission": Expectation(5.0)}


def test_an_import_that_fails_in_the_middle_of_its_writing_leaves_what_was_there(
    journal: Journal, database: Database, monkeypatch: pytest.MonkeyPatch
):
    journal.bring_in(practice("march", visits=3))
    real = kept_extract.sealed_rows.replace_extracts

    def half_written(connection, owner, gone, rows):
        real(connection, owner, gone, rows[: len(rows) // 2])
        raise OSError("the disk is full")

    monkeypatch.setattr(kept_extract.sealed_rows, "replace_extracts", half_written)
    with pytest.raises(OSError, match="full"):
        journal.bring_in(practice("april", visits=9))
    kept = journal.extract()
    assert kept is not None
    assert kept.extract.rows_mine == 3
    with database.reading() as connection:
        ids = set(connection.execute(sa.select(EXTRACT_PARTS.c.extract_id)).scalars())
    assert ids == {"merged", journal.imports()[0].id}


def test_a_cancel_that_comes_too_late_says_so(journal: Journal):
    decided, go_on = threading.Event(), threading.Event()

    def work(watch: Watching) -> None:
        watch.last_call()
        decided.set()
        go_on.wait(5)

    job = Job(work)
    decided.wait(5)
    assert not job.cancel()
    go_on.set()
    job.result()
    assert not job.cancelled
