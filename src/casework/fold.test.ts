import assert from 'node:assert/strict'
import fc from 'fast-check'
import { test } from 'vitest'
import type { ActData } from './act-data.ts'
import type { RunReading } from './device-runs.ts'
import { brokenLink, type CaseEvent, chain } from './events.ts'
import { fold, foldAsOf } from './fold.ts'
import { type ActName, lifecycle, type State } from './lifecycle.ts'

const digest = `sha256:${'a'.repeat(64)}` as const
const other = `sha256:${'b'.repeat(64)}` as const
const file = { digest, name: 'a.pdf', type: 'application/pdf', size: 1, shows: 'document' as const }
const ref = { kind: 'file' as const, digest, name: 'a.pdf', shows: 'document' as const }
const answer = { criterion: 'S1.1-01', claim: 'fulfilled' as const, reason: '…', restsOn: [ref] }
const text = { ja: '見本' }
const decision = { basis: digest, reasons: text, by: 'p2', at: '2026-01-01T00:00:00Z' }

const reading: RunReading = {
  run: 'run-1',
  began: '2026-01-01T00:00:00.000Z',
  ended: '2026-01-01T00:01:00.000Z',
  ending: 'finished',
  nonce: 'nonce-1',
  key: 'k',
  person: '見本',
  device: { id: digest, label: 'A-1' },
  plan: digest,
  ixit: digest,
  policy: digest,
  verdicts: digest,
  units: [],
  minutes: [],
}

// One plausible event of each act; the compiler sees to it that none is forgotten.
const data: { readonly [A in ActName]: ActData[A] } = {
  start: {
    scheme: 's',
    edition: 'e',
    level: '1',
    sample: true,
    maker: { id: 'm' },
    product: {},
    eligibility: {},
    answers: [],
    files: [],
  },
  'save-eligibility': { facts: { ip: true, password: null } },
  'save-organisation': { name: text, role: 'manufacturer', corporateNumber: undefined, address: undefined },
  'save-contact': { contact: 'a@b.example', vulnerability: { contact: 'a@b.example', policyUrl: 'https://b.example' } },
  'save-product': { name: { ja: '見本', en: undefined }, category: 'router', page: undefined, intendedUse: '…' },
  'save-models': { models: ['A-1'] },
  'save-software': { minimum: '1', services: [], sbom: 'kept' },
  'save-updates': {
    mode: 'manual',
    howToTurnOff: undefined,
    howToSeeVersion: '…',
    supportUntil: null,
    use: { setUp: '…', daily: '…', disposal: '…' },
    defaultPassword: 'none',
  },
  'move-edition': { edition: 'f', asked: ['S1.1-01'], lookAgain: ['S1.1-01'] },
  'move-back': { edition: 'e', asked: ['S1.1-01'] },
  answer: { answer, files: [file] },
  'add-evidence': { ...file, criterion: 'S1.1-01' },
  'replace-evidence': { ...file, digest: other, replaces: digest },
  'remove-evidence': { digest },
  'order-run': { id: 'run-order-1', nonce: 'nonce-1', ixit: digest },
  'attach-run': { file: { ...file, shows: 'real-device' }, order: 'run-order-1', reading, criteria: ['S1.1-04'] },
  'note-steps': {
    order: 'run-order-1',
    notes: [
      {
        id: '0f6f2a8f-4a3e-4d5e-9b1e-0f6f2a8f0c11',
        at: '2026-01-01T00:00:00.000Z',
        person: '見本',
        sample: 1,
        step: 'sensors',
        about: 'device',
        said: { what: 'begun' },
      },
    ],
    pictures: [{ digest, type: 'image/jpeg', size: 1 }],
  },
  declare: { name: '見本', position: '部長', digest, number: 'APP-1' },
  'withdraw-application': { reason: undefined },
  accept: { number: 'ACC-1', fee: { id: 'f', amount: 1, currency: 'JPY' } },
  'send-back': { id: 'note-1', reason: '…' },
  'confirm-payment': { paidOn: '2026-01-01', reference: undefined },
  'give-provisional': { number: 'PRO-1' },
  'begin-review': {},
  'replay-run': { run: 'run-1', same: true, verdicts: digest },
  review: { criterion: 'S1.1-01', outcome: 'sufficient', note: '' },
  note: { id: 'note-2', criterion: null, visibility: 'internal', text: '…' },
  ask: { due: '2026-02-01', questions: [{ id: 'q', criterion: null, text: '？' }] },
  reply: { answers: [{ id: 'q', text: '…' }] },
  'finish-review': { summary: undefined },
  'reopen-review': { id: 'note-3', reason: '…' },
  'decide-grant': { decision: { ...decision, outcome: 'grant' } },
  'decide-refuse': { decision: { ...decision, outcome: 'refuse' } },
  issue: {
    label: '7K3M9QXP2C',
    number: '7K3M-9QXP-2C',
    credential: digest,
    leaf: digest,
    validFrom: '2026-01-01T00:00:00Z',
    validUntil: '2028-01-01T00:00:00Z',
  },
  'propose-suspend': { id: 'p1', reasonCode: 'r', publicText: { ja: '…', en: undefined } },
  'propose-withdraw': { id: 'p2', reasonCode: 'r', publicText: { ja: '…', en: undefined } },
  'propose-restore': { id: 'p3', reasonCode: 'r', publicText: { ja: '…', en: undefined } },
  'confirm-proposal': { proposal: 'p4', effectiveFrom: '2026-01-01T00:00:00Z', leaf: digest },
  'reject-proposal': { proposal: 'p5', reason: '…' },
  'end-label': { leaf: digest },
  'add-models': { id: 'p4', models: ['A-2'] },
  change: { id: 'p5', product: { intendedUse: '変更' }, reason: '…' },
  'publish-advisory': { id: 'n1', text },
  'close-advisory': { advisory: 'n1' },
}

