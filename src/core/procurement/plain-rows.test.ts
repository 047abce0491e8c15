import assert from 'node:assert/strict'
import fc from 'fast-check'
import { test } from 'vitest'
import { wholeCatalogue } from '../../../tests/support/catalogue.ts'
import { entryOf, snapshotOf, worldRecognition, worldSchemes } from '../../../tests/support/procurement-world.ts'
import { addDays } from '../kernel/date.ts'
import { makeLabelId } from '../kernel/label-id.ts'
import type { Entry } from '../register/entry.ts'
import { openCheck } from './check.ts'
import { customPolicy } from './choose-policy.ts'
import type { Judgement } from './judge.ts'
import type { Columns } from './lists/columns.ts'
import { openLine } from './lists/read-list.ts'
import { momentAt } from './packed/plain-life.ts'
import { notThere, openPlainRows, readSlowly } from './plain-rows.ts'
import { indexRegister, openIndex, type RegisterIndex } from './register-index.ts'

const of = <T>(...all: T[]) => fc.constantFrom(...all)
const labelOf = (n: number) => {
  const digits = new Uint8Array(18)
  digits[1] = n % 31
  digits[3] = Math.floor(n / 31) % 31
  return makeLabelId(digits)
}

// Everything in which labels differ that a judgement may rest on, with moments on both sides of midnight in Japan.
const moment = of(
  '2026-06-30T15:00:00Z',
  '2026-07-31T14:00:00Z',
  '2026-11-23T14:59:59Z',
  '2026-11-23T15:00:00Z',
  '2026-11-23T15:00:00.500Z',
  '2026-11-24T14:59:59.999Z',
  '2026-11-24T15:00:00Z',
  '2026-12-31T14:59:59Z',
  '2027-02-23T15:00:00Z',
  '2027-02-29T00:00:00Z',
  '2028-04-14T15:00:00Z',
)
// Few kinds in one register, so that labels are alike; what tells them apart within a kind is their lives.
const kind = fc.record({
  level: of('1', '2', '3', 'basic'),
  scheme: of('jc-star', 'jc-star', 'jc-star', 'jc-star', 'sg-cls', 'kr-cic', 'unknown'),
  edition: of('JST-CR-01-01-2024R1', 'other'),
  assessor: of('self', 'third-party'),
  category: of('router', 'network-camera', 'other', 'a"b'),
  supportUntil: of('2026-11-24', '2027-11-24', '2030-03-31', null),
})
const usual = '2028-04-14T15:00:00Z'
const life = fc.record({
  validFrom: of(
    '2026-04-15T00:00:00Z',
    '2026-04-16T01:02:03Z',
    '2026-04-15T00:00:00Z',
    '2026-11-23T15:00:00Z',
    '2026-11-24T01:00:00Z',
    '2026-11-25T00:00:00Z',
  ),
  validUntil: fc.oneof({ weight: 3, arbitrary: of(usual) }, { weight: 2, arbitrary: moment }),
  events: of<readonly object[]>(
    [],
    [],
    [],
    [],
    [],
    [],
    [],
    [],
    [{ event: 'suspended', at: '2026-11-01T00:00:00Z' }],
    [{ event: 'suspended', at: '2026-10-01T00:00:00Z' }],
    [{ event: 'suspended', at: '2026-11-23T15:00:00Z' }],
    [{ event: 'suspended', at: '2026-11-24T03:00:00Z' }],
    [{ event: 'withdrawn', at: '2026-09-30T15:00:00Z' }],
    [{ event: 'withdrawn', at: '2026-10-30T15:00:00Z' }],
    [
      { event: 'suspended', at: '2026-10-01T00:00:00Z' },
      { event: 'restored', at: '2026-10-05T00:00:00Z' },
    ],
    [
      { event: 'suspended', at: '2026-10-01T00:00:00Z' },
      { event: 'restored', at: '2026-11-24T05:00:00Z' },
    ],
    [
      { event: 'suspended', at: '2026-10-01T00:00:00Z' },
      { event: 'restored', at: '2026-10-01T00:00:00Z' },
    ],
    [
      { event: 'withdrawn', at: '2026-10-01T00:00:00Z' },
      { event: 'restored', at: '2026-10-02T00:00:00Z' },
    ],
    [{ event: 'ended', at: '2026-10-01T00:00:00Z' }],
    [{ event: 'superseded', at: '2026-11-24T20:00:00Z' }],
  ),
  advisories: of([], [], [], [], [{ id: 'a', at: '2026-11-01T00:00:00Z', open: true }]),
  models: fc.array(of('HR-200', 'HR200', 'ＨＲ－３００', 'GW-1', 'gw 1', 'SB10W', 'SB10B', 'LT-1', '---', 'X'), {
    maxLength: 2,
  }),
  maker: of('hoshizora', 'kumo', 'nobody'),
  begun: of(true, true, true, true, true, false), // an entry without the event of its issuing is nothing that is published; it is judged all the same
})
const entriesOf = fc
  .tuple(kind, kind, of('level', 'scheme', 'edition', 'assessor', 'category', 'supportUntil'))
  // Two kinds that differ in one thing.
  .map(([one, two, field]) => [one, { ...one, [field]: two[field as 'level'] }])
  .chain((kinds) => fc.array(fc.tuple(of(...kinds), life), { minLength: 1, maxLength: 12, size: 'max' }))
  .map((all) =>
    all.map(([one, own], n): Entry => {
      const entry = entryOf({ ...one, ...own, models: [...own.models, `M-${n}C`], label: labelOf(n) })
      return own.begun ? entry : { ...entry, events: entry.events.slice(1) }
    }),
  )
