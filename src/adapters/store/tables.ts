import type pg from 'pg'

/** A table as the catalogue of the database describes it. */
export interface Table {
  readonly name: string // quoted, with its schema
  readonly columns: readonly { readonly name: string; readonly type: string; readonly sequence: string | null }[]
}

// How far the migrations got is told by the manifest, and the turns are only locks.
const own = new Set(['public.schema_migration', 'public.schema_turn', 'public.publishing_turn'])

/** All tables with data of ours, each after those it refers to. */
export async function tablesInOrder(client: pg.ClientBase): Promise<readonly Table[]> {
  const { rows } = await client.query<Table & { refers: string[] }>(
    `select format('%I.%I', n.nspname, c.relname) as name,
       (select json_agg(json_build_object('name', quote_ident(a.attname), 'type', format_type(a.atttypid, a.atttypmod),
          'sequence', pg_get_serial_sequence(format('%I.%I', n.nspname, c.relname), a.attname)) order by a.attnum)
        from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
       coalesce((select json_agg(format('%I.%I', fn.nspname, f.relname))
        from pg_constraint k join pg_class f on f.oid = k.confrelid join pg_namespace fn on fn.oid = f.relnamespace
        where k.contype = 'f' and k.conrelid = c.oid and k.confrelid <> c.oid), '[]') as refers
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and not c.relispartition and n.nspname in ('public', 'accounts') order by 1`,
  )
  const waiting = rows.filter((row) => !own.has(row.name))
  const done: Table[] = []
  const placed = new Set<string>()
  while (waiting.length > 0) {
    const next = waiting.findIndex((row) => row.refers.every((name) => placed.has(name)))
    if (next < 0)
      throw new Error(`Tables refer to each other in a circle: ${waiting.map((row) => row.name).join(', ')}`)
    const { name, columns } = waiting.splice(next, 1)[0]!
    placed.add(name)
    done.push({ name, columns })
  }
  return done
}

// A json column travels as text: it is kept word for word, and \u0000 in it is no error on the way.
const travelsAsText = (type: string): boolean => type === 'json' || type === 'jsonb'

/** Reads every row as one line of JSON. */
export const selectLines = ({ name, columns }: Table): string =>
  `select row_to_json(r)::text as line from (select ${columns
    .map((c) => (travelsAsText(c.type) ? `${c.name}::text as ${c.name}` : c.name))
    .join(', ')} from only ${name}) r`

/** Writes an array of such lines ($1). */
export const insertLines = ({ name, columns }: Table): string =>
  `insert into ${name} (${columns.map((c) => c.name).join(', ')}) overriding system value
   select ${columns.map((c) => (travelsAsText(c.type) ? `${c.name}::${c.type}` : c.name)).join(', ')}
   from json_to_recordset($1) as r(${columns.map((c) => `${c.name} ${travelsAsText(c.type) ? 'text' : c.type}`).join(', ')})`
