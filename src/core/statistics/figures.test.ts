import assert from 'node:assert/strict'
import { test } from 'vitest'
import { figureIds } from './figure.ts'
import { figureCsv } from './figure-csv.ts'
import { figureGroups, figureOf } from './figures.ts'
import type { CaseCount, PlainCounts } from './plain-counts.ts'

const level = 'jc-star 1'
const plain: PlainCounts = {
  at: '2026-11-24T01:00:00Z',
  levels: [
    { id: level, name: { ja: '☆1', en: '☆1' }, categories: 'all' },
    { id: 'jc-star 3', name: { ja: '☆3', en: '☆3' }, categories: [] },
  ],
  categories: [{ id: 'router', name: { ja: 'ルーター', en: 'Router' } }],
  stages: [{ id: 'in-review', name: { ja: '審査中', en: 'In review' } }],
  reasons: { x: { ja: '=理由', en: '=reason' } },
  inForce: [],
  models: { labels: 0, models: 0, median: null },
  changes: [],
  lastChanges: [],
  expiring: [],
  supportEnds: [],
  cases: [],
  costs: [],
  laboratory: [],
  reuse: [],
  classes: [],
  counted: [],
  operatingCost: {},
}
const decided = (ownDays: number, on = '2026-05-01'): CaseCount => ({
  level,
  started: '2026-01-05',
  declared: '2026-01-05',
  sentBack: false,
  decided: on,
  ownDays,
  elapsedDays: ownDays + 5,
  rounds: ownDays > 10 ? 1 : 0,
})
const cellsOf = (id: (typeof figureIds)[number], counts: Partial<PlainCounts>) =>
  Object.fromEntries(figureOf[id]({ ...plain, ...counts }).rows.map((row) => [row.id, row.cells]))

test('every figure stands under one heading, and says something where nothing was counted', () => {
  assert.deepEqual(figureGroups.flatMap(({ figures }) => figures).toSorted(), figureIds.toSorted())
  for (const id of figureIds) {
    const figure = figureOf[id](plain)
    assert.equal(figure.id, id)
    for (const text of [figure.title, figure.summary, figure.definition])
      assert.ok(
        text.ja !== '' && text.en !== '' && !/NaN|Infinity|undefined|null/.test(text.ja + text.en),
        `${id}: ${text.ja}`,
      )
    assert.ok(figure.chart.series.length <= 4)
    for (const row of figure.rows) assert.equal(row.cells.length, figure.columns.length, id)
  }
})

test('valid labels by month: thirteen months, the last one the month that goes on', () => {
  const inForce = [
    { month: '2025-11', level, category: 'router', labels: 4 },
    { month: '2026-11', level, category: 'router', labels: 13 },
  ]
  const figure = figureOf['labels-in-force']({ ...plain, inForce })
  assert.equal(figure.rows.length, 13)
  assert.deepEqual(figure.rows.at(-1)?.cells, [13, 13])
  assert.equal(figure.title.ja, '有効なラベルは、1年で3倍になった')
})

test('a category without criteria is not a category with no labels', () => {
  assert.deepEqual(cellsOf('coverage', {}).router, [0, 'no-criteria'])
})

test('of many levels, those with labels are among the four that coverage tells', () => {
  const levels = [1, 2, 3, 4, 5].map((n) => ({
    id: `x ${n}`,
    name: { ja: `☆${n}`, en: `☆${n}` },
    categories: 'all' as const,
  }))
  const inForce = [{ month: '2026-11', level: 'x 5', category: 'router', labels: 7 }]
  assert.deepEqual(cellsOf('coverage', { levels, inForce }).router, [0, 0, 0, 7])
})

test('processing time: median and 90th percentile of the body’s own days, elapsed days beside them', () => {
  const cases = [2, 4, 6, 8, 20].map((days) => decided(days))
  assert.deepEqual(cellsOf('processing-time', { cases }), { own: [6, 15.2, 5], elapsed: [11, 20.2, 5] })
  assert.deepEqual(cellsOf('question-rounds', { cases }), { 0: [4], 1: [1], 2: [0], '3+': [0] })
})

test('a cost over four answers is not shown, and neither is how many there were', () => {
  const four = { what: 'hours', level, n: 4, q1: 1, median: 2, q3: 3 } as const
  const five = { ...four, n: 5 }
  assert.deepEqual(cellsOf('cost-per-declaration', { costs: [four] })['jc-star_1-hours'], Array(4).fill('suppressed'))
  assert.deepEqual(cellsOf('cost-per-declaration', { costs: [five] })['jc-star_1-hours'], [1, 2, 3, 5])
  assert.deepEqual(
    cellsOf('reuse', { reuse: [{ level, n: 4, first: 9, sibling: 3 }] })['jc-star_1'],
    Array(3).fill('suppressed'),
  )
})

const bands = { what: 'invoice-band', level, n: 6, q1: 0, median: 1, q3: 2 } as const