/** Any way through the table: each number picks one of the acts the state allows. */
function walk(picks: readonly number[]): CaseEvent[] {
  const events: CaseEvent[] = []
  let state: State | undefined
  for (const [i, pick] of picks.entries()) {
    const rows = lifecycle.declaration.filter((row) =>
      state === undefined ? row.from.length === 0 : row.from.includes(state),
    )
    const row = rows[pick % rows.length]
    if (row === undefined) break
    const at = new Date(Date.UTC(2026, 0, 1) + i * 3_600_000).toISOString()
    const about = { caseId: 'c', at, act: row.act, person: `p${pick % 3}`, organisation: 'o' }
    events.push(chain(events.at(-1), { ...about, data: JSON.parse(JSON.stringify(data[row.act])) }))
    state = row.to === 'same' ? state : row.to
  }
  return events
}

// A long walk has to lean towards going on; otherwise it ends in `withdrawn` after a few steps.
const ways = fc.array(fc.nat({ max: 200 }), { minLength: 1, maxLength: 60 }).map(walk)

test('the same events always fold to the same case, and the chain holds', () => {
  fc.assert(
    fc.property(ways, (events) => {
      assert.equal(brokenLink(events), undefined)
      assert.deepEqual(fold(events), fold(structuredClone(events)))
    }),
  )
})

test('the case as of a moment is the fold of the events until then', () => {
  fc.assert(
    fc.property(ways, fc.nat({ max: 59 }), (events, n) => {
      const until = events[n % events.length]
      assert.ok(until)
      assert.deepEqual(foldAsOf(events, until.at), fold(events.slice(0, until.seq)))
    }),
  )
  assert.equal(foldAsOf(walk([0]), '2025-01-01T00:00:00Z'), undefined)
})

test('a case is as clean as its JSON: nothing in it is undefined', () => {
  fc.assert(fc.property(ways, (events) => assert.deepEqual(fold(events), JSON.parse(JSON.stringify(fold(events))))))
})

test('state, sequence, head and participants follow the events', () => {
  fc.assert(
    fc.property(ways, (events) => {
      const c = fold(events)
      const last = events.at(-1)
      assert.equal(c.seq, last?.seq)
      assert.equal(c.head, last?.digest)
      assert.deepEqual(
        c.participants.map((p) => p.act),
        events.map((e) => e.act),
      )
      const to = lifecycle.declaration.find((row) => row.act === last?.act)?.to
      if (to !== 'same') assert.equal(c.state, to)
    }),
  )
})

test('an event that was changed, removed or moved breaks the chain', () => {
  const events = walk([0, 1, 2, 3, 4, 5])
  const changed = events.map((e) => (e.seq === 3 ? { ...e, person: 'someone else' } : e))
  assert.equal(brokenLink(changed), 3)
  assert.equal(brokenLink(events.filter((e) => e.seq !== 3)), 4)
  assert.equal(brokenLink([...events].reverse()), 6)
})

test('what does not begin with a start is no case', () => assert.throws(() => fold(walk([0, 1]).slice(1)), /start/))

test('events written before there were editions to move between fold as they always did', () => {
  // Word for word as the store keeps them: no move, nothing laid aside, a draft that was declared, issued and changed.
  const stored = `[
    {"act":"start","data":{"scheme":"jc-star","edition":"JST-CR-01-01-2024R1","level":"1","sample":true,"maker":{"id":"m"},"product":{},"eligibility":{},"answers":[{"criterion":"S1.1-01","claim":"fulfilled","reason":"old","restsOn":[]}],"files":[]}},
    {"act":"add-evidence","data":{"digest":"${digest}","name":"a.pdf","type":"application/pdf","size":1,"shows":"document","criterion":"S1.1-01"}},
    {"act":"replace-evidence","data":{"digest":"${other}","name":"b.pdf","type":"application/pdf","size":2,"shows":"document","replaces":"${digest}"}},
    {"act":"declare","data":{"name":"見本","position":"部長","digest":"${digest}","number":"APP-1"}},
    {"act":"send-back","data":{"id":"note-5","reason":"…"}},
    {"act":"remove-evidence","data":{"digest":"${other}"}}
  ]`
  const events: CaseEvent[] = []
  for (const { act, data: kept } of JSON.parse(stored) as readonly Pick<CaseEvent, 'act' | 'data'>[]) {
    const happened = { caseId: 'c', at: '2026-01-01T00:00:00Z', person: 'p', organisation: 'm', act, data: kept }
    events.push(chain(events.at(-1), happened))
  }
  assert.equal(brokenLink(events), undefined)
  const c = fold(events)
  assert.deepEqual([c.laidAside, c.moved, c.files, c.state], [{}, null, [], 'draft'])
  assert.deepEqual(c.answers['S1.1-01'], { criterion: 'S1.1-01', claim: 'fulfilled', reason: 'old', restsOn: [] })
  assert.equal(foldAsOf(events, '2025-12-31T00:00:00Z'), undefined)
  // Later acts go on from there.
  const moving = { edition: 'f', asked: ['S1.1-01'], lookAgain: ['S1.1-01'] }
  const happened = { caseId: 'c', at: '2026-01-02T00:00:00Z', person: 'p', organisation: 'm', data: moving }
  const moved = fold([...events, chain(events.at(-1), { ...happened, act: 'move-edition' })])
  assert.equal(moved.answers['S1.1-01']?.claim, 'unanswered')
  assert.equal(moved.moved?.from, 'JST-CR-01-01-2024R1')
})
