import type { PlainCounts } from '../../src/core/statistics/plain-counts.ts'

const months = Array.from({ length: 13 }, (_, i) => new Date(Date.UTC(2025, 10 + i, 1)).toISOString().slice(0, 7))
const [one, two] = ['jc-star 1', 'star-two-sample 2-router']
const kinds = ['router', 'gateway', 'network-camera', 'sensor', 'appliance', 'lock']

/** A register that has been in use for long: enough of everything for every figure to be drawn. All of it is invented. */
export const muchCounted = {
  inForce: months.flatMap((month, i) => [
    ...kinds.map((category, k) => ({ month, level: one, category, labels: 40 + i * (6 - k) })),
    ...(i < 5 ? [] : [{ month, level: two, category: 'router', labels: 8 * (i - 4) }]),
  ]),
  models: { labels: 420, models: 1_284, median: 2 },
  changes: [
    { event: 'suspended', reason: 'vulnerability-open', n: 7 },
    { event: 'withdrawn', reason: 'declaration-untrue', n: 2 },
  ],
  lastChanges: [
    {
      label: '2F7C8MZQ5S',
      product: { ja: 'しおさいゲートウェイ SG-40', en: 'Shiosai Gateway SG-40' },
      event: 'suspended',
      reason: 'vulnerability-open',
      on: '2026-11-10',
    },
    {
      label: '3D8KB4WTN5',
      product: { ja: 'こもれび照明 KB-7' }, // without an English name
      event: 'withdrawn',
      reason: 'declaration-untrue',
      on: '2026-09-02',
    },
  ],
  expiring: ['2027-01', '2027-06', '2027-07', '2028-03'].map((month, i) => ({ month, labels: 12 * (i + 1) })),
  supportEnds: [2026, 2028, 2029, 2031].map((year, i) => ({ year, labels: 30 + 40 * i })),
  cases: Array.from({ length: 40 }, (_, i) => ({
    level: i % 4 === 0 ? two : one,
    started: '2026-01-05',
    ...(i % 10 === 9 ? {} : { declared: '2026-01-20' }),
    sentBack: i % 7 === 0,
    ...(i % 10 === 9
      ? {}
      : i % 5 === 0
        ? { stage: i % 2 === 0 ? 'in-review' : 'intake' }
        : { decided: i < 20 ? '2026-02-20' : '2026-06-20' }),
    ownDays: 4 + i,
    elapsedDays: 9 + i,
    rounds: i % 4,
  })),
  costs: [
    { what: 'hours', level: one, n: 64, q1: 22, median: 41.5, q3: 88 },
    { what: 'hours', level: two, n: 12, q1: 120, median: 190, q3: 260 },
    { what: 'spend', level: one, n: 3, q1: null, median: null, q3: null },
    { what: 'fee', level: one, n: 64, q1: 110_000, median: 110_000, q3: 198_000 },
  ],
  laboratory: [
    { what: 'bench-minutes', level: two, category: 'router', n: 9, q1: 210, median: 260, q3: 330 },
    { what: 'bench-minutes', level: one, category: '', n: 6, q1: 35, median: 48, q3: 90 },
    { what: 'invoice-band', level: one, category: 'sensor', n: 14, q1: 0, median: 1, q3: 2 },
    { what: 'invoice-band', level: one, category: 'network-camera', n: 8, q1: 1, median: 2, q3: 2 },
    { what: 'invoice-band', level: one, category: '', n: 31, q1: 0, median: 0, q3: 1 },
    { what: 'invoice-band', level: two, category: 'router', n: 9, q1: 3, median: 4, q3: 4 },
  ],
  reuse: [
    { level: one, n: 11, first: 78, sibling: 24 },
    { level: two, n: 5, first: 190, sibling: 96 },
  ],
  classes: [
    { what: 'size', class: 'up-to-20', n: 21 },
    { what: 'size', class: '21-300', n: 9 },
    { what: 'size', class: 'over-300', n: 6 },
  ],
  counted: months.flatMap((month, i) => [
    { month, counter: 'scan', key: '', n: 1_200 + 350 * i },
    { month, counter: 'check', key: '', n: 30 + i },
    { month, counter: 'row', key: 'meets', n: 900 + 80 * i },
    { month, counter: 'row', key: 'does-not-meet', n: 400 + 20 * i },
    { month, counter: 'row', key: 'needs-checking', n: 380 - 10 * i },
    { month, counter: 'notice', key: '2F7C8MZQ5S', n: 40 },
    { month, counter: 'satisfaction', key: String(1 + (i % 5)), n: 9 },
  ]),
  operatingCost: { 2025: 96_000_000, 2026: 54_000_000 },
} as const satisfies Partial<PlainCounts>
