"""The command line: the same files, the same definitions and the same figures as on the screen."""

import argparse
import csv
import gc
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from afreflect.commands import (
    comparing,
    corrections,
    leaving_out,
    log,
    measuring,
    plan,
    printing,
    private_file,
    progress,
    spc,
    splitting,
    trust,
)
from afreflect.commands.refusal import Refusal
from afreflect.domain.extract import Changed, File, FileOnDisk, Mapping, Problem, Upload
from afreflect.domain.metric import Metric
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
    splitting.CannotSplit,
)


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
    measuring.add_command(commands, _practice, _metric, _add_preset)
    spc.add_command(commands)
    trust.add_command(commands, _practice, _metric)
    private_file.add_commands(commands, _practice)
    corrections.add_command(commands)
    plan.add_command(commands)
    log.add_command(commands)
    splitting.add_command(commands, _read, _add_preset)
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


def _practice(options: argparse.Namespace, everyone: bool = False) -> Practice:
    if not options.files:
        raise Refusal([Problem("Name the files of an extract, or --vault for the one you kept.")])
    reading, mapping = _read(options)
    if options.clinician:
        mapping = replace(mapping, clinician=options.clinician)
    return _loaded(options, reading, mapping, everyone)


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
