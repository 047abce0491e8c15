import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'
import { accounts as createAccounts } from '../adapters/accounts/accounts.ts'
import { foundBody } from '../adapters/accounts/found-body.ts'
import { seedPeople } from '../adapters/accounts/seed.ts'
import { artwork } from '../adapters/artwork/artwork.ts'
import { declarationPdf } from '../adapters/artwork/declaration-pdf.ts'
import { deviceRuns } from '../adapters/bench/device-runs.ts'
import { judgingDigest } from '../adapters/bench/judging-digest.ts'
import { catalogueFileFaultTexts } from '../adapters/catalogue-faults.ts'
import { type LoadedCatalogue, libraryFolders, loadCatalogue, schemesOf } from '../adapters/catalogue-files.ts'
import { checkJobs, sweepJobs } from '../adapters/check-jobs/job-store.ts'
import { workOnJob } from '../adapters/check-jobs/work-on-jobs.ts'
import { systemChance, systemClock } from '../adapters/clock.ts'
import { sampleNextEdition } from '../adapters/demonstration/next-edition.ts'
import { seedDemonstration } from '../adapters/demonstration/seed.ts'
import { evidenceFolder } from '../adapters/files/evidence-folder.ts'
import { type Found, sweepEvidence } from '../adapters/files/sweep.ts'
import { ensureKeyFile, fileSigner, keyFaults } from '../adapters/keys.ts'
import { registerNow } from '../adapters/lists/register-now.ts'
import { type RunningLog, startLog } from '../adapters/log/start-log.ts'
import { packageRoot } from '../adapters/package-root.ts'
import { folderPost } from '../adapters/post/folder-post.ts'
import { smtpPost } from '../adapters/post/smtp-post.ts'
import { openSheetDrawer } from '../adapters/sheet/sheet-drawer.ts'
import { sealDrawn } from '../adapters/sheet/sheet-seal.ts'
import { openSnapshots } from '../adapters/snapshot/publish-snapshots.ts'
import { calmRegister } from '../adapters/store/calm-register.ts'
import { writeCosts } from '../adapters/store/case-costs.ts'
import { createCaseStore } from '../adapters/store/case-store.ts'
import { connectOwner, openPool } from '../adapters/store/database.ts'
import { deliverMail, enqueueMail } from '../adapters/store/mail-outbox.ts'
import { migrate } from '../adapters/store/migrate.ts'
import { createRegisterReader } from '../adapters/store/register-reader.ts'
import { unreferenced } from '../adapters/store/unreferenced.ts'
import { openWatcher } from '../adapters/watches/watch-turn.ts'
import { createWatches } from '../adapters/watches/watches.ts'
import type { Clock, Issuer, Mail, Ports } from '../casework/ports.ts'
import { didWeb } from '../core/attestation/did.ts'
import { dateInJapan, type Instant } from '../core/kernel/date.ts'
import type { Fault } from '../core/kernel/fault.ts'
import { ok, type Result, refuse } from '../core/kernel/result.ts'
import { languages } from '../core/kernel/text.ts'
import type { JobAnswer, JobWish } from '../core/procurement/check-job.ts'
import { choosePolicy } from '../core/procurement/choose-policy.ts'
import { brokenEditions } from '../core/scheme/published.ts'
import { fiscalYearOf, monthOf } from '../core/statistics/months.ts'
import { benchDoor } from './compose-bench.ts'
import { type Database, openDatabase } from './compose-database.ts'
import { openStatistics } from './compose-statistics.ts'
import { startWebhooks } from './compose-webhooks.ts'
import { countChecked } from './count-checked.ts'
import { tellFaults } from './faults.ts'
import type { House, Operator } from './house.ts'
import { leftOutLine } from './left-out.ts'
import { repeat } from './repeat.ts'

// The only file that names adapters: here the house is put together.

for (const table of [catalogueFileFaultTexts, keyFaults]) tellFaults(table)

export interface OpenOptions {
  readonly home: string
  readonly operator: Operator
  /** Demonstration only: the moment the clock starts from. */
  readonly startAt?: string
  readonly log: (line: string) => void
}

const operatorFile = (home: string) => join(home, 'operator.json')

/** How the installation in this folder is run; undefined where none was set up. */
export async function readOperator(home: string): Promise<Operator | undefined> {
  const text = await readFile(operatorFile(home), 'utf8').catch(() => undefined)
  return text === undefined ? undefined : (JSON.parse(text) as Operator)
}

