import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { Readable } from 'node:stream'
import type { Case, CaseSummary, EvidenceFile } from '../../src/casework/case.ts'
import type { DeviceRuns, RunReading } from '../../src/casework/device-runs.ts'
import type { EvaluatorEvent } from '../../src/casework/evaluators.ts'
import type { CaseEvent } from '../../src/casework/events.ts'
import type { CaseFilter, LabelRecord, Mail, OutboxLeaf, Ports } from '../../src/casework/ports.ts'
import { FileTooLarge, StaleCase } from '../../src/casework/ports.ts'
import type { Viewer } from '../../src/casework/roles.ts'
import { maySee } from '../../src/casework/sight.ts'
import { dateInJapan, type Instant } from '../../src/core/kernel/date.ts'
import { digestBytes } from '../../src/core/kernel/digest.ts'
import type { LabelId } from '../../src/core/kernel/label-id.ts'
import { ok, refuse } from '../../src/core/kernel/result.ts'
import { normalise } from '../../src/core/register/search.ts'
import { editionOn } from '../../src/core/scheme/edition.ts'
import type { OperatedScheme } from '../../src/core/scheme/scheme.ts'
import { catalogueScheme } from './catalogue.ts'

// casework's doors in memory: transactions that roll back, tenants that do not see each other, a clock and chance one can set.

interface State {
  readonly events: Map<string, readonly CaseEvent[]>
  readonly cases: Map<string, { readonly folded: Case; readonly summary: CaseSummary }>
  readonly numbers: Map<string, number>
  readonly labels: Map<LabelId, LabelRecord>
  readonly leaves: Map<string, OutboxLeaf>
  readonly files: Map<string, readonly EvidenceFile[]>
  readonly evaluators: readonly EvaluatorEvent[]
  readonly intakes: ReadonlySet<string> // organisation and digest
  readonly mails: readonly Mail[]
}

const empty = (): State => ({
  events: new Map(),
  cases: new Map(),
  numbers: new Map(),
  labels: new Map(),
  leaves: new Map(),
  files: new Map(),
  evaluators: [],
  intakes: new Set(),
  mails: [],
})

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })

export interface MemoryPorts {
  readonly ports: Ports
  readonly setNow: (at: Instant) => void
  /** What has been committed. */
  readonly committed: () => State
  /** Puts bytes away for the maker of the stories and answers their digest, as the upload door does. */
  readonly store: (content: string | Uint8Array) => Promise<`sha256:${string}`>
}

/** A bench that left nothing behind. */
const noRuns: DeviceRuns = {
  read: async () =>
    refuse({
      code: 'evidence-broken',
      reason: 'evidence-not-a-zip',
      why: { ja: '証拠ではありません。', en: 'It is no evidence.' },
    }),
  policies: new Set(),
}

/** The order of lists, as the store keeps it: the newest change first, then by id. */
const inOrder = (a: Pick<CaseSummary, 'updatedAt' | 'id'>, b: Pick<CaseSummary, 'updatedAt' | 'id'>): number =>
  Date.parse(b.updatedAt) - Date.parse(a.updatedAt) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

