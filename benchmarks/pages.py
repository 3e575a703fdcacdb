"""My practice with six measures chosen: from a click to the settled page, against a bare page.

    python -m benchmarks.pages

Chromium, a server of its own for each page on this machine, sample data. Every click chooses
another measure; it is over when the script has run and nothing of the page changes any more. The
half a second that has to stay quiet does not count. The bare page holds a title, the same six pills
and the very same charts, own past and all, ready made. Clicks on the two pages take turns, so that
a busy machine slows both alike. A measure's first time, when its chart is still to be drawn, is
printed apart: its figures are computed since the page was opened. Beside the ratio of the medians
stand the quartiles of the ratios of one turn each. Below stands the processor time of server and
browser together, a mean a click: of other work on the machine it knows little. A clinician may
choose five measures (FR-43): the sixth is put in by six_measures.py.
"""

import json
import os
import statistics
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page

from afreflect.charts import run_chart as drawing
from afreflect.charts import series
from afreflect.domain import comparator, run_chart
from afreflect.domain.target import TargetHistory
from afreflect.storage.catalogue import catalogue
from afreflect.storage.own_past import available
from afreflect.storage.practice import Practice, load
from afreflect.storage.reader import Reading, read
from afreflect.storage.sample import sample_uploads
from benchmarks.first_page import ROOT, chromium
from benchmarks.processor import spent
from benchmarks.six_measures import SIX
from tests.browser import journey
from tests.browser.screens import DESKTOP, settle
from tests.browser.servers import Server, serving

ROUNDS = 6
WATCH = """() => {
    window.clickedAt = 0;
    window.changedAt = 0;
    document.addEventListener('click', () => {
        window.clickedAt = window.changedAt = performance.now();
    }, true);
    new MutationObserver(() => { window.changedAt = performance.now() }).observe(document.body, {
        subtree: true, childList: true, attributes: true, characterData: true,
    });
}"""
SETTLED = """() => window.clickedAt > 0
    && performance.now() - window.changedAt > 500
    && document.querySelector('[data-test-script-state="notRunning"]') !== null"""
TAKEN = """() => {
    const taken = window.changedAt - window.clickedAt;
    window.clickedAt = 0;
    return taken;
}"""


@dataclass(frozen=True)
class Side:
    """One of the two pages, with the server behind it."""

    page: Page
    server: Server


@dataclass(frozen=True)
class Click:
    """Milliseconds by the clock until the page is at rest, and of work in server and browser."""

    taken: float
    worked: float


def main() -> None:
    """Prints the median of both pages in milliseconds and their ratio, and so of their work."""
    titles = {metric.id: metric.title for metric in catalogue()}
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        bare = home / "charts.json"
        bare.write_text(json.dumps(charts()), encoding="utf-8")
        env = {"PYTHONPATH": str(ROOT), "BARE_CHARTS": str(bare)}
        scripts = ROOT / "benchmarks"
        with (
            serving(ROOT, script=scripts / "six_measures.py", home=home, env=env) as ours,
            serving(ROOT, script=scripts / "bare_page.py", home=home, env=env) as theirs,
            chromium() as browser,
        ):
            sides = (
                Side(opened(browser, ours, "/my_practice"), ours),
                Side(opened(browser, theirs, "/"), theirs),
            )
            first, later = rounds(sides, [titles[metric_id] for metric_id in SIX])
    print("milliseconds from click to settled       bare     ours    ratio   half of them within")
    named = (("each measure's first time", first), ("from then on", later))
    for name, (ours_clicks, bare_clicks) in named:
        pairs = [(a.taken, b.taken) for a, b in zip(ours_clicks, bare_clicks, strict=True)]
        ours_ms, bare_ms = (statistics.median(side) for side in zip(*pairs, strict=True))
        low, _, high = statistics.quantiles(a / b for a, b in pairs)
        ratio = ours_ms / bare_ms
        print(f"{name:36} {bare_ms:8.0f} {ours_ms:8.0f} {ratio:8.2f}   {low:.2f} to {high:.2f}")
    print("milliseconds of processor time a click  bare     ours    ratio")
    for name, clicks in named:
        ours_ms, bare_ms = (statistics.mean(each.worked for each in side) for side in clicks)
        print(f"{name:36} {bare_ms:8.0f} {ours_ms:8.0f} {ours_ms / bare_ms:8.2f}")


def charts() -> dict[str, object]:
    """The six charts as My practice draws them, by their measure's title."""
    reading = read(sample_uploads())
    practice = load(reading, reading.mapping) if isinstance(reading, Reading) else None
    if not isinstance(practice, Practice):
        raise SystemExit("The sample data can't be read: make it anew.")
    metrics = {metric.id: metric for metric in catalogue()}
    drawn = {}
    for metric in (metrics[metric_id] for metric_id in SIX):
        result = practice.measure_readably(metric)
        past = available(practice, practice.measure(metric), metric)
        shown = comparator.shown(comparator.ids(TargetHistory(), past))
        levels = [each for each in past if each.id in shown]
        read_chart = run_chart.read(metric, result, TargetHistory()).beside_levels(levels)
        drawn[metric.title] = drawing.draw(read_chart)
    if not all(series.PICK in json.dumps(chart) for chart in drawn.values()):
        raise SystemExit("A chart answers no click: the pages would not be alike.")
    return drawn


def opened(browser: Browser, server: Server, path: str) -> Page:
    """A page at rest with its first chart, in a profile of its own, and a watch on its clicks."""
    page = browser.new_context(viewport=DESKTOP, locale="en-CA").new_page()
    page.goto(server.url + path)
    settle(page)
    page.wait_for_selector(journey.CHART)
    page.evaluate(WATCH)
    return page


def rounds(sides: tuple[Side, Side], titles: list[str]) -> tuple[list[list[Click]], ...]:
    """The clicks on ours and on the bare page: of each measure's first time, and the later."""
    first: list[list[Click]] = [[], []]
    later: list[list[Click]] = [[], []]
    for turn in range(ROUNDS):
        for title in (*titles[1:], titles[0]):
            for place, side in enumerate(sides):
                other = sides[1 - place].server.process.pid
                (later if turn else first)[place].append(clicked(side.page, title, other))
    return first, later


def clicked(page: Page, title: str, other: int) -> Click:
    """A click on a measure, until nothing of the page changes any more.

    What works meanwhile is everything below this process (browser, server) but the other server.
    """
    before = spent(os.getpid(), (other,)) - time.process_time()
    page.locator(".st-key-measure").get_by_text(title, exact=True).click()
    page.wait_for_function(SETTLED)
    worked = spent(os.getpid(), (other,)) - time.process_time() - before
    return Click(page.evaluate(TAKEN), worked * 1000)


if __name__ == "__main__":
    main()