/** Keeps how the installation is run; whole or not at all, readable by its owner alone. */
export async function writeOperator(home: string, operator: Operator): Promise<void> {
  await mkdir(home, { recursive: true, mode: 0o700 })
  const draft = `${operatorFile(home)}.tmp`
  await writeFile(draft, `${JSON.stringify(operator, null, 2)}\n`, { mode: 0o600 })
  await rename(draft, operatorFile(home))
}

/** The operator of the demonstration: invented, and only on this computer. What it cost is told of the last year and of this one. */
export const demonstrationOperator = (port: number, now: Instant = new Date().toISOString()): Operator => ({
  mode: 'demonstration',
  name: { ja: '見本認証機構（架空）', en: 'Sample Certification Body (fictional)' },
  address: `http://localhost:${port}`,
  labels: 'https://label.example.jp',
  helpMail: 'help@label.example.jp',
  helpPhone: '03-0000-0000',
  helpHours: { ja: '平日 9:30〜17:30', en: 'weekdays 9:30–17:30' },
  suspension: { 'jc-star': true },
  operatingCost: { [fiscalYearOf(monthOf(now)) - 1]: 9_600_000, [fiscalYearOf(monthOf(now))]: 5_400_000 },
  webhooks: { nearby: true }, // to be tried with a receiver on this computer
})

const clockFrom = (startAt: string | undefined): Clock => {
  if (startAt === undefined) return systemClock
  const shift = Date.parse(startAt) - Date.now()
  return { now: () => new Date(Date.now() + shift).toISOString() }
}

async function openSigners(home: string, { did, logOrigin: origin }: Issuer, mode: Operator['mode'], make = false) {
  const folder = join(home, 'keys')
  const kid = `${did}#es256-1`
  const demonstration = mode === 'demonstration'
  if (demonstration || make) {
    await ensureKeyFile(join(folder, 'issuer.json'), { kid, algorithm: 'ES256', demonstration })
    await ensureKeyFile(join(folder, 'log.json'), { kid: origin, algorithm: 'Ed25519', demonstration })
  }
  const signer = await fileSigner(join(folder, 'issuer.json'), kid, 'ES256')
  if (!signer.ok) return signer
  const logSigner = await fileSigner(join(folder, 'log.json'), origin, 'Ed25519')
  if (!logSigner.ok) return logSigner
  if (!demonstration && (signer.value.demonstration || logSigner.value.demonstration))
    return refuse({ code: 'demonstration-keys-in-production' as const, folder })
  return ok({ signer: signer.value, logSigner: logSigner.value })
}

/** Who issues, by the operator's facts. */
export function issuerOf(operator: Operator): Issuer {
  const labelsUrl = (operator.labels ?? operator.address).replace(/\/$/, '')
  return {
    did: didWeb(labelsUrl),
    name: operator.name,
    labelsUrl,
    logOrigin: `${new URL(labelsUrl).host}/log`,
    sample: operator.mode === 'demonstration',
  }
}

async function migrateDatabase(database: Database, log: (line: string) => void): Promise<void> {
  const owner = await connectOwner(database.owner)
  try {
    for (const name of await migrate(owner)) log(`migration ${name}`)
  } finally {
    await owner.end()
  }
}

/** Sets a production installation up: keys, schema, the body and its first administrator; what marks it as set up comes last. */
export async function initialise(
  home: string,
  options: {
    readonly operator: Operator
    readonly administrator: { readonly name: string; readonly email: string }
    readonly log: (line: string) => void
  },
): Promise<Result<null, Fault>> {
  const { operator, administrator, log } = options
  await mkdir(home, { recursive: true, mode: 0o700 })
  const keys = await openSigners(home, issuerOf(operator), operator.mode, true)
  if (!keys.ok) return keys
  const database = await openDatabase(home)
  try {
    await migrateDatabase(database, log)
    const pool = openPool(database.serving)
    const post = (mail: Mail) => enqueueMail(pool, mail)
    await foundBody(
      { pool, clock: systemClock, chance: systemChance, post, operator },
      { name: operator.name, administrator },
    )
    await pool.end()
  } finally {
    await database.stop()
  }
  await writeOperator(home, operator)
  return ok(null)
}

