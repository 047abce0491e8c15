import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { test } from 'vitest'
import { parse } from 'yaml'
import { wholeCatalogue } from '../../../tests/support/catalogue.ts'
import type { Recognition } from '../scheme/recognition.ts'
import type { ProductFacts } from '../selection/product.ts'
import type { Holding } from './holding.ts'
import { onlyToConfirm, recognise, recognitionOf } from './recognise.ts'

interface Case {
  readonly name: string
  readonly day?: string
  readonly holding?: Readonly<Record<string, unknown>> // changes; null takes away
  readonly facts?: Readonly<Record<string, unknown>>
  readonly condition?: string
  readonly expect: { readonly verdict: string; readonly codes: readonly string[] }
}
interface RuleVectors {
  readonly rule: string
  readonly day: string
  readonly holding: Holding
  readonly facts: ProductFacts
  readonly cases: readonly Case[]
}
const vectors: readonly RuleVectors[] = parse(
  readFileSync(new URL('../../../vectors/market/recognition.yaml', import.meta.url), 'utf8'),
)
const rules = wholeCatalogue.recognition
const vocabulary = wholeCatalogue.facts

const changed = <T extends object>(base: T, changes: object = {}): T =>
  Object.fromEntries(Object.entries({ ...base, ...changes }).filter(([, value]) => value !== null)) as T

for (const v of vectors)
  for (const c of v.cases)
    test(`${v.rule}: ${c.name}`, () => {
      const rule = rules.find(({ id }) => id === v.rule)
      assert.ok(rule)
      const answer = recognise(rule, {
        holding: changed(v.holding, c.holding),
        facts: changed(v.facts, c.facts),
        day: c.day ?? v.day,
        vocabulary,
      })
      const open = answer.checks.filter(({ outcome }) => outcome !== 'met')
      assert.deepEqual({ verdict: answer.verdict, codes: open.map(({ code }) => code) }, c.expect)
      if (c.condition !== undefined) assert.equal(open[0]?.id, `condition:${c.condition}`)
      for (const { text } of answer.checks) {
        assert.match(text.ja, /[ぁ-ん一-龠]/)
        assert.doesNotMatch(text.ja + text.en, /\{\w+\}|undefined/)
      }
      assert.deepEqual([answer.effects, answer.adds, answer.fee], [rule.effects, rule.adds, rule.fee])
    })

test('every rule of the catalogue has its vectors: before, on and after its dates, and each thing it asks for broken', () => {
  assert.deepEqual(
    vectors.map(({ rule }) => rule),
    rules.map(({ id }) => id),
  )
  for (const { rule: id, day, cases } of vectors) {
    const rule = rules.find((candidate) => candidate.id === id)!
    const has = (what: string, found: (c: Case) => boolean) => assert.ok(cases.some(found), `${id}: no case ${what}`)
    const code = (name: string) => (c: Case) => c.expect.codes.includes(name)
    has('before', (c) => c.day !== undefined && c.day < rule.inForce && code('not-in-force-yet')(c))
    has('on its first day', (c) => c.day === rule.inForce && !code('not-in-force-yet')(c))
    has('after', (c) => (c.day ?? day) > rule.inForce)
    if (rule.until !== undefined) {
      has('on its last day', (c) => c.day === rule.until && !code('ended')(c))
      has('after its end', (c) => c.day !== undefined && c.day > rule.until! && code('ended')(c))
    }
    if (rule.from.levels.length > 0) has('at another level', code('level-not-recognised'))
    if (rule.from.documents !== undefined) has('by another document', code('other-document'))
    has('expired', code('holding-expired'))
    has('not valid yet', code('holding-not-valid-yet'))
    if (rule.products !== undefined) has('for an excluded product', code('product-excluded'))
    for (const { id: condition, kind, when } of rule.conditions) {
      if (kind === 'holding-valid') continue
      const about = (name: string) => (c: Case) => c.condition === condition && code(name)(c)
      if (when === undefined) has(`without ${condition}`, about('to-confirm'))
      else {
        has(`against ${condition}`, about('condition-unmet'))
        has(`that leaves ${condition} open`, about('fact-unknown'))
      }
    }
  }
})

test('a rule has a direction: nothing is said of a holding of the scheme it leads to', () => {
  for (const { rule: id, holding, facts, day } of vectors) {
    const rule = rules.find((candidate) => candidate.id === id)!
    const back = recognitionOf(rules, { holding: { ...holding, scheme: rule.to.scheme }, facts, day })
    assert.ok(back.every((answer) => answer.rule !== id))
    assert.ok(recognitionOf(rules, { holding, facts, day }).some((answer) => answer.rule === id))
  }
})

test('a rule that names documents of its target says nothing of another edition', () => {
  const { products: _, ...free } = rules[0]!
  const rule: Recognition = { ...free, to: { scheme: 'there', documents: ['T-1'] }, conditions: [] }
  const holding = { scheme: rule.from.scheme, level: rule.from.levels[0] ?? '1', validFrom: '2020-01-01' }
  const ask = (targetDocument: string) => recognise(rule, { holding, facts: {}, day: '2026-11-24', targetDocument })
  assert.equal(ask('T-1').verdict, 'applies')
  assert.deepEqual(ask('T-2').checks.find(({ outcome }) => outcome === 'unmet')?.code, 'other-target-document')
})

test('one thing that is unmet decides, whatever else is open; without facts nothing applies by guessing', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...vectors),
      fc.date({ min: new Date('2020-01-01'), max: new Date('2032-01-01'), noInvalidDate: true }),
      (v, at) => {
        const rule = rules.find(({ id }) => id === v.rule)!
        const day = at.toISOString().slice(0, 10)
        const known = recognise(rule, { holding: v.holding, facts: v.facts, day })
        const guessed = recognise(rule, { holding: v.holding, facts: {}, day })
        if (known.verdict === 'does-not-apply') assert.equal(guessed.verdict, 'does-not-apply')
        if (guessed.verdict === 'applies') assert.equal(known.verdict, 'applies')
        assert.equal(
          known.verdict === 'applies',
          known.checks.every(({ outcome }) => outcome === 'met'),
        )
        assert.ok(known.verdict !== 'applies' || onlyToConfirm(known))
      },
    ),
    { numRuns: 300 },
  )
})
