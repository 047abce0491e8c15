import { Readable } from 'node:stream'
import { recordSheetPdf } from '../../src/adapters/artwork/record-sheet-pdf.ts'
import { benchDoor } from '../../src/apps/compose-bench.ts'
import type { House, Operator } from '../../src/apps/house.ts'
import type { RegisterQuery, RegisterReader } from '../../src/casework/ports.ts'
import type { Instant } from '../../src/core/kernel/date.ts'
import { ok, refuse } from '../../src/core/kernel/result.ts'
import type { JobSeen } from '../../src/core/procurement/check-job.ts'
import type { CheckRecord } from '../../src/core/procurement/record/record-schema.ts'
import { indexRegister } from '../../src/core/procurement/register-index.ts'
import type { Entry } from '../../src/core/register/entry.ts'
import { entryAsOf } from '../../src/core/register/publish.ts'
import { normalise } from '../../src/core/register/search.ts'
import { readWebhookAddress, type Webhook } from '../../src/core/register/webhook.ts'
import type { OperatedScheme } from '../../src/core/scheme/scheme.ts'
import type { Standard } from '../../src/core/scheme/standard.ts'
import { standingAt } from '../../src/core/surveillance/standing-at.ts'
import { catalogueFacts, catalogueScheme, catalogueStandards, wholeCatalogue } from './catalogue.ts'
import { entries } from './entries.ts'
import { fakeStatistics } from './fake-statistics.ts'

// A House in memory, for pages to be tried before and without a database. It reads, and refuses everything else loudly.

export const fixedNow: Instant = '2026-11-24T01:00:00Z' // 10:00 in Japan

/** The demonstration's operator. */
export const operator: Operator = {
  mode: 'demonstration',
  name: { ja: '星印 運営事務局（見本）', en: 'Hoshirushi secretariat (sample)' },
  address: 'https://label.example.jp',
  helpMail: 'help@label.example.jp',
  helpPhone: '03-0000-0000',
  helpHours: { ja: '平日 9:30〜17:30', en: 'Weekdays 9:30–17:30 JST' },
  suspension: { 'jc-star': true },
}

export interface FakeOptions {
  readonly watches?: Partial<House['watches']>
  readonly now?: Instant
  readonly operator?: Operator
  readonly schemes?: readonly OperatedScheme[]
  readonly standards?: readonly Standard[]
  readonly entries?: readonly Entry[]
  readonly publicFolder?: string
  readonly accounts?: Partial<House['accounts']>
  readonly ports?: House['ports'] // casework in memory: tests/support/memory-ports
  readonly artwork?: House['artwork']
}

function reader(all: readonly Entry[]): RegisterReader {
  const seen = (at: Instant) => all.map((e) => entryAsOf(e, at)).filter((e) => e !== undefined)
  const standing = (entry: Entry, at: Instant) => standingAt(entry.validity, entry.events, at)?.code ?? 'expired'
  return {
    entry: async (label, asOf) => {
      const entry = all.find((e) => e.label === label)
      return entry && entryAsOf(entry, asOf)
    },
    search: async (query: RegisterQuery) => {
      const wanted = normalise(query.text ?? '')
      const hits = seen(query.asOf)
        .map((entry) => {
          const matchedModels = wanted === '' ? [] : entry.product.models.filter((m) => normalise(m).includes(wanted))
          const words = [entry.label, entry.product.name.ja, entry.product.name.en ?? '', entry.maker.name.ja]
          const found = wanted === '' || matchedModels.length > 0 || words.some((w) => normalise(w).includes(wanted))
          return { entry, standing: standing(entry, query.asOf), matchedModels, found }
        })
        .filter(
          (hit) =>
            hit.found &&
            (!query.level || hit.entry.level === query.level) &&
            (!query.category || hit.entry.product.category === query.category) &&
            (!query.maker || hit.entry.maker.id === query.maker) &&
            (!query.standing || hit.standing === query.standing),
        )
      return { total: hits.length, hits: hits.slice(query.offset, query.offset + query.limit) }
    },
    withGtin: async (gtin, asOf) => seen(asOf).filter((e) => e.product.gtins?.some((one) => one.gtin === gtin)),
    makers: async (asOf) =>
      [...Map.groupBy(seen(asOf), (e) => e.maker.id)].map(([id, list]) => ({
        id,
        name: list[0]!.maker.name,
        labels: list.length,
      })),
    events: async ({ kinds, limit, before }) =>
      all
        .flatMap((entry) => entry.events.map((event, index) => ({ entry, event, index })))
        .filter(({ event }) => (!kinds || kinds.includes(event.event)) && (!before || event.at < before))
        .sort((a, b) => b.event.at.localeCompare(a.event.at))
        .slice(0, limit)
        .map(({ entry, index }) => ({ entry, index })),
    changes: async () => ({ changes: [], size: 0 }),
    figures: async (asOf) => {
      const valid = seen(asOf).filter((e) => standing(e, asOf) === 'valid')
      return {
        labels: valid.length,
        models: valid.reduce((n, e) => n + e.product.models.length, 0),
        makers: new Set(valid.map((e) => e.maker.id)).size,
        byLevel: ['1', '2', '3', '4'].map((level) => ({ level, valid: valid.filter((e) => e.level === level).length })),
      }
    },
  }
}

/** A thing that must not be reached for: whoever does is told. */
const absent = <T extends object>(name: string, present: Partial<T> = {}): T =>
  new Proxy(present as T, {
    get: (own, key) =>
      Reflect.get(own, key) ??
      (() => {
        throw new Error(`the fake house has no ${name}.${String(key)}`)
      }),
  })

