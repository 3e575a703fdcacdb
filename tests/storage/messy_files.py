"""Disorderly files whose truth is known: the same visits, spoilt in one way or in several."""

import csv
import io
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta


@dataclass(frozen=True)
class Visit:
    """What truly happened."""

    encounter: str
    patient: str
    physician: str
    arrival: datetime
    departure: datetime
    disposition: str


@dataclass
class Sheet:
    """A file on its way to disorder: how cells are written, and what stands around them."""

    names: list[str]
    rows: list[list[str]]
    above: list[list[str]] = field(default_factory=list)
    below: list[list[str]] = field(default_factory=list)
    delimiter: str = ","
    encoding: str = "utf-8"
    line_end: str = "\n"

    def written(self) -> bytes:
        text = io.StringIO()
        table = csv.writer(text, delimiter=self.delimiter, lineterminator=self.line_end)
        for row in (*self.above, self.names, *self.rows, *self.below):
            # Only the line ends of the file itself are quoted.
            table.writerow([cell.replace("\n", self.line_end) for cell in row])
        return text.getvalue().encode(self.encoding)


def truth(seed: int = 1, visits: int = 60) -> list[Visit]:
    """Visits of three months, of which some go past midnight and none lasts a day."""
    chance = random.Random(seed)
    first = datetime(2025, 1, 1)
    found = []
    for n in range(visits):
        arrival = first + timedelta(minutes=chance.randrange(90 * 1440))
        arrival = arrival.replace(day=13 + n % 15) if n % 3 == 0 else arrival
        found.append(
            Visit(
                f"{100200300 + 7 * n}",
                f"{55000100 + n % 25}",
                f"DR{chance.randrange(1, 5):02d}",
                arrival,
                arrival + timedelta(minutes=chance.randrange(5, 1400)),
                chance.choice(("admitted", "discharged", "discharged", "lwbs")),
            )
        )
    return found


NAMES = ["Encounter ID", "Patient ID", "Physician", "Arrival", "Departure", "Disposition"]
ARRIVAL, DEPARTURE = 3, 4
Disorder = Callable[[Sheet, list[Visit], random.Random], None]


def tidy(visits: list[Visit]) -> Sheet:
    """The file before any disorder."""
    rows = [
        [v.encounter, v.patient, v.physician, f"{v.arrival:%Y-%m-%d %H:%M}",
         f"{v.departure:%Y-%m-%d %H:%M}", v.disposition]
        for v in visits
    ]  # fmt: skip
    return Sheet(list(NAMES), rows)


def every_time(
    write: Callable[[datetime], str], departure: Callable[[datetime], str] | None = None
) -> Disorder:
    """Every time written in one way, or those of departure in another."""

    def spoil(sheet: Sheet, visits: list[Visit], chance: random.Random) -> None:
        for row, visit in zip(sheet.rows, visits, strict=True):
            row[ARRIVAL] = write(visit.arrival)
            row[DEPARTURE] = (departure or write)(visit.departure)

    return spoil


_times = every_time


def _split(names: list[str], day: str, clock: Callable[[datetime], str]) -> Disorder:
    """A day and a clock for the arrival, and for the departure both or a clock alone."""

    def spoil(sheet: Sheet, visits: list[Visit], chance: random.Random) -> None:
        sheet.names[ARRIVAL : DEPARTURE + 1] = names
        for row, v in zip(sheet.rows, visits, strict=True):
            left = [f"{v.departure:{day}}"] if len(names) == 4 else []
            row[ARRIVAL : DEPARTURE + 1] = [
                f"{v.arrival:{day}}", clock(v.arrival), *left, clock(v.departure)
            ]  # fmt: skip

    return spoil


def clocks_apart(
    day: str, clock: Callable[[datetime], str], *, departure_day: bool = True
) -> Disorder:
    """Days and clocks in columns of their own, the departure's day perhaps nowhere."""
    left = ["Departure Date"] if departure_day else []
    return _split(["Arrival Date", "Arrival Time", *left, "Departure Time"], day, clock)


def _named(*months: str) -> Disorder:
    return _times(lambda at: f"{at.day}. {months[at.month - 1]} {at.year} {at:%H:%M}")


