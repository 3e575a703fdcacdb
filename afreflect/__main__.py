"""The command line: the same files, the same definitions and the same figures as on the screen."""

import argparse
import csv
import gc
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from afreflect.commands import (
    comparing,
    corrections,
    leaving_out,
    printing,
    private_file,
    progress,
    spc,
    trust,
)
from afreflect.domain.exclusion import LeavingOut
from afreflect.domain.extract import Changed, File, FileOnDisk, Mapping, Problem, Upload
from afreflect.domain.ledger import Ledger
from afreflect.domain.metric import GRAINS, Metric, MetricResult
from afreflect.storage.accounts import Accounts
from afreflect.storage.catalogue import CatalogueError, catalogue
from afreflect.storage.database import open_database
from afreflect.storage.exclusions import ExclusionError
from afreflect.storage.mapping import MappingError, mapping_from, mapping_text
from afreflect.storage.practice import Practice, load
from afreflect.storage.presets import presets
from afreflect.storage.reader import Reading, read
from afreflect.storage.sizes import USUAL

FAULTS = (
    CatalogueError,
    Changed,
    ExclusionError,
    MappingError,
    leaving_out.CannotLeaveOut,
    private_file.NotDone,
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
        printing.complain(refusal.problems)
        return 2
    except (*FAULTS, *private_file.FAULTS) as fault:
        printing.complain([Problem(str(fault))])
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
    leaving_out.add_excluding(check)
    progress.add_progress(check)
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
    leaving_out.add_excluding(measure)
    leaving_out.add_setting_aside(measure)
    progress.add_progress(measure)
    comparing.add_moving_with(measure)
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
    serve.add_argument("--port", type=_port, default=8501)
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


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 1 << 16:
        raise argparse.ArgumentTypeError(f"{text} is not a port, such as 8501")
    return int(text)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as fault:
        raise argparse.ArgumentTypeError(f"{text} is not a day such as 2025-03-01") from fault


def _metrics(options: argparse.Namespace) -> int:
    stated = [printing.stated(metric) for metric in catalogue()]
    if options.format == "json":
        printing.print_json(stated)
        return 0
    table = csv.writer(sys.stdout)
    table.writerow(stated[0])
    for metric in stated:
        table.writerow([printing.one_cell(value) for value in metric.values()])
    return 0


def _check(options: argparse.Namespace) -> int:
    reading, figures, excluded = None, {}, []
    try:
        reading, mapping = _read(options)
        if options.save_mapping:
            _save(options.save_mapping, mapping)
        practice = _loaded(options, reading, mapping, everyone=True, kept=bool(options.exclude))
        extract, figures = practice.extract, practice.figures
        excluded = leaving_out.checked(options.exclude, practice)
        problems = extract.warnings
    except Refusal as refusal:
        extract, problems = None, refusal.problems
        mapping = reading.mapping if reading else None
    report = printing.report(reading, mapping, extract, problems) | {"figures": figures}
    report |= {"benchmark": comparing.benchmarks(extract)}
    report |= {"exclusions": excluded} if options.exclude else {}
    if options.format == "json":
        printing.print_json(report)
    elif extract:
        printing.print_report(extract, report, reading)
    refused = [problem for problem in problems if problem.refuses]
    printing.complain(refused)
    return 2 if refused else 0


def _measure(options: argparse.Namespace) -> int:
    metric = _metric(options.metric)
    if options.vault:
        practice, ledger = _kept(options)
    else:
        practice, ledger = _practice(options, options.all_rows), ()
    why_not = practice.why_not(metric)
    if why_not:
        raise Refusal(
            [Problem(f"{metric.title} {why_not}: name the column in a mapping.", "columns")]
        )
    besides = leaving_out.cases(options, metric, ledger)
    out = LeavingOut(leaving_out.runnable(options.exclude, metric, practice))
    result = _result(practice, metric, options, LeavingOut(out.exclusions, besides.cases))
    beside = leaving_out.beside(practice, metric, result, ledger, _period(options))
    printing.complain(practice.extract.warnings)
    if options.all_rows:
        print(printing.NO_COMPARATOR, file=sys.stderr)
    if options.format == "json":
        stated = printing.figures(result, metric, options.all_rows) | beside
        seen = leaving_out.contrast(
            practice, metric, (out, besides), result.summary, _period(options)
        )
        if not options.all_rows:
            without = LeavingOut(out.exclusions, besides.cases)
            others = [_metric(each) for each in options.moves_with]
            stated |= comparing.beside(practice, metric, result, without, _period(options))
            stated |= comparing.moves_with(practice, metric, others, _period(options))
        printing.print_json(stated | seen)
        return 0
    printing.points(result, leaving_out.columns(options, beside))
    return 0


def _kept(options: argparse.Namespace) -> tuple[Practice, Ledger]:
    if options.files or options.mapping or options.clinician or options.all_rows:
        raise Refusal(
            [Problem("With --vault the extract you kept is measured: name neither files nor rows.")]
        )
    return private_file.kept(options)


def _practice(options: argparse.Namespace, everyone: bool = False) -> Practice:
    if not options.files:
        raise Refusal([Problem("Name the files of an extract, or --vault for the one you kept.")])
    reading, mapping = _read(options)
    if options.clinician:
        mapping = replace(mapping, clinician=options.clinician)
    return _loaded(options, reading, mapping, everyone)


def _period(options: argparse.Namespace) -> tuple[date | None, date | None]:
    if options.until is None or options.until == date.max:
        return options.since, None
    return options.since, options.until + timedelta(days=1)


def _result(
    practice: Practice, metric: Metric, options: argparse.Namespace, without: LeavingOut
) -> MetricResult:
    since, until = _period(options)
    try:
        return practice.measure(metric, options.summary, options.by, since, until, without)
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
    with progress.watching(options) as watch:
        reading = read(uploads, stated, watch, preset=getattr(options, "preset", ""))
    if isinstance(reading, list):
        raise Refusal(reading)
    return reading, reading.mapping


def _mapping(name: str) -> Mapping:
    try:
        return mapping_from(Path(name).read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError) as fault:
        raise Refusal([Problem(f"The mapping {name} can't be opened: check its name.")]) from fault


def _upload(name: str) -> File:
    """The file, read at once where it is small enough; a pipe can be read only so."""
    path = Path(name)
    try:
        if path.is_file() and path.stat().st_size > USUAL.whole:
            return FileOnDisk.at(path)
        return Upload(path.name, path.read_bytes())
    except OSError as fault:
        raise Refusal(
            [Problem(f"{name} can't be opened: check its name and its rights.")]
        ) from fault


def _save(name: str, mapping: Mapping) -> None:
    try:
        Path(name).write_text(mapping_text(mapping), encoding="utf-8")
    except OSError as fault:
        raise Refusal([Problem(f"{name} can't be written: choose another place.")]) from fault


def _loaded(
    options: argparse.Namespace,
    reading: Reading,
    mapping: Mapping,
    everyone: bool,
    kept: bool = True,
) -> Practice:
    with progress.watching(options) as watch:
        practice = load(reading, mapping, everyone, watch=watch, kept=kept)
    if isinstance(practice, list):
        raise Refusal(practice)
    return practice


if __name__ == "__main__":
    code = main()
    gc.collect()  # DuckDB complains on stderr of what a refusal left behind in cycles.
    sys.exit(code)
