"""The command line: the same files, the same definitions and the same figures as on the screen."""

import argparse
import csv
import gc
import json
import os
import sys
import tomllib
from collections.abc import Sequence
from dataclasses import asdict, fields, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from afreflect.commands import corrections, identifying, private_file, spc, trust
from afreflect.domain.extract import Extract, Mapping, Problem, Upload
from afreflect.domain.metric import GRAINS, Metric, MetricResult, Point
from afreflect.storage.accounts import Accounts
from afreflect.storage.catalogue import CatalogueError, catalogue
from afreflect.storage.database import open_database
from afreflect.storage.mapping import MappingError, mapping_from, mapping_text
from afreflect.storage.practice import Practice, load
from afreflect.storage.presets import presets
from afreflect.storage.reader import Reading, orders_told, questions, read

NO_COMPARATOR = (
    "All rows were measured together, to check a definition against a known figure. "
    "This is no comparator: it says nothing about how a clinician should be doing."
)


class Refusal(Exception):
    """What can't be done, as problems in plain words."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(problem.text for problem in problems))
        self.problems = tuple(problems)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; 0 when it was done, 2 when the input was refused."""
    parser = _parser()
    options = parser.parse_args(arguments)
    try:
        code = options.run(options)
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        # Whoever read our output has seen enough, as `head` does; nothing is left to flush.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130
    except Refusal as refusal:
        _complain(refusal.problems)
        return 2
    except (CatalogueError, MappingError, private_file.NotDone, *private_file.FAULTS) as fault:
        _complain([Problem(str(fault))])
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m afreflect", description="Check an extract of practice data, and measure it."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    metrics = commands.add_parser("metrics", help="list every metric with its definition")
    metrics.add_argument("--format", choices=["json", "csv"], default="json")
    metrics.set_defaults(run=_metrics)
    check = commands.add_parser("check", help="say what an extract holds and what is wrong with it")
    check.add_argument("files", nargs="+", metavar="FILE")
    check.add_argument("--mapping", metavar="MAP.toml")
    check.add_argument("--save-mapping", metavar="MAP.toml")
    _add_preset(check)
    check.add_argument("--format", choices=["text", "json"], default="text")
    check.set_defaults(run=_check)
    measure = commands.add_parser("measure", help="measure one metric of an extract")
    measure.add_argument("files", nargs="*", metavar="FILE")
    measure.add_argument("metric", metavar="METRIC")
    measure.add_argument(
        "--vault", action="store_true", help="of what your private file holds, in place of files"
    )
    private_file.add_unlocking(measure)
    measure.add_argument("--mapping", metavar="MAP.toml")
    _add_preset(measure)
    whose = measure.add_mutually_exclusive_group()
    whose.add_argument("--clinician", metavar="ID", help="whose rows to measure")
    whose.add_argument("--all-rows", action="store_true", help="only to check a definition")
    measure.add_argument("--by", choices=GRAINS, default="month")
    measure.add_argument("--since", metavar="D", type=_day, help="first day counted")
    measure.add_argument("--until", metavar="D", type=_day, help="last day counted")
    measure.add_argument("--summary", help="one of the metric's own, such as median or p90")
    measure.add_argument("--format", choices=["json", "csv"], default="json")
    measure.set_defaults(run=_measure)
    spc.add_command(commands)
    trust.add_command(commands, _practice, _metric)
    private_file.add_commands(commands, _practice)
    corrections.add_command(commands)
    _add_door(commands)
    return parser


def _add_preset(command: argparse.ArgumentParser) -> None:
    known = ", ".join(preset.id for preset in presets())
    command.add_argument(
        "--preset", default="", metavar="ID", help=f"the layout of the files ({known}), or none"
    )


def _add_door(commands: Any) -> None:
    """The two commands about the app itself: to open it, and to invite somebody in."""
    serve = commands.add_parser("serve", help="open the app, for yourself or hosted for several")
    serve.add_argument("--hosted", action="store_true", help="with accounts, by invitation")
    serve.add_argument("--address", default="127.0.0.1", help="where it listens")
    serve.add_argument("--port", type=int, default=8501)
    serve.add_argument("--name", default="", help="the name by which browsers know this machine")
    serve.add_argument("--tls-cert", default="", metavar="FILE", help="with --tls-key")
    serve.add_argument("--tls-key", default="", metavar="FILE")
    serve.add_argument(
        "--behind-proxy", default="", metavar="URL", help="where a proxy serves it over TLS"
    )
    serve.add_argument(
        "--oidc", action="store_true", help="your organisation signs clinicians in (secrets.toml)"
    )
    serve.set_defaults(run=_serve)
    invite = commands.add_parser("invite", help="make a code with which one account can be opened")
    invite.set_defaults(run=_invite)