def _mixed(sheet: Sheet, visits: list[Visit], chance: random.Random) -> None:
    styles = (
        "%Y-%m-%d %H:%M",
        "%d-%b-%Y %H:%M",
        "%Y/%m/%d %H:%M",
        "%B %d, %Y %I:%M %p",
        "%Y%m%d %H%M",
    )
    for row, visit in zip(sheet.rows, visits, strict=True):
        style = chance.choice(styles)
        row[ARRIVAL], row[DEPARTURE] = f"{visit.arrival:{style}}", f"{visit.departure:{style}}"


def _serial(at: datetime) -> str:
    return repr((at - datetime(1899, 12, 30)).total_seconds() / 86400)


def _days_counted(sheet: Sheet, visits: list[Visit], chance: random.Random) -> None:
    """Whole days since 1900 and shares of a day, as a spreadsheet keeps them."""
    sheet.names[ARRIVAL : DEPARTURE + 1] = [
        "Arrival Date", "Arrival Time", "Departure Date", "Departure Time",
    ]  # fmt: skip
    for row, visit in zip(sheet.rows, visits, strict=True):
        cut = [_serial(at).partition(".") for at in (visit.arrival, visit.departure)]
        row[ARRIVAL : DEPARTURE + 1] = [
            part for day, _, share in cut for part in (day, f"0.{share}")
        ]


TIMES: dict[str, Disorder] = {
    "day first": _times(lambda at: f"{at:%d/%m/%Y %H:%M}"),
    "month first, AM and PM": _times(lambda at: f"{at:%m/%d/%Y %I:%M %p}"),
    "two-digit years": _times(lambda at: f"{at:%d.%m.%y %H:%M}"),
    "spreadsheet serials": _times(_serial),
    "seconds since 1970": _times(lambda at: str(int((at - datetime(1970, 1, 1)).total_seconds()))),
    "UTC with a Z": _times(lambda at: f"{at:%Y-%m-%dT%H:%M:%SZ}"),
    "an offset": _times(lambda at: f"{at:%Y-%m-%dT%H:%M:%S}-05:00"),
    "digits alone": _times(lambda at: f"{at:%Y%m%d%H%M%S}"),
    "milliseconds": _times(lambda at: f"{at:%Y-%m-%d %H:%M:%S}.000"),
    "months in French": _named("janvier", "février", "mars", "avril"),
    "months in German": _named("Januar", "Februar", "März", "April"),
    "months in Spanish": _times(
        lambda at: f"{at.day} de {('enero', 'febrero', 'marzo', 'abril')[at.month - 1]} de "
        f"{at.year} {at:%H:%M}"
    ),
    "hours with an h": _times(lambda at: f"{at:%d/%m/%Y} {at.hour}h{at:%M}"),
    "several styles": _mixed,
    "whole days and shares of them": _days_counted,
    "Central Europe's letters": _times(lambda at: f"{at:%d.%m.%Y %H:%M} CET"),
    "an offset of whole hours": _times(lambda at: f"{at:%Y-%m-%d %H:%M:%S}+01"),
    "halves in Spanish": _times(
        lambda at: f"{at:%d/%m/%Y %I:%M} {'a' if at.hour < 12 else 'p'}. m."
    ),
    "weekdays before": _times(lambda at: f"{at:%a %d/%m/%Y %H:%M}"),
    "as Unix writes it": _times(lambda at: f"{at:%a %b %d %H:%M:%S %Y}"),
    "milliseconds since 1970": _times(
        lambda at: str(int((at - datetime(1970, 1, 1)).total_seconds() * 1000))
    ),
    "clocks apart, of UTC": _split(
        ["Arrival Date", "Arrival Time", "Departure Date", "Departure Time"], "%Y-%m-%d",
        lambda at: f"{at:%H:%M}:00.000Z",
    ),
    "midnight as 24:00": _times(
        lambda at: f"{at - timedelta(days=1):%Y-%m-%d} 24:00"
        if (at.hour, at.minute) == (0, 0) else f"{at:%Y-%m-%d %H:%M}"
    ),
    "clocks apart": _split(
        ["Arr Date", "Arr Time", "Dep Date", "Dep Time"], "%Y%m%d", lambda at: f"{at:%H:%M}"
    ),
    "clocks apart as numbers": _split(
        ["arr_date", "arr_time", "dep_date", "dep_time"], "%d/%m/%Y",
        lambda at: str(int(f"{at:%H%M}")),
    ),
    "a spreadsheet's day and clock": _split(
        ["Arrival Date", "Arrival Time", "Departure Date", "Departure Time"],
        "%Y-%m-%d 00:00:00", lambda at: f"1899-12-30 {at:%H:%M:%S}",
    ),
    "no date of departure": _split(
        ["Date of arrival", "Time of arrival", "Time of departure"], "%d/%m/%Y",
        lambda at: f"{at:%I:%M %p}",
    ),
    "no date of departure, in French": _split(
        ["Date d'arrivée", "Heure d'arrivée", "Heure de départ"], "%d/%m/%Y",
        lambda at: f"{at.hour}h{at:%M}",
    ),
    "no date of departure, as numbers with seconds": _split(
        ["visit_date", "arrival_hhmmss", "departure_hhmmss"], "%Y-%m-%d",
        lambda at: str(int(f"{at:%H%M%S}")),
    ),
    "no date of departure, as shares of a day": _split(
        ["Visit date", "Arrival time", "Departure time"], "%Y-%m-%d",
        lambda at: f"{(at.hour * 60 + at.minute) / 1440:.9f}",
    ),
}  # fmt: skip


