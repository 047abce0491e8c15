import { randomBytes, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { platform, release } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { type BenchOrder, benchInputFaultTexts, readLogins, readOrder } from '../adapters/bench/bench-input.ts'
import { benchRules } from '../adapters/bench/bench-rules.ts'
import { macOf, ownSide } from '../adapters/bench/neighbours.ts'
import { beginRunFolder, holdsRun, openRunFolder, runFolderFaultTexts } from '../adapters/bench/run-folder.ts'
import { catalogueFileFaultTexts } from '../adapters/catalogue-faults.ts'
import { loadIxitTables, productFolderFaultTexts } from '../adapters/example-files.ts'
import { ensureKeyFile, type FileSigner, fileSigner, keyFaults } from '../adapters/keys.ts'
import { packageRoot } from '../adapters/package-root.ts'
import { dateInJapan } from '../core/kernel/date.ts'
import { digestOf } from '../core/kernel/digest.ts'
import type { Fault, FaultTexts } from '../core/kernel/fault.ts'
import { ok, type Result, refuse } from '../core/kernel/result.ts'
import type { Ixit } from '../core/selection/ixit.ts'
import type { Bench, KnownLogin } from '../lab/bench.ts'
import { readIxit } from '../lab/declared/read-ixit.ts'
import type { Instrument } from '../lab/instrument.ts'
import { instruments } from '../lab/instruments/all.ts'
import { publishedAddresses } from '../lab/instruments/published/published.ts'
import type { Policy } from '../lab/policy.ts'
import { withLinkLocal } from '../lab/run/find-addresses.ts'
import { pacedFor, planRun, type RunPlan } from '../lab/run/plan.ts'
import { pinTarget, type Scope, scopeFaultTexts } from '../lab/scope.ts'
import { readScopeFile, scopeFileFaultTexts } from '../lab/scope-file.ts'
import type { Target } from '../lab/target.ts'
import { dialTo } from '../lab/wire/dial.ts'
import { paceOf } from '../lab/wire/pace.ts'
import { hostsOf, publisherDoor } from '../lab/wire/publisher-door.ts'
import type { ProbeRequest } from './cli/commands/probe-options.ts'
import { tellFaults } from './faults.ts'

// The adapters that the device bench needs; like compose.ts, allowed to name them.

type BenchHomeFault = { readonly code: 'bench-home-not-written'; readonly home: string; readonly reason: string }

const ownFaultTexts: FaultTexts<BenchHomeFault> = {
  'bench-home-not-written': {
    what: {
      ja: '試験台の鍵を {home} に置けません。',
      en: 'The key of this bench cannot be kept in {home}.',
    },
    why: {
      ja: '書き込みが許されていないか、空きがありません（{reason}）。',
      en: 'It may not be written to, or is full ({reason}).',
    },
    next: {
      ja: '書き込めるフォルダーを、環境変数 HOSHIRUSHI_HOME で指定してください。',
      en: 'Name a folder that can be written to in the environment variable HOSHIRUSHI_HOME.',
    },
  },
}

for (const table of [
  benchInputFaultTexts,
  catalogueFileFaultTexts, // a table that is no YAML is refused in the same words as one of the catalogue
  ownFaultTexts,
  keyFaults,
  productFolderFaultTexts,
  runFolderFaultTexts,
  scopeFaultTexts,
  scopeFileFaultTexts,
])
  tellFaults(table)

/** Everything a plan is made from. */
export interface PreparedBench {
  readonly ixit: Ixit
  readonly declared: Bench['declared']
  readonly policy: Policy
  readonly corpus: Bench['corpus']
  readonly logins: readonly KnownLogin[]
  readonly plan: RunPlan
}

/** Reads declaration, policy and logins, pins the device and makes the plan. Nothing is sent. */
export async function prepareBench(
  request: ProbeRequest,
  use: readonly Instrument[] = instruments,
): Promise<Result<PreparedBench, Fault>> {
  const tables = await tablesIn(request.ixit)
  if (!tables.ok) return tables
  if (tables.value.length === 0) return refuse({ code: 'ixit-tables-missing', folder: request.ixit } as Fault)
  return prepareWith(request, tables.value, use)
}

/** The tables of a folder; one who names its `ixit` means the same. */
async function tablesIn(folder: string): Promise<ReturnType<typeof loadIxitTables>> {
  const found = await loadIxitTables(folder)
  const named = resolve(folder)
  return found.ok && found.value.length === 0 && basename(named) === 'ixit' ? loadIxitTables(dirname(named)) : found
}

/** The same, for a declaration at hand; an empty one for a first look. */
export async function prepareWith(
  request: ProbeRequest,
  ixit: Ixit,
  use: readonly Instrument[],
): Promise<Result<PreparedBench, Fault>> {
  const logins = request.logins === undefined ? ok([]) : await readLogins(request.logins)
  if (!logins.ok) return logins
  const scopes = await readScopes(request.scopes, request.home)
  if (!scopes.ok) return scopes
  const target = pinTarget(request.targets, { today: dateInJapan(new Date().toISOString()), scopes: scopes.value })
  if (!target.ok) return target
  const rules = benchRules()
  const declared = readIxit(ixit)
  const { sample, profile, consent } = request
  const plan = planRun({
    instruments: use,
    target: target.value,
    sample,
    declared,
    policy: rules.policy,
    corpus: rules.corpus,
    digests: { ixit: digestOf(ixit), ...rules.digests },
    profile,
    consent,
  })
  return ok({ ixit, declared, policy: rules.policy, corpus: rules.corpus, logins: logins.value, plan })
}

/** The bench as a run needs it: the door to the pinned device, which is looked for under its link-local address too. */
export async function openBench({ plan, declared, policy, corpus, logins }: PreparedBench, stop: AbortController) {
  const { signal } = stop
  const paced = pacedFor(plan.profile, policy)
  const { connectionsPerSecond: perSecond, connectionsAtOnce: burst } = paced.pace
  const pace = paceOf({ perSecond, burst })
  const door = (target: Target) => dialTo(target, { signal, pace })
  const ports = declared.interfaces
    .flatMap((i) => i.endpoints)
    .filter((e) => e.startsWith('tcp/'))
    .map((e) => Number(e.slice(4)))
  const { ipv4 } = plan.target.addresses
  const first = Object.values(plan.target.addresses)[0] ?? ''
  // Something is said to the device first, so that the system learns its MAC.
  if (ipv4 !== undefined)
    await door(plan.target)
      .tcp(ports[0] ?? 80, { timeoutMs: 500 })
      .then(
        (s) => s.destroy(),
        () => undefined,
      )
  const mac = ipv4 === undefined ? undefined : await macOf(ipv4)
  const side = ownSide(first)
  const wider = await withLinkLocal(plan.target, { mac, zone: side?.zone, dialTo: door, ports })
  const target = mac === undefined ? wider : { ...wider, mac }
  const began = performance.now()
  return {
    target,
    mac,
    own: side === undefined ? [] : [side.own],
    bench: {
      target,
      sample: plan.sample,
      declared,
      policy: paced,
      corpus,
      logins,
      dial: door(target),
      ...(plan.consent.publishedPages && {
        publisher: publisherDoor({ hosts: hostsOf(publishedAddresses(declared.information).map(([, url]) => url)) }),
      }),
      today: new Date().toISOString().slice(0, 10),
      clock: () => performance.now() - began,
      random: (bytes: number) => randomBytes(bytes),
    },
  }
}

/** Whether the address still belongs to the device that was pinned. */
export const stillSameDevice = async (target: Target, mac: string | undefined): Promise<boolean> =>
  mac === undefined || target.addresses.ipv4 === undefined || (await macOf(target.addresses.ipv4)) === mac

/** The key this bench signs with; made on first use. Whose it is, the evaluator register of a body says. */
export async function benchSigner(home: string): Promise<Result<FileSigner, Fault>> {
  const path = join(home, 'keys', 'bench.json')
  // Every bench has a name of its own: one name on two keys looks like somebody posing as another.
  try {
    await ensureKeyFile(path, { kid: `urn:uuid:${randomUUID()}`, algorithm: 'Ed25519', demonstration: false })
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? error.code : undefined
    if (typeof reason !== 'string') throw error
    return refuse<Fault>({ code: 'bench-home-not-written', home, reason } as BenchHomeFault)
  }
  const kid = (await readJson(path))?.kid
  return fileSigner(path, typeof kid === 'string' ? kid : '', 'Ed25519')
}

const readJson = (path: string): Promise<Record<string, unknown> | undefined> =>
  readFile(path, 'utf8')
    .then((text) => JSON.parse(text))
    .catch(() => undefined)

/** Scopes for devices elsewhere, each signed by a key that this bench was told to believe: its own, and those in scope-keys.json. */
async function readScopes(files: readonly string[], home: string): Promise<Result<readonly Scope[], Fault>> {
  if (files.length === 0) return ok([])
  const own = await benchSigner(home)
  if (!own.ok) return own
  const listed = (await readJson(join(home, 'scope-keys.json')))?.keys
  const keys = [
    own.value.publicJwk.x ?? '',
    ...(Array.isArray(listed) ? listed.filter((k) => typeof k === 'string') : []),
  ]
  const scopes: Scope[] = []
  for (const file of files) {
    const scope = readScopeFile(file, await readJson(file), keys)
    if (!scope.ok) return scope
    scopes.push(scope.value)
  }
  return ok(scopes)
}

const version: string = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')).version

/** Facts of the record that only this computer knows. */
export const surroundings = () => ({
  id: randomUUID(),
  tool: { name: 'hoshirushi probe', version },
  os: `${platform()} ${release()}`,
  nonce: randomBytes(24).toString('base64url'),
  now: () => new Date().toISOString(),
})

export { type BenchOrder, beginRunFolder, holdsRun, openRunFolder, readOrder }
