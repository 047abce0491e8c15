import assert from 'node:assert/strict'
import fc from 'fast-check'
import { test } from 'vitest'
import { wholeCatalogue } from '../../../tests/support/catalogue.ts'
import {
  entryOf,
  snapshotOf,
  worldEntries,
  worldForeign,
  worldRecognition,
  worldRegister,
  worldSchemes,
} from '../../../tests/support/procurement-world.ts'
import { addDays } from '../kernel/date.ts'
import { makeLabelId } from '../kernel/label-id.ts'
import type { Entry } from '../register/entry.ts'
import { type CheckInput, check } from './check.ts'
import { customPolicy } from './choose-policy.ts'
import { importances } from './demand.ts'
import { type AskedLine, type Line, readLine } from './line.ts'
import { matchKinds } from './match.ts'
import { indexRegister } from './register-index.ts'
import type { Report, ReportRow } from './report.ts'

const government = wholeCatalogue.policies.find(({ id, version }) => id === 'jp-government' && version === '2024-07')!
const models = worldEntries.flatMap(({ product }) => product.models)

/** Lists as people write them: models of the register, spoilt a little, with makers that fit and do not. */
const model = fc.oneof(
  fc.constantFrom(...models),
  fc.tuple(fc.constantFrom(...models), fc.constantFrom('W', ' ', '-', 'B', '0', '（黒）')).map((two) => two.join('')),
  fc.constantFrom(...models).map((one) => one.toLowerCase().replace('-', '－')),
  fc.constantFrom('ZZ-999', 'HR-2OO', 'x', '---'),
)
const maker = fc.constantFrom('架空星空電機株式会社', '架空くも通信', '架空くも通信 合同会社', 'だれでもない')
const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined })
const asked = fc.record({
  model: maybe(model),
  label: maybe(fc.constantFrom(...worldEntries.map(({ label }) => label), '2222222228', 'nonsense')),
  maker: maybe(maker),
  importance: maybe(fc.constantFrom('低', '中', '高', '?')),
  firmware: maybe(fc.constantFrom('0.9', '1.0.0', '2.0', 'beta')),
  quantity: maybe(fc.constantFrom('1', '20', 'many')),
  chosen: maybe(fc.constantFrom(...worldEntries.map(({ label }) => label))),
})
const list = fc
  .array(asked, { minLength: 1, maxLength: 25 })
  .map((rows) => rows.map((row, i) => readLine({ row: i + 1, ...row } as AskedLine)))
const day = fc.integer({ min: 0, max: 299 }).map((n) => addDays('2026-01-29', n))

const base = {
  against: government,
  importance: 'low',
  register: worldRegister,
  schemes: worldSchemes,
  recognition: worldRecognition,
  foreign: worldForeign,
  asOf: '2026-11-24',
} as const

function report(input: Partial<CheckInput> & Pick<CheckInput, 'lines'>): Report {
  const made = check({ ...base, ...input })
  assert.ok(made.ok)
  return made.value
}

/** What each row of the buyer's list was told. */
const told = ({ rows }: Report): ReadonlyMap<number, ReportRow> =>
  new Map(rows.flatMap((row) => row.rows.map((number) => [number, row] as const)))

const answers = (made: Report) =>
  [...told(made)].map(([number, row]) => [number, row.answer, row.code, row.label?.number]).sort()

test('the order of lines never matters', () =>
  fc.assert(
    fc.property(list, fc.infiniteStream(fc.nat()), (lines, chance) => {
      const shuffled = lines
        .map((line) => ({ line, at: chance.next().value as number }))
        .sort((a, b) => a.at - b.at)
        .map(({ line }) => line)
      const [straight, mixed] = [report({ lines }), report({ lines: shuffled })]
      assert.deepEqual(mixed, straight)
    }),
  ))

test('the order of the register never matters, but for which similar models are looked at', () =>
  fc.assert(
    fc.property(list, (lines) => {
      const turned = indexRegister({ ...snapshotOf(worldEntries), entries: worldEntries.toReversed() })
      assert.deepEqual(answers(report({ lines, register: turned })), answers(report({ lines })))
    }),
  ))

test('every line is answered once, and what is counted is what is there', () =>
  fc.assert(
    fc.property(list, (lines) => {
      const made = report({ lines })
      assert.deepEqual(
        made.rows.flatMap(({ rows }) => rows).sort((a, b) => a - b),
        lines.map(({ row }) => row),
      )
      const { counts } = made
      const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0)
      assert.equal(counts.lines, lines.length)
      assert.equal(sum(Object.values(counts.answers)), lines.length)
      assert.equal(sum(Object.values(counts.codes)), lines.length)
    }),
  ))

test('only what was found exactly meets a policy; what is similar never does', () =>
  fc.assert(
    fc.property(list, day, (lines, asOf) => {
      for (const row of report({ lines, asOf }).rows) {
        if (row.answer !== 'meets') continue
        assert.ok(
          matchKinds.some((kind) => kind === row.match),
          row.code,
        )
        assert.equal(row.candidates, undefined)
        // Unless a person chose, model and register are the same but for the way of writing.
        const { model: written } = row.asked
        if (row.match !== 'chosen' && written !== undefined)
          assert.equal(plain(row.label!.model!), plain(written), JSON.stringify(row))
      }
    }),
  ))
