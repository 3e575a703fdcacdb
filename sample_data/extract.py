"""The files that the system gives out, under the system's own column names."""

import csv
import io
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sample_data.parameters import DAY, MODALITIES, SEED, SITES, Department
from sample_data.recording import UNKNOWN, Charted, chart
from sample_data.records import ALL_COMPLAINTS, LWBS, PLANNED
from sample_data.rota import SLOTS, list_shifts
from sample_data.simulation import Simulated, simulate

DISPOSITIONS = ("Admitted", "Discharged", "Transferred", "LWBS", "Eloped", "Left AMA", "Deceased")


@dataclass(frozen=True)
class Table:
    """One CSV file: its name, and its columns as text, all of one length."""

    name: str
    columns: dict[str, np.ndarray]

    def write(self, folder: Path) -> Path:
        """Write the file and say where it is."""
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / self.name
        path.write_bytes(self.text().encode("utf-8"))
        return path

    def text(self) -> str:
        """The file's text, header first."""
        lines = io.StringIO()
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(self.columns)
        writer.writerows(zip(*(c.tolist() for c in self.columns.values()), strict=True))
        return lines.getvalue()


@dataclass(frozen=True)
class Cut:
    """One extract: from which minute to which visits arrived, and the charts as they stood."""

    folder: str
    since: int
    until: int
    charted: Charted


@dataclass(frozen=True)
class System:
    """What can be extracted: the department, its two cuts, and when each study was ordered."""

    truth: Simulated
    cuts: tuple[Cut, Cut]
    study_share: np.ndarray


def build_system(model: Department, seed: int = SEED) -> System:
    """Simulate the department and chart it."""
    truth = simulate(model, seed)
    rng = np.random.default_rng([seed, 1])
    first, second = chart(rng, truth)
    when = model.calendar
    cuts = (
        Cut("first", 0, when.minute(when.first_until), first),
        Cut("second", when.minute(when.second_from), when.minute(when.end), second),
    )
    return System(truth, cuts, rng.random(int(truth.visits.studies.sum())))


def tables(system: System, cut: Cut, clinician: int | None = None) -> tuple[Table, ...]:
    """The four files of one extract: of one clinician's practice, or of the whole department."""
    return (
        _visits(system, cut, clinician),
        _imaging(system, cut, clinician),
        _teaching(system, cut, clinician),
        _shifts(system, cut, clinician),
    )


def _visits(system: System, cut: Cut, clinician: int | None) -> Table:
    truth = system.truth
    full, bare = _rows(truth, cut, clinician)
    rows = np.flatnonzero(full | bare)
    v, c, known = truth.visits.take(rows), cut.charted.take(rows), full[rows]

    def only(text: np.ndarray) -> np.ndarray:
        return np.where(known, text, "")

    was_seen = v.disposition != LWBS
    return Table(
        "SYNTHETIC_ed_visits.csv",
        {
            "Visit No": _ids("SYN", rows, 6),
            "Patient Key": _ids("SYNP", v.patient, 5),
            "Campus": np.array([s.name for s in SITES])[v.site],
            "Attending": _clinician_ids(v.clinician),
            "Arrival Date/Time": _stamps(truth, v.arrival),
            "Triage Date/Time": only(_stamps(truth, c.triage)),
            "First Seen by MD": only(_stamps(truth, c.seen)),
            "Decision Date/Time": only(_stamps(truth, c.decision)),
            "Departure Date/Time": _stamps(truth, c.departure),
            "ED Disposition": np.array(DISPOSITIONS)[c.disposition],
            "CTAS": only(np.where(c.acuity > 0, c.acuity.astype("U1"), "")),
            "Age": only(v.age.astype(int).astype("U3")),
            "Sex": only(truth.people.sex[v.patient]),
            "Arrival Mode": only(np.where(v.ambulance, "Ambulance", "Walk-in")),
            "Chief Complaint": only(np.array([c.name for c in ALL_COMPLAINTS])[v.complaint]),
            "Consult": only(_flags(v.consult)),
            "Handed Over": only(_flags(v.handed_over)),
            "Learner Present": only(np.where(was_seen, _flags(v.learner), "")),
            "Return Ordered": only(_flags(v.bring_back)),
            "Planned Return": _flags(v.reason == PLANNED),
        },
    )


