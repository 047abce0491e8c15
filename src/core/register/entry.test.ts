import assert from 'node:assert/strict'
import { test } from 'vitest'
import { example } from '../../../tests/interop/example.ts'
import type { Statement } from '../attestation/statement.ts'
import { digestBytes } from '../kernel/digest.ts'
import type { LabelEvent } from '../surveillance/standing.ts'
import { badge } from './badge.ts'
import { badgeHolds, badgeMoment } from './badge-holds.ts'
import type { Entry } from './entry.ts'
import { feed } from './feed.ts'
import { entryAsOf, publish } from './publish.ts'

const statement: Statement = {
  label: example.label,
  jws: 'a.b.c',
  digest: digestBytes('a.b.c'),
  modelsDigest: digestBytes('[]'),
  statusIndex: example.statusIndex,
  validFrom: example.validFrom,
  validUntil: example.validUntil,
}

const issued = publish({
  statement,
  scheme: example.scheme,
  level: example.level,
  product: { ...example.product, facts: { 'secret-fact': true } },
  maker: example.maker,
  body: example.issuer.name,
  declaredOn: example.declaredOn,
  issuedAt: '2026-04-10T02:00:00.000Z',
  sample: true,
})

const suspended: LabelEvent = {
  event: 'suspended',
  at: '2026-09-28T05:00:00.000Z',
  effectiveFrom: '2026-09-30T15:00:00.000Z',
  reasonCode: 'vulnerability-unfixed',
  publicText: { ja: '修正版が<まだ>ありません & 調査中です' },
  actorRole: 'decider',
}
const entry: Entry = {
  ...issued,
  events: [...issued.events, suspended],
  advisories: [{ id: 'a1', at: '2026-10-01T00:00:00Z', open: true, text: { ja: '更新してください' } }],
}
const labelsUrl = 'https://label.example.jp'

test('the entry holds what the world may know, and the facts of the application stay inside', () => {
  assert.equal(JSON.stringify(issued).includes('secret-fact'), false)
  assert.equal(issued.events[0]?.models, 18)
  assert.equal(issued.credential.leafIndex, null)
})

test('a field the product may get one day does not become public by itself', () => {
  const product = { ...example.product, facts: {}, internalNote: '社外秘' }
  const published = publish({
    statement,
    scheme: example.scheme,
    level: example.level,
    product,
    maker: { ...example.maker, internalNote: '社外秘' } as typeof example.maker,
    body: example.issuer.name,
    declaredOn: example.declaredOn,
    issuedAt: issued.issuedAt,
    sample: true,
  })
  assert.equal(JSON.stringify(published).includes('社外秘'), false)
})

test('as of a moment one sees what was recorded by then, and nothing before the label was issued', () => {
  assert.equal(entryAsOf(entry, '2026-04-10T01:59:59.999Z'), undefined)
  assert.deepEqual(entryAsOf(entry, '2026-04-10T02:00:00.000Z'), { ...issued, advisories: [] })
  assert.equal(entryAsOf(entry, '2026-09-28T04:59:59.999Z')?.events.length, 1)
  const then = entryAsOf(entry, '2026-09-28T05:00:00.000Z')
  assert.deepEqual([then?.events.length, then?.advisories.length], [2, 0]) // announced, not yet in effect
  assert.deepEqual(entryAsOf(entry, '2026-12-01T00:00:00Z'), entry)
})

const items = [
  { entry, index: 1 },
  { entry, index: 0 },
]
const feedOf = (language: 'ja' | 'en', more: Partial<Parameters<typeof feed>[0]> = {}) =>
  feed({
    title: { ja: 'ラベルのお知らせ', en: 'Label notices' },
    author: example.issuer.name,
    labelsUrl,
    self: `${labelsUrl}/feed.atom?language=${language}&x=1`,
    since: '2026-01-01',
    now: '2026-11-22T00:00:00Z',
    items,
    language,
    ...more,
  })