/** Opens everything and answers the house; what was opened before a refusal is closed again. */
export async function openHouse(options: OpenOptions): Promise<Result<House, Fault>> {
  const { home, operator, log } = options
  await mkdir(home, { recursive: true, mode: 0o700 })
  const overProduction = refuse({ code: 'demonstration-over-production' as const, home })
  const isDemonstration = operator.mode === 'demonstration'
  if (isDemonstration && (await readOperator(home))?.mode === 'production') return overProduction
  const clock = clockFrom(options.startAt)
  const read = loadCatalogue([join(packageRoot, 'catalogue'), ...libraryFolders(home)], dateInJapan(clock.now()))
  if (!read.ok) return read
  const [broken] = brokenEditions(read.value.schemes, read.value.published ?? [])
  if (broken)
    return refuse({
      code: 'published-edition-broken' as const,
      edition: broken.published.documentNumber,
      problem: broken.problem,
    })
  for (const library of read.value.leftOut) log(languages.map((lang) => leftOutLine(library, lang)).join(' / '))
  const catalogue = isDemonstration ? withSampleEdition(read.value) : read.value
  const issuer = issuerOf(operator)
  const keys = await openSigners(home, issuer, operator.mode)
  if (!keys.ok) return keys

  // Closed in the reverse order of opening, by `close` or at once when something fails on the way.
  const opened = new AsyncDisposableStack()
  const told = new Map<string, number>()
  const tell = (what: string) => (error: Error) => {
    const before = told.get(error.message)
    if (before !== undefined && Date.now() - before < 60_000) return // each trouble once a minute
    told.set(error.message, Date.now())
    log(`${what}: ${error.message}`)
  }
  try {
    const database = opened.adopt(await openDatabase(home), (db) => db.stop())
    if (isDemonstration && (await hasRealPeople(home, database))) {
      await opened.disposeAsync()
      return overProduction
    }
    await migrateDatabase(database, log)
    const serving = { ...database.serving, connections: 20, onError: tell('database') }
    const pool = opened.adopt(openPool(serving), (p) => p.end())
    const publicFolder = join(home, 'public')
    const evidence = join(home, 'evidence')
    const files = evidenceFolder(evidence)
    const bench = benchDoor()
    const ports: Ports = {
      store: createCaseStore(pool),
      clock,
      chance: systemChance,
      signer: keys.value.signer,
      issuer,
      schemes: schemesOf(catalogue, operator.suspension, () => dateInJapan(clock.now())),
      files,
      runs: deviceRuns({ files, policies: new Set([bench.digests.policy]), checksDigest: judgingDigest() }),
    }
    if (isDemonstration) await demonstrate(home, ports, database, log)
    const sources = { pool, ...keys.value, issuer, folder: publicFolder, clock, onError: tell('log') }
    const running = opened.adopt(await startLog(sources), (l) => l.stop())
    const outbox = folderPost(join(home, 'outbox'), operator.smtp?.from ?? operator.helpMail, () => clock.now())
    const post = operator.smtp ? smtpPost(operator.smtp) : outbox
    opened.adopt(
      repeat(1_000, () => deliverMail(pool, post.send).then(() => undefined), log),
      (mails) => mails.stop(),
    )
    const drawer = opened.adopt(openSheetDrawer(), (d) => d.close())
    const watcher = openWatcher({ pool, clock, operator })
    opened.adopt(repeat(5_000, watcher.turn, log), (turns) => turns.stop())
    const sweep = { folder: evidence, unreferenced: (found: readonly Found[]) => unreferenced(pool, found) }
    opened.adopt(
      repeat(86_400_000, () => sweepEvidence(sweep).then(() => undefined), log),
      (sweeps) => sweeps.stop(),
    )
    const reader = createRegisterReader(pool)
    const webhooks = opened.adopt(await startWebhooks({ pool, home, operator, register: reader, log }), (w) => w.stop())
    const ending = new AbortController()
    const snapshots = openSnapshots({ ...sources, signal: ending.signal })
    opened.adopt(
      repeat(10_000, () => snapshots.publish().then(() => undefined), log),
      (turns) => {
        ending.abort()
        return turns.stop()
      },
    )
    const reading = opened.adopt(new AbortController(), (r) => r.abort())
    const register = registerNow({ pool, database: database.serving, clock, signal: reading.signal })
    void register().catch(() => undefined) // now, so that the first check need not wait for it
    const statistics = opened.adopt(
      openStatistics({ pool, clock, schemes: ports.schemes, operator, log }),
      (counting) => counting.stop(),
    )
    const closing = new AbortController()
    const jobs = {
      pool,
      inputOf: async (wish: JobWish) => jobInput(catalogue, wish),
      register: async () => (await register()).packed,
      answered: (counts: JobAnswer['counts']) => countChecked(statistics, { counts }),
      signal: closing.signal,
    }
    opened.adopt(
      repeat(
        1_000,
        async () => {
          while (await workOnJob(jobs));
        },
        log,
      ),
      (turns) => {
        closing.abort()
        return turns.stop()
      },
    )
    opened.adopt(
      repeat(60_000, () => sweepJobs(pool), log),
      (sweeps) => sweeps.stop(),
    )
    const close = opened.move()
    return ok({
      operator,
      ports,
      publicFolder,
      artwork,
      declarationPdf,
      recordSheet: async (sheet) => {
        const pdf = await drawer.draw(sheet)
        if (pdf === 'busy') return pdf
        return sealDrawn(sheet, pdf, { signer: ports.signer, issuer, logSize: (await running.health()).logSize })
      },
      bench,
      statistics,
      checks: { policies: catalogue.policies, profiles: catalogue.profiles, register, jobs: checkJobs(pool) },
      register: calmRegister(reader, clock),
      webhooks: webhooks.door,
      accounts: createAccounts({
        pool,
        clock,
        operator,
        chance: systemChance,
        post: (mail) => enqueueMail(pool, mail),
      }),
      watches: createWatches({ pool, clock, chance: systemChance, operator }),
      catalogue,
      standards: catalogue.standards,
      schemes: ports.schemes.all,
      facts: catalogue.facts,
      outbox: (limit) => outbox.list(limit),
      health: () => health(pool, running),
      flush: () => running.flush(),
      close: () => close.disposeAsync(),
    })
  } catch (error) {
    await opened.disposeAsync()
    throw error
  }
}

