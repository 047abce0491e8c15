import assert from 'node:assert/strict'
import { createHash, createPrivateKey, createPublicKey } from 'node:crypto'
import { join } from 'node:path'
import { beforeAll, test } from 'vitest'
import { catalogueSchemes } from '../../../tests/support/catalogue.ts'
import { type MemoryPorts, memoryPorts } from '../../../tests/support/memory-ports.ts'
import { evaluatorRegister } from '../../casework/evaluator-desk.ts'
import { evaluatorStateOn } from '../../casework/evaluators.ts'
import { brokenLink } from '../../casework/events.ts'
import type { State } from '../../casework/lifecycle.ts'
import { perform } from '../../casework/perform.ts'
import { declarationDocument, taskList, worklist } from '../../casework/queries.ts'
import { makeLabelId } from '../../core/kernel/label-id.ts'
import { hintsAt } from '../../core/surveillance/hints.ts'
import { standingAt } from '../../core/surveillance/standing-at.ts'
import { packageRoot } from '../package-root.ts'
import { readDemonstration } from './data.ts'
import { labelIdBytes } from './label-bytes.ts'
import { seedDemonstration } from './seed.ts'

const now = '2026-11-24T01:00:00.000Z' // 10:00 in Japan
let seeded: MemoryPorts

beforeAll(async () => {
  seeded = memoryPorts({ now })
  await seedDemonstration({ ports: seeded.ports })
})

const entries = () => [...seeded.committed().labels.values()].map((record) => record.entry)
const cases = () => [...seeded.committed().cases.values()].map((c) => c.folded)
const named = (name: string) => cases().find((c) => c.product.name?.ja.includes(name))

test('the label everyone is shown is there, with its eighteen models and its dates', () => {
  const entry = seeded.committed().labels.get('7K3M9QXP2C')?.entry
  assert.equal(entry?.product.name.ja, 'ひかりルーター HR-200シリーズ')
  assert.equal(entry?.product.models.length, 18)
  assert.equal(entry?.validity.validUntil, '2028-04-14T15:00:00.000Z') // the last day is 14 April in Japan
  assert.equal(entry?.product.updates.supportUntil, '2031-03-31')
})

test('labels are there in every standing, and everything is marked as a sample', () => {
  const standing = (e: ReturnType<typeof entries>[number]) => standingAt(e.validity, e.events, now)
  const counts = Object.groupBy(entries(), (e) => standing(e)?.code ?? 'none')
  for (const code of ['valid', 'suspended', 'withdrawn', 'expired', 'ended'] as const)
    assert.ok((counts[code]?.length ?? 0) >= 2, `${code}: ${counts[code]?.length ?? 0}`)
  assert.ok(entries().length >= 38)
  assert.ok(entries().every((e) => e.sample && /架空/.test(e.maker.name.ja)))
  const hints = entries().flatMap((e) =>
    hintsAt({ validity: e.validity, supportUntil: e.product.updates.supportUntil }, standing(e), now).map(
      (h) => h.code,
    ),
  )
  assert.ok(hints.filter((h) => h === 'expires-soon').length >= 2)
  assert.ok(hints.filter((h) => h === 'support-ended').length >= 2)
})

test('applications are there in every state but the one nothing leads to', () => {
  const found = new Set<State>(cases().map((c) => c.state))
  const expected = [
    'draft',
    'submitted',
    'payment-due',
    'in-review',
    'question',
    'awaiting-decision',
    'granted',
    'issued',
    'refused',
    'withdrawn',
  ]
  assert.deepEqual([...found].sort(), expected.sort())
  assert.ok(cases().some((c) => c.proposals.some((p) => p.outcome === undefined)))
})

test('a renewed label keeps its number', () => {
  const renewed = cases().filter((c) => c.product.name?.ja.includes('FB-S2'))
  assert.equal(renewed.length, 2)
  assert.equal(new Set(renewed.map((c) => c.label)).size, 1)
})

const administrator = {
  person: 'kanri-osamu',
  name: '',
  organisation: 'mihon-ninsho',
  kind: 'body',
  roles: [],
} as const

