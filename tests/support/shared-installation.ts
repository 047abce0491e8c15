import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type pg from 'pg'
import { digestOfToken } from '../../src/adapters/accounts/secrets.ts'
import { seedPeople } from '../../src/adapters/accounts/seed.ts'
import { type EmbeddedPostgres, startEmbedded } from '../../src/adapters/embedded-postgres/start-embedded.ts'
import { evidenceFolder } from '../../src/adapters/files/evidence-folder.ts'
import { createCaseStore } from '../../src/adapters/store/case-store.ts'
import { connectOwner, openPool } from '../../src/adapters/store/database.ts'
import type { CaseStore } from '../../src/casework/ports.ts'
import { takeIn } from '../../src/casework/taking-in.ts'
import { people } from './application.ts'
import { install } from './installation.ts'
import type { Evidence } from './issue-driver.ts'

// One installation that several app servers share, as an operator sets it up who has outgrown one machine: one PostgreSQL and
// one HOSHIRUSHI_HOME. The people of the stories have sessions, so that whatever they do can go through any of the servers.

export type Person = keyof typeof people

export interface SharedInstallation {
  readonly home: string
  /** What an app server needs to know besides HOSHIRUSHI_HOME. */
  readonly environment: { readonly DATABASE_URL: string }
  readonly pool: pg.Pool
  readonly store: CaseStore
  readonly tokens: Readonly<Record<Person, string>>
  readonly evidence: Evidence
  stop(): Promise<void>
}

const organisations = ['body', 'maker-a', 'maker-b'] as const
const present = {
  organisations: organisations.map((id) => ({
    id,
    kind: id === 'body' ? 'body' : 'maker',
    name: { ja: `${id}（見本）`, en: `${id} (sample)` },
  })),
  people: Object.values(people).map(({ person, name, organisation, roles }) => ({
    id: person,
    name,
    email: `${person}@people.example`,
    memberships: [{ organisation, roles }],
  })),
}

/** Sets one up in an empty folder; `fill` may put something into the database before anybody serves from it. */
export async function shareInstallation(
  home: string,
  fill: (owner: pg.Client) => Promise<void> = async () => undefined,
): Promise<SharedInstallation> {
  const server: EmbeddedPostgres = await startEmbedded({ folder: join(home, 'database') })
  await install(home, server.ownerUrl)
  const owner = await connectOwner(server.ownerConfig)
  const pool = openPool({ connection: server.appConfig })
  const now = new Date()
  await fill(owner)
  await seedPeople(pool, present, now.toISOString())
  const tokens: Partial<Record<Person, string>> = {}
  for (const person of Object.keys(people) as Person[]) {
    const token = randomBytes(32).toString('base64url')
    await owner.query(
      `insert into accounts.session (digest, person, organisation, created_at, seen_at, expires_at)
       values ($1, $2, $3, $4, $4, $5)`,
      [digestOfToken(token), people[person].person, people[person].organisation, now, new Date(+now + 8 * 3_600_000)],
    )
    tokens[person] = token
  }
  await owner.end()
  const store = createCaseStore(pool)
  const files = evidenceFolder(join(home, 'evidence'))
  const put = async (text: string) => {
    const upload = { name: 'evidence.txt', limit: 1_000_000 }
    const taken = await takeIn({ store, files }, people.applicant, Readable.from([Buffer.from(text)]), upload)
    if (!taken.ok) throw new Error(taken.fault.code)
    return taken.value
  }
  const evidence = {
    document: await put('a design document, invented'),
    'real-device': await put('a test record, invented'),
  }
  return {
    home,
    environment: { DATABASE_URL: server.ownerUrl },
    pool,
    store,
    tokens: tokens as Record<Person, string>,
    evidence,
    stop: async () => {
      await pool.end()
      await server.stop()
    },
  }
}