const days = fc
  .record({
    asOf: of('2026-11-23', '2026-11-24'),
    wait: of(undefined, 0, 1, 37, 91),
    contract: of(undefined, 0, 365),
  })
  .map(({ asOf, wait, contract }) => ({
    asOf,
    delivery: wait === undefined ? undefined : addDays(asOf, wait),
    contractEnd: contract === undefined ? undefined : addDays(asOf, (wait ?? 0) + contract),
  }))
// And one that asks for everything that can be asked.
const strict = customPolicy({
  day: '2026-11-24',
  demands: [{ anyOf: [{ scheme: 'jc-star', level: '1' }] }],
  conditions: {
    methods: ['third-party'],
    recognition: 'accepted',
    validityMonths: 3,
    support: { untilContractEnd: true, months: 12, otherwise: 'asks' },
  },
})
const policy = of(...wholeCatalogue.policies, strict, strict, strict)

/** The same register, in which no label is known to be plain: each is looked into. */
const lookedInto = ({ packed }: RegisterIndex): RegisterIndex =>
  openIndex({ ...packed, lives: { ...packed.lives, kinds: new Uint32Array(packed.size) } })

type Asked = { readonly against: (typeof wholeCatalogue.policies)[number] } & {
  readonly asOf: string
  readonly delivery: string | undefined
  readonly contractEnd: string | undefined
}
function checkOf(register: RegisterIndex, { against, ...on }: Asked) {
  const opened = openCheck({
    ...on,
    against,
    importance: 'low',
    register,
    schemes: worldSchemes,
    recognition: worldRecognition,
  })
  assert.ok(opened.ok)
  return opened.value
}

test('a label that is like one before comes to what it comes to by itself, under every policy and on every day', () => {
  let plain = 0
  fc.assert(
    fc.property(entriesOf, policy, days, (entries, against, on) => {
      const register = indexRegister(snapshotOf(entries, '2026-11-25T01:00:00Z'))
      plain += register.packed.lives.kinds.filter((kind) => kind !== 0).length
      const quick = checkOf(register, { against, ...on })
      const whole = checkOf(lookedInto(register), { against, ...on })
      for (const { label } of entries) {
        const line = { row: 1, asked: { row: 1, label }, label }
        assert.deepEqual(quick.answer({ ...line, rows: [1] }), whole.answer({ ...line, rows: [1] }))
      }
    }),
    { numRuns: 400 },
  )
  assert.ok(plain > 500, `${plain} of the labels were plain`)
})