def _place_of_the_outcome(sheet: Sheet) -> int:
    return next(at for at, name in enumerate(sheet.names) if name in ("Disposition", "Verbleib"))


def _dispositions(**written: str) -> Disorder:
    def spoil(sheet: Sheet, visits: list[Visit], chance: random.Random) -> None:
        for row, visit in zip(sheet.rows, visits, strict=True):
            row[_place_of_the_outcome(sheet)] = written[visit.disposition]

    return spoil


_GERMAN = {
    "Encounter ID": "Fallnummer", "Patient ID": "Patientennummer", "Physician": "Behandelnder Arzt",
    "Arrival": "Ankunft", "Departure": "Entlassung", "Disposition": "Verbleib",
}  # fmt: skip


def _in_german(sheet: Sheet, visits: list[Visit], chance: random.Random) -> None:
    sheet.names = [_GERMAN.get(name, name) for name in sheet.names]
    _dispositions(
        admitted="Stationär aufgenommen", discharged="Entlassen", lwbs="Vor Arztkontakt gegangen"
    )(sheet, visits, chance)


def _spellings(sheet: Sheet, visits: list[Visit], chance: random.Random) -> None:
    for row, visit in zip(sheet.rows, visits, strict=True):
        number = visit.physician[2:]
        row[2] = chance.choice((f"DR{number}", f"dr{number} ", f" Dr {number}", f"DR  {number}"))


def _blanks(sheet: Sheet, visits: list[Visit], chance: random.Random) -> None:
    for at in range(0, len(sheet.rows), 9):
        sheet.rows.insert(at, [""] * len(sheet.names))


def _totals(sheet: Sheet, visits: list[Visit], chance: random.Random) -> None:
    empty = [""] * (len(sheet.names) - 2)
    for at in range(20, len(sheet.rows), 21):
        sheet.rows.insert(at, ["Subtotal", "20", *empty])
    sheet.below.append(["Grand total", str(len(visits)), *empty])
    sheet.below.append(["Printed 12/04/2025 by the system", "", *empty])


def _pages(sheet: Sheet, visits: list[Visit], chance: random.Random) -> None:
    """A report printed page by page: its foot, and the names again in capitals."""
    for at in (46, 30, 14):
        foot = [f"Page {at // 15} of 4", *[""] * (len(sheet.names) - 1)]
        sheet.rows[at:at] = [foot, [name.upper() for name in sheet.names]]


def _drawn(sheet: Sheet, visits: list[Visit], chance: random.Random) -> None:
    sheet.rows.insert(0, ["-" * 12] * len(sheet.names))
    sheet.below.append([f"({len(visits)} rows affected)", *[""] * (len(sheet.names) - 1)])


def _a_second_table(sheet: Sheet, visits: list[Visit], chance: random.Random) -> None:
    blank = [""] * (len(sheet.names) - 3)
    months = [["Month", "Attendances", "Admissions"], ["2025-01-01", "21", "5"],
              ["2025-02-01", "19", "4"]]  # fmt: skip
    sheet.below += [row + blank for row in ([""] * 3, *months)]


def _errors(sheet: Sheet, visits: list[Visit], chance: random.Random) -> None:
    sheet.names.append("Bed hours")
    for row in sheet.rows:
        row.append(chance.choice(("#REF!", "#DIV/0!", "#VALUE!", "1\u00a0234,5", "12 %")))