def _serve(options: argparse.Namespace) -> int:
    from afreflect.ui import hosting, serving

    try:
        serving.serve(
            serving.Wish(
                hosted=options.hosted,
                address=options.address,
                port=options.port,
                certificate=options.tls_cert,
                key=options.tls_key,
                proxy=options.behind_proxy,
                name=options.name,
                oidc=options.oidc,
            )
        )
    except hosting.Refused as refusal:
        raise Refusal([Problem(str(refusal))]) from None
    return 0


def _invite(_options: argparse.Namespace) -> int:
    """Prints the code alone, so that it can be handed on."""
    print(Accounts(open_database()).create_invitation())
    return 0


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as fault:
        raise argparse.ArgumentTypeError(f"{text} is not a day such as 2025-03-01") from fault


def _metrics(options: argparse.Namespace) -> int:
    stated = [_stated(metric) for metric in catalogue()]
    if options.format == "json":
        _print_json(stated)
        return 0
    table = csv.writer(sys.stdout)
    table.writerow(stated[0])
    for metric in stated:
        table.writerow([_one_cell(value) for value in metric.values()])
    return 0


def _check(options: argparse.Namespace) -> int:
    reading, figures = None, {}
    try:
        reading, mapping = _read(options)
        if options.save_mapping:
            _save(options.save_mapping, mapping)
        practice = _loaded(reading, mapping, everyone=True)
        extract, figures = practice.extract, practice.figures
        problems = extract.warnings
    except Refusal as refusal:
        extract, problems = None, refusal.problems
        mapping = reading.mapping if reading else None
    report = _report(reading, mapping, extract, problems) | {"figures": figures}
    if options.format == "json":
        _print_json(report)
    elif extract:
        _print_report(extract, report, reading)
    refused = [problem for problem in problems if problem.refuses]
    _complain(refused)
    return 2 if refused else 0


def _measure(options: argparse.Namespace) -> int:
    metric = _metric(options.metric)
    practice = _kept(options) if options.vault else _practice(options, options.all_rows)
    why_not = practice.why_not(metric)
    if why_not:
        raise Refusal(
            [Problem(f"{metric.title} {why_not}: name the column in a mapping.", "columns")]
        )
    result = _result(practice, metric, options)
    _complain(practice.extract.warnings)
    if options.all_rows:
        print(NO_COMPARATOR, file=sys.stderr)
    if options.format == "json":
        _print_json(_figures(result, metric, options.all_rows))
        return 0
    table = csv.writer(sys.stdout)
    names = [field.name for field in fields(Point)]
    table.writerow(names)
    for point in result.points:
        table.writerow([getattr(point, name) for name in names])
    return 0


def _kept(options: argparse.Namespace) -> Practice:
    if options.files or options.mapping or options.clinician or options.all_rows:
        raise Refusal(
            [Problem("With --vault the extract you kept is measured: name neither files nor rows.")]
        )
    return private_file.kept_practice(options)


def _practice(options: argparse.Namespace, everyone: bool = False) -> Practice:
    if not options.files:
        raise Refusal([Problem("Name the files of an extract, or --vault for the one you kept.")])
    reading, mapping = _read(options)
    if options.clinician:
        mapping = replace(mapping, clinician=options.clinician)
    return _loaded(reading, mapping, everyone)


def _result(practice: Practice, metric: Metric, options: argparse.Namespace) -> MetricResult:
    until = options.until + timedelta(days=1) if options.until else None
    try:
        return practice.measure(metric, options.summary, options.by, options.since, until)
    except ValueError as fault:
        raise Refusal([Problem(str(fault))]) from fault


def _metric(metric_id: str) -> Metric:
    known = {metric.id: metric for metric in catalogue()}
    if metric_id not in known:
        names = ", ".join(known)
        raise Refusal([Problem(f'There is no metric "{metric_id}": choose one of {names}.')])
    return known[metric_id]


def _read(options: argparse.Namespace) -> tuple[Reading, Mapping]:
    stated = _mapping(options.mapping) if options.mapping else None
    uploads = [_upload(name) for name in options.files]
    reading = read(uploads, stated, preset=getattr(options, "preset", ""))
    if isinstance(reading, list):
        raise Refusal(reading)
    return reading, reading.mapping


