import assert from 'node:assert/strict'
import { test } from 'vitest'
import { judged, observed, service, wholeScan } from '../../../tests/support/lab-checks.ts'
import type { Observation, SeenOf } from '../observation.ts'
import { modelDesignation } from './5.3-16-2.ts'
import { pageProtection } from './headers.ts'

type Page = NonNullable<SeenOf<'web-page'>['page']>
const page = (
  more: Partial<Page> = {},
  {
    secured = true,
    ways = [],
    endpoint = 'tcp/443',
  }: { secured?: boolean; ways?: SeenOf<'web-page'>['ways']; endpoint?: string } = {},
) =>
  observed(
    {
      kind: 'web-page',
      secured,
      ways,
      page: {
        status: 200,
        path: '/',
        contentType: 'text/html',
        headers: [],
        cookies: [],
        challenges: [],
        passwordField: false,
        fileField: false,
        scripted: false,
        ...more,
      },
    },
    { endpoint },
  )
const good = [
  { name: 'x-content-type-options', value: 'nosniff' },
  { name: 'content-security-policy', value: "default-src 'self'" },
  { name: 'strict-transport-security', value: 'max-age=63072000' },
]
const of = (unit: string, ...seen: Observation[]) => judged(pageProtection, seen).of(unit)
/** The same, where every port was looked at and these pages are all there is. */
const whole = (unit: string, ...pages: Observation[]) => {
  const services = pages.map((o) => service(o.endpoint!, o.endpoint === 'tcp/443' ? 'https' : 'http'))
  const paths = pages.map(({ endpoint }) =>
    observed({ kind: 'open-paths', secured: false, asked: 20, answered: 20, open: [] }, { endpoint: endpoint! }),
  )
  return of(
    unit,
    wholeScan(...pages.map(({ endpoint }) => Number(endpoint!.slice(4)))),
    ...services,
    ...paths,
    ...pages,
  )
}

test('the headers of the policy, with the right values, pass; one missing or wrong fails', () => {
  assert.equal(whole('H-1a', page({ headers: good })).verdict, 'pass')
  assert.equal(whole('H-1a', page({ headers: good.slice(1) })).verdict, 'fail')
  assert.equal(
    whole('H-1a', page({ headers: [...good.slice(0, 2), { name: 'strict-transport-security', value: 'max-age=0' }] }))
      .verdict,
    'fail',
  )
  assert.equal(whole('H-1a', page({ headers: good.slice(0, 2) }, { secured: false })).verdict, 'pass') // there is no transport to keep strict
})

test('a redirect, a refusal and data for programs show no page', () => {
  for (const more of [{ status: 301 }, { status: 401 }, { contentType: 'application/json' }])
    assert.equal(whole('H-1a', page(more)).verdict, 'not-applicable')
})

test('a cookie that stands for a login is kept from scripts, and from the clear over TLS', () => {
  const cookie = (name: string, secure: boolean, httpOnly: boolean) => ({
    name,
    secure,
    httpOnly,
    sameSite: 'unsaid' as const,
  })
  assert.equal(whole('H-1b', page({ cookies: [cookie('sessionid', true, true)] })).verdict, 'pass')
  assert.equal(whole('H-1b', page({ cookies: [cookie('sessionid', false, true)] })).verdict, 'fail')
  assert.equal(whole('H-1b', page({ cookies: [cookie('sessionid', true, false)] })).verdict, 'fail')
  assert.equal(whole('H-1b', page({ cookies: [cookie('sessionid', false, true)] }, { secured: false })).verdict, 'pass')
  assert.equal(
    whole('H-1b', page({ cookies: [cookie('XSRF-TOKEN', false, false), cookie('lang', false, false)] })).verdict,
    'not-applicable',
  )
})

test('a page in clear beside one over TLS fails unless it only leads there', () => {
  const clear = (more: Partial<Page> = {}, ways: SeenOf<'web-page'>['ways'] = []) =>
    page(more, { secured: false, ways, endpoint: 'tcp/80' })
  const toTls = [{ status: 301, to: 'other-service' as const, secured: true, port: 443 }]
  assert.equal(whole('H-1c', clear({ status: 301 }, toTls), page()).verdict, 'pass')
  assert.equal(whole('H-1c', clear(), page()).verdict, 'fail')
  assert.equal(whole('H-1c', clear({ status: 302 }, [{ status: 302, to: 'elsewhere' }]), page()).verdict, 'fail')
  assert.deepEqual(whole('H-1c', clear()), { verdict: 'not-applicable', codes: ['page-in-clear'] })
})

test('pages nobody read, paths nobody asked for and ports nobody looked at are not passed over', () => {
  const read = page({ headers: good })
  assert.equal(of('H-1a', read).verdict, 'inconclusive')
  assert.equal(of('H-1a', wholeScan(443, 8080), service('tcp/443', 'https'), read).verdict, 'inconclusive')
  const clear = service('tcp/80', 'http')
  assert.equal(of('H-1a', wholeScan(80, 443), service('tcp/443', 'https'), clear, read).verdict, 'inconclusive')
  const beside = page({}, { secured: false, endpoint: 'tcp/80' })
  assert.equal(of('H-1c', wholeScan(80, 443), service('tcp/443', 'https'), clear, beside).verdict, 'fail')
})

test('a page that did not answer is inconclusive, one nobody looked for not evaluated', () => {
  const mute = observed(
    { kind: 'web-page', secured: false, ways: [] },
    { endpoint: 'tcp/80', completeness: 'none', trouble: 'timed-out' },
  )
  for (const unit of ['H-1a', 'H-1b', 'H-1c']) assert.equal(whole(unit, mute).verdict, 'inconclusive')
  assert.equal(of('H-1a').verdict, 'not-evaluated')
  assert.equal(of('H-1a', wholeScan(80), service('tcp/80', 'http')).verdict, 'not-evaluated')
  assert.equal(of('H-1a', wholeScan(22), service('tcp/22', 'ssh')).verdict, 'not-applicable')
})

const told = (token: SeenOf<'disclosure'>['token'], where: string, said: string) =>
  observed({ kind: 'disclosure', token, where, said }, { endpoint: 'udp/5353' })
const model = (...seen: Observation[]) =>
  judged(modelDesignation, [wholeScan(443), ...seen], { information: { model: 'X-200' } })

test('the declared model where the device shows it passes unit b; unit a is for a person', () => {
  for (const seen of [
    page({ title: 'X-200 Login' }),
    told('model', 'txt model', 'X200'),
    told('hostname', 'srv', 'x-200.local'),
  ])
    assert.equal(model(seen).of('5.3-16-2b').verdict, 'pass')
  assert.equal(model(page({ title: 'X-200' })).of('5.3-16-2a').verdict, 'not-evaluated')
})

test('a likeness, another model, both, or none at all is inconclusive', () => {
  const b = (...seen: Observation[]) => model(...seen).of('5.3-16-2b')
  assert.deepEqual(b(page({ title: 'X-2000 Login' })), { verdict: 'inconclusive', codes: ['model-not-shown'] })
  assert.deepEqual(b(told('model', 'txt model', 'IPC-2017')).codes, ['model-differs'])
  assert.deepEqual(b(told('model', 'txt model', 'IPC-2017'), page({ title: 'X-200' })).codes, ['model-both'])
  assert.deepEqual(b().codes, ['model-not-shown'])
  assert.equal(judged(modelDesignation, [wholeScan()]).of('5.3-16-2b').codes[0], 'model-not-declared')
  assert.equal(
    judged(modelDesignation, [], { information: { model: 'X-200' } }).of('5.3-16-2b').verdict,
    'not-evaluated',
  )
})
