-- one row per time as somebody wrote it, in the given order, with the local time it means, or null
-- Letters are those of western scripts: a class of all letters takes five times as long to prepare.
with
tidied as (
    select
        position,
        -- "3 de marzo de 2025", "3. März 2025, 14.05 Uhr", "le 3 mars"; quotes around a cell.
        trim(
            regexp_replace(
                replace(
                    lower(trim(regexp_replace(written, '[\s\x{00a0}\x{202f}''"]+', ' ', 'g'))),
                    ' de ', ' '
                ),
                ' (uhr|hrs|hours)$', ''
            )
        ) as written
    from written_moments
),

-- "2:05 p. m."; "Thu Apr 3 14:05:00 2025", as Unix writes it
in_usual_order as (
    select
        position,
        regexp_replace(
            regexp_replace(written, '([ap])\.? m\.?$', '\1m'),
            '^[a-z]{3} ([a-z]{3}) (\d{1,2}) (\d{1,2}:\d{2}(?::\d{2})?)(?: [a-z]{3,4})? (\d{4})$',
            '\2 \1 \4 \3'
        ) as written
    from tidied
),

-- "Monday, March 3, 2025", "1er mars 2025 à 14h05", "03MAR2025:14:05", "2025-03-03 14:05 EST"
without_a_weekday as (
    select
        position,
        regexp_replace(
            written,
            '^[a-z\x{df}-\x{24f}]{2,10}\.?,? (\d{1,4}[-/.]\d.*|\d{1,2} [a-z\x{df}-\x{24f}]{3,}.*|[a-z\x{df}-\x{24f}]{3,10}\.? \d{1,2},? \d{4}.*)$',
            '\1'
        ) as written
    from in_usual_order
),

in_plain_form as (
    select
        position,
        regexp_replace(
            regexp_replace(
                replace(replace(replace(written, ' à ', ' '), ' at ', ' '), '1er ', '1 '),
                '^(\d{1,2})([a-z\x{df}-\x{24f}]{3})(\d{4}):?',
                '\1 \2 \3 '
            ),
            '(:\d{2}(?: [ap]\.?m\.?)?) ([a-z]{1,3}t|mesz?|mez|msk|h[an][a-z])$',
            '\1'
        ) as written,
        -- North America's, in English and French, and Europe's; of others only the clock is read.
        case regexp_extract(written, ':\d{2}(?: [ap]\.?m\.?)? ([a-z]{3,4})$', 1)
            when 'adt' then -180
            when 'haa' then -180
            when 'ast' then -240
            when 'hna' then -240
            when 'edt' then -240
            when 'hae' then -240
            when 'est' then -300
            when 'hne' then -300
            when 'cdt' then -300
            when 'hac' then -300
            when 'cst' then -360
            when 'hnc' then -360
            when 'mdt' then -360
            when 'har' then -360
            when 'mst' then -420
            when 'hnr' then -420
            when 'pdt' then -420
            when 'hap' then -420
            when 'pst' then -480
            when 'hnp' then -480
            when 'wet' then 0
            when 'bst' then 60
            when 'west' then 60
            when 'cet' then 60
            when 'mez' then 60
            when 'cest' then 120
            when 'mesz' then 120
            when 'eet' then 120
            when 'eest' then 180
        end as minutes_by_its_letters
    from without_a_weekday
),

with_and_without_offset as (
    select
        position,
        written,
        minutes_by_its_letters,
        -- Only after a clock: the end of "03-04-2025" is a year.
        trim(
            regexp_replace(
                written, '(:\d{2}(?:\.\d+)?) ?(z|utc|gmt|[+-]\d{2}(?::?\d{2})?)$', '\1'
            )
        ) as bare,
        -- PostgreSQL writes whole hours as "+01".
        regexp_replace(
            regexp_extract(
                written, ':\d{2}(?:\.\d+)? ?(z|utc|gmt|[+-]\d{2}(?::?\d{2})?)$', 1
            ),
            '^([+-]\d{2})$',
            '\1:00'
        ) as utc_offset,
        regexp_full_match(written, '1\d{9}(\.0+)?|1\d{12}') as counts_from_1970
    from in_plain_form
),

cut_into_parts as (
    select
        *,
        -- "3/4/2025 14:05", "3-Apr-25 2:05 PM", "2025/4/3"
        regexp_extract(
            bare,
            '^(\d{1,4}) ?[-/. ] ?(\d{1,2}|[a-z\x{df}-\x{24f}]{3,10})\.? ?[-/. ,] ?(\d{4}|\d{1,2})(?:[t ,]+(.*))?$',
            ['first', 'second', 'third', 'clock']
        ) as numbered,
        -- "April 3, 2025 2:05 PM"
        regexp_extract(
            bare,
            '^([a-z\x{df}-\x{24f}]{3,10})\.? (\d{1,2}),? (\d{4})(?:[t ,]+(.*))?$',
            ['month', 'day', 'year', 'clock']
        ) as worded,
        -- "20250403", "20250403140506", "20250403 14:05"
        regexp_extract(
            bare,
            '^((?:19|20|21|22)\d{2})(\d{2})(\d{2})[t ]?(\d{6}|\d{4}|\d{1,3}|\d{1,2}:\d{2}(?::\d{2})?|)$',
            ['year', 'month', 'day', 'clock']
        ) as digits
    from with_and_without_offset
),

