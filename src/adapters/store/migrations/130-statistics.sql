-- Figures for the public. What is counted here is nobody's: no person, no address, no list, no case. What a maker says about its
-- costs is the maker's own; only quartiles over at least five answers come out of it, by the functions below.

-- How often something happened on a day in Japan (satisfaction: on the first of the month, so that no day points at one person).
create table statistics_count (
  day date not null,
  counter text not null check (counter in ('scan', 'notice', 'check', 'row', 'satisfaction')),
  key text not null default '' check (length(key) <= 40), -- notice: label number · row: answer · satisfaction: 1 to 5
  n bigint not null check (n >= 0),
  primary key (day, counter, key)
);
alter table statistics_count enable row level security;
alter table statistics_count force row level security;
create policy counted_by_all on statistics_count using (true);
grant select, insert on statistics_count to hoshirushi_app;
grant update (n) on statistics_count to hoshirushi_app;

-- What an application cost its maker, as told after submission; each answer may be missing. The body's desk never reads it.
create table case_cost (
  case_id text primary key references case_line (case_id),
  tenant text not null,
  answered_on date not null,
  hours numeric(8, 1) check (hours between 0 and 100000), -- of the maker's own people
  spend bigint check (spend between 0 and 10000000000), -- yen to others, without laboratory and fee
  laboratory text check (laboratory in ('none', 'under-100k', '100k-300k', '300k-1m', 'over-1m')), -- invoiced, a band in yen
  size text check (size in ('up-to-20', '21-300', 'over-300')) -- people of the maker
);
alter table case_cost enable row level security;
alter table case_cost force row level security;
create policy own on case_cost
  using (tenant = (select current_setting('hoshirushi.organisation', true)) and exists (
    select from case_line l where l.case_id = case_cost.case_id and l.organisation = case_cost.tenant and l.declared));
grant select, insert on case_cost to hoshirushi_app;
grant update (answered_on, hours, spend, laboratory, size) on case_cost to hoshirushi_app;

do $$
begin
  execute format(
    'create policy maintenance on case_cost to %I using (current_setting(''hoshirushi.kind'', true) = ''maintenance'')',
    current_user);
end
$$;

-- One line a case: what was done on which day, in the order in which it was done. No case, person, maker or product, in no order.
create function statistics_cases_of_all() returns table (level text, acts text[], days date[])
language sql stable set search_path = '' as $$
  select concat_ws(' ', l.summary->>'scheme', l.summary->>'level'),
    array_agg(e.act order by e.seq), array_agg((e.at at time zone 'Asia/Tokyo')::date order by e.seq)
  from public.case_line l join public.case_event e on e.case_id = l.case_id
  where e.act in ('start', 'declare', 'send-back', 'accept', 'confirm-payment', 'ask', 'reply', 'finish-review', 'reopen-review',
      'decide-grant', 'decide-refuse', 'issue', 'withdraw-application')
    and coalesce(l.summary->>'example', 'false') <> 'true'
  group by l.case_id, l.summary->>'scheme', l.summary->>'level'
  order by random()
$$;

