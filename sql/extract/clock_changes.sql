-- one row per visit: its times on the clock that was in force at its arrival, and what changes of
-- clocks do to them. `local_times` holds, for each visit, its zone and for each time the local
-- reading, the minutes it says it is ahead of UTC, and which pass through a repeated hour is meant.
with
single_times as (
    unpivot (
        select
            row_number,
            zone,
            {'local': arrival_ts, 'stated': arrival_ahead, 'fold': arrival_fold} as arrival_ts,
            {'local': triage_ts, 'stated': triage_ahead, 'fold': null::text} as triage_ts,
            {'local': seen_by_physician_ts, 'stated': seen_ahead, 'fold': null::text}
                as seen_by_physician_ts,
            {'local': decision_ts, 'stated': decision_ahead, 'fold': null::text} as decision_ts,
            {'local': departure_ts, 'stated': departure_ahead, 'fold': departure_fold}
                as departure_ts
        from local_times
    )
    on arrival_ts, triage_ts, seen_by_physician_ts, decision_ts, departure_ts
    into name field value reading
),

-- The rule in force a day earlier and a day later: between them lies one change of clocks at most.
offsets_around as (
    select
        row_number,
        field,
        zone,
        reading.local as local,
        reading.stated as stated,
        reading.fold as fold,
        (reading.local - interval 1 day) as day_before,
        timezone(zone, timezone('UTC', reading.local - interval 1 day))
            - (reading.local - interval 1 day) as ahead_before,
        timezone(zone, timezone('UTC', reading.local + interval 1 day))
            - (reading.local + interval 1 day) as ahead_after
    from single_times
    where reading.local is not null
),

possible_instants as (
    select
        *,
        case
            when stated is null and zone is not null
                and timezone(zone, timezone('UTC', local - ahead_before)) = local
                then local - ahead_before
        end as by_the_rule_before,
        case
            when stated is null and zone is not null
                and timezone(zone, timezone('UTC', local - ahead_after)) = local
                then local - ahead_after
        end as by_the_rule_after
    from offsets_around
),

first_and_second_pass as (
    select
        row_number,
        field,
        zone,
        local,
        case
            when stated is not null then local - to_minutes(stated)
            when fold = '1' then greatest(by_the_rule_before, by_the_rule_after)
            else least(by_the_rule_before, by_the_rule_after)
        end as earlier,
        case
            when stated is not null then local - to_minutes(stated)
            when fold = '0' then least(by_the_rule_before, by_the_rule_after)
            else greatest(by_the_rule_before, by_the_rule_after)
        end as later,
        stated is null and zone is not null
            and coalesce(by_the_rule_before, by_the_rule_after) is null as is_skipped,
        stated is null and by_the_rule_before <> by_the_rule_after as is_repeated
    from possible_instants
),

arrivals as (
    select * from first_and_second_pass where field = 'arrival_ts'
),

departures as (
    select * from first_and_second_pass where field = 'departure_ts'
),

-- Nobody leaves before arriving: where one pair alone of the two passes respects it, that pair is
-- meant. Where several do, the time can't be told.
pairs as (
    select
        arrivals.row_number,
        arrivals.earlier as arrived,
        departures.earlier as left_at
    from arrivals inner join departures using (row_number)
    union
    select arrivals.row_number, arrivals.earlier, departures.later
    from arrivals inner join departures using (row_number)
    union
    select arrivals.row_number, arrivals.later, departures.earlier
    from arrivals inner join departures using (row_number)
    union
    select arrivals.row_number, arrivals.later, departures.later
    from arrivals inner join departures using (row_number)
),

pairs_in_order as (
    select
        row_number,
        any_value(arrived) as arrived,
        any_value(left_at) as left_at
    from pairs
    where left_at >= arrived
    group by row_number
    having count(*) = 1
),

decided_instants as (
    select
        times.*,
        case
            when times.earlier = times.later then times.earlier
            when times.field = 'arrival_ts' then pairs_in_order.arrived
            when times.field = 'departure_ts' then pairs_in_order.left_at
        end as instant
    from first_and_second_pass as times
    left join pairs_in_order using (row_number)
),

with_the_arrival as (
    select
        times.row_number,
        times.field,
        times.local,
        times.is_skipped,
        times.is_repeated,
        times.instant,
        -- An arrival with an offset is told in its zone, if it has one.
        case
            when arrival.instant is null then null
            when arrival.zone is null then arrival.local - arrival.instant
            else timezone(arrival.zone, timezone('UTC', arrival.instant)) - arrival.instant
        end as ahead_at_arrival,
        case
            when times.zone is not null and times.instant is not null
                then timezone(times.zone, timezone('UTC', times.instant))
            else times.local
        end as by_its_own_clock
    from decided_instants as times
    left join decided_instants as arrival
        on arrival.row_number = times.row_number and arrival.field = 'arrival_ts'
),

told as (
    select
        row_number,
        field,
        is_skipped,
        is_repeated,
        is_repeated and instant is null as is_undecided,
        by_its_own_clock,
        case
            when is_skipped or (is_repeated and instant is null) then null
            when instant is not null and ahead_at_arrival is not null
                then instant + ahead_at_arrival
            else by_its_own_clock
        end as moment
    from with_the_arrival
)

select
    local_times.row_number,
    max(moment) filter (field = 'arrival_ts') as arrival_ts,
    max(moment) filter (field = 'triage_ts') as triage_ts,
    max(moment) filter (field = 'seen_by_physician_ts') as seen_by_physician_ts,
    max(moment) filter (field = 'decision_ts') as decision_ts,
    max(moment) filter (field = 'departure_ts') as departure_ts,
    max(by_its_own_clock) filter (field = 'arrival_ts')::date as occurred_on,
    coalesce(bool_or(is_skipped), false) as has_a_skipped_time,
    coalesce(bool_or(is_repeated), false) as has_a_repeated_time,
    coalesce(bool_or(is_undecided), false) as has_an_undecided_time,
    extract(epoch from (
        max(by_its_own_clock) filter (field = 'departure_ts')
        - max(by_its_own_clock) filter (field = 'arrival_ts')
    )) / 60 as minutes_by_the_wall
from local_times
left join told using (row_number)
group by local_times.row_number
order by local_times.row_number
