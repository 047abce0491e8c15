import assert from 'node:assert/strict'
import { test } from 'vitest'
import { benchAt, seenBy } from '../../../../tests/support/lab-bench.ts'
import { ok, refuse } from '../../../core/kernel/result.ts'
import type { DeclaredInformation } from '../../declared/declared.ts'
import { type Observation, ofKind } from '../../observation.ts'
import type { PublishedAnswer, PublisherDoor, PublisherTrouble } from '../../wire/publisher-door.ts'
import { published, publishedAddresses } from './published.ts'

const information: DeclaredInformation = {
  model: 'X-200',
  disclosurePolicyUrl: 'https://maker.example/policy',
  supportPageUrl: 'https://maker.example/support',
  securityTxtUrl: 'https://maker.example/.well-known/security.txt',
  csafUrl: 'https://maker.example/.well-known/csaf/provider-metadata.json',
}

type Page = string | PublisherTrouble | Partial<PublishedAnswer>
const page = (url: string, body: string, more: Partial<PublishedAnswer> = {}): PublishedAnswer => ({
  status: 200,
  headers: [['content-type', 'text/html; charset=utf-8']],
  body: Buffer.from(body),
  headMs: 1,
  url,
  ways: [url],
  ...more,
})
const troubles = ['host-unknown', 'host-not-declared', 'certificate-refused', 'timed-out', 'not-https']

/** A door behind which stand these pages; whatever else is asked for is missing. */
const doorTo = (pages: Record<string, Page>): PublisherDoor => ({
  fetch: async (url) => {
    const found = pages[new URL(url).pathname] ?? { status: 404 }
    if (typeof found !== 'string') return ok(page(url, '<p>x</p>', found))
    return troubles.includes(found) ? refuse({ code: found as PublisherTrouble, url }) : ok(page(url, found))
  },
})

const look = (
  pages: Record<string, Page>,
  declared: DeclaredInformation = information,
): Promise<readonly Observation[]> =>
  seenBy(published, {
    ...benchAt({ ipv4: '127.0.0.1' }, { declared: { information: declared } }),
    publisher: doorTo(pages),
  })
const policyIn = async (answer: Page) => ofKind(await look({ '/policy': answer }), 'published-page')[0]!

test('without consent there is no door, and nothing is fetched', async () => {
  const bench = benchAt({ ipv4: '127.0.0.1' }, { declared: { information } })
  assert.deepEqual(await seenBy(published, bench), [])
})

test('every declared page is read once, and known again by its digest', async () => {
  const seen = await look({
    '/policy': '<title>Policy</title><p>Write to psirt@maker.example.</p>',
    '/support': '<h1>X-200</h1><p>Security updates until 2030-12-31</p>',
    '/.well-known/security.txt': 'Contact: mailto:psirt@maker.example\nExpires: 2020-01-01T00:00:00Z\n',
    '/.well-known/csaf/provider-metadata.json': '{}',
  })
  assert.deepEqual(
    seen.map(({ id, completeness }) => [id, completeness]),
    [
      ['published/disclosure-policy', 'complete'],
      ['published/support-period', 'complete'],
      ['published/security-txt', 'complete'],
      ['published/csaf-provider-metadata', 'complete'],
    ],
  )
  const [policy, support] = ofKind(seen, 'published-page')
  assert.equal(policy?.seen.facts?.contacts[0]?.said, 'psirt@maker.example')
  assert.match(policy?.seen.sha256 ?? '', /^[0-9a-f]{64}$/)
  assert.deepEqual(support?.seen.facts?.dates[0]?.value, '2030-12-31')
  assert.equal(support?.seen.facts?.modelInTitle, true)
  const [file] = ofKind(seen, 'security-txt')
  assert.deepEqual(file?.seen.errors, [{ code: 'expired', line: 2 }])
  assert.deepEqual(ofKind(seen, 'csaf-provider-metadata')[0]?.seen.errors[0], {
    code: 'field-missing',
    field: 'canonical_url',
  })
})

for (const [answer, reach, completeness] of [
  [{ status: 404 }, 'missing', 'none'],
  [{ status: 410 }, 'missing', 'none'],
  [{ status: 401 }, 'wants-login', 'none'],
  [{ url: 'https://maker.example/login?to=policy', ways: ['a', 'b'] }, 'wants-login', 'none'],
  [{ status: 403 }, 'refused', 'none'],
  [{ status: 500 }, 'failed', 'none'],
  ['host-unknown', 'not-reached', 'none'],
  ['timed-out', 'not-reached', 'none'],
  ['host-not-declared', 'leads-elsewhere', 'none'],
  ['certificate-refused', 'insecure', 'none'],
  ['not-https', 'not-https', 'none'],
  [{ cut: 'size' }, 'read', 'partial'],
  [{ headers: [['content-type', 'application/pdf']] }, 'read', 'partial'],
] as const)
  test(`a page that answers ${JSON.stringify(answer)} is ${reach}, ${completeness}`, async () => {
    const seen = await policyIn(answer as Page)
    assert.equal(seen.seen.reach, reach)
    assert.equal(seen.completeness, completeness)
    if (completeness === 'none') assert.equal(seen.seen.facts, undefined)
  })

test('a document that is no text is not searched for words', async () => {
  const seen = await policyIn({ headers: [['content-type', 'application/pdf']] })
  assert.equal(seen.trouble, 'not-text')
  assert.equal(seen.seen.facts, undefined)
})

test('what a page says is harmless in an observation', async () => {
  const seen = await policyIn(
    `<title>\u001b]0;x\u0007\u202e</title><p>We acknowledge \u001b[31m within 3 days${'y'.repeat(9_000)}</p>`,
  )
  assert.equal(/[\p{Cc}\p{Bidi_Control}]/u.test(JSON.stringify(seen.seen.facts)), false)
  assert.ok(JSON.stringify(seen).length < 10_000)
})

test('the plan names each address before anything is sent', () => {
  const bench = benchAt({ ipv4: '127.0.0.1' }, { declared: { information } })
  assert.equal(published.plan(bench).length, 4)
  assert.ok(published.plan(bench)[0]?.what.en.includes('https://maker.example/policy'))
  assert.deepEqual(publishedAddresses({}), [])
})
