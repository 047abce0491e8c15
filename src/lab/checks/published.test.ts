import assert from 'node:assert/strict'
import { test } from 'vitest'
import { benchPolicy } from '../../../tests/support/lab-bench.ts'
import { judged, observed } from '../../../tests/support/lab-checks.ts'
import type { DeclaredInformation } from '../declared/declared.ts'
import type { Publication } from '../instruments/published/seen.ts'
import type { Observation, SeenOf } from '../observation.ts'
import { readPage } from '../published/page-facts.ts'
import { disclosurePolicy } from './5.2-1-2.ts'
import { supportPeriod } from './5.3-13-2.ts'
import { nonUpdatable } from './5.3-14-2.ts'
import { publishedMetadata } from './published-metadata.ts'

const information: DeclaredInformation = {
  model: 'X-200',
  disclosurePolicyUrl: 'https://maker.example/policy',
  supportPageUrl: 'https://maker.example/support',
  supportUntil: '2030-12-31',
}
const urls: Record<Publication, string> = {
  'disclosure-policy': 'https://maker.example/policy',
  'support-period': 'https://maker.example/support',
  'non-updatable': 'https://maker.example/constrained',
}
const words = `<p>${'本文です。'.repeat(40)}</p>`

const page = (
  what: Publication,
  html: string | undefined,
  more: Partial<SeenOf<'published-page'>> = {},
  frame: Partial<Observation> = {},
) =>
  observed(
    {
      kind: 'published-page',
      what,
      url: urls[what],
      reach: 'read',
      status: 200,
      sha256: 'ab'.repeat(32),
      ...(html !== undefined && {
        facts: structuredClone(readPage(html, { model: 'X-200', phrases: benchPolicy.published })) as never,
      }),
      ...more,
    },
    frame,
  )
const unread = (what: Publication, reach: SeenOf<'published-page'>['reach']) =>
  page(what, undefined, { reach, leadsTo: 'https://other.example/' }, { completeness: 'none' })

const goodPolicy = `<title>Policy</title>${words}<p>Write to psirt@maker.example. We acknowledge your report within 5 working days.</p><p>You get a status update every 30 days.</p>`
const policyOf = (...seen: Observation[]) => judged(disclosurePolicy, seen, { information })

test('a complete policy passes both units', () => {
  const { of } = policyOf(page('disclosure-policy', goodPolicy))
  assert.deepEqual([of('5.2-1-2a').verdict, of('5.2-1-2b').verdict], ['pass', 'pass'])
})

test('what a page does not say in known words is inconclusive, each thing by its name, never a pass and never a fail', () => {
  const { of } = policyOf(page('disclosure-policy', `<title>Policy</title>${words}`))
  assert.equal(of('5.2-1-2a').verdict, 'pass')
  assert.deepEqual(of('5.2-1-2b'), {
    verdict: 'inconclusive',
    codes: ['policy-acknowledgement-not-found', 'policy-contact-not-found', 'policy-status-not-found'],
  })
  const thanks = goodPolicy.replace(
    'We acknowledge your report within 5 working days.',
    'Our acknowledgments page thanks you for 12 months.',
  )
  assert.deepEqual(policyOf(page('disclosure-policy', thanks)).of('5.2-1-2b').codes, [
    'policy-acknowledgement-not-found',
  ])
  const repair = goodPolicy.replace('You get a status update every 30 days.', '修正まで90日、公開は90日経過後です。')
  assert.deepEqual(policyOf(page('disclosure-policy', repair)).of('5.2-1-2b').codes, ['policy-status-not-found'])
})

for (const [reach, a, b] of [
  ['missing', 'fail', 'inconclusive'],
  ['wants-login', 'fail', 'inconclusive'],
  ['leads-elsewhere', 'inconclusive', 'inconclusive'],
  ['not-reached', 'inconclusive', 'inconclusive'],
  ['refused', 'inconclusive', 'inconclusive'],
  ['failed', 'inconclusive', 'inconclusive'],
  ['not-https', 'inconclusive', 'inconclusive'],
  ['insecure', 'inconclusive', 'inconclusive'],
] as const)
  test(`a policy that is ${reach} does not pass`, () => {
    const { of } = policyOf(unread('disclosure-policy', reach))
    assert.equal(of('5.2-1-2a').verdict, a)
    assert.equal(of('5.2-1-2b').verdict, b)
  })

test('nothing fetched is not evaluated, nothing declared is inconclusive', () => {
  assert.deepEqual(
    [policyOf().of('5.2-1-2a').verdict, policyOf().of('5.2-1-2b').verdict],
    ['not-evaluated', 'not-evaluated'],
  )
  assert.equal(judged(disclosurePolicy, []).of('5.2-1-2a').verdict, 'inconclusive')
})

test('a login page, a page made by scripts, a page cut off or titled “not found” does not pass', () => {
  const a = (seen: Observation) => policyOf(seen).of('5.2-1-2a').verdict
  assert.equal(
    a(page('disclosure-policy', '<title>Sign in</title><p>Please sign in.</p><input type=password>')),
    'fail',
  )
  assert.equal(a(page('disclosure-policy', '<div id=app></div><script></script>')), 'inconclusive')
  assert.equal(
    a(page('disclosure-policy', goodPolicy, {}, { completeness: 'partial', trouble: 'cut-size' })),
    'inconclusive',
  )
  assert.equal(a(page('disclosure-policy', goodPolicy.replace('Policy', '404 Not Found'))), 'inconclusive')
})

test('a page at another address than the declared one is not taken for it', () => {
  const other = page('disclosure-policy', goodPolicy, { url: 'https://maker.example/elsewhere' })
  assert.equal(policyOf(other).of('5.2-1-2a').verdict, 'not-evaluated')
})

