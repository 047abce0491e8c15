import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, test } from 'vitest'
import { connectOwner } from '../../src/adapters/store/database.ts'
import type { Case } from '../../src/casework/case.ts'
import type { ActName } from '../../src/casework/lifecycle.ts'
import { perform } from '../../src/casework/perform.ts'
import type { Viewer } from '../../src/casework/roles.ts'
import { takeIn } from '../../src/casework/taking-in.ts'
import { declaring, filled, inReview, people, reviewed, type Story } from '../support/application.ts'
import { type OpenHouse, openProduction } from './house.ts'

// Two requests at the very same moment, on the real database: one effect, and the other is told.
describe('two at once', () => {
  let open: OpenHouse
  beforeAll(async () => {
    open = await openProduction()
  })
  afterAll(() => open.close())

  interface Told extends Story {
    /** The same act by several people at once; answers what each was told. */
    readonly together: (act: ActName, who: readonly Viewer[], data?: unknown, seen?: boolean) => Promise<string[]>
  }

  function begin(): Told {
    const { ports } = open.house
    let last: Case | undefined
    const now = () => {
      if (last === undefined) throw new Error('the story has not begun')
      return last
    }
    const story: Pick<Told, 'ports' | 'now' | 'does' | 'store' | 'together'> = {
      ports,
      now,
      does: async (who, act, data = {}) => {
        const about = act === 'start' ? {} : { caseId: now().id, seenSeq: now().seq }
        const done = await perform(ports, who, { act, ...about, data })
        if (!done.ok) throw new Error(`${act}: ${JSON.stringify(done.fault)}`)
        last = done.value
        return last
      },
      store: async (content) => {
        const upload = { name: 'evidence.txt', limit: 1_000 }
        const taken = await takeIn(ports, applicant, Readable.from([Buffer.from(content)]), upload)
        if (!taken.ok) throw new Error(taken.fault.code)
        return taken.value.digest
      },
      together: async (act, who, data = {}, seen = true) => {
        const { id, seq } = now()
        const all = await Promise.all(
          who.map((viewer) => perform(ports, viewer, { act, caseId: id, ...(seen ? { seenSeq: seq } : {}), data })),
        )
        for (const done of all) if (done.ok) last = done.value
        return all.map((done) => (done.ok ? 'done' : done.fault.code)).sort()
      },
    }
    return story as Told
  }
  const { applicant, intake, reviewer, decider, second } = people
  const count = async (sql: string): Promise<number> => {
    const owner = await connectOwner(process.env.DATABASE_OWNER_URL ?? '')
    await owner.query(`select set_config('hoshirushi.kind', 'maintenance', false)`)
    const { rows } = await owner.query<{ n: number }>(`select (${sql})::integer as n`)
    await owner.end()
    return rows[0]!.n
  }

  test('declare, decide, issue, propose and confirm have one effect each, with and without the number that was seen', async () => {
    const s = begin()
    await filled(s)
    assert.deepEqual(await s.together('declare', [applicant, applicant, applicant], declaring(s)), [
      'done',
      'stale-case',
      'stale-case',
    ])
    assert.equal(await count(`select last from number_series where series like '%application'`), 1)
    await s.does(intake, 'accept')
    assert.deepEqual(await s.together('confirm-payment', [intake, intake], { paidOn: '2026-11-24' }, false), [
      'act-not-allowed-here',
      'done',
    ])
    await reviewed(s)
    const grant = { reasons: { ja: 'すべての要件に適合している。' } }
    assert.deepEqual(await s.together('decide-grant', [decider, second], grant, false), [
      'act-not-allowed-here',
      'done',
    ])

    const before = await count('select count(*) from log_outbox')
    const issued = await s.together('issue', [decider, intake, second, decider], {}, false)
    assert.deepEqual(issued, ['act-not-allowed-here', 'act-not-allowed-here', 'act-not-allowed-here', 'done'])
    assert.equal(await count('select count(*) from label'), 1)
    assert.equal(await count(`select count(*) from log_outbox where typ = 'vc+jwt'`), 1)
    assert.equal(await count(`select last from number_series where series = 'status-index'`), 1)
    assert.ok((await count('select count(*) from log_outbox')) > before)

    const reason = { reasonCode: 'vulnerability-open', publicText: { ja: '理由。' } }
    assert.deepEqual(await s.together('propose-withdraw', [second, decider, second], reason, false), [
      'done',
      'proposal-waiting',
      'proposal-waiting',
    ])
    const proposal = s.now().proposals.at(-1)!
    const others = [decider, { ...decider, person: 'third' }, { ...decider, person: 'fourth' }]
    const able = others.filter((viewer) => viewer.person !== proposal.by)
    const confirmed = await s.together('confirm-proposal', able, { proposal: proposal.id, label: s.now().label }, false)
    assert.deepEqual(confirmed, [...Array(able.length - 1).fill('proposal-settled'), 'done'].sort())
    assert.equal(await count(`select count(*) from label_event where event = 'withdrawn'`), 1)
    assert.equal(await count(`select count(*) from log_outbox where typ = 'label-event+jwt'`), 1)
    assert.equal(await count(`select count(*) from case_event`), s.now().seq)
  })

  test('an act that is refused after it began to write has written nothing', async () => {
    const s = begin()
    await filled(s)
    await inReview(s)
    const rows = () => count('select (select count(*) from case_event) + (select count(*) from mail_outbox)')
    const before = await rows()
    const wrong = { questions: [{ criterion: 'S9.9-99', text: '？' }] }
    const done = await perform(s.ports, reviewer, { act: 'ask', caseId: s.now().id, seenSeq: s.now().seq, data: wrong })
    assert.ok(!done.ok && done.fault.code === 'criterion-unknown')
    assert.equal(await rows(), before)
  })
})
