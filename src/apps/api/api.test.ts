import assert from 'node:assert/strict'
import type { Hono } from 'hono'
import { test } from 'vitest'
import { people } from '../../../tests/support/application.ts'
import { entries, labelA, labelB } from '../../../tests/support/entries.ts'
import { type FakeOptions, fakeHouse, fixedNow } from '../../../tests/support/fake-house.ts'
import { memoryPorts } from '../../../tests/support/memory-ports.ts'
import type { Session } from '../../casework/accounts.ts'
import type { Viewer } from '../../casework/roles.ts'
import type { House } from '../house.ts'
import { apiApp, endpoints } from './app.ts'

const token = 'a-token-of-more-than-twenty-characters'
const sessionOf = (viewer: Viewer): Session => ({
  token,
  viewer,
  email: 'someone@example.jp',
  csrf: '',
  expiresAt: '2026-12-01T00:00:00Z',
  organisations: [],
})

/** The API over the house in memory; cases are kept in memory, too. */
function desk(viewer: Viewer, options: FakeOptions = {}) {
  const { ports } = memoryPorts({ now: fixedNow })
  const accounts = { session: async (asked: string) => (asked === token ? sessionOf(viewer) : undefined) }
  const house: House = { ...fakeHouse({ ...options, accounts }), ports }
  return apiApp(house)
}

