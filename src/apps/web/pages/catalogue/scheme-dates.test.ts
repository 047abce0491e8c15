import assert from 'node:assert/strict'
import { describe, test } from 'vitest'
import type { FactDefinition } from '../../../../core/scheme/fact.ts'
import type { Milestone } from '../../../../core/scheme/scheme.ts'
import { conditionText } from './scheme-conditions.ts'
import { inYears, isOver, nextMilestone, writeRough } from './scheme-dates.ts'

const at = (date: string): Milestone => ({
  date,
  event: { ja: date, en: date },
  provenance: { mark: 'own' },
})

describe('dates that are known only roughly', () => {
  test('are written as exactly as they are known', () => {
    assert.deepEqual(
      ['2026', '2026-02', '2026-02-06'].map((date) => writeRough(date, 'ja')),
      ['2026年', '2026年2月', '2026年2月6日'],
    )
    assert.deepEqual(
      ['2026', '2026-02', '2026-02-06'].map((date) => writeRough(date, 'en')),
      ['2026', 'February 2026', '6 February 2026'],
    )
  })

  test('are over only when no day they can mean is left', () => {
    assert.equal(isOver('2026', '2026-12-31'), false)
    assert.equal(isOver('2026', '2027-01-01'), true)
    assert.equal(isOver('2026-02', '2026-02-28'), false)
    assert.equal(isOver('2026-02', '2026-03-01'), true)
    assert.equal(isOver('2026-02-06', '2026-02-06'), false)
    assert.equal(isOver('2026-02-06', '2026-02-07'), true)
  })

  test('lie where they fall along the years', () => {
    assert.deepEqual([inYears('2026'), inYears('2026-07')], [2026.5, 2026 + 6.5 / 12])
    assert.ok(inYears('2026-12-31') < 2027 && inYears('2026-01-01') > 2026)
  })

  test('the next one is the earliest that has not passed, whatever the order of the list', () => {
    const timeline = [at('2028'), at('2027-06'), at('2025-01-01')]
    assert.equal(nextMilestone(timeline, '2026-11-24')?.date, '2027-06')
    assert.equal(nextMilestone(timeline, '2029-01-01'), undefined)
  })
})

describe('a condition in words', () => {
  const provenance = { mark: 'own' } as const
  const facts: readonly FactDefinition[] = [
    { id: 'radio', name: { ja: '無線通信', en: 'Radio' }, question: { ja: '？', en: '?' }, provenance },
    {
      id: 'kind',
      name: { ja: '種類', en: 'Kind' },
      question: { ja: '？', en: '?' },
      values: ['router', 'lock', 'toy'].map((value) => ({ value, text: { ja: `〈${value}〉`, en: value } })),
      provenance,
    },
  ]
  const say = (condition: Parameters<typeof conditionText>[0]) => conditionText(condition, facts, 'en')

  test('names facts and values in the words of the vocabulary', () => {
    assert.equal(say({ fact: 'radio', is: true }), 'Radio: yes')
    assert.equal(say({ fact: 'kind', is: ['router', 'lock', 'toy'] }), 'Kind: router, lock or toy')
    assert.equal(conditionText({ fact: 'kind', is: ['router', 'lock'] }, facts, 'ja'), '種類：〈router〉または〈lock〉')
  })

  test('turns a plain no round, and keeps every other negation visible', () => {
    assert.equal(say({ not: { fact: 'radio', is: true } }), 'Radio: no')
    assert.equal(say({ not: { fact: 'kind', is: 'toy' } }), 'not “Kind: toy”')
  })

  test('keeps together what belongs together', () => {
    const both = {
      all: [
        { fact: 'radio', is: true },
        { fact: 'kind', is: 'toy' },
      ],
    }
    assert.equal(say({ any: [both, { fact: 'kind', is: 'lock' }] }), '(Radio: yes, and Kind: toy), or Kind: lock')
  })

  test('a fact that the vocabulary lacks keeps its id', () => {
    assert.equal(say({ fact: 'unheard-of', is: 'x' }), 'unheard-of: x')
  })
})
