import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { test } from 'vitest'
import { publishedMoment } from '../../src/adapters/lists/published-moment.ts'
import { type ReadRegister, readRegister } from '../../src/adapters/lists/read-register.ts'
import { sequence } from '../../src/adapters/log/sequencer.ts'
import { writeRegisterAsOf } from '../../src/adapters/snapshot/write-register-as-of.ts'
import { createCaseStore } from '../../src/adapters/store/case-store.ts'
import { registerStamp } from '../../src/adapters/store/register-lines.ts'
import type { LabelRecord } from '../../src/casework/ports.ts'
import { openIndex } from '../../src/core/procurement/register-index.ts'
import { embedded, freshDatabase } from '../support/cluster.ts'
import { body, labelEvent, labelRecord } from './sample.ts'

const acts = [
  'issue',
  'issue-later',
  'suspend',
  'restore',
  'withdraw',
  'change',
  'anchor',
  'wait',
  'commit',
  'look',
] as const
const step = fc.record({
  act: fc.constantFrom(...acts),
  which: fc.nat(40),
  ms: fc.constantFrom(1, 20_000, 700_000, 90_000_000),
  holdsBack: fc.boolean(), // commits only after others did
})

/** A register that is kept by reading changes, beside the same database read as a whole. */
async function twoWays() {
  const database = await freshDatabase(embedded)
  const { pool } = database
  const store = createCaseStore(pool)
  const records: LabelRecord[] = []
  const open = new Map<string, () => Promise<unknown>>()
  let now = Date.parse('2026-11-24T01:00:00.000Z')
  let kept: ReadRegister | undefined
  let stamp: string | undefined
  const at = (later = 0) => new Date(now + later).toISOString()

  const save = async (record: LabelRecord, holdsBack: boolean) => {
    const { entry, jws } = record
    if (open.has(entry.label)) return // somebody else is just at it
    const { promise: mayCommit, resolve: commit } = Promise.withResolvers<void>()
    const { promise: written, resolve: wrote } = Promise.withResolvers<void>()
    const done = store.transact(body, async (tx) => {
      await tx.saveLabel(record)
      await tx.addLeaf({ id: jws, typ: 'vc+jwt', label: entry.label, jws })
      wrote()
      await mayCommit
    })
    await Promise.race([written, done])
    const known = records.findIndex((one) => one.entry.label === entry.label)
    if (known === -1) records.push(record)
    else records[known] = record
    const end = () => {
      commit()
      open.delete(entry.label)
      return done
    }
    if (holdsBack && open.size < 3) open.set(entry.label, end)
    else await end()
  }
  const commitAll = async () => {
    for (const end of [...open.values()]) await end()
  }
  const look = async () => {
    const [changes, whole] = [await readRegister(pool, at(), kept?.parts), await readRegister(pool, at())]
    assert.deepEqual(changes.packed.digest, whole.packed.digest)
    assert.deepEqual(changes.packed, whole.packed)
    const [one, other] = [openIndex(changes.packed), openIndex(whole.packed)]
    for (const { entry } of records) {
      const [a, b] = [one.byLabel(entry.label), other.byLabel(entry.label)]
      assert.deepEqual(a === undefined ? a : one.entry(a), b === undefined ? b : other.entry(b))
    }
    // Who sees by the stamp that nothing was added need not read.
    const found = `${await registerStamp(pool, at())} ${await publishedMoment(pool, at())}`
    if (found === stamp) assert.deepEqual([...changes.parts.values()], [...kept!.parts.values()])
    stamp = found
    kept = changes
    return changes
  }
  const number = () => {
    const n = records.length
    return `${'ABCDEFGH'[n % 8]}${'23'[n % 2]}${String(n).padStart(8, '0')}`
  }
  const issue = (later: number, holdsBack: boolean) =>
    save(labelRecord({ label: number(), models: [`HR-${records.length}`, '全-1'], issuedAt: at(later) }), holdsBack)
  const again = async (which: number, holdsBack: boolean, change: (record: LabelRecord) => LabelRecord) => {
    const record = records.at(which % Math.max(1, records.length))
    if (record !== undefined) await save(change(record), holdsBack)
  }
  const event = (kind: 'suspended' | 'restored' | 'withdrawn', which: number, holdsBack: boolean) =>
    again(which, holdsBack, (record) => ({
      ...record,
      entry: { ...record.entry, events: [...record.entry.events, labelEvent(kind, at())] },
    }))
  return {
    look,
    issue,
    suspend: (which: number) => event('suspended', which, false),
    anchor: () => sequence(pool),
    /** Once all of it is in the log its digest is that of the file in which it is published. */
    async isAsPublished(): Promise<void> {
      while ((await sequence(pool)) > 0);
      const { digest } = (await look()).packed
      const folder = await mkdtemp(join(tmpdir(), 'hoshirushi-read-'))
      const written = await writeRegisterAsOf(pool, join(folder, 'register.jsonl.zst'), kept!.packed.takenAt)
      await rm(folder, { recursive: true })
      assert.equal(digest, written?.digest)
    },
    wait: (ms: number) => {
      now += ms
    },
    async take({ act, which, ms, holdsBack }: typeof step extends fc.Arbitrary<infer S> ? S : never) {
      now += 1
      if (act === 'issue') await issue(0, holdsBack)
      else if (act === 'issue-later') await issue(ms, holdsBack)
      else if (act === 'suspend') await event('suspended', which, holdsBack)
      else if (act === 'restore') await event('restored', which, holdsBack)
      else if (act === 'withdraw') await event('withdrawn', which, holdsBack)
      else if (act === 'change')
        await again(which, holdsBack, (record) => ({
          ...record,
          jws: `${record.jws}+`,
          entry: { ...record.entry, product: { ...record.entry.product, models: [`HR-${now}`] } },
        }))
      else if (act === 'anchor') await sequence(pool)
      else if (act === 'wait') now += ms
      else if (act === 'commit') await commitAll()
      else await look()
    },
    commitAll,
    close: () => database.close(),
  }
}

