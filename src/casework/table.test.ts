import assert from 'node:assert/strict'
import { test } from 'vitest'
import {
  declaring,
  filled,
  inReview,
  issued,
  people,
  reviewed,
  type Story,
  story,
} from '../../tests/support/application.ts'
import { memoryPorts } from '../../tests/support/memory-ports.ts'
import { inputs } from './act-data.ts'
import { guardNames } from './guards.ts'
import { acts, lifecycle, type State, states } from './lifecycle.ts'
import { perform } from './perform.ts'
import type { Viewer } from './roles.ts'

const rows = lifecycle.declaration

test('every act has one row, every state but the first is reached, and every guard exists', () => {
  assert.deepEqual([...rows.map((r) => r.act)].sort(), [...acts].sort())
  const reached = new Set(rows.map((r) => r.to))
  // `intake` is a state an operator's own path may use; nothing of this path leads there yet.
  assert.deepEqual(
    states.filter((s) => !reached.has(s)),
    ['intake'],
  )
  for (const row of rows)
    for (const guard of row.guards ?? []) assert.ok((guardNames as readonly string[]).includes(guard))
})

// How each state is reached; every act the table does not list for it is then refused, by someone who holds the role.
const ways: Record<Exclude<State, 'intake'>, (s: Story) => Promise<unknown>> = {
  draft: (s) => filled(s),
  submitted: async (s) => {
    await filled(s)
    await s.does(people.applicant, 'declare', declaring(s))
  },
  'payment-due': async (s) => {
    await ways.submitted(s)
    await s.does(people.intake, 'accept')
  },
  'in-review': async (s) => {
    await filled(s)
    await inReview(s)
  },
  question: async (s) => {
    await ways['in-review'](s)
    await s.does(people.reviewer, 'ask', { questions: [{ criterion: null, text: '？' }] })
  },
  'awaiting-decision': async (s) => {
    await ways['in-review'](s)
    await reviewed(s)
  },
  granted: async (s) => {
    await ways['awaiting-decision'](s)
    await s.does(people.decider, 'decide-grant', { reasons: { ja: '適合。' } })
  },
  issued: (s) => issued(s),
  refused: async (s) => {
    await ways['awaiting-decision'](s)
    await s.does(people.decider, 'decide-refuse', { reasons: { ja: '不足。' } })
  },
  withdrawn: async (s) => {
    await filled(s)
    await s.does(people.applicant, 'declare', declaring(s))
    await s.does(people.applicant, 'withdraw-application')
  },
}

for (const [state, reach] of Object.entries(ways))
  test(`in the state ${state}, only the acts of the table are possible, and only for its roles`, async () => {
    const s = story(memoryPorts())
    await reach(s)
    assert.equal(s.now().state, state)
    const { id, seq } = s.now()
    const as = (viewer: Viewer, act: (typeof acts)[number]) =>
      perform(s.ports, viewer, { act, caseId: id, seenSeq: seq, data: {} })
    for (const row of rows.filter((r) => r.from.length > 0)) {
      const base = row.kind === 'maker' ? people.applicant : people.decider
      const allowed: Viewer = { ...base, person: 'someone', roles: row.roles }
      const nobody: Viewer = {
        ...base,
        person: 'someone',
        roles: ['administrator'].filter((r) => !row.roles.includes(r as never)) as never,
      }
      const elsewhere: Viewer = { ...(row.kind === 'maker' ? people.decider : people.applicant), roles: row.roles }
      const code = async (viewer: Viewer) => {
        const done = await as(viewer, row.act)
        return done.ok ? 'done' : done.fault.code
      }
      if (!(row.from as readonly string[]).includes(state))
        assert.equal(
          await code(allowed),
          state === 'draft' && row.kind === 'body' ? 'case-not-found' : 'act-not-allowed-here',
          row.act,
        )
      assert.match(await code(nobody), /role-missing|case-not-found/, row.act)
      assert.match(await code(elsewhere), /role-missing|case-not-found/, row.act)
      if (s.now().seq !== seq) break
    }
    assert.equal(s.now().seq, seq, 'nothing was appended')
  })

test('every form refuses what is not an object, and says which fields are missing', async () => {
  for (const act of acts) assert.equal(inputs[act].safeParse('text').success, false, act)
  const s = story(memoryPorts())
  await s.does(people.applicant, 'start', { scheme: 'jc-star', level: '1' })
  const done = await perform(s.ports, people.applicant, {
    act: 'save-updates',
    caseId: s.now().id,
    data: { supportUntil: '' },
  })
  assert.ok(!done.ok)
  const { fields } = done.fault as unknown as { fields: { path: string; code: string }[] }
  const codes = Object.fromEntries(fields.map((f) => [f.path, f.code]))
  assert.equal(codes.supportUntil, 'missing')
  assert.equal(codes.mode, 'missing')
  assert.equal(codes.use, 'missing')
})

test('fields say what is wrong with them, not what was typed', async () => {
  const s = story(memoryPorts())
  await s.does(people.applicant, 'start', { scheme: 'jc-star', level: '1' })
  const tell = async (act: (typeof acts)[number], data: unknown) => {
    const done = await perform(s.ports, people.applicant, { act, caseId: s.now().id, data })
    return done.ok ? [] : ((done.fault as { fields?: unknown[] }).fields ?? [done.fault.code])
  }
  const contact = { contact: 'no', vulnerability: { contact: 'a@b.example', policyUrl: 'http://b.example/' } }
  assert.deepEqual(await tell('save-contact', contact), [
    { path: 'contact', code: 'not-a-contact' },
    { path: 'vulnerability.policyUrl', code: 'not-https' },
  ])
  const organisation = { name: { ja: 'あ'.repeat(121) }, role: 'shop', corporateNumber: '1234567890123' }
  assert.deepEqual(await tell('save-organisation', organisation), [
    { path: 'name.ja', code: 'too-long', limit: 120 },
    { path: 'corporateNumber', code: 'not-a-corporate-number' },
    { path: 'role', code: 'not-offered' },
  ])
  assert.deepEqual(await tell('save-models', { text: 'x'.repeat(81) }), ['model-too-long'])
  assert.deepEqual(await tell('save-models', { text: Array.from({ length: 5001 }, (_, i) => `M-${i}`).join('\n') }), [
    'models-too-many',
  ])
  assert.deepEqual(await tell('save-models', { text: ' ,\n' }), ['models-none'])
  assert.deepEqual(await tell('save-models', { text: 'a'.repeat(1_048_577) }), [
    { path: 'text', code: 'too-long', limit: 1_048_576 },
  ])
})
