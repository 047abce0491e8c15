import assert from 'node:assert/strict'
import { describe, test } from 'vitest'
import type { RunPlan } from '../../../lab/run/plan.ts'
import type { Terminal } from '../command.ts'
import { askConsent } from './ask-consent.ts'
import { yesOrNo } from './ask-yes-no.ts'

const plan = (...steps: { stage: string; instrument: string; tries?: number }[]) =>
  ({ steps: steps.map((step) => ({ tries: 0, ...step })), tries: 24 }) as unknown as RunPlan
const everything = plan(
  { stage: 'credentials', instrument: 'credentials', tries: 24 },
  { stage: 'robustness', instrument: 'robustness' },
  { stage: 'passive', instrument: 'published' },
)

function asked(answers: readonly (string | undefined)[], interactive = true) {
  const shown: string[] = []
  const left = [...answers]
  const terminal: Terminal = {
    language: 'en',
    interactive,
    out: (text) => shown.push(text),
    err: (text) => shown.push(text),
    ask: async () => left.shift(),
  }
  return { terminal, shown, left }
}

describe('consent', () => {
  test('only a clear yes is one: Enter is a no, and what is neither is asked again', async () => {
    const { terminal, shown } = asked(['maybe', 'ｙ', undefined, 'はい', 'n'])
    assert.deepEqual(await askConsent(terminal, everything), {
      wrongTries: true,
      realAccount: false,
      robustness: true,
      publishedPages: false,
    })
    assert.ok(shown.some((line) => line.includes('Please answer')))
    assert.ok(shown.some((line) => line.includes('24 wrong logins')))
  })

  test('an account in use is not asked about where no wrong login is made', async () => {
    const { terminal, left } = asked(['n', 'y', 'y', 'not asked for'])
    const consent = await askConsent(terminal, everything)
    assert.deepEqual([consent?.wrongTries, consent?.realAccount], [false, false])
    assert.deepEqual(left, ['not asked for'])
  })

  test('what the plan does not hold is not asked', async () => {
    const { terminal, left } = asked(['y', 'not asked for'])
    const consent = await askConsent(terminal, plan({ stage: 'robustness', instrument: 'robustness' }))
    assert.deepEqual([consent?.robustness, consent?.publishedPages, left.length], [true, false, 1])
  })

  test('whoever never answers clearly has not agreed, and where nobody is nobody is asked', async () => {
    const { terminal } = asked(Array.from({ length: 40 }, () => 'perhaps'))
    assert.ok(!Object.values((await askConsent(terminal, everything)) ?? {}).some(Boolean))
    assert.equal(await askConsent(asked([], false).terminal, everything), undefined)
  })

  test('yes and no are read as people type them', () => {
    for (const yes of ['y', 'Y', 'yes', 'はい', 'ｙｅｓ']) assert.equal(yesOrNo(yes), true)
    for (const no of ['n', 'no', 'いいえ', 'Ｎ']) assert.equal(yesOrNo(no), false)
    for (const neither of ['', 'yesterday', 'nope', '1']) assert.equal(yesOrNo(neither), undefined)
  })
})
