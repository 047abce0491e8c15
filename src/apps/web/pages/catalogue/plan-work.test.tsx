import assert from 'node:assert/strict'
import { test } from 'vitest'
import { fakeHouse } from '../../../../../tests/support/fake-house.ts'
import { marketOf } from '../../../../core/market/market.ts'
import type { MarketPlan } from '../../../../core/market/market-plan.ts'
import { planMarkets } from '../../../../core/market/plan-markets.ts'
import { chooseTargets } from '../../../../core/market/target.ts'
import type { PageContext } from '../../page.tsx'
import { en } from './plan-result.texts.ts'
import { WorkSection } from './plan-work.tsx'

const house = fakeHouse()
const p = {
  house,
  t: en,
  lang: 'en',
  say: (text: { en: string }) => text.en,
  href: (path: string) => `/en${path}`,
} as unknown as PageContext<never>
const chosen = chooseTargets(house.catalogue.schemes, ['uk-psti', 'eu-cra'])
const targets = chosen.ok ? chosen.value : []
const made = planMarkets(marketOf(house.catalogue), {
  facts: {},
  evidence: { proven: [], notApplicable: [], holdings: [] },
  targets,
  asOf: '2026-11-24',
})
const shown = (plan: MarketPlan): string =>
  (<WorkSection p={p} plan={plan} targets={targets} />)
    .toString()
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')

test('a plan that was proven best says so', () => {
  assert.match(shown(made), /No plan takes less\./)
  assert.doesNotMatch(shown(made), /reached its limit/)
})

test('where the search reached its limit, the best found is called that, with what no plan can go below', () => {
  const hurried = { ...made, work: { ...made.work, optimal: false, bound: made.work.hours - 7 } }
  assert.match(shown(hurried), /reached its limit/)
  assert.match(shown(hurried), new RegExp(`none takes less than ${made.work.hours - 7} hours`))
  assert.doesNotMatch(shown(hurried), /No plan takes less\./)
})

test('every step stands under its document, with the sum of its hours', () => {
  const documents = new Set(made.work.steps.map(({ node }) => node.split(':')[0]))
  assert.equal([...shown(made).matchAll(/: \d+, about [\d.,]+ hours/g)].length, documents.size)
})

test('with nothing left to show there are no steps and no hours', () => {
  const done = { ...made, work: { ...made.work, steps: [], hours: 0, separately: 0, bound: 0 } }
  assert.match(shown(done), /Nothing is left to show/)
})