test('after whatever was decided, in whatever order it was committed, reading the changes gives the register as reading all of it', async () => {
  const register = await twoWays()
  try {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 30 }), async (steps) => {
        try {
          for (const one of steps) await register.take(one)
          await register.look()
        } finally {
          await register.commitAll()
        }
        await register.look()
        await register.isAsPublished()
      }),
      { numRuns: 15, endOnFailure: true }, // each goes on where the one before ended, so a shorter one would be another
    )
  } finally {
    await register.close()
  }
}, 60_000)

test('only the parts about which something was decided, or which the log took in, are read again', async () => {
  const register = await twoWays()
  try {
    for (let n = 0; n < 16; n++) await register.issue(0, false)
    const first = await register.look()
    const read = (before: ReadRegister, after: ReadRegister) =>
      [...after.parts].filter(([key, part]) => before.parts.get(key) !== part).map(([key]) => key)
    await register.suspend(3)
    const second = await register.look()
    assert.deepEqual(read(first, second), ['D3'])
    assert.notEqual(first.packed.digest, second.packed.digest)
    await register.anchor()
    const third = await register.look()
    assert.equal(read(second, third).length, 8)
    assert.equal(openIndex(third.packed).entry(0).credential.leafIndex, 0)
    register.wait(1_000)
    assert.deepEqual(read(third, await register.look()), [])
    await register.issue(5_000, false) // known of only then
    await register.anchor()
    const before = await register.look()
    register.wait(4_999)
    assert.deepEqual(read(before, await register.look()), [])
    register.wait(1)
    const after = await register.look()
    assert.deepEqual(read(before, after), ['A2'])
    assert.equal(after.packed.size, before.packed.size + 1)
  } finally {
    await register.close()
  }
})
