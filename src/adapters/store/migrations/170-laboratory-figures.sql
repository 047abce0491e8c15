-- What a laboratory costs, by level and by kind of product: minutes on the bench from the effort ledger, and the band that was
-- invoiced. A part is told beside other parts here, so that more is hidden than in 130: a kind of product stands alone only with five
-- answers or more, of three makers or more; all others of a level are told together, and where those are fewer than five the next
-- smallest kind joins them. No total is told, and no number of what is hidden.

create function statistics_laboratory_of_all()
returns table (
  what text, level text, category text, n integer, q1 double precision, median double precision, q3 double precision
)
language sql stable set search_path = '' as $$
  with kind as (
    select distinct on (e.case_id) e.case_id,
      coalesce(e.event->'data'->>'category', e.event->'data'->'product'->>'category', '') as category
    from public.case_event e where e.act in ('start', 'save-product') order by e.case_id, e.seq desc
  ), value as (
    select 'bench-minutes' as what, e.case_id, sum((m->>'minutes')::double precision) as x
    from public.case_event e,
      json_array_elements(case when json_typeof(e.event->'data'->'reading'->'minutes') = 'array'
        then e.event->'data'->'reading'->'minutes' else '[]' end) m
    where e.act = 'attach-run'
    group by e.case_id
    union all
    select 'invoice-band', c.case_id,
      array_position(array['none', 'under-100k', '100k-300k', '300k-1m', 'over-1m'], c.laboratory) - 1
    from public.case_cost c where c.laboratory is not null
  ), told as (
    select v.what, concat_ws(' ', l.summary->>'scheme', l.summary->>'level') as level, k.category, l.organisation, v.x
    from value v join public.case_line l on l.case_id = v.case_id join kind k on k.case_id = v.case_id
  ), part as (
    select what, level, category, count(*) as n,
      count(*) < 5 or count(distinct organisation) < 3 or category = '' as small
    from told group by what, level, category
  ), placed as (
    select part.*, coalesce(sum(n) over (partition by what, level order by small desc, n, category
      rows between unbounded preceding and 1 preceding), 0) as before
    from part
  ), shown as (
    select what, level, category, case when small or before between 1 and 4 then '' else category end as stands from placed
  )
  select t.what, t.level, s.stands, count(*)::integer,
    case t.what when 'invoice-band' then percentile_disc(0.25) within group (order by t.x)
      else percentile_cont(0.25) within group (order by t.x) end,
    case t.what when 'invoice-band' then percentile_disc(0.5) within group (order by t.x)
      else percentile_cont(0.5) within group (order by t.x) end,
    case t.what when 'invoice-band' then percentile_disc(0.75) within group (order by t.x)
      else percentile_cont(0.75) within group (order by t.x) end
  from told t join shown s on s.what = t.what and s.level = t.level and s.category = t.category
  group by t.what, t.level, s.stands
  having count(*) >= 5 and count(distinct t.organisation) >= 3
$$;

-- What these told of laboratories before is told by the function above alone: beside it, it would give away what is hidden there.
create or replace function statistics_costs_of_all()
returns table (what text, level text, n integer, q1 double precision, median double precision, q3 double precision)
language sql stable set search_path = '' as $$
  with told as (
    select l.case_id, concat_ws(' ', l.summary->>'scheme', l.summary->>'level') as level, c.hours, c.spend
    from public.case_cost c join public.case_line l on l.case_id = c.case_id
  ), fee as (
    select distinct on (e.case_id) e.case_id, (e.event->'data'->'fee'->>'amount')::double precision as amount
    from public.case_event e where e.act = 'accept' and e.event->'data'->'fee'->>'currency' = 'JPY'
    order by e.case_id, e.seq desc
  ), value as (
    select 'hours' as what, level, hours::double precision as x from told where hours is not null
    union all select 'spend', level, spend::double precision from told where spend is not null
    union all select 'fee', t.level, f.amount from told t join fee f on f.case_id = t.case_id where f.amount is not null
  )
  select what, level, count(*)::integer,
    case when count(*) >= 5 then percentile_cont(0.25) within group (order by x) end,
    case when count(*) >= 5 then percentile_cont(0.5) within group (order by x) end,
    case when count(*) >= 5 then percentile_cont(0.75) within group (order by x) end
  from value group by what, level
$$;

create or replace function statistics_classes_of_all() returns table (what text, class text, n integer)
language sql stable set search_path = '' as $$
  select 'size', size, count(*)::integer from (
    select distinct on (tenant) tenant, size from public.case_cost where size is not null order by tenant, answered_on desc, case_id) x
  group by size
$$;

-- Asked through this alone, as those of 130.
create function statistics_laboratory()
returns table (
  what text, level text, category text, n integer, q1 double precision, median double precision, q3 double precision
)
language plpgsql security definer set search_path = '' as $$
declare
  before text := coalesce(current_setting('hoshirushi.kind', true), '');
begin
  perform set_config('hoshirushi.kind', 'maintenance', true);
  return query select * from public.statistics_laboratory_of_all();
  perform set_config('hoshirushi.kind', before, true);
end
$$;
revoke execute on function statistics_laboratory() from public;
revoke execute on function statistics_laboratory_of_all() from public;
grant execute on function statistics_laboratory() to hoshirushi_app;