export function memoryPorts(
  options: { readonly now?: Instant; readonly schemes?: readonly OperatedScheme[]; readonly runs?: DeviceRuns } = {},
): MemoryPorts {
  let state = empty()
  let now: Instant = options.now ?? '2026-11-24T01:00:00.000Z'
  let drawn = 0
  let turn: Promise<unknown> = Promise.resolve()
  const bytes = new Map<string, Buffer>()
  const schemes = options.schemes ?? [{ ...catalogueScheme, suspension: true }]
  const did = 'did:web:labels.example.jp'

  const draw = (n: number): Uint8Array => {
    const block = createHash('shake256', { outputLength: n }).update(`chance ${drawn++}`).digest()
    return new Uint8Array(block)
  }

  const transact = async <T>(viewer: Viewer, body: Parameters<Ports['store']['transact']>[1]): Promise<T> => {
    const draft: { -readonly [K in keyof State]: State[K] } = {
      events: new Map(state.events),
      cases: new Map(state.cases),
      numbers: new Map(state.numbers),
      labels: new Map(state.labels),
      leaves: new Map(state.leaves),
      files: new Map(state.files),
      evaluators: state.evaluators,
      intakes: state.intakes,
      mails: state.mails,
    }
    const readEvents = async (caseId: string) => {
      const kept = draft.cases.get(caseId)
      return kept !== undefined && maySee(kept.folded, viewer) ? (draft.events.get(caseId) ?? []) : []
    }
    const next = async (series: string, year: number) => {
      const n = (draft.numbers.get(`${series} ${year}`) ?? 0) + 1
      draft.numbers.set(`${series} ${year}`, n)
      return n
    }
    const done = await body({
      lockEvents: readEvents,
      readEvents,
      append: async (event, folded, summary) => {
        const before = draft.events.get(event.caseId) ?? []
        if (event.seq !== before.length + 1) throw new StaleCase('taken')
        draft.events.set(event.caseId, [...before, event])
        draft.cases.set(event.caseId, { folded, summary })
      },
      list: async (filter) =>
        [...draft.cases.values()]
          .filter((k) => maySee(k.folded, viewer) && matches(k.summary, filter))
          .map((k) => k.summary)
          .toSorted(inOrder)
          .filter((line) => filter.after === undefined || inOrder(filter.after, line) < 0)
          .slice(0, filter.limit ?? 1000),
      nextNumber: next,
      nextStatusIndex: async () => (await next('status-index', 0)) - 1,
      readLabel: async (label) => draft.labels.get(label),
      saveLabel: async (record) => {
        draft.labels.set(record.entry.label, record)
      },
      addLeaf: async (leaf) => {
        if (!draft.leaves.has(leaf.id)) draft.leaves.set(leaf.id, leaf)
      },
      post: async (mail) => {
        draft.mails = [...draft.mails, mail]
      },
      addresses: async (of) =>
        'organisation' in of
          ? [`${of.only ?? 'people'}@${of.organisation}.example`]
          : of.bodyRoles.map((role) => `${role}@body.example`),
      labelsWithModels: async (models, except) => {
        const wanted = new Set(models.map(normalise))
        return [...draft.labels.values()]
          .filter((record) => record.organisation !== except)
          .flatMap(({ entry }) =>
            entry.product.models
              .filter((model) => wanted.has(normalise(model)))
              .map((model) => ({ model, label: entry.label, maker: entry.maker.name.ja })),
          )
      },
      addFile: async (organisation, file) => {
        const before = draft.files.get(organisation) ?? []
        if (!before.some((f) => f.digest === file.digest)) draft.files.set(organisation, [...before, file])
      },
      files: async (organisation) => draft.files.get(organisation) ?? [],
      noteIntake: async (organisation, digest) => {
        draft.intakes = new Set([...draft.intakes, `${organisation} ${digest}`])
      },
      // A maker learns of nobody but the holder of a key it has; the store's policies say the same.
      evaluatorEvents: async (key) => {
        if (viewer.kind !== 'body' && key === undefined) return []
        const ids = new Set(draft.evaluators.flatMap((e) => (e.kind === 'registered' && e.key === key ? [e.id] : [])))
        return key === undefined ? draft.evaluators : draft.evaluators.filter(({ id }) => ids.has(id))
      },
      addEvaluatorEvent: async (event) => {
        if (viewer.kind !== 'body') throw new Error('row-level security')
        draft.evaluators = [...draft.evaluators, event]
      },
      runMinutes: async () =>
        [...draft.cases].flatMap(([id, { folded, summary }]) =>
          maySee(folded, viewer)
            ? (draft.events.get(id) ?? [])
                .filter((event) => event.act === 'attach-run')
                .map((event) => ({
                  organisation: folded.organisation,
                  scheme: summary.scheme,
                  level: summary.level,
                  minutes: (event.data.reading as RunReading).minutes,
                }))
            : [],
        ),
      tookIn: async (organisation, digest) => draft.intakes.has(`${organisation} ${digest}`),
    })
    state = draft
    return done as T
  }

  const ports: Ports = {
    store: {
      // One after the other: that is what the row lock does to one case.
      transact: (viewer, body) => {
        const mine = turn.then(() => transact<never>(viewer, body))
        turn = mine.catch(() => undefined)
        return mine
      },
    },
    clock: { now: () => now },
    chance: {
      bytes: draw,
      uuid: () => `case-${String(++drawn).padStart(6, '0')}`,
    },
    signer: {
      kid: `${did}#2026-es256-1`,
      algorithm: 'ES256',
      publicJwk: publicKey.export({ format: 'jwk' }) as Record<string, string>,
      sign: async (data) => new Uint8Array(sign('sha256', data, { key: privateKey, dsaEncoding: 'ieee-p1363' })),
    },
    issuer: {
      did,
      name: { ja: '見本認証機構（架空）', en: 'Sample Certification Body (fictional)' },
      labelsUrl: 'https://labels.example.jp',
      logOrigin: 'log.example.jp/jc-star',
      sample: true,
    },
    schemes: {
      all: schemes,
      find: (id, edition) =>
        edition === undefined
          ? editionOn(schemes, id, dateInJapan(now))
          : schemes.find((s) => s.id === id && s.edition.documentNumber === edition),
    },
    runs: options.runs ?? noRuns,
    files: {
      put: async (content, limit) => {
        const parts: Buffer[] = []
        for await (const part of content) parts.push(Buffer.from(part as Uint8Array))
        const whole = Buffer.concat(parts)
        if (whole.length > limit) throw new FileTooLarge(`more than ${limit} bytes`)
        const digest = digestBytes(whole)
        bytes.set(digest, whole)
        return { digest, size: whole.length }
      },
      // Believes every file that is not empty; what a file is looked at for is the adapter's own test.
      accept: async (content, { name, limit }) => {
        try {
          const kept = await ports.files.put(content, limit)
          if (kept.size === 0) return refuse({ code: 'file-empty', name })
          return ok({ ...kept, type: name.endsWith('.pdf') ? 'application/pdf' : 'text/plain' })
        } catch (error) {
          if (error instanceof FileTooLarge)
            return refuse({ code: 'file-too-large', name, limit: `${Math.floor(limit / 1_000_000)} MB` })
          throw error
        }
      },
      get: async (digest) => {
        const whole = bytes.get(digest)
        return whole && Readable.from([whole])
      },
      size: async (digest) => bytes.get(digest)?.length,
      head: async (digest, n) => bytes.get(digest)?.subarray(0, n),
    },
  }
  return {
    ports,
    setNow: (at) => {
      now = at
    },
    committed: () => state,
    store: async (content) => {
      const { digest } = await ports.files.put(Readable.from([Buffer.from(content)]), 100_000_000)
      state = { ...state, intakes: new Set([...state.intakes, `maker-a ${digest}`]) }
      return digest
    },
  }
}

const matches = (line: CaseSummary, filter: CaseFilter): boolean =>
  (filter.states === undefined || filter.states.includes(line.state)) &&
  (filter.reviewer === undefined || line.reviewer === filter.reviewer) &&
  (filter.organisation === undefined || line.organisation === filter.organisation) &&
  (filter.openProposals === undefined || line.openProposals > 0 === filter.openProposals) &&
  (filter.text === undefined ||
    [line.productName, line.makerName, line.number].some((w) => normalise(w).includes(normalise(filter.text ?? ''))))