test('one sample evaluator may test today, another one no longer', async () => {
  const register = await evaluatorRegister(seeded.ports, administrator)
  assert.deepEqual(register.map((one) => evaluatorStateOn(one, '2026-11-24')).sort(), ['expired', 'valid'])
  assert.ok(register.every(({ name, organisation }) => /見本/.test(name) && /架空/.test(organisation)))
})

test('the keys of the sample evaluators are made from their phrases', () => {
  const header = Buffer.from('302e020100300506032b657004220420', 'hex') // PKCS #8 of an Ed25519 key, before its 32 bytes
  for (const { phrase, key } of readDemonstration(join(packageRoot, 'examples/demonstration')).evaluators) {
    const seed = createHash('sha256').update(phrase).digest()
    const secret = createPrivateKey({ key: Buffer.concat([header, seed]), format: 'der', type: 'pkcs8' })
    assert.equal(createPublicKey(secret).export({ format: 'jwk' }).x, key)
  }
})

test('where the sample of ☆2 is run, a test on the device is ordered, and its evaluator finds it', async () => {
  const own = memoryPorts({ schemes: catalogueSchemes.map((scheme) => ({ ...scheme, suspension: true })) })
  await seedDemonstration({ ports: own.ports })
  const evaluator = {
    ...{ person: 'shiken-tamesu', name: '', organisation: 'hikari', kind: 'maker' as const },
    roles: ['evaluator'] as const,
  }
  const [line, ...others] = await worklist(own.ports, evaluator)
  assert.deepEqual([line?.productName, line?.tests, others], ['ひかりルーター HR-900', { open: 1, attached: 0 }, []])
})

test('every chain of events holds, and nothing happens after now', () => {
  for (const events of seeded.committed().events.values()) {
    assert.equal(brokenLink(events), undefined)
    assert.ok(events.every((e) => e.at <= now))
  }
})

test('the real product taken as an example cannot be declared, whoever asks', async () => {
  const c = named('Ruuvi')
  assert.ok(c)
  const [scheme] = seeded.ports.schemes.all
  assert.ok(scheme)
  const data = {
    name: '見本',
    position: '見本',
    digest: declarationDocument(c, scheme).digest,
    truthful: true,
    duty: true,
  }
  const who = {
    person: 'yomite-fumi',
    name: '',
    organisation: 'yomite',
    kind: 'maker' as const,
    roles: ['applicant'] as const,
  }
  const done = await perform(seeded.ports, who, { act: 'declare', caseId: c.id, data })
  assert.ok(!done.ok && done.fault.code === 'example-cannot-be-declared')
  const declare = taskList(c, scheme)
    .flatMap((g) => g.tasks)
    .find((t) => t.id === 'declare')
  assert.equal(declare?.status, 'cannot-start')
})

test('the same day gives the same register, and telling it again changes nothing', async () => {
  const again = memoryPorts({ now })
  await seedDemonstration({ ports: again.ports })
  const register = (ports: MemoryPorts) =>
    [...ports.committed().labels.values()].map(({ entry }) => ({
      ...entry,
      credential: null,
      events: entry.events.map((e) => ({ ...e, credential: null })),
    }))
  assert.deepEqual(register(again), register(seeded)) // but for the signatures, which draw chance
  const { acts } = await seedDemonstration({ ports: again.ports })
  assert.equal(acts, 0)
  assert.equal((await evaluatorRegister(again.ports, administrator)).length, 2)
})

test('told on another day it still holds together', async () => {
  const later = memoryPorts({ now: '2027-05-06T03:00:00.000Z' })
  const { acts } = await seedDemonstration({ ports: later.ports })
  assert.ok(acts > 2_000)
})

test('the bytes that draw a label number are found', () => {
  for (const label of ['7K3M9QXP2C', '2F7C8MZQ5S']) assert.equal(makeLabelId(labelIdBytes(label)), label)
  assert.throws(() => labelIdBytes('7K3M9QXP2D'), /check character/)
})
