-- one row: what the usable visits of this share hold, whosever they are, to be added to others'
with
stays as (
    select
        *,
        extract(epoch from departure_ts - arrival_ts) / 60 as minutes,
        departure_ts::date > arrival_ts::date as leaves_on_a_later_day,
        -- With no zone known, the wall's clock is the only one.
        coalesce(
            minutes_by_the_wall, extract(epoch from departure_ts - arrival_ts) / 60
        ) as minutes_on_the_wall
    from typed_visits
    where reason is null
),

-- A stay of more than a week is taken for a slip of a date, and one below nothing for a swap.
valid_stays as (
    select * from stays where minutes between 0 and 7 * 24 * 60
)

select
    (select count(*) from stays) as encounters,
    (select count(*) from stays where arrival_ts is null) as arrival_missing_or_unparseable,
    (select count(*) from stays where departure_ts is null) as departure_missing_or_unparseable,
    (select count(*) from stays where minutes < 0) as los_negative,
    (select count(*) from stays where minutes = 0) as los_zero,
    (select count(*) from stays where minutes > 7 * 24 * 60) as los_over_7d,
    (
        select map_from_entries(list(struct_pack(k := minutes, v := visits) order by minutes))
        from (select minutes, count(*) as visits from valid_stays group by minutes)
    ) as los_valid_min,
    (
        select count(*) from valid_stays where leaves_on_a_later_day
    ) as departs_on_later_calendar_day,
    (select count(*) from stays where disposition is null) as disposition_missing,
    (select count(*) from stays where physician_id is null) as physician_missing,
    (
        select map_from_entries(list(struct_pack(k := physician_id, v := visits) order by physician_id))
        from (
            select physician_id, count(*) as visits
            from stays
            where physician_id is not null
            group by physician_id
        )
    ) as n_by_physician,
    (
        select map_from_entries(list(struct_pack(k := month, v := visits) order by month))
        from (
            select strftime(arrival_ts, '%Y-%m') as month, count(*) as visits
            from stays
            where arrival_ts is not null
            group by month
        )
    ) as monthly_n,
    (
        select
            {
                'nonexistent': count(*) filter (has_a_skipped_time),
                'ambiguous': count(*) filter (has_a_repeated_time),
                'undecided': count(*) filter (has_an_undecided_time),
                'naive_negative': count(*) filter (minutes_on_the_wall < 0),
                'true_differs_from_naive': count(*) filter (minutes <> minutes_on_the_wall),
                'unambiguous_sum_true_minutes': sum(minutes) filter (
                    not has_a_skipped_time and not has_a_repeated_time
                )
            }
        from stays
    ) as clock_changes;