test('what a laboratory costs: kinds that stand alone first, hidden ones said to be, the others together', () => {
  const lock = { id: 'lock', name: { ja: '錠', en: 'Lock' } }
  const inForce = [{ month: '2026-11', level, category: 'router', labels: 3 }]
  const laboratory = [
    { ...bands, category: 'lock' },
    { ...bands, category: '', n: 9, median: 0 },
  ]
  const counts = { inForce, laboratory, categories: [...plain.categories, lock] }
  assert.deepEqual(Object.entries(cellsOf('laboratory-invoices', counts)), [
    ['jc-star_1-lock', [0, 1, 2, 6]],
    ['jc-star_1-router', Array(4).fill('suppressed')],
    ['jc-star_1-together', [0, 0, 2, 9]],
  ])
  const figure = figureOf['laboratory-invoices']({ ...plain, ...counts })
  assert.equal(figure.rows.at(-1)?.name.ja, 'ほかの種類をあわせて')
  assert.match(figureCsv(figure), /jc-star_1-lock,錠,Lock,頼まなかった,10万円未満,10万円から30万円,6\r\n/)
  assert.match(figure.summary.ja, /「ほかの種類をあわせて」の9件/)
})

test('a kind without any label and without a shown answer has no row: nobody learns whether there was an answer', () => {
  const laboratory = [{ ...bands, category: '' }]
  assert.deepEqual(Object.keys(cellsOf('laboratory-invoices', { laboratory })), ['jc-star_1-together'])
  assert.match(figureOf['laboratory-minutes']({ ...plain, laboratory }).empty?.ja ?? '', /5件に満たない/)
})

test('how many classes there are, what is hidden cannot be had from the number of answers', () => {
  const classes = [
    { what: 'size', class: 'up-to-20', n: 5 },
    { what: 'size', class: '21-300', n: 1 },
  ] as const
  assert.deepEqual(cellsOf('sme-share', { classes }), {
    'up-to-20': ['suppressed'],
    '21-300': ['suppressed'],
    'over-300': ['suppressed'],
  })
  const { summary, empty } = figureOf['sme-share']({ ...plain, classes })
  assert.doesNotMatch(summary.ja, /[56]件/)
  assert.doesNotMatch(empty?.ja ?? '', /満たない/, 'six answers are not fewer than five')
})

test('of five levels the last two are one series, and the total is still that of all', () => {
  const levels = [1, 2, 3, 4, 5].map((n) => ({
    id: `x ${n}`,
    name: { ja: `☆${n}`, en: `☆${n}` },
    categories: 'all' as const,
  }))
  const inForce = levels.map(({ id }, i) => ({ month: '2026-11', level: id, category: 'router', labels: i + 1 }))
  const figure = figureOf['labels-in-force']({ ...plain, levels, inForce })
  assert.deepEqual(figure.rows.at(-1)?.cells, [1, 2, 3, 9, 15])
  assert.equal(figure.columns[3]?.name.en, 'Other levels')
})

test('the last labels that were suspended are told one by one, with day and reason', () => {
  const change = { label: '7K3M9QXP2C', product: { ja: '品', en: 'Thing' }, event: 'suspended', reason: 'x' } as const
  const { items } = figureOf['standing-changes']({ ...plain, lastChanges: [{ ...change, on: '2026-11-20' }] })
  assert.deepEqual(items, [
    {
      label: '7K3M9QXP2C',
      name: { ja: '品', en: 'Thing' },
      what: { ja: '停止：=理由', en: 'Suspended: =reason' },
      on: '2026-11-20',
    },
  ])
})

test('of years that cost something, the last that is over is told; one that goes on is said to', () => {
  const cases = [decided(3, '2026-03-31'), decided(3, '2026-05-01')]
  const figure = figureOf['scheme-cost']({ ...plain, cases, operatingCost: { 2025: 100, 2026: 300 } })
  assert.match(figure.title.ja, /100円/)
  assert.deepEqual(
    figure.rows.map(({ name }) => name.en),
    ['FY 2025', 'FY 2026 (so far)'],
  )
  const none = figureOf['scheme-cost']({ ...plain, operatingCost: { 2025: 100 } })
  assert.doesNotMatch(none.empty?.ja ?? '', /公表していません/)
})

test('a share is not told where a hidden class could be had from it', () => {
  const counted = [20, 20, 20, 20, 1].map((n, i) => ({
    month: '2026-11',
    counter: 'satisfaction',
    key: String(i + 1),
    n,
  }))
  const figure = figureOf['service-satisfaction']({ ...plain, counted })
  assert.doesNotMatch(figure.title.ja, /％/)
  const all = counted.map((c) => ({ ...c, n: 20 }))
  assert.match(figureOf['service-satisfaction']({ ...plain, counted: all }).title.ja, /40％/)
})

test('operating cost is divided by what was decided in that fiscal year', () => {
  const cases = [decided(3, '2026-03-31'), decided(3, '2026-04-01'), decided(3, '2027-03-31')]
  assert.deepEqual(cellsOf('scheme-cost', { cases, operatingCost: { 2026: 9_000_001 } }), {
    2026: [4_500_001, 9_000_001, 2],
  })
})

test('a file has one line of heads, names in both languages, no sign for thousands, and nothing a spreadsheet runs', () => {
  const changes = [{ event: 'suspended', reason: 'x', n: 1_200 }] as const
  const csv = figureCsv(figureOf['standing-changes']({ ...plain, changes }))
  assert.equal(csv, "\uFEFFid,name_ja,name_en,suspended,withdrawn\r\nx,'=理由,'=reason,1200,0\r\n")
})
