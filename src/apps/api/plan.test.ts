import assert from 'node:assert/strict'
import { test } from 'vitest'
import { fakeHouse } from '../../../tests/support/fake-house.ts'
import type { MarketPlan } from '../../core/market/market-plan.ts'
import { apiApp } from './app.ts'

const api = apiApp(fakeHouse())
const ask = async (body: unknown) => {
  const answer = await api.request('/plan', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
}
const facts = { 'ip-communication': true, 'user-adds-security-software': false, 'product-unit': 'device' }
const proven = ['jc-star:S1.1-01']

test('a plan is made from facts and evidence, as of the day asked about', async () => {
  const { status, body } = await ask({ facts, proven, targets: ['jc-star:1'], as_of: '2026-03-01' })
  assert.equal(status, 200)
  const plan = body as unknown as MarketPlan
  assert.equal(plan.asOf, '2026-03-01')
  assert.deepEqual(plan.evidence.proven, proven)
  const [target] = plan.targets
  assert.equal(target?.outcome, 'work-left')
  assert.equal(target?.left.length, 15)
  assert.equal(plan.work.optimal, true)
  assert.ok(plan.work.hours > 0 && plan.work.steps.every((step) => step.serves.length > 0))
})

test('without a day and without targets, all schemes are planned for today in Japan', async () => {
  const { body } = await ask({ facts })
  const plan = body as unknown as MarketPlan
  assert.equal(plan.asOf, '2026-11-24')
  assert.deepEqual(
    plan.targets.map(({ target }) => target.scheme).filter((scheme) => scheme === 'jc-star'),
    ['jc-star'],
  )
})

test('a label in hand counts where a rule recognises it, and only in the field for that', async () => {
  const held = {
    scheme: 'jc-star',
    level: '1',
    document_number: 'JST-CR-01-01-2024R1',
    valid_from: '2026-04-01',
    valid_until: '2028-03-31',
    confirmed: ['psti-sheet', 'listed'],
  }
  const product = {
    ...facts,
    'product-kind': 'gateway',
    'intended-users': 'consumer',
    'english-security-information': true,
    'label-visible-outside': true,
  }
  const asked = { facts: product, targets: ['uk-psti'], as_of: '2026-11-24' }
  const planned = async (holdings: readonly object[]) =>
    ((await ask({ ...asked, holdings })).body as unknown as MarketPlan).targets[0]!
  const [without, with_, expired] = [
    await planned([]),
    await planned([held]),
    await planned([{ ...held, valid_until: '2026-11-23' }]),
  ]
  assert.deepEqual([without.outcome, with_.outcome, expired.outcome], ['work-left', 'recognised', 'work-left'])
  assert.deepEqual(with_.recognition.decisive?.rule, 'jc-star-1--uk-psti')
  assert.deepEqual(with_.coverage, without.coverage)
})

test('a target nobody knows is refused and the known ones are named', async () => {
  const { status, body } = await ask({ facts, targets: ['atlantis'] })
  assert.deepEqual([status, body.code], [422, 'target-unknown'])
  assert.match(JSON.stringify(body.detail), /jc-star/)
  const level = await ask({ facts, targets: ['jc-star:9'] })
  assert.equal(level.body.code, 'target-level-unknown')
})

test('what cannot be meant is refused by field', async () => {
  const many = Object.fromEntries(Array.from({ length: 201 }, (_, n) => [`fact-${n}`, true]))
  const wrong: readonly [unknown, string][] = [
    [{}, 'facts'],
    [{ facts: many }, 'facts'],
    [{ facts, as_of: '2026-02-30' }, 'as_of'],
    [{ facts, proven: ['no colon'] }, 'proven.0'],
    [{ facts, proven: Array.from({ length: 5001 }, () => 'a:b') }, 'proven'],
    [{ facts, holdings: [{ scheme: 'jc-star', level: '1' }] }, 'holdings.0.valid_from'],
    [{ facts, targets: [] }, 'targets'],
  ]
  for (const [body, field] of wrong) {
    const answer = await ask(body)
    assert.deepEqual([answer.status, answer.body.code], [400, 'request-malformed'], field)
    assert.equal((answer.body.fault as { field: string }).field, field)
  }
})

test('the rules of recognition are listed with what they are worth on a day', async () => {
  const read = async (query: string) => {
    const answer = await api.request(`/recognition${query}`)
    return {
      status: answer.status,
      body: (await answer.json()) as {
        as_of: string
        rules: { from: { scheme: string }; state: string; inForce: string }[]
      },
    }
  }
  const long = await read('?as_of=1999-01-01')
  assert.equal(long.status, 200)
  assert.ok(long.body.rules.length > 0 && long.body.rules.every((rule) => rule.state === 'not-in-force-yet'))
  const some = await read('?from=jc-star&as_of=2026-11-24')
  assert.equal(some.body.as_of, '2026-11-24')
  assert.ok(some.body.rules.every((rule) => rule.from.scheme === 'jc-star'))
  assert.deepEqual([...new Set(some.body.rules.map((rule) => rule.state))].sort(), ['ended', 'in-force'])
  assert.equal((await read('?as_of=soon')).status, 400)
})
