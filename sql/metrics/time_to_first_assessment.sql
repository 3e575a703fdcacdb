/*---
title = "Time to first assessment"
question = "How long do my patients wait for me?"
kind = "duration"
unit = "min"
better = "lower"
category = "throughput"
pace = true
values = ["no_needless_wait"]
eligible = "Your unplanned visits with a valid time of arrival and of first assessment by a physician."
met = "Minutes from the earlier of triage and registration to the first assessment by a physician."
met_short = "waited"
noun = "visits"
exclusions = [
    "visits that were planned at an earlier one",
    "patients who left without being seen",
    "an assessment recorded before arrival, or after the decision or the departure",
    "waits of more than 24 hours, which we take for faults of recording: a limit of our own",
]
attribution = "team"
evidence = "consensus"
evidence_source = "Triage scales such as the Canadian Triage and Acuity Scale state times to assessment for each level. Start and end of the wait follow Health Quality Ontario's indicator library."
balancing = ["left_without_being_seen", "return_72h_unplanned"]
standards = []
summaries = ["median", "p90"]
needs = [["visits.arrival_ts", "visits.seen_by_physician_ts"], ["visits.wait_min"]]
group_axis = [0, 240, 5]
n_show = 30
n_compare = 100
owner = "afreflect"
version = "1.0"
review_by = 2027-11-21

[[objections]]
text = "Does this describe me, or the crowding and staffing of the department that day?"

[[objections]]
text = "Is the time that of the bedside, or that of signing in on a screen?"
exclusion = "seen_within_a_minute"

[[objections]]
text = "Do colleagues sign up at different moments, so that the same wait is recorded differently?"

[[leading]]
indicator = "Patients waiting to be seen when your shift begins"
lag = "the same shift"

[[ideas]]
text = "Have a physician at triage in the busiest hours, who begins work-up and sees who can go home."
kind = "trial"
source = "Holroyd et al., Academic Emergency Medicine 2007"

[[ideas]]
text = "Sign up when you go to the bedside rather than when you choose the chart, so that the time means what it says."
kind = "colleague"
source = "A change colleagues describe; we know of no trial."

[[ideas]]
text = "Agree with the charge nurse on one moment in each shift when the two of you look at who waits longest."
kind = "colleague"
source = "A change colleagues describe; we know of no trial."
---*/
-- one row per unplanned visit of the clinician's own, with the minutes until first assessed
with timed_visits as (
    select
        encounter_id,
        patient_id,
        occurred_on,
        coalesce(
            extract(epoch from seen_by_physician_ts - least(triage_ts, arrival_ts)) / 60,
            wait_min
        ) as minutes
    from visits
    where mine
        and planned_return is distinct from true
        and disposition is distinct from 'lwbs'
        and (decision_ts is null or seen_by_physician_ts is null
            or seen_by_physician_ts <= decision_ts)
        and (departure_ts is null or seen_by_physician_ts is null
            or seen_by_physician_ts <= departure_ts)
)

select
    encounter_id as unit_id,
    patient_id,
    occurred_on,
    minutes::double as value
from timed_visits
where minutes between 0 and 24 * 60
    and ($since::date is null or occurred_on >= $since::date)
    and ($until::date is null or occurred_on < $until::date)