const plain = (text: string) =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[-ー\s]/g, '')

const newcomer = fc
  .tuple(
    fc.uint8Array({ minLength: 18, maxLength: 18 }),
    fc.array(fc.oneof(model, fc.string({ minLength: 1, maxLength: 12 })), { minLength: 1, maxLength: 3 }),
    fc.constantFrom('newcomer', 'newcomer-2'),
    fc.constantFrom('1', '2', '3'),
  )
  .map(([bytes, some, who, level]) =>
    entryOf({ label: makeLabelId(bytes), models: some, maker: who, level, category: 'router' }),
  )

test('another maker’s entry never changes an answer, except into “choose one”', () =>
  fc.assert(
    fc.property(list, newcomer, (lines, entry) => {
      // A choice is about the candidates there were; another candidate may be the one that was chosen.
      const open = lines.map(({ chosen: _, ...line }): Line => line)
      const before = told(report({ lines: open }))
      const after = told(report({ lines: open, register: indexRegister(snapshotOf([...worldEntries, entry])) }))
      for (const [number, row] of after) {
        const was = before.get(number)!
        if (row.label?.number === entry.label) {
          // Its own product: nobody else had it before.
          assert.ok(was.code === 'NOT_FOUND' || was.code === 'AMBIGUOUS', was.code)
          assert.ok(isOwn(row, entry))
        } else if (row.code !== 'AMBIGUOUS')
          assert.deepEqual([row.answer, row.code, row.label], [was.answer, was.code, was.label])
      }
    }),
    { numRuns: 300 },
  ))

const isOwn = (row: ReportRow, entry: Entry) =>
  row.asked.label === entry.label || entry.product.models.some((one) => plain(one) === plain(row.asked.model ?? ''))

const rank = { meets: 0, 'needs-checking': 1, 'does-not-meet': 2 } as const

test('raising a level never turns 不適 into 適, nor makes anything 適 that was not', () =>
  fc.assert(
    fc.property(list, day, fc.constantFrom(1, 2), (lines, asOf, from) => {
      const at = (level: number) =>
        told(
          report({
            lines,
            asOf,
            against: customPolicy({
              day: asOf,
              demands: [{ anyOf: [{ scheme: 'jc-star', level: String(level) }] }],
              conditions: { recognition: 'accepted' },
            }),
          }),
        )
      const [low, high] = [at(from), at(from + 1)]
      for (const [number, row] of high) if (row.answer === 'meets') assert.equal(low.get(number)!.answer, 'meets')
    }),
  ))

test('raising the importance never helps', () =>
  fc.assert(
    fc.property(list, (lines) => {
      const [low, , high] = importances.map((importance) => told(report({ lines, importance })))
      for (const [number, row] of high!) if (row.answer === 'meets') assert.equal(low!.get(number)!.answer, 'meets')
    }),
  ))

test('what is revoked, ended or expired stays so on every later day', () =>
  fc.assert(
    fc.property(fc.constantFrom(...worldEntries), day, day, ({ label }, one, other) => {
      const [earlier, later] = one < other ? [one, other] : [other, one]
      const lines = [readLine({ row: 1, label })]
      const codes = (asOf: string) => report({ lines, asOf }).rows[0]!.findings.map(({ code }) => code)
      const final = ['REVOKED', 'ENDED', 'EXPIRED'] as const
      if (codes(earlier).some((code) => final.some((one) => one === code)))
        assert.ok(codes(later).some((code) => final.some((one) => one === code)))
      // And what was already valid is never “not yet valid” again.
      if (!codes(earlier).includes('NOT_YET_VALID')) assert.ok(!codes(later).includes('NOT_YET_VALID'))
    }),
  ))

test('a later delivery never makes a valid label better', () =>
  fc.assert(
    fc.property(list, fc.integer({ min: 0, max: 900 }), fc.integer({ min: 0, max: 900 }), (lines, a, b) => {
      const [sooner, later] = [Math.min(a, b), Math.max(a, b)].map((n) =>
        told(report({ lines, delivery: addDays('2026-11-24', n) })),
      )
      for (const [number, row] of later!) {
        const was = sooner!.get(number)!
        if (was.findings.some(({ code }) => code === 'NOT_YET_VALID')) continue
        assert.ok(rank[row.answer] >= rank[was.answer], `${was.code} → ${row.code}`)
      }
    }),
  ))

test('the same question has the same report, and its digest stands for what it rests on', () =>
  fc.assert(
    fc.property(list, day, (lines, asOf) => {
      assert.deepEqual(report({ lines, asOf }), report({ lines, asOf }))
      const others: Partial<CheckInput>[] = [
        { asOf: addDays(asOf, -1) },
        { importance: 'high' },
        { delivery: '2026-12-24' },
        { recognition: worldRecognition.slice(1) },
        { schemes: wholeCatalogue.schemes },
        { against: wholeCatalogue.policies.find(({ version }) => version === '2023')! },
        { register: indexRegister(snapshotOf(worldEntries.slice(1))) },
      ]
      const { digest } = report({ lines, asOf })
      for (const other of others) assert.notEqual(report({ lines, asOf, ...other }).digest, digest)
      assert.equal(report({ lines: lines.slice(0, 1), asOf }).digest, digest)
    }),
    { numRuns: 20 },
  ))