const cell = of(
  'HR-200',
  'hr200',
  ' HR 200 ',
  'GW-1',
  'GW1',
  'SB10',
  'SB-10W',
  'LT-l',
  'LT-1',
  'ＨＲ－３００',
  'ZZ-9',
  '',
)
const ownCell = fc.integer({ min: 0, max: 14 }).chain((n) => of(`M-${n}C`, `m${n}c`, `M-${n}X`))
const oddCell = of("'=1+1", 'X', '-', '---', '長い', '\u0007', 'Q'.repeat(150), 'tab\tinside', '"')
const row = fc
  .tuple(
    fc.oneof({ weight: 4, arbitrary: ownCell }, { weight: 2, arbitrary: cell }, { weight: 1, arbitrary: oddCell }),
    of('', '', '', '架空星空電機株式会社', 'kumo', 'nobody', '  ', 'だれでもない', '\u0007'),
    of('', '1', '7', ' 20 ', '12台', 'many', '9999999999'),
    of('', '', '', '', '', '低', '高'),
    of('memo', '', 'メモ', 'a;b'),
  )
  .map((cells) => cells.map((one) => (/[,"]/.test(one) ? '' : one)).join(','))
const columns: Columns = { model: 0, maker: 1, quantity: 2, importance: 3 }

test('a row that is answered by its bytes is answered as it is the long way', () => {
  let quick = 0
  fc.assert(
    fc.property(
      entriesOf,
      policy,
      fc.array(row, { minLength: 1, maxLength: 600, size: 'max' }),
      of('\n', '\r\n'),
      (entries, against, rows, end) => {
        const register = indexRegister(snapshotOf(entries, '2026-11-25T01:00:00Z'))
        const asked = { against, asOf: '2026-11-24', delivery: undefined, contractEnd: undefined }
        const check = checkOf(register, asked)
        const whole = checkOf(lookedInto(register), asked)
        const lineOf = openLine(columns)
        const plain = check.plain && openPlainRows({ register, columns, delimiter: ',', answers: check.plain, lineOf })
        if (plain === undefined) return
        const bytes = new TextEncoder().encode(rows.join(end))
        let at = 0
        let n = 0
        while (at < bytes.length) {
          at = plain.next(bytes, at)
          for (let i = 0; i < plain.count(); i++, n++) {
            const text = new TextDecoder().decode(bytes.subarray(plain.begins[i]!, plain.ends[i]!))
            assert.equal(text.replace('\r', ''), rows[n])
            const place: number = plain.places[i]!
            if (place === readSlowly) continue
            quick++
            const said = lineOf({ row: n + 1, cells: rows[n]!.split(',') })
            assert.ok(!('length' in said), rows[n])
            const found: Judgement = place === notThere ? check.plain!.none : check.plain!.learnt(place).judgement
            assert.deepEqual(
              found,
              whole.judge(said),
              `${rows[n]} ${JSON.stringify(entries.map((e) => e.product.models))}`,
            )
          }
        }
        // A last row with nothing in it is none.
        assert.ok(n === rows.length || (n === rows.length - 1 && rows.at(-1) === ''))
      },
    ),
    { numRuns: 100 },
  )
  assert.ok(quick > 5_000, `${quick} rows were answered by their bytes`)
})

test('a moment that lies as bytes is the moment that is written, or none', () => {
  const read = (text: string) => {
    const bytes = new TextEncoder().encode(`x"${text}"y`)
    return momentAt(bytes, 1, bytes.length - 1)
  }
  fc.assert(
    fc.property(fc.date({ min: new Date('0100-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }), (date) => {
      const text = date.toISOString()
      assert.equal(read(text), date.getTime())
      assert.equal(read(text.replace(/\.\d+/, '')), Math.floor(date.getTime() / 1000) * 1000)
    }),
  )
  for (const text of ['2026-02-30T00:00:00Z', '2026-13-01T00:00:00Z', '2026-01-00T00:00:00Z', '2026-01-01T24:00:00Z'])
    assert.ok(Number.isNaN(read(text)) || read(text) === Date.parse(text), text)
  for (const text of [
    '2026-01-01T00:00:00',
    '2026-01-01T00:00:00+09:00',
    '2026-01-01T00:00:00.00Z',
    '2026-01-01 00:00:00Z',
    '',
  ])
    assert.ok(Number.isNaN(read(text)), text)
})