/** What a list in a job is judged by. */
function jobInput(catalogue: LoadedCatalogue, { policy, asOf, delivery, contractEnd }: JobWish) {
  const chosen = choosePolicy(catalogue, policy, asOf)
  if (!chosen.ok) return chosen
  const { schemes, recognition, facts: vocabulary } = catalogue
  return ok({ ...chosen.value, schemes, recognition, vocabulary, asOf, delivery, contractEnd })
}

const withSampleEdition = (catalogue: LoadedCatalogue): LoadedCatalogue => ({
  ...catalogue,
  schemes: catalogue.schemes.flatMap((scheme) =>
    scheme.id === 'jc-star' ? [scheme, sampleNextEdition(scheme)] : [scheme],
  ),
})

const demonstrationFile = (home: string) => join(home, 'demonstration.json')

/** Whether a demonstration that has not begun would begin among people who are real: DATABASE_URL names somebody's register. */
async function hasRealPeople(home: string, database: Database): Promise<boolean> {
  if ((await readFile(demonstrationFile(home), 'utf8').catch(() => undefined)) !== undefined) return false
  const owner = await connectOwner(database.owner)
  try {
    const { rows } = await owner.query<{ there: boolean }>(`select to_regclass('accounts.person') is not null as there`)
    if (!rows[0]?.there) return false
    const { rowCount } = await owner.query('select from accounts.person where not demonstration limit 1')
    return rowCount === 1
  } finally {
    await owner.end()
  }
}

/** Fills the demonstration once; one that was interrupted goes on where it stopped. */
async function demonstrate(home: string, ports: Ports, database: Database, log: (line: string) => void): Promise<void> {
  const done = demonstrationFile(home)
  const kept = await readFile(done, 'utf8').catch(() => undefined)
  if (kept !== undefined && JSON.parse(kept).complete) return
  const now: string = kept === undefined ? ports.clock.now() : JSON.parse(kept).now
  if (kept === undefined) await writeFile(done, JSON.stringify({ now, complete: false }))
  log('見本のデータを入れています / Filling in the demonstration')
  const pool = openPool({ ...database.serving, hurried: true })
  try {
    const hurried = { ...ports, store: createCaseStore(pool) }
    await seedDemonstration({
      ports: hurried,
      now,
      seedPeople: (people, at) => seedPeople(pool, people, at),
      tellCosts: (caseId, { who, ...cost }) => writeCosts(pool, who, { caseId, ...cost }),
    })
  } finally {
    await pool.end()
  }
  await writeFile(`${done}.tmp`, JSON.stringify({ now, complete: true }))
  await rename(`${done}.tmp`, done)
}

async function health(pool: pg.Pool, running: RunningLog): ReturnType<House['health']> {
  const alive = await pool.query('select 1').then(
    () => true,
    () => false,
  )
  return { database: alive, ...(alive ? await running.health() : { logSize: 0, publishedSize: 0, oldestPendingMs: 0 }) }
}
