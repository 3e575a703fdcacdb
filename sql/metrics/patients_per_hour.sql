/*---
title = "Patients per hour"
question = "How many patients do I take on in an hour of a shift?"
kind = "rate"
unit = "patients per hour"
better = "neither"
category = "throughput"
pace = true
values = ["no_needless_wait"]
eligible = "Your shifts of at most 24 hours in which you were the first physician to see at least one patient."
met = "Patients whom you assessed in the shift as their first physician, over its hours. Where the time of that is blank, the arrival counts."
met_short = "patients"
noun = "shifts"
exclusions = [
    "patients whom a colleague had assessed first, and those who left before anyone saw them",
    "patients whose first assessment lies before their arrival",
    "patients seen outside your shifts, before they begin or after they end",
    "shifts in which you saw nobody first: teaching, meetings, or rows that the extract lacks",
    "shifts without an end, or of more than 24 hours",
    "what a shift overlaps with the next one: those hours count once",
]
attribution = "shared"
evidence = "none"
evidence_source = "No source says how many patients an hour are right."
balancing = ["return_72h_unplanned", "admission"]
standards = []
summaries = ["rate"]
needs = [["shifts.starts_at", "shifts.ends_at", "visits.seen_by_physician_ts"]]
n_show = 10
n_compare = 30
owner = "afreflect"
version = "1.0"
review_by = 2027-11-21

[[objections]]
text = "Are nights, with fewer arrivals and fewer colleagues, counted like days?"
exclusion = "night_shifts"

[[objections]]
text = "Are teaching hours and meetings among the shifts?"
exclusion = "short_shifts"

[[objections]]
text = "Is this me, or the acuity and the mix of patients at the sites where I work?"

[[objections]]
text = "Is the time counted anywhere that goes to a learner beside me, or to patients handed over to me?"

[[objections]]
text = "Across 220 emergency physicians in 11 departments, it went with the time from room to physician (Scofi 2023): the two can't be judged apart."

[[objections]]
text = "A physician who was interviewed said that it may carry a gender effect and be read as 'work faster' (Kamhawy 2020)."

[[leading]]
indicator = "Places free to see a patient in when your shift begins"
lag = "the same shift"

[[ideas]]
text = "Note for one shift what kept you from the next patient each time: a bed, a call, the computer, a procedure."
kind = "colleague"
source = "A change colleagues describe; we know of no trial."

[[ideas]]
text = "Agree with the charge nurse, as the shift begins, on which rooms are kept free for the next patient."
kind = "colleague"
source = "A change colleagues describe; we know of no trial."
---*/
-- one row per shift of the clinician's own, with the patients first seen in it and its hours
with shifts_until_the_next as (
    select
        coalesce(shift_id, starts_at::text) as shift_id,
        physician_id,
        starts_at,
        least(
            ends_at,
            lead(starts_at) over (partition by physician_id order by starts_at, ends_at)
        ) as ends_at
    from shifts
    where ends_at > starts_at
        and ends_at <= starts_at + interval 24 hours
),

patients_first_seen as (
    select
        physician_id,
        -- A month of blank times must not pass for a month of few patients.
        coalesce(seen_by_physician_ts, arrival_ts) as seen_at
    from visits
    where mine
        and coalesce(seen_by_physician_ts >= least(triage_ts, arrival_ts), true)
        and (seen_by_physician_ts is not null or disposition is distinct from 'lwbs')
),

patients_of_each_shift as (
    select
        shifts.shift_id,
        shifts.starts_at,
        shifts.ends_at,
        count(*) as patients
    from shifts_until_the_next as shifts
    inner join patients_first_seen as seen
        on seen.seen_at >= shifts.starts_at
        and seen.seen_at < shifts.ends_at
        and coalesce(seen.physician_id = shifts.physician_id, true)
    group by shifts.shift_id, shifts.starts_at, shifts.ends_at
)

select
    shift_id as unit_id,
    null::varchar as patient_id,
    starts_at::date as occurred_on,
    patients::double as met,
    epoch(ends_at - starts_at)::double / 3600 as exposure
from patients_of_each_shift
where ($since::date is null or starts_at::date >= $since::date)
    and ($until::date is null or starts_at::date < $until::date)