def _mapping(name: str) -> Mapping:
    try:
        return mapping_from(Path(name).read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as fault:
        raise Refusal([Problem(f"The mapping {name} can't be opened: check its name.")]) from fault


def _upload(name: str) -> Upload:
    try:
        return Upload(Path(name).name, Path(name).read_bytes())
    except OSError as fault:
        raise Refusal(
            [Problem(f"{name} can't be opened: check its name and its rights.")]
        ) from fault


def _save(name: str, mapping: Mapping) -> None:
    try:
        Path(name).write_text(mapping_text(mapping), encoding="utf-8")
    except OSError as fault:
        raise Refusal([Problem(f"{name} can't be written: choose another place.")]) from fault


def _loaded(reading: Reading, mapping: Mapping, everyone: bool) -> Practice:
    practice = load(reading, mapping, everyone)
    if isinstance(practice, list):
        raise Refusal(practice)
    return practice


def _stated(metric: Metric) -> dict[str, Any]:
    stated = asdict(metric)
    return {"id": stated.pop("id"), **stated}


def _figures(result: MetricResult, metric: Metric, all_rows: bool) -> dict[str, Any]:
    figures: dict[str, Any] = {
        "metric": result.metric_id,
        "version": result.version,
        "metric_sha256": result.metric_sha256,
        "extract_sha256": result.extract_sha256,
        "corrections": result.corrections,
        "corrections_sha256": result.corrections_sha256,
        "kind": metric.kind,
        "summary": result.summary,
        "by": result.grain,
        "n_show": metric.n_show,
        "points": [asdict(point) for point in result.points],
        "whole": asdict(result.whole),
    }
    return figures | ({"note": NO_COMPARATOR} if all_rows else {})


def _report(
    reading: Reading | None,
    mapping: Mapping | None,
    extract: Extract | None,
    problems: Sequence[Problem],
) -> dict[str, Any]:
    sheets = reading.sheets if reading else ()
    asked = questions(reading, mapping) if reading and mapping and extract else ()
    told = orders_told(reading, mapping) if reading and mapping else {}
    open_questions = [Problem(question.text, question.settles, False) for question in asked]
    return {
        "files": [
            {
                "name": sheet.name,
                "rows": sheet.rows_in,
                **({"across": asdict(sheet.across)} if sheet.across else {}),
                "columns": list(sheet.columns),
                "dates": {
                    column: {
                        "not_day_first": counted.only_month_first,
                        "not_month_first": counted.only_day_first,
                    }
                    for column, counted in told.get(sheet.name, {}).items()
                },
            }
            for sheet in sheets
        ],
        "preset": reading.preset.id if reading and reading.preset else None,
        "mapping": tomllib.loads(mapping_text(mapping)) if mapping else None,
        "rows_in": extract.rows_in if extract else None,
        "rows_kept": extract.rows_kept if extract else None,
        "set_aside": [asdict(group) for group in extract.set_aside] if extract else [],
        "problems": [asdict(problem) for problem in (*problems, *open_questions)],
        **identifying.stated(extract),
        "extract_sha256": extract.sha256 if extract else None,
    }


def _print_report(extract: Extract, report: dict[str, Any], reading: Reading | None) -> None:
    if reading and reading.preset:
        print(f"{reading.preset.said} If it is something else, add --preset none.")
        for note in reading.preset.notes:
            print(f"Note: {note}")
    when = f", {extract.since} to {extract.until}" if extract.since else ""
    print(f"{extract.rows_kept:,} of {extract.rows_in:,} rows can be used{when}.")
    for group in extract.set_aside:
        print(f"Set aside: {group.rows:,} rows, {group.reason} ({', '.join(group.examples)}).")
    stays = report["figures"].get("los_valid_min")
    if stays and stays["n"]:
        print(
            f"Stays: {stays['n']:,} from {stays['min']:g} to {stays['max']:g} minutes, median "
            f"{stays['median']:g}."
        )
    print(identifying.said(extract))
    for problem in report["problems"]:
        print(f"Note: {problem['text']}{_key(problem['settles'])}")


def _complain(problems: Sequence[Problem]) -> None:
    for problem in problems:
        print(f"{problem.text}{_key(problem.settles)}", file=sys.stderr)


def _key(settles: str) -> str:
    return f' (mapping key: "{settles}")' if settles else ""


def _print_json(value: Any) -> None:
    print(json.dumps(value, indent=2, ensure_ascii=False, default=str))


def _one_cell(value: Any) -> str:
    if isinstance(value, str | int | float | date):
        return str(value)
    return json.dumps(value, ensure_ascii=False, default=str)


if __name__ == "__main__":
    code = main()
    gc.collect()  # DuckDB complains on stderr of what a refusal left behind in cycles.
    sys.exit(code)
