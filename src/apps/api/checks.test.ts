import assert from 'node:assert/strict'
import { test } from 'vitest'
import { labelA } from '../../../tests/support/entries.ts'
import { fakeHouse, fixedNow } from '../../../tests/support/fake-house.ts'
import { recordSchema } from '../../core/procurement/record/record-schema.ts'
import { apiApp } from './app.ts'

const api = apiApp(fakeHouse())
const post = async (body: unknown, path = '/checks') => {
  const answer = await api.request(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  return { status: answer.status, type: answer.headers.get('content-type') ?? '', body: await answer.json() }
}

test('a list is answered with the record that the command writes', async () => {
  const { status, body } = await post({
    policy: 'gov-low',
    rows: [{ model: 'HR-200', quantity: 12 }, { label: labelA }, { model: 'SG-40' }, { model: 'ZZ-999' }, {}],
  })
  assert.equal(status, 200)
  const record = recordSchema.parse(body)
  assert.deepEqual(
    record.rows.map(({ row, answer, code }) => [row, answer, code]),
    [
      [1, 'meets', 'OK'],
      [2, 'meets', 'OK'],
      [3, 'does-not-meet', 'SUSPENDED'],
      [4, 'does-not-meet', 'NOT_FOUND'],
      [5, 'needs-checking', 'UNREADABLE'],
    ],
  )
  assert.deepEqual(
    [record.made_at, record.basis.as_of, record.basis.against.id],
    [fixedNow, '2026-11-24', 'jp-government'],
  )
})

test('a profile is answered system by system', async () => {
  const { body } = await post({ policy: 'smart-home', rows: [{ model: 'HR-2000', role: 'router', system: 'A' }] })
  const [system] = recordSchema.parse(body).systems ?? []
  assert.deepEqual([system?.name, system?.roles[0]?.role], ['A', 'router'])
})

test('a day of the past is asked about as of that day', async () => {
  const asOf = async (as_of: string) =>
    recordSchema.parse((await post({ policy: 'gov-low', as_of, rows: [{ model: 'SG-40' }] })).body).rows[0]?.code
  assert.deepEqual([await asOf('2026-11-09'), await asOf('2026-11-10')], ['OK', 'SUSPENDED'])
})

test('what cannot be answered is refused with its code, in the form of every refusal', async () => {
  const rows = [{ model: 'HR-200' }]
  for (const [body, status, code] of [
    [{ policy: 'nothing', rows }, 422, 'policy-unknown'],
    [{ policy: 'gov-low', rows: [] }, 422, 'list-empty'],
    [{ policy: 'gov-low', rows: Array.from({ length: 1001 }, () => ({ model: 'A-1' })) }, 422, 'list-too-many-rows'],
    [{ policy: 'gov-low', rows, as_of: '2026-11-25' }, 422, 'day-after-register'],
    [{ policy: 'gov-low', rows, as_of: 'yesterday' }, 400, 'request-malformed'],
    [{ policy: 'gov-low', rows, delivery: '2020-01-01' }, 422, 'delivery-before-day'],
    [{ policy: 'gov-low', rows: [{ modell: 'HR-200' }] }, 400, 'request-malformed'],
    [{ policy: 'gov-low', rows: 'HR-200' }, 400, 'request-malformed'],
  ] as const) {
    const answer = await post(body)
    assert.deepEqual([answer.status, (answer.body as { code: string }).code], [status, code])
    assert.match(answer.type, /^application\/problem\+json/)
  }
})

test('a thousand rows are taken, and what is too much for one row is told with that row', async () => {
  const rows = Array.from({ length: 1000 }, (_, i) => ({ model: i === 7 ? 'x'.repeat(300) : `M-${i}` }))
  const record = recordSchema.parse((await post({ policy: 'gov-low', rows })).body)
  assert.deepEqual([record.counts.lines, record.rows[7]?.code], [1000, 'UNREADABLE'])
})

test('every version of a policy is listed with its digest', async () => {
  const answer = (await (await api.request('/policies')).json()) as { policies: { key: string; digest: string }[] }
  assert.ok(answer.policies.some(({ key, digest }) => key === 'smart-home@2023' && digest.startsWith('sha256:')))
})

test('the record sheet is asked for as a format of the same answer', async () => {
  const ask = (path: string, accept?: string) =>
    api.request(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(accept === undefined ? {} : { accept }) },
      body: JSON.stringify({ policy: 'gov-low', language: 'en', note: 'A-1', rows: [{ model: 'HR-200' }] }),
    })
  for (const answer of [await ask('/checks?format=pdf'), await ask('/checks', 'application/pdf')]) {
    assert.equal(answer.headers.get('content-type'), 'application/pdf')
    assert.equal((await answer.text()).slice(0, 5), '%PDF-')
  }
  for (const answer of [
    await ask('/checks'),
    await ask('/checks', '*/*'),
    await ask('/checks?format=json', 'application/pdf'),
  ])
    assert.match(answer.headers.get('content-type') ?? '', /^application\/json/)
  const refused = await api.request('/checks?format=pdf', { method: 'POST', body: '{}' })
  assert.match(refused.headers.get('content-type') ?? '', /^application\/problem\+json/)
})