-- Quartiles of what cases cost. Of fewer than five answers only their number comes out, never a value.
create function statistics_costs_of_all()
returns table (what text, level text, n integer, q1 double precision, median double precision, q3 double precision)
language sql stable set search_path = '' as $$
  with told as (
    select l.case_id, concat_ws(' ', l.summary->>'scheme', l.summary->>'level') as level, c.hours, c.spend
    from public.case_cost c join public.case_line l on l.case_id = c.case_id
  ), fee as (
    select distinct on (e.case_id) e.case_id, (e.event->'data'->'fee'->>'amount')::double precision as amount
    from public.case_event e where e.act = 'accept' and e.event->'data'->'fee'->>'currency' = 'JPY'
    order by e.case_id, e.seq desc
  ), bench as (
    select l.case_id, concat_ws(' ', l.summary->>'scheme', l.summary->>'level') as level,
      sum((m->>'minutes')::double precision) as minutes
    from public.case_event e join public.case_line l on l.case_id = e.case_id,
      json_array_elements(case when json_typeof(e.event->'data'->'reading'->'minutes') = 'array'
        then e.event->'data'->'reading'->'minutes' else '[]' end) m
    where e.act = 'attach-run'
    group by l.case_id, l.summary->>'scheme', l.summary->>'level'
  ), value as (
    select 'hours' as what, level, hours::double precision as x from told where hours is not null
    union all select 'spend', level, spend::double precision from told where spend is not null
    union all select 'fee', t.level, f.amount from told t join fee f on f.case_id = t.case_id where f.amount is not null
    union all select 'bench-minutes', level, minutes from bench
  )
  select what, level, count(*)::integer,
    case when count(*) >= 5 then percentile_cont(0.25) within group (order by x) end,
    case when count(*) >= 5 then percentile_cont(0.5) within group (order by x) end,
    case when count(*) >= 5 then percentile_cont(0.75) within group (order by x) end
  from value group by what, level
$$;

-- First applications and their siblings: hours of the same maker's first one at a level, and of its later ones, pair by pair.
create function statistics_reuse_of_all()
returns table (level text, n integer, first double precision, sibling double precision)
language sql stable set search_path = '' as $$
  with told as (
    select concat_ws(' ', l.summary->>'scheme', l.summary->>'level') as level, l.organisation, c.hours::double precision as hours,
      row_number() over (partition by l.organisation, l.summary->>'scheme', l.summary->>'level'
        order by l.started_at, l.case_id) as nth
    from public.case_cost c join public.case_line l on l.case_id = c.case_id where c.hours is not null
  ), pair as (
    select a.level, a.hours as first, (
      select avg(b.hours) from told b where b.level = a.level and b.organisation = a.organisation and b.nth > 1) as sibling
    from told a where a.nth = 1
  )
  select level, count(*)::integer,
    case when count(*) >= 5 then percentile_cont(0.5) within group (order by first) end,
    case when count(*) >= 5 then percentile_cont(0.5) within group (order by sibling) end
  from pair where sibling is not null group by level
$$;

-- How many answers fall into a class; of fewer than five in all, or in one class, nothing but that.
create function statistics_classes_of_all() returns table (what text, class text, n integer)
language sql stable set search_path = '' as $$
  select 'laboratory', laboratory, count(*)::integer from public.case_cost where laboratory is not null group by laboratory
  union all
  select 'size', size, count(*)::integer from (
    select distinct on (tenant) tenant, size from public.case_cost where size is not null order by tenant, answered_on desc, case_id) x
  group by size
$$;

-- The application asks through these alone. They see all tenants for as long as they count, and put back on whose behalf the
-- transaction runs before anything is answered.
do $$
declare
  f record;
begin
  for f in select * from (values
    ('statistics_cases', 'level text, acts text[], days date[]'),
    ('statistics_costs', 'what text, level text, n integer, q1 double precision, median double precision, q3 double precision'),
    ('statistics_reuse', 'level text, n integer, first double precision, sibling double precision'),
    ('statistics_classes', 'what text, class text, n integer')
  ) as x (name, answers) loop
    execute format($make$
      create function %1$I() returns table (%2$s) language plpgsql security definer set search_path = '' as $body$
      declare
        before text := coalesce(current_setting('hoshirushi.kind', true), '');
      begin
        perform set_config('hoshirushi.kind', 'maintenance', true);
        return query select * from public.%3$I();
        perform set_config('hoshirushi.kind', before, true);
      end
      $body$ $make$, f.name, f.answers, f.name || '_of_all');
    execute format('revoke execute on function %I() from public', f.name);
    execute format('revoke execute on function %I() from public', f.name || '_of_all');
    execute format('grant execute on function %I() to hoshirushi_app', f.name);
  end loop;
end
$$;
