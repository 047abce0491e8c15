import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { demonstrationOperator, initialise, readOperator } from '../../src/apps/compose.ts'
import type { Operator } from '../../src/apps/house.ts'

// Installations as `hoshirushi init` leaves them, of an invented body: keys, schema and one administrator, no demonstration data.

/** One proxy stands before it, so that many visitors can be told apart that come from one machine. */
const operator: Operator = { ...demonstrationOperator(4000), mode: 'production', proxies: 1 }

/** Sets an installation up in a folder; on the database of that URL, or on one in the folder. */
export async function install(home: string, databaseUrl?: string): Promise<void> {
  const done = await withDatabase(databaseUrl, () =>
    initialise(home, {
      operator,
      administrator: { name: '見本 太郎', email: 'administrator@body.example' },
      log: () => undefined,
    }),
  )
  if (!done.ok) throw new Error(done.fault.code)
}

/** Another server of the same installation: the same keys and operator, its own published files. */
export function copyInstallation(from: string, to: string): void {
  for (const name of ['keys', 'operator.json']) cpSync(join(from, name), join(to, name), { recursive: true })
}

/** How the installation in a folder is run. */
export async function operatorOf(home: string): Promise<Operator> {
  const kept = await readOperator(home)
  if (kept === undefined) throw new Error(`${home} was not set up`)
  return kept
}

/** Runs something that reads DATABASE_URL from the environment. */
export async function withDatabase<T>(databaseUrl: string | undefined, body: () => Promise<T>): Promise<T> {
  const before = process.env.DATABASE_URL
  if (databaseUrl !== undefined) process.env.DATABASE_URL = databaseUrl
  try {
    return await body()
  } finally {
    if (before === undefined) delete process.env.DATABASE_URL
    else process.env.DATABASE_URL = before
  }
}