named_parts as (
    select
        *,
        case
            when numbered.first = '' and worded.month = '' and digits.year = '' then null
            when worded.month <> ''
                then {'y': worded.year, 'm': worded.month, 'd': worded.day, 'c': worded.clock}
            when digits.year <> ''
                then {'y': digits.year, 'm': digits.month, 'd': digits.day, 'c': digits.clock}
            when length(numbered.first) = 4
                then {'y': numbered.first, 'm': numbered.second, 'd': numbered.third, 'c': numbered.clock}
            when getvariable('day_order') = 'mdy' and regexp_full_match(numbered.second, '\d+')
                then {'y': numbered.third, 'm': numbered.first, 'd': numbered.second, 'c': numbered.clock}
            when getvariable('day_order') = 'dmy' or not regexp_full_match(numbered.second, '\d+')
                then {'y': numbered.third, 'm': numbered.second, 'd': numbered.first, 'c': numbered.clock}
        end as part
    from cut_into_parts
),

month_and_clock as (
    select
        *,
        -- Month names and their abbreviations: English, French, German, Spanish, Italian,
        -- Portuguese and Dutch. No abbreviation means two months.
        coalesce(
            try_cast(part.m as integer),
            case
                when part.m similar to '(jan|jän|ene|gen).*' then 1
                when part.m similar to '(feb|fev|fév).*' then 2
                when part.m similar to '(mar|mär|maer|mrz|mrt|maa).*' then 3
                when part.m similar to '(apr|avr|abr).*' then 4
                when part.m similar to '(may|mai|mei|mag).*' then 5
                when part.m similar to '(jun|juin|giu).*' then 6
                when part.m similar to '(jul|juil|lug).*' then 7
                when part.m similar to '(aug|aou|aoû|ago).*' then 8
                when part.m similar to '(sep|set).*' then 9
                when part.m similar to '(oct|okt|ott|out).*' then 10
                when part.m similar to 'nov.*' then 11
                when part.m similar to '(dec|déc|dez|dic).*' then 12
            end
        ) as month_number,
        -- Two-digit years belong to this century until 2068, as POSIX has it.
        case
            when length(part.y) = 4 then try_cast(part.y as integer)
            when try_cast(part.y as integer) < 69 then 2000 + try_cast(part.y as integer)
            else 1900 + try_cast(part.y as integer)
        end as full_year,
        -- "14:05", "14h05", "14h", "2:05 PM", "1405", "140500"; nothing is midnight.
        case
            when trim(part.c) = '' then {'h': '0', 'm': '0', 's': '', 'half': ''}
            when regexp_full_match(trim(part.c), '\d{6}')
                then {'h': part.c[:2], 'm': part.c[3:4], 's': part.c[5:6], 'half': ''}
            when regexp_full_match(trim(part.c), '\d{1,2} ?h')
                then {'h': trim(rtrim(trim(part.c), 'h')), 'm': '00', 's': '', 'half': ''}
            -- Written as a number, a clock loses its leading zeros: 5 is 00:05.
            when regexp_full_match(trim(part.c), '\d{1,4}')
                then {
                    'h': lpad(trim(part.c), 4, '0')[:2],
                    'm': lpad(trim(part.c), 4, '0')[3:],
                    's': '',
                    'half': ''
                }
            else regexp_extract(
                trim(part.c),
                '^(\d{1,2}) ?[:h.] ?(\d{2})(?:[:.](\d{2}(?:[.,]\d+)?))? ?(?:([ap])\.?m?\.?)?$',
                ['h', 'm', 's', 'half']
            )
        end as clock
    from named_parts
),

put_together as (
    select
        *,
        try_cast(
            printf('%04d-%02d-%02d', full_year, month_number, try_cast(part.d as integer))
            || ' '
            || case
                when clock.half = 'p' and try_cast(clock.h as integer) < 12
                    then (try_cast(clock.h as integer) + 12)::text
                when clock.half = 'a' and clock.h = '12' then '0'
                when clock.h = '24' and clock.m = '00' then '0'
                else clock.h
            end
            || ':' || clock.m || ':' || if(clock.s = '', '00', replace(clock.s, ',', '.'))
            as timestamp
        )
        -- 24:00 is the end of the day.
        + if(clock.h = '24' and clock.m = '00', interval 1 day, interval 0 day) as read_from_parts,
        -- Seconds or milliseconds since 1970; a spreadsheet's days since 1900, to the second.
        case
            when counts_from_1970 and length(split_part(bare, '.', 1)) = 10
                then make_timestamp(try_cast(bare as double)::bigint * 1000000)
            when counts_from_1970 then make_timestamp(try_cast(bare as bigint) * 1000)
            when regexp_full_match(bare, '[2-7]\d{4}(\.\d+)?')
                then timestamp '1899-12-30' + to_seconds(round(try_cast(bare as double) * 86400))
        end as from_a_number
    from month_and_clock
),

-- A year outside of these is a placeholder or a slip: nothing that Python could hold, either.
within_reason as (
    select
        *,
        case when full_year between 1800 and 2999 then read_from_parts end as from_parts,
        to_minutes(
            case
                when not regexp_matches(utc_offset, '^[+-]') then 0
                else try_cast(utc_offset[:1] || '1' as integer)
                    * (60 * try_cast(utc_offset[2:3] as integer)
                        + try_cast(utc_offset[-2:] as integer))
            end
        ) as minutes_ahead_of_utc
    from put_together
)

select
    case
        -- Only times that name an offset, or count from 1970, can be told in another zone.
        when getvariable('zone') <> '' and utc_offset <> ''
            then timezone(
                getvariable('zone'), timezone('UTC', from_parts - minutes_ahead_of_utc)
            )
        when getvariable('zone') <> '' and counts_from_1970
            then timezone(getvariable('zone'), timezone('UTC', from_a_number))
        else coalesce(from_parts, from_a_number)
    end as moment,
    case
        when counts_from_1970 then 0
        when utc_offset <> '' then extract(epoch from minutes_ahead_of_utc) / 60
        else minutes_by_its_letters
    end as minutes_ahead
from within_reason
order by position