const periodOf = (html: string, change: Partial<DeclaredInformation> = {}) =>
  judged(supportPeriod, [page('support-period', html, change.supportPageUrl ? { url: change.supportPageUrl } : {})], {
    information: { ...information, ...change },
  }).of('5.3-13-2c')
const table = (rows: string) =>
  `<title>Products</title>${words}<table><tr><th>Model</th><th>Security updates until</th></tr>${rows}</table>`

test('the declared day beside the model, or on a page about the model, passes', () => {
  for (const html of [
    table('<tr><td>X-100</td><td>2028-03-31</td></tr><tr><td>X-200</td><td>2030年12月末</td></tr>'),
    `<title>X-200 support</title>${words}<p>Security updates are provided until December 31, 2030.</p>`,
    `<h1>X 200</h1>${words}<h2>サポート期間</h2><p>令和12年12月31日まで</p>`,
  ])
    assert.deepEqual(periodOf(html), { verdict: 'pass', codes: ['period-as-declared'] }, html.slice(-90))
  const address = { supportPageUrl: 'https://maker.example/support/x-200.html' }
  assert.equal(
    periodOf(`<title>Support</title>${words}<p>Security updates until 2030-12-31.</p>`, address).verdict,
    'pass',
  )
})

test('the day of another model is not taken for it', () => {
  const others = table('<tr><td>X-100</td><td>2030-12-31</td></tr><tr><td>X-200</td><td>2028-03-31</td></tr>')
  assert.deepEqual(periodOf(others), { verdict: 'fail', codes: ['period-differs'] })
  assert.deepEqual(periodOf(table('<tr><td>X-2000</td><td>2030-12-31</td></tr>')), {
    verdict: 'inconclusive',
    codes: ['period-model-not-on-page'],
  })
  const apart = `${table('<tr><td>X-100</td><td>2030-12-31</td></tr>')}<p>The X-200 is new.</p>`
  assert.deepEqual(periodOf(apart), { verdict: 'inconclusive', codes: ['period-not-found'] })
})

test('another day fails; a month, a number of years, or any other date on the page is inconclusive', () => {
  const about = (line: string) => periodOf(`<title>X-200</title>${words}${line}`)
  assert.equal(about('<p>Security updates until 2027-03-31.</p>').verdict, 'fail')
  assert.deepEqual(about('<p>Security updates until December 2030.</p>').codes, ['period-to-the-month'])
  assert.deepEqual(about('<p>Security updates for five years.</p><p>Page of 2026-04-01</p>').codes, [
    'period-not-found',
  ])
  assert.deepEqual(about('<p>Copyright 2026-04-01</p>').codes, ['period-not-found'])
})

test('without a declared day or model there is nothing to compare', () => {
  const { supportUntil: _, ...undated } = information
  const seen = [page('support-period', `<title>X-200</title>${words}`)]
  assert.deepEqual(judged(supportPeriod, seen, { information: undated }).of('5.3-13-2c').codes, ['period-not-declared'])
})

test('a page behind a login is there and is not free to read', () => {
  const { of } = judged(supportPeriod, [unread('support-period', 'wants-login')], { information })
  assert.deepEqual(
    [of('5.3-13-2a').verdict, of('5.3-13-2b').verdict, of('5.3-13-2c').verdict],
    ['inconclusive', 'fail', 'inconclusive'],
  )
})

test('devices that cannot be updated: not evaluated where no page is declared, and reasons are for a person', () => {
  assert.equal(judged(nonUpdatable, [], { information }).of('5.3-14-2c').verdict, 'not-evaluated')
  const declared = { information: { ...information, nonUpdatablePageUrl: urls['non-updatable'] } }
  const html = `<title>X-200</title>${words}<p>The software cannot be updated because the chip has no room.</p><p>We replace the sensor free of charge.</p><p>Security support until 2030-12-31, サポート期間</p>`
  const { of } = judged(nonUpdatable, [page('non-updatable', html)], declared)
  assert.deepEqual(
    ['a', 'b', 'c', 'd', 'e'].map((letter) => of(`5.3-14-2${letter}`).verdict),
    ['pass', 'pass', 'inconclusive', 'inconclusive', 'pass'],
  )
  assert.deepEqual(of('5.3-14-2d').codes, ['spoken-of-replacement'])
  assert.equal(judged(nonUpdatable, [], declared).of('5.3-14-2e').verdict, 'not-evaluated')
})

test('security.txt and CSAF are judged by their standards, where they are declared', () => {
  const declared = {
    information: {
      securityTxtUrl: 'https://maker.example/.well-known/security.txt',
      csafUrl: 'https://maker.example/p.json',
    },
  }
  const txt = (errors: { code: string; line?: number }[], more: Partial<SeenOf<'security-txt'>> = {}) =>
    observed(
      {
        kind: 'security-txt',
        url: declared.information.securityTxtUrl,
        reach: 'read',
        contacts: [],
        policies: [],
        errors,
        ...more,
      },
      { completeness: more.reach === undefined ? 'complete' : 'none' },
    )
  const a = (...seen: Observation[]) => judged(publishedMetadata, seen, declared).of('P-1a').verdict
  assert.equal(a(txt([])), 'pass')
  assert.equal(a(txt([{ code: 'expired', line: 2 }])), 'fail')
  assert.equal(a(txt([{ code: 'expires-far-away', line: 2 }])), 'inconclusive')
  assert.equal(a(txt([], { reach: 'missing' })), 'fail')
  assert.equal(a(txt([], { reach: 'not-reached' })), 'inconclusive')
  assert.equal(a(), 'not-evaluated')
  assert.equal(judged(publishedMetadata, []).of('P-1a').verdict, 'not-applicable')
})