const read = async (app: Hono, path: string, init: RequestInit = {}) => {
  const answer = await app.request(path, init)
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Record<string, unknown> }
}
const api = apiApp(fakeHouse())
const signedIn = { headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' } }
const send = (body: unknown): RequestInit => ({ ...signedIn, method: 'POST', body: JSON.stringify(body) })

/** Reads a refusal and holds it against what every refusal of the API is. */
async function refused(app: Hono, path: string, status: number, code: string, init: RequestInit = {}) {
  const { headers, body, ...answer } = await read(app, path, init)
  assert.deepEqual([answer.status, body.code, body.status], [status, code, status], JSON.stringify(body))
  assert.match(headers.get('content-type') ?? '', /^application\/problem\+json/)
  assert.equal(headers.get('access-control-allow-origin'), '*')
  assert.equal(body.type, `urn:hoshirushi:fault:${code}`)
  for (const member of ['detail', 'next'] as const) {
    const text = body[member] as { ja: string; en: string }
    assert.match(text.ja, /[ぁ-ん]/, `${member}.ja`)
    assert.match(text.en, /[a-z]/, `${member}.en`)
    assert.doesNotMatch(text.ja + text.en, /\{\w+\}|\[object/, 'a value is missing in the text')
  }
  return body
}

test('a label is found however its number was typed, and says what it stands for', async () => {
  for (const typed of [labelA, '7k3m-9qxp-2c', '７Ｋ３Ｍ 9QXP 2C']) {
    const { status, body } = await read(api, `/labels/${encodeURIComponent(typed)}`)
    assert.equal(status, 200)
    assert.deepEqual([body.id, body.id_written, body.status], [labelA, '7K3M-9QXP-2C', 'valid'])
    assert.equal(body.status_ja !== body.status_en && body.sample, true)
  }
})

test('a question about the past is answered as of then, and the answer says so', async () => {
  const then = await read(api, `/labels/${labelB}?as_of=2026-11-01`)
  const now = await read(api, `/labels/${labelB}`)
  assert.deepEqual([then.body.status, then.body.as_of], ['valid', '2026-11-01T14:59:59.999Z'])
  assert.deepEqual([now.body.status, now.body.as_of], ['suspended', fixedNow])
  assert.equal((await read(api, `/labels?as_of=2026-11-01&q=SG-40`)).body.as_of, '2026-11-01T14:59:59.999Z')
  await refused(api, `/labels/${labelB}?as_of=2025-01-01`, 404, 'label-unknown') // not issued yet
})

test('today means now; a day to come is not answered, for nobody knows it', async () => {
  assert.equal((await read(api, `/labels/${labelA}?as_of=2026-11-24`)).body.as_of, fixedNow)
  for (const path of [`/labels/${labelA}`, '/labels', '/makers', '/figures'])
    await refused(api, `${path}?as_of=2026-12-31`, 400, 'as-of-in-the-future')
})

test('a date that is none is refused, not taken for now', async () => {
  for (const found of ['yesterday', '2026-13-01', '2026-11', '24/11/2026'])
    for (const path of [`/labels/${labelA}`, '/labels', '/makers', '/figures'])
      await refused(api, `${path}?as_of=${encodeURIComponent(found)}`, 400, 'as-of-malformed')
})

test('a mistyped number is told from one that does not exist', async () => {
  await refused(api, `/labels/${labelA.slice(0, 9)}D`, 400, 'label-id-check-character')
  await refused(api, '/labels/AB', 400, 'label-id-malformed')
  await refused(api, '/labels/2222222228', 404, 'label-unknown')
  await refused(api, '/labels/2222222228/history', 404, 'label-unknown')
})

test('the history keeps the reason a label was suspended for', async () => {
  const { body } = await read(api, `/labels/${labelB}/history`)
  const events = body.events as { event: string; reason?: { code: string; text?: { ja: string } } }[]
  assert.deepEqual(
    events.map((e) => e.event),
    ['issued', 'suspended'],
  )
  assert.equal(events[1]?.reason?.code, 'vulnerability-open')
})

test('labels are searched by model and filtered; pages of the answer do not overlap', async () => {
  const found = await read(api, '/labels?model=sg40')
  assert.deepEqual([found.body.total, (found.body.labels as { id: string }[])[0]?.id], [1, labelB])
  const suspended = await read(api, '/labels?status=suspended')
  assert.deepEqual(
    (suspended.body.labels as { id: string }[]).map((l) => l.id),
    [labelB],
  )
  const pages = await Promise.all([0, 3, 6].map((offset) => read(api, `/labels?limit=3&offset=${offset}`)))
  const ids = pages.flatMap((p) => (p.body.labels as { id: string }[]).map((l) => l.id))
  assert.equal(new Set(ids).size, entries.length)
})

test('what a search cannot mean is refused by field, in both languages', async () => {
  const asked: readonly [string, string][] = [
    ['limit=1000', 'limit'],
    ['limit=many', 'limit'],
    ['offset=-1', 'offset'],
    ['status=good', 'status'],
    [`q=${'x'.repeat(201)}`, 'q'],
    ['q=%00', 'q'],
    ['level=%00', 'level'],
    ['as_of=%00', 'as_of'],
  ]
  for (const [query, field] of asked) {
    const code = field === 'as_of' ? 'as-of-malformed' : 'request-malformed'
    const { fault } = await refused(api, `/labels?${query}`, 400, code)
    if (code === 'request-malformed') assert.equal((fault as { field: string }).field, field)
  }
})

test('makers, figures, schemes, standards and health answer', async () => {
  const makers = (await read(api, '/makers')).body.makers as { labels: number }[]
  assert.equal(
    makers.reduce((n, m) => n + m.labels, 0),
    entries.length,
  )
  const figures = (await read(api, '/figures')).body
  assert.ok((figures.labels as number) > 0 && Array.isArray(figures.by_level))
  const [short] = (await read(api, '/schemes')).body.schemes as { id: string; criteria: number }[]
  const whole = (await read(api, `/schemes/${short!.id}`)).body
  assert.equal((whole.criteria as unknown[]).length, short!.criteria)
  assert.equal((await read(api, '/standards/etsi-en-303-645')).status, 200)
  await refused(api, '/schemes/none', 404, 'scheme-not-found')
  await refused(api, '/standards/none', 404, 'standard-not-found')
  const health = (await read(api, '/health')).body
  assert.deepEqual([health.database, health.log_size, health.published_size], [true, 12, 12])
})

test('an address that leads nowhere is told so, in the form of every refusal', async () => {
  for (const path of ['/nothing', '/labels/%E0%A4%A/x/y', '/cases']) {
    if (path === '/cases') await refused(api, path, 401, 'sign-in-needed')
    else await refused(api, path, 404, 'page-not-found')
  }
  await refused(api, '/labels', 404, 'page-not-found', { method: 'DELETE' })
})

test('pages of other sites may read: every answer allows it, and so does the question before', async () => {
  for (const path of ['/health', '/labels', '/openapi.json', '/nothing']) {
    const { headers } = await read(api, path, { headers: { Origin: 'https://shop.example' } })
    assert.equal(headers.get('access-control-allow-origin'), '*', path)
    assert.equal(headers.get('access-control-allow-credentials'), null)
    assert.equal(headers.get('x-content-type-options'), 'nosniff')
  }
  const asked = await api.request('/cases/new/acts/start', { method: 'OPTIONS' })
  assert.equal(asked.status, 204)
  assert.match(asked.headers.get('access-control-allow-methods') ?? '', /POST/)
  assert.match(asked.headers.get('access-control-allow-headers') ?? '', /Authorization/)
})

test('cases are for people who signed in, and never kept in a cache', async () => {
  const app = desk(people.applicant)
  for (const path of ['/cases', '/cases/some-id']) {
    await refused(app, path, 401, 'sign-in-needed')
    await refused(app, path, 401, 'sign-in-needed', {
      headers: { Authorization: 'Bearer another-token-of-that-length' },
    })
    await refused(app, path, 401, 'sign-in-needed', { headers: { Cookie: `session=${token}` } })
  }
  for (const path of ['/cases', '/cases/none'])
    assert.equal((await read(app, path, signedIn)).headers.get('cache-control'), 'no-store')
})

test('a case is started, read, listed and moved on; whoever comes late is told', async () => {
  const app = desk(people.applicant)
  const begun = await read(app, '/cases/new/acts/start', send({ data: { scheme: 'jc-star', level: '1' } }))
  assert.deepEqual([begun.status, begun.body.state, begun.body.seq], [200, 'draft', 1], JSON.stringify(begun.body))
  const id = begun.body.id as string
  assert.equal((await read(app, `/cases/${id}`, signedIn)).body.id, id)
  assert.equal(((await read(app, '/cases', signedIn)).body.cases as unknown[]).length, 1)
  const act = send({ seen_seq: 1, data: { text: 'HR-200' } })
  assert.equal((await read(app, `/cases/${id}/acts/save-models`, act)).body.seq, 2)
  await refused(app, `/cases/${id}/acts/save-models`, 409, 'stale-case', act)
  await refused(app, `/cases/${id}/acts/save-models`, 422, 'input-invalid', send({ seen_seq: 2, data: { text: 7 } }))
  await refused(app, `/cases/${id}/acts/issue`, 403, 'role-missing', send({ data: {} }))
  await refused(app, '/cases/none/acts/declare', 404, 'case-not-found', send({ data: {} }))
})

test('what is not an act, not JSON or too large is refused before anything is done', async () => {
  const app = desk(people.applicant)
  await refused(app, '/cases/new/acts/steal', 400, 'request-malformed', send({ data: {} }))
  await refused(app, '/cases/%00/acts/start', 400, 'request-malformed', send({ data: {} }))
  for (const body of ['', '{', 'null', '[]', '"x"'])
    await refused(app, '/cases/new/acts/start', 400, 'request-malformed', { ...signedIn, method: 'POST', body })
  const large = send({ data: { text: 'x'.repeat(2 * 1024 * 1024) } })
  await refused(app, '/cases/new/acts/start', 413, 'request-too-large', large)
})

const failing = (error: unknown): Hono => {
  const fake = fakeHouse()
  const fail = () => Promise.reject(error)
  return apiApp({ ...fake, register: { ...fake.register, search: fail } })
}
const coded = (code: string, message = code, more: object = {}) => Object.assign(new Error(message), { code, ...more })

test('a database that is away is said to be away, a full disk full, and the unexpected unexpected', async () => {
  const told: unknown[] = []
  const original = console.error
  console.error = (...words: unknown[]) => void told.push(words)
  try {
    for (const error of [
      coded('ECONNREFUSED'),
      coded('ENOENT', 'connect ENOENT', { syscall: 'connect' }),
      coded('57P01', 'terminating connection due to administrator command'),
      new Error('Connection terminated unexpectedly'),
      new Error('Client has encountered a connection error and is not queryable'),
      new Error('lost', { cause: coded('57P03') }),
    ])
      await refused(failing(error), '/labels', 503, 'database-away')
    for (const error of [coded('ENOSPC'), coded('53100')]) await refused(failing(error), '/labels', 507, 'disk-full')
    for (const error of [coded('ENOENT', 'no such file', { syscall: 'open' }), new Error('a bug')])
      await refused(failing(error), '/labels', 500, 'unexpected')
  } finally {
    console.error = original
  }
  assert.equal(told.length, 10)
})

test('an error is never told to the outside', async () => {
  const original = console.error
  console.error = () => undefined
  const answer = await failing(new Error('password=secret at /home/x')).request('/labels')
  console.error = original
  assert.doesNotMatch(await answer.text(), /secret|home/)
})

test('every operation that changes something needs a session, or makes or shows a secret of its own', () =>
  assert.deepEqual(
    endpoints
      .filter((e) => e.method !== 'get' && e.changes !== false && !e.signedIn)
      .map((e) => `${e.method} ${e.path}`),
    [
      'post /checks/jobs', // anybody's list, limited by address; the answer is the only key to it
      'delete /checks/jobs/{id}',
      'post /webhooks', // nothing is sent before the address has answered; the token is told once
      'post /webhooks/resume',
      'post /webhooks/end',
    ],
  ))
