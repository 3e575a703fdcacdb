"""`--exclude` and `--set-aside`: what a measurement does without, and what that does to it."""

import argparse
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from afreflect.commands import stating
from afreflect.domain import contest, questions
from afreflect.domain.exclusion import Exclusion, LeavingOut
from afreflect.domain.ledger import Event
from afreflect.domain.metric import Metric, MetricResult
from afreflect.storage.exclusions import exclusions
from afreflect.storage.practice import Practice


class CannotLeaveOut(ValueError):
    """An exclusion that can't be run here; the text is one plain sentence."""


def add_excluding(command: argparse.ArgumentParser) -> None:
    """The argument that names exclusions."""
    command.add_argument(
        "--exclude", nargs="+", action="extend", default=[], metavar="ID",
        help="leave out what these exclusions name, as sql/exclusions defines them",
    )  # fmt: skip


def add_setting_aside(command: argparse.ArgumentParser) -> None:
    """The argument that names single cases."""
    command.add_argument(
        "--set-aside", nargs="+", action="extend", default=[], metavar="CASE",
        help="leave out these visits or forms, by their ids",
    )  # fmt: skip


def named(ids: Sequence[str]) -> tuple[Exclusion, ...]:
    """The exclusions of these ids; raises CannotLeaveOut for one that does not exist."""
    known = exclusions() if ids else {}
    for each in ids:
        if each not in known:
            raise CannotLeaveOut(
                f'There is no exclusion "{each}": choose one of {", ".join(known)}.'
            )
    return tuple(known[each] for each in dict.fromkeys(ids))


def runnable(ids: Sequence[str], metric: Metric, practice: Practice) -> tuple[Exclusion, ...]:
    """The exclusions of these ids, if the metric and the data allow every one of them."""
    found = named(ids)
    for each in found:
        if not each.fits(metric):
            raise CannotLeaveOut(f"{each.id} does not fit {metric.id}: it is about others.")
        if reason := practice.why_not(each):
            raise CannotLeaveOut(f"{each.id} {reason}: name the column in a mapping.")
    return found


def cases(options: argparse.Namespace, metric: Metric, ledger: Iterable[Event]) -> LeavingOut:
    """The cases set aside in the private file, and those named in the arguments."""
    kept = questions.leaving_out(ledger, metric.id).cases
    return LeavingOut(cases=tuple(dict.fromkeys((*kept, *options.set_aside))))


def refuse_unknown(ids: Sequence[str], metric: Metric, practice: Practice) -> None:
    """Raises CannotLeaveOut for the id of a case that a metric does not count."""
    if not ids:
        return
    counted = {unit.unit_id for unit in practice.units(metric, None, "all")}
    for each in ids:
        if each not in counted:
            raise CannotLeaveOut(
                f'There is no case "{each}" among those that {metric.id} counts: look at its id.'
            )


def checked(ids: Sequence[str], practice: Practice) -> list[dict[str, Any]]:
    """What each exclusion would leave out of an extract, or why it can't be run."""
    found = []
    for each in named(ids):
        reason = practice.why_not(each)
        found.append(
            {
                "id": each.id,
                "title": each.title,
                "leaves_out": each.leaves_out,
                "unit": each.unit,
                "units": None if reason else practice.count(each),
                "why_not": reason,
                "sha256": each.sha256,
            }
        )
    return found


def said(entry: dict[str, Any]) -> str:
    """One entry of `checked` as a line."""
    if entry["why_not"]:
        return f"{entry['title']}: {entry['why_not']}."
    return f"{entry['title']}: would leave out {entry['units']:,} {entry['unit']}s."


def beside(
    practice: Practice,
    metric: Metric,
    result: MetricResult,
    ledger: Iterable[Event],
    period: tuple[date | None, date | None],
) -> dict[str, Any]:
    """What stands beside the figure: what was left out, the value with it, provisional until."""
    until = questions.provisional_until(ledger, metric.id, date.today())
    everything = result
    if result.left_out:
        everything = practice.measure(metric, result.summary, "all", *period)
    standing = questions.standing(result, everything, until)
    return {
        "left_out": [asdict(each) for each in result.left_out],
        "set_aside": standing.aside,
        "with_them": stating.stated(standing.everything) if standing.everything else None,
        "provisional_until": until,
    }


def columns(options: argparse.Namespace, beside: dict[str, Any]) -> dict[str, Any]:
    """What CSV says in every row: what was left out and until when it is provisional, if so."""
    said = {name: beside[name] for name in ("set_aside", "provisional_until") if beside[name]}
    return said | ({"excluded": " ".join(options.exclude)} if options.exclude else {})


def contrast(
    practice: Practice,
    metric: Metric,
    leaving: tuple[LeavingOut, LeavingOut],
    summary: str,
    period: tuple[date | None, date | None],
) -> dict[str, Any]:
    """The whole period with and without; `leaving` is what goes, and what is out of both."""
    out, besides = leaving
    if not out:
        return {}
    names = _names(out, metric)
    seen = contest.compare(practice.with_and_without(metric, out, names, summary, besides, *period))
    return {
        "with_and_without": {
            "with": stating.stated(seen.everything),
            "without": stating.stated(seen.kept),
            "left_out": seen.left_out,
            "difference": {"value": seen.change, "low": seen.low, "high": seen.high},
            "conclusion": seen.conclusion,
            "why": seen.why,
            "sentence": seen.sentence,
        }
    }


def _names(out: LeavingOut, metric: Metric) -> tuple[str, str]:
    if len(out.exclusions) == 1 and not out.cases:
        return out.exclusions[0].noun, out.exclusions[0].noun_one
    return metric.noun, metric.noun