test('the feed names each event for ever by a tag URI, in either language the same', () => {
  const ids = (text: string) => [...text.matchAll(/<entry>\n<id>(.*?)<\/id>/g)].map((m) => m[1])
  assert.deepEqual(ids(feedOf('ja')), [
    'tag:label.example.jp,2026-01-01:label/7K3M9QXP2C/1',
    'tag:label.example.jp,2026-01-01:label/7K3M9QXP2C/0',
  ])
  assert.deepEqual(ids(feedOf('en')), ids(feedOf('ja')))
})

test('the feed says what happened in its language, and escapes what others wrote', () => {
  assert.ok(feedOf('ja').includes('<title>【見本】停止：ひかりルーター HR-200シリーズ ☆1 株式会社ひかり見本</title>'))
  assert.ok(
    feedOf('en').includes('<title>[SAMPLE] Suspended: Hikari Router HR-200 series ☆1 Hikari Sample Co., Ltd.</title>'),
  )
  assert.ok(feedOf('ja').includes('修正版が&lt;まだ&gt;ありません &amp; 調査中です'))
  assert.ok(feedOf('ja').includes('2026-10-01から'))
  assert.ok(feedOf('ja').includes('language=ja&amp;x=1'))
})

test('the feed is well-formed, and as new as its newest event; an empty one is as new as now', () => {
  for (const text of [feedOf('ja'), feedOf('en', { items: [] })]) {
    const open: string[] = []
    for (const [, slash, name, rest] of text.matchAll(/<(\/?)([a-z]+)([^>]*)>/g)) {
      if (slash) assert.equal(open.pop(), name)
      else if (!rest?.endsWith('/')) open.push(name!)
    }
    assert.deepEqual(open, [])
  }
  assert.ok(feedOf('ja').includes('<updated>2026-09-28T05:00:00.000Z</updated>\n<author>'))
  assert.ok(feedOf('en', { items: [] }).includes('<updated>2026-11-22T00:00:00Z</updated>'))
})

test('the badge shows its capsules only while the label is valid', () => {
  const facts = { ...issued, sample: false, rank: 1, of: 4 } as const
  const at = '2026-11-24T01:00:30.000Z'
  const drawn = (code: Parameters<typeof badge>[1]) =>
    badge(facts, code, { host: 'label.example.jp', language: 'ja', at })
  const capsules = (svg: string) => (svg.match(/rx="4.5"/g) ?? []).length
  assert.equal(capsules(drawn('valid')), 4)
  assert.ok(drawn('valid').includes('レベル1') && drawn('valid').includes('自己宣言'))
  for (const [code, word] of [
    ['suspended', '停止中'],
    ['withdrawn', '取消し'],
    ['expired', '期限切れ'],
    ['ended', '終了'],
  ] as const) {
    assert.equal(capsules(drawn(code)), 0)
    assert.ok(drawn(code).includes(`>${word}<`))
    assert.equal(drawn(code).includes('レベル'), false)
  }
  for (const code of ['valid', 'suspended'] as const)
    assert.ok(drawn(code).includes('>2026-11-24 10:00 時点・2026-11-25 10:00 まで（label.example.jp）<'), code)
})

test('a badge holds for a day, and never past what is known to come', () => {
  const holds = (at: string) => badgeHolds(entry, at)
  assert.equal(holds('2026-09-01T00:00:00.000Z'), '2026-09-02T00:00:00.000Z')
  assert.equal(holds('2026-09-30T14:59:59.000Z'), '2026-09-30T15:00:00.000Z') // the suspension was announced
  assert.equal(holds('2026-09-30T15:00:00.000Z'), '2026-10-01T15:00:00.000Z')
  const last = new Date(Date.parse(entry.validity.validUntil) - 1000).toISOString()
  assert.equal(holds(last), entry.validity.validUntil)
  assert.equal(badgeMoment('2026-12-31T15:00:59.999Z'), '2027-01-01 00:00')
})