def _rows(truth: Simulated, cut: Cut, clinician: int | None) -> tuple[np.ndarray, np.ndarray]:
    """Which visits are given in full, and which only with what a count of returns needs.

    In full: the clinician's own, and those who left unseen on the clinician's shifts. Bare: other
    visits of the clinician's patients within some days of one of the clinician's own.
    """
    v = truth.visits
    within = (v.arrival >= cut.since) & (v.arrival < cut.until)
    if clinician is None:
        return within, np.zeros(len(v), dtype=bool)
    mine = within & (v.clinician == clinician)
    on_shift = truth.rota.clinician(v.arrival, v.site) == clinician
    full = mine | (within & (v.disposition == LWBS) & on_shift)
    key = v.patient * 10 * truth.model.calendar.days * DAY + v.arrival
    own = np.sort(key[mine])
    nearby = truth.model.recording.nearby_days * DAY
    near = np.searchsorted(own, key - nearby) < np.searchsorted(own, key + nearby, side="right")
    return full, within & near & ~full


def _imaging(system: System, cut: Cut, clinician: int | None) -> Table:
    truth, v = system.truth, system.truth.visits
    visit, modality = (a.ravel() for a in np.indices(v.studies.shape))
    repeat = v.studies.ravel()
    visit, modality = np.repeat(visit, repeat), np.repeat(modality, repeat)
    wanted = (v.arrival[visit] >= cut.since) & (v.arrival[visit] < cut.until)
    if clinician is not None:
        wanted &= v.clinician[visit] == clinician
    work = (v.decision - v.seen)[visit]
    ordered = v.seen[visit] + np.rint(0.6 * work * system.study_share).astype(int)
    rows = np.flatnonzero(wanted)
    regions = np.array([c.region for c in ALL_COMPLAINTS])
    return Table(
        "SYNTHETIC_imaging_orders.csv",
        {
            "Accession No": _ids("SYNI", rows, 6),
            "Visit No": _ids("SYN", visit[rows], 6),
            "Modality": np.array(MODALITIES)[modality[rows]],
            "Region": regions[v.complaint[visit[rows]]],
            "Ordered Date/Time": _stamps(truth, ordered[rows]),
        },
    )


def _teaching(system: System, cut: Cut, clinician: int | None) -> Table:
    truth, forms = system.truth, system.truth.forms
    wanted = (forms.day * DAY >= cut.since) & (forms.day * DAY < cut.until)
    if clinician is not None:
        wanted &= forms.clinician == clinician
    form, item = np.nonzero((forms.score > 0) & wanted[:, None])
    day = truth.model.calendar.time(forms.day[form] * DAY).astype("M8[D]").astype(str)
    return Table(
        "SYNTHETIC_teaching_evaluations.csv",
        {
            "Form ID": _ids("SYNF", form, 4),
            "Form Date": day,
            "Teacher": _clinician_ids(forms.clinician[form]),
            "Rater Code": _ids("SYNL", forms.learner[form], 3),
            "Item": np.array(truth.model.teaching.items)[item],
            "Score": forms.score[form, item].astype("U1"),
            "Scale Min": np.full(len(form), "1"),
            "Scale Max": np.full(len(form), "5"),
        },
    )


def _shifts(system: System, cut: Cut, clinician: int | None) -> Table:
    truth, shifts = system.truth, list_shifts(system.truth.rota)
    wanted = (shifts.end > cut.since) & (shifts.start < cut.until)
    if clinician is not None:
        wanted &= shifts.clinician == clinician
    rows = np.flatnonzero(wanted)
    slot = shifts.slot[rows]
    return Table(
        "SYNTHETIC_shifts.csv",
        {
            "Shift ID": _ids("SYNS", rows, 5),
            "Clinician": _clinician_ids(shifts.clinician[rows]),
            "Shift Start": _stamps(truth, shifts.start[rows]),
            "Shift End": _stamps(truth, shifts.end[rows]),
            "Campus": np.array([SITES[site].name for site, _ in SLOTS])[slot],
            "Shift Type": np.array([SITES[site].shifts[turn] for site, turn in SLOTS])[slot],
        },
    )


def _ids(prefix: str, numbers: np.ndarray, digits: int) -> np.ndarray:
    """Ids that say that they are synthetic."""
    return np.array([f"{prefix}{number + 1:0{digits}d}" for number in numbers.tolist()], dtype=str)


def _clinician_ids(numbers: np.ndarray) -> np.ndarray:
    """D01, D02, …; blank where nobody saw the patient."""
    names = [f"D{n + 1:02d}" for n in range(int(numbers.max(initial=0)) + 1)]
    return np.array([*names, ""])[numbers]


def _flags(yes: np.ndarray) -> np.ndarray:
    return np.where(yes, "Y", "N")


def _stamps(truth: Simulated, minute: np.ndarray) -> np.ndarray:
    """Local times such as 2024-03-09 14:05; blank where unknown."""
    known = minute != UNKNOWN
    text = np.datetime_as_string(truth.model.calendar.time(np.where(known, minute, 0)), unit="m")
    return np.where(known, np.char.replace(text, "T", " "), "")
