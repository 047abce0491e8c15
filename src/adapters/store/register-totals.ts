import { inFacets } from './register-search.ts'

/** The makers as of $1 in the order of their Japanese names, each with its latest name and how many labels it has. */
export const makersSql = `
  select c.maker as id, n.maker_name as name, c.labels
  from (select maker, count(*)::integer as labels from label where known_from <= $1 group by maker) c
  cross join lateral (
    select maker_name from label l where l.maker = c.maker and l.known_from <= $1
    order by l.issued_at desc, l.label limit 1) n
  order by (n.maker_name->>'ja') collate "C", c.maker`

// As a case, because the planner takes a standing for rare, and would sort what it can count as it comes.
const valid = `case when l.standing_code[width_bucket($1::timestamptz, l.standing_from)] = 'valid' then true end`

/** What is in force as of $1: labels, models and makers, and labels by level. */
export const figuresSql = `
  with valid as materialized (
    select maker, level, count(*) as labels, sum(models) as models from (
      ${inFacets
        .map((one) => `select maker, level, models from label l where ${one} and l.known_from <= $1 and ${valid}`)
        .join(' union all ')}) l
    group by maker, level)
  select coalesce(sum(labels), 0)::integer as labels, coalesce(sum(models), 0)::integer as models,
    count(distinct maker)::integer as makers,
    coalesce((select json_agg(json_build_object('level', level, 'valid', labels) order by level) from (
      select level, sum(labels)::integer as labels from valid group by level) x), '[]') as by_level
  from valid`