/** Subscriptions in memory; nothing is ever sent. */
function webhooks(): House['webhooks'] {
  const kept = new Map<string, Webhook>()
  const found = (token: string) => {
    const webhook = kept.get(token)
    return webhook === undefined ? refuse({ code: 'webhook-not-found' as const }) : ok(webhook)
  }
  return {
    subscribe: async (url, events) => {
      const read = readWebhookAddress(url, { nearby: false })
      if (!read.ok) return read
      if (events.length === 0) return refuse({ code: 'webhook-events-missing' })
      const token = 'token-of-the-fake-house-'.padEnd(43, String(kept.size))
      const webhook: Webhook = {
        ...{
          id: `wh_${kept.size}`,
          url: read.value,
          events,
          state: 'unconfirmed',
          next: 12,
          delivered: 0,
          attempts: 0,
        },
        ...{ lastError: null, failingSince: null, nextTryAt: fixedMoment, createdAt: fixedMoment },
      }
      kept.set(token, webhook)
      return ok({ ...webhook, secret: 'whsec_c2VjcmV0IG9mIHRoZSBmYWtlIGhvdXNl', token })
    },
    state: async (token) => found(token),
    resume: async (token) => found(token),
    end: async (token) => found(token),
  }
}
const fixedMoment = '2026-11-24T01:00:00.000Z'

/** The house in memory. */
export function fakeHouse(options: FakeOptions = {}): House {
  const own = options.operator ?? operator
  const schemes = options.schemes ?? [catalogueScheme]
  return {
    operator: own,
    register: reader(options.entries ?? entries),
    catalogue: wholeCatalogue,
    standards: options.standards ?? catalogueStandards,
    schemes,
    facts: catalogueFacts,
    publicFolder: options.publicFolder ?? '/nonexistent',
    accounts: absent<House['accounts']>('accounts', {
      session: async () => undefined,
      demonstrationAccounts: async () => [],
      ...options.accounts,
    }),
    watches: absent('watches', { open: async () => undefined, ...options.watches }),
    ports: options.ports ?? {
      store: absent('store'),
      signer: absent('signer'),
      chance: absent('chance'),
      files: absent('files'),
      runs: absent('runs'),
      clock: { now: () => options.now ?? fixedNow },
      issuer: {
        did: 'did:web:label.example.jp',
        name: own.name,
        labelsUrl: own.address,
        logOrigin: 'label.example.jp/log',
        sample: true,
      },
      schemes: {
        all: schemes,
        find: (id, edition) =>
          schemes.find((s) => s.id === id && (edition === undefined || s.edition.documentNumber === edition)),
      },
    },
    webhooks: webhooks(),
    outbox: async () => [],
    health: async () => ({ database: true, logSize: 12, publishedSize: 12, oldestPendingMs: 0 }),
    artwork: options.artwork ?? absent('artwork'),
    bench: benchDoor(),
    statistics: fakeStatistics(own, schemes, options.now ?? fixedNow),
    checks: {
      policies: wholeCatalogue.policies,
      profiles: wholeCatalogue.profiles,
      register: async () =>
        indexRegister({
          digest: `sha256:${'0'.repeat(64)}`,
          takenAt: options.now ?? fixedNow,
          entries: options.entries ?? entries,
        }),
      jobs: fakeJobs,
    },
    recordSheet: async (sheet) => recordSheetPdf(sheet),
    declarationPdf: () => new TextEncoder().encode('%PDF-'),
    flush: async () => undefined,
    close: async () => undefined,
  }
}

/** The address of the one list that is held, and has been checked. */
export const sampleJob = 'A'.repeat(43)

const sampleRecord = {
  format: 'hoshirushi-check/1',
  made_at: fixedNow,
  basis: {
    against: { kind: 'policy', id: 'jp-government', version: '2024-07', digest: `sha256:${'1'.repeat(64)}` },
    register: { digest: `sha256:${'0'.repeat(64)}`, taken_at: fixedNow },
    rules: `sha256:${'2'.repeat(64)}`,
    foreign: [],
    as_of: '2026-11-23',
  },
  digest: `sha256:${'3'.repeat(64)}`,
  rows: [],
  counts: {
    lines: 1_200,
    rows: 1_200,
    unreadable: 0,
    answers: { meets: 1_200, 'does-not-meet': 0, 'needs-checking': 0 },
    codes: { OK: 1_200 },
  },
  not_asked: [],
} satisfies CheckRecord

const sampleJobSeen: JobSeen = {
  state: 'done',
  createdAt: fixedNow,
  expiresAt: '2026-11-25T00:00:00.000Z',
  wish: { policy: 'gov-low', asOf: '2026-11-23', language: 'ja', madeAt: fixedNow },
  rowsDone: 1_200,
  rowsTotal: 1_200,
  ahead: 0,
  answer: {
    title: { ja: '政府機関の調達', en: 'Government purchasing' },
    basis: sampleRecord.basis,
    digest: `sha256:${'3'.repeat(64)}`,
    counts: sampleRecord.counts,
    notAsked: [],
    read: { notices: [], columns: [] },
    emptyRows: 0,
    first: [],
  },
}

const fakeJobs: House['checks']['jobs'] = {
  open: async () => ({
    ok: true,
    value: {
      token: sampleJob,
      push: async () => undefined,
      keep: async () => undefined,
      discard: async () => undefined,
    },
  }),
  see: async (token) => (token === sampleJob ? sampleJobSeen : undefined),
  result: async (token, form) =>
    token === sampleJob ? Readable.from([Buffer.from(form === 'csv' ? '' : JSON.stringify(sampleRecord))]) : undefined,
  remove: async (token) => token === sampleJob,
}
