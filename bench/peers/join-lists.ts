import { readFileSync } from 'node:fs'
import { argv } from 'node:process'
import { DatabaseSync } from 'node:sqlite'

// A database that joins the same files: by the model without case, hyphens and spaces, then the maker, the standing and the last
// day. It says nothing of why, of what is similar, of dates edge by edge or of other schemes; it is the floor, not the same work.
// With `--similar` it looks, for what it did not find, for what is written slightly differently, too.
// Run as a program of its own: `node join-lists.ts REGISTER LIST [--similar] [OUT.csv]`; the last line of its output is JSON.

export interface Joined {
  readonly by: 'DuckDB' | 'SQLite'
  readonly codes: Readonly<Record<string, number>>
}

interface Duck {
  readonly DuckDBInstance: {
    create(path: string): Promise<{
      connect(): Promise<{
        run(sql: string): Promise<unknown>
        runAndReadAll(sql: string): Promise<{ getRows(): (string | bigint)[][] }>
      }>
    }>
  }
}

const columns = `{label: 'VARCHAR', level: 'VARCHAR', product: 'STRUCT(models VARCHAR[], updates STRUCT(supportUntil VARCHAR))',
  maker: 'STRUCT(id VARCHAR)', validity: 'STRUCT(validFrom TIMESTAMP, validUntil TIMESTAMP)',
  events: 'STRUCT(event VARCHAR, effectiveFrom TIMESTAMP)[]'}`
const day = "timestamp '2026-11-24 14:59:59'"

const keyOf = (model: string) => `upper(replace(replace(${model}, '-', ''), ' ', ''))`
const skeletonOf = (key: string) => `translate(${key}, 'OQILZSB', '0011258')`
const stemOf = (key: string) => `regexp_replace(${key}, '([0-9])[A-Z]{1,4}$', '\\1')`
// What was not found and is like a model of the register: with look-alike characters, or with another short ending of letters.
const near = `with missing as (select row_no, ${skeletonOf('key')} as skeleton, ${stemOf('key')} as stem, length(key) as long
      from answers where code = 'NOT_FOUND'),
    near as (select m.row_no from missing m join (select ${skeletonOf('key')} as skeleton from entries) e
        on m.long >= 4 and m.skeleton = e.skeleton
      union select m.row_no from missing m join (select ${stemOf('key')} as stem from entries) e
        on length(m.stem) >= 4 and m.stem = e.stem)
  select * replace (case when near.row_no is null then code else 'AMBIGUOUS' end as code)
    from answers left join near on answers.row_no = near.row_no`

interface Wishes {
  readonly similar: boolean
  readonly out: string | undefined
}

async function withDuck({ DuckDBInstance }: Duck, register: string, list: string, wishes: Wishes): Promise<Joined> {
  const { similar, out } = wishes
  const connection = await (await DuckDBInstance.create(':memory:')).connect()
  const file = (path: string) => `'${path.replaceAll("'", "''")}'`
  await connection.run(`create ${similar ? 'table' : 'view'} entries as select *, ${keyOf('known')} as key from (
    select label, level, validity, events, maker.id as maker, product.updates.supportUntil as support, unnest(product.models) as known
    from read_json(${file(register)}, format = 'newline_delimited', columns = ${columns}) where label is not null)`)
  await connection.run(`create ${similar || out !== undefined ? 'table' : 'view'} answers as select ${similar && out === undefined ? 'l.row_no' : 'l.*, e.label, e.level, e.known, e.support, e.validity.validUntil as until'}, ${keyOf('l.model')} as key,
    case when e.label is null then 'NOT_FOUND'
      when l.maker is not null and l.maker <> e.maker then 'AMBIGUOUS'
      when e.validity.validFrom > ${day} then 'NOT_YET_VALID'
      when list_contains(list_transform(list_filter(e.events, x -> x.effectiveFrom <= ${day}), x -> x.event), 'withdrawn') then 'REVOKED'
      when e.validity.validUntil <= ${day} then 'EXPIRED'
      when list_filter(e.events, x -> x.effectiveFrom <= ${day} and x.event in ('suspended', 'restored'))[-1].event = 'suspended' then 'SUSPENDED'
      else 'OK' end as code
    from read_csv(${file(list)}, header = true, all_varchar = true) l
    left join entries e on ${keyOf('l.model')} = e.key`)
  if (similar) await connection.run(`create table judged as ${near}`)
  const from = similar ? 'judged' : 'answers'
  if (out !== undefined) await connection.run(`copy ${from} to ${file(out)} (header)`)
  const rows = (await connection.runAndReadAll(`select code, count(*) from ${from} group by code`)).getRows()
  return { by: 'DuckDB', codes: Object.fromEntries(rows.map(([code, count]) => [String(code), Number(count)])) }
}

function withSqlite(register: string, list: string): Joined {
  const database = new DatabaseSync(':memory:')
  database.exec('create table entries (known text, maker text, code text); create table list (model text, maker text)')
  const key = (text: string) => text.toUpperCase().replaceAll('-', '').replaceAll(' ', '')
  const add = database.prepare('insert into entries values (?, ?, ?)')
  database.exec('begin')
  for (const line of readFileSync(register, 'utf8').split('\n').slice(1)) {
    if (line === '') continue
    const { product, maker, events, validity } = JSON.parse(line)
    const has = (...kinds: string[]) => events.findLast((one: { event: string }) => kinds.includes(one.event))?.event
    const isOver = Date.parse(validity.validUntil) <= Date.parse('2026-11-24T14:59:59Z')
    const isStopped = has('suspended', 'restored') === 'suspended'
    const code = has('withdrawn') ? 'REVOKED' : isOver ? 'EXPIRED' : isStopped ? 'SUSPENDED' : 'OK'
    for (const model of product.models) add.run(key(model), maker.id, code)
  }
  const ask = database.prepare('insert into list values (?, ?)')
  for (const line of readFileSync(list, 'utf8').split('\r\n').slice(1)) {
    const [, maker, model] = line.split(',')
    if (model !== undefined) ask.run(key(model), maker ?? '')
  }
  database.exec('commit; create index by_known on entries (known)')
  const rows = database
    .prepare(
      `select case when e.known is null then 'NOT_FOUND' when l.maker <> '' and l.maker <> e.maker then 'AMBIGUOUS' else e.code end as code,
         count(*) as n from list l left join entries e on e.known = l.model group by 1`,
    )
    .all()
  return { by: 'SQLite', codes: Object.fromEntries(rows.map(({ code, n }) => [String(code), Number(n)])) }
}

/** DuckDB, where it is installed. */
async function duck(): Promise<Duck | undefined> {
  const name = '@duckdb/node-api'
  return import(name).catch(() => undefined) as Promise<Duck | undefined>
}

if (import.meta.main) {
  const [, , register = '', list = '', ...wishes] = argv
  const asked = { similar: wishes.includes('--similar'), out: wishes.find((wish) => wish !== '--similar') }
  const found = await duck()
  console.log(JSON.stringify(found ? await withDuck(found, register, list, asked) : withSqlite(register, list)))
}
