"""Reads sql/metrics: each file's front matter and its one SELECT become a Metric."""

import hashlib
import os
from collections import Counter
from functools import lru_cache
from pathlib import Path
from typing import Any

from afreflect.domain.metric import Idea, Leading, Metric, Objection, Standard, per
from afreflect.storage.front_matter import (
    Read,
    UnfitError,
    axis,
    check_sql,
    count,
    day,
    entries,
    flag,
    needs,
    number,
    one_of,
    read_table,
    split,
    text,
    text_of,
    texts,
)

METRICS = Path(__file__).parents[2] / "sql" / "metrics"
EXTRA_FOLDER = "AFREFLECT_METRICS"
ORDER = (
    "return_72h_unplanned",
    "planned_bring_backs",
    "imaging_use",
    "ct_use",
    "admission",
    "left_without_being_seen",
    "teaching_evaluation",
    "time_to_first_assessment",
    "length_of_stay_discharged",
    "length_of_stay",
    "patients_per_hour",
)
"""How screens list our own metrics: a value card leads to the first that speaks of it."""
SUMMARIES = {
    "proportion": ("proportion",),
    "duration": ("median", "p90"),
    "mean": ("mean",),
    "rate": ("rate",),
}
PARAMETERS = frozenset({"since", "until"})


class CatalogueError(ValueError):
    """A metric file that can't be used; the text is one plain sentence naming file and key."""


def catalogue(*folders: Path) -> tuple[Metric, ...]:
    """Every metric of the given folders: our own in `ORDER`, then the others by id.

    Without folders: our own, and those in the folder that `AFREFLECT_METRICS` names, if it is set.
    Raises CatalogueError for the first file that can't be used.
    """
    files = [file for folder in folders or _folders() for file in sorted(folder.glob("*.sql"))]
    twice = [id_ for id_, times in Counter(file.stem for file in files).items() if times > 1]
    if twice:
        raise CatalogueError(f"Two files are named {twice[0]}.sql: rename one of them.")
    try:
        metrics = [metric_from(text_of(file), file.stem) for file in files]
    except UnfitError as fault:
        raise CatalogueError(str(fault)) from fault
    _check_balancing(metrics)
    return tuple(sorted(metrics, key=_place))


def edition(*folders: Path) -> tuple[tuple[str, int, int], ...]:
    """What tells one state of the metric files from another: each path, time and size."""
    files = [file for folder in folders or _folders() for file in sorted(folder.glob("*.sql"))]
    return tuple((str(file), *_stamp(file)) for file in files)


def _stamp(file: Path) -> tuple[int, int]:
    try:
        return file.stat().st_mtime_ns, file.stat().st_size
    except OSError:  # A link to nowhere: reading it says so.
        return 0, 0


@lru_cache(maxsize=256)
def metric_from(text: str, metric_id: str) -> Metric:
    """One metric from the text of its file; the same text is worked through once.

    Raises CatalogueError when the front matter lacks a key, holds one we don't know or a value of
    another type, or when what follows is not exactly one SELECT over `$since` and `$until`.
    """
    try:
        front_matter, sql = split(text.replace("\r\n", "\n"))
        fields = _fields(front_matter)
        check_sql(sql, PARAMETERS, "$since and $until, both of them and no other")
    except UnfitError as fault:
        raise CatalogueError(f"{metric_id}.sql: {fault}") from fault
    return Metric(id=metric_id, sql=sql, sha256=hashlib.sha256(text.encode()).hexdigest(), **fields)


def _folders() -> tuple[Path, ...]:
    extra = os.environ.get(EXTRA_FOLDER)
    if not extra:
        return (METRICS,)
    if not Path(extra).is_dir():
        raise CatalogueError(f"{EXTRA_FOLDER} names {extra}, which is not a folder: correct it.")
    return (METRICS, Path(extra))


def _place(metric: Metric) -> tuple[int, str]:
    return (ORDER.index(metric.id) if metric.id in ORDER else len(ORDER), metric.id)


def _check_balancing(metrics: list[Metric]) -> None:
    known = {metric.id for metric in metrics}
    for metric in metrics:
        for other in metric.balancing:
            if other not in known:
                raise CatalogueError(
                    f'{metric.id}.sql: the key "balancing" names {other}, which no file defines.'
                )


def _fields(front_matter: dict[str, Any]) -> dict[str, Any]:
    fields = read_table(front_matter, KEYS, "the front matter", OPTIONAL)
    allowed = SUMMARIES[fields["kind"]]
    if not fields["summaries"] or not set(fields["summaries"]) <= set(allowed):
        raise UnfitError(
            f'the key "summaries" of a {fields["kind"]} must hold {" or ".join(allowed)}.'
        )
    if fields["kind"] == "rate" and per(fields["unit"]) is None:
        raise UnfitError('the key "unit" of a rate must read like "patients per hour".')
    return fields


KEYS: dict[str, Read] = {
    "title": text,
    "question": text,
    "kind": one_of(*SUMMARIES),
    "unit": text,
    "better": one_of("higher", "lower", "range", "neither"),
    "category": one_of("quality", "safety", "experience", "throughput", "education", "equity"),
    "pace": flag,
    "values": texts,
    "eligible": text,
    "met": text,
    "met_short": text,
    "noun": text,
    "exclusions": texts,
    "attribution": one_of("individual", "shared", "team"),
    "evidence": one_of("guideline", "consensus", "none"),
    "evidence_source": text,
    "objections": entries(Objection, {"text": text, "exclusion": text}, frozenset({"exclusion"})),
    "balancing": texts,
    "leading": entries(Leading, {"indicator": text, "lag": text}),
    "ideas": entries(
        Idea, {"text": text, "kind": one_of("guideline", "trial", "colleague"), "source": text}
    ),
    "standards": entries(Standard, {"text": text, "value": number, "source": text}),
    "summaries": texts,
    "needs": needs,
    "n_show": count,
    "n_compare": count,
    "owner": text,
    "version": text,
    "review_by": day,
    "too_soon": text,
    "group_axis": axis,
}
OPTIONAL = frozenset({"too_soon", "group_axis"})