def _prose(sheet: Sheet, visits: list[Visit], chance: random.Random) -> None:
    """Delimiters, line ends and quotation marks inside of cells."""
    sheet.names.append("Complaint")
    for row in sheet.rows:
        row.append(chance.choice(('fell; hurt, "badly"', "two\nlines", "a|b\tc", "it's worse")))


def _amounts_for_ids(sheet: Sheet, visits: list[Visit], chance: random.Random) -> None:
    for row in sheet.rows:
        row[:2] = [f"{cell}.0" if cell[-1:].isdigit() else cell for cell in row[:2]]


def _kept_from_changes(sheet: Sheet, visits: list[Visit], chance: random.Random) -> None:
    """As exports guard long numbers from a spreadsheet: ="00123", or an apostrophe."""
    for row in sheet.rows:
        row[0], row[1] = f'="{row[0]}"', f"'{row[1]}"


def _hard_spaces(sheet: Sheet, visits: list[Visit], chance: random.Random) -> None:
    sheet.names = [name.replace(" ", "\u00a0") for name in sheet.names]
    sheet.rows = [[cell.replace(" ", "\u00a0") for cell in row] for row in sheet.rows]


def _names_again(sheet: Sheet, visits: list[Visit], chance: random.Random) -> None:
    for at in (15, 31, 47):
        sheet.rows.insert(at, list(sheet.names))


def _titles(sheet: Sheet, visits: list[Visit], chance: random.Random) -> None:
    empty = [""] * (len(sheet.names) - 1)
    sheet.above[:0] = [["Emergency department, visits", *empty], ["January to March", *empty],
                       ["", *empty]]  # fmt: skip


def _units(sheet: Sheet, visits: list[Visit], chance: random.Random) -> None:
    sheet.rows.insert(
        0, ["(text)", "(text)", "(code)", *["(date)"] * (len(sheet.names) - 4), "(code)"]
    )


def _copies(sheet: Sheet, visits: list[Visit], chance: random.Random) -> None:
    for at in (3, 12, 40):
        sheet.rows.append(list(sheet.rows[at]))


def _columns_of_nothing(sheet: Sheet, visits: list[Visit], chance: random.Random) -> None:
    for row in (sheet.names, *sheet.rows):
        row += ["", "", ""]


ROWS: dict[str, Disorder] = {
    "dispositions in French": _dispositions(
        admitted="Hospitalisé", discharged="Retour à domicile", lwbs="Parti sans être vu"
    ),
    "dispositions in capitals": _dispositions(
        admitted="ADMITTED TO WARD", discharged="HOME", lwbs="LWBS"
    ),
    "dispositions and names in German": _in_german,
    "a clinician's spellings": _spellings,
    "cells of errors, hard spaces and shares": _errors,
    "delimiters and lines inside of cells": _prose,
    "numbers turned into amounts": _amounts_for_ids,
    "numbers guarded": _kept_from_changes,
    "hard spaces": _hard_spaces,
}
AROUND: dict[str, Disorder] = {
    "blank rows": _blanks,
    "totals": _totals,
    "the names again": _names_again,
    "titles": _titles,
    "units": _units,
    "copies": _copies,
    "columns of nothing": _columns_of_nothing,
    "pages": _pages,
    "a line below the names": _drawn,
    "a second table": _a_second_table,
}


def _form(delimiter: str = ",", encoding: str = "utf-8", line_end: str = "\n") -> Disorder:
    def spoil(sheet: Sheet, visits: list[Visit], chance: random.Random) -> None:
        sheet.delimiter, sheet.encoding, sheet.line_end = delimiter, encoding, line_end

    return spoil


FORMS: dict[str, Disorder] = {
    "semicolons in cp1252": _form(";", "cp1252", "\r\n"),
    "tabs in UTF-16": _form("\t", "utf-16"),
    "UTF-16 without its mark": _form("\t", "utf-16-le", "\r\n"),
    "bars": _form("|"),
    "carets": _form("^"),
    "tildes with a mark": _form("~", "utf-8-sig"),
    "an old Macintosh": _form(";", "mac_roman", "\r"),
}


def spoilt(visits: list[Visit], disorders: list[Disorder], seed: int = 0) -> bytes:
    """The file of the visits after the disorders, in their order."""
    sheet, chance = tidy(visits), random.Random(seed)
    for spoil in disorders:
        spoil(sheet, visits, chance)
    return sheet.written()
