import assert from 'node:assert/strict'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { test } from 'vitest'
import { apiApp, endpoints } from '../../src/apps/api/app.ts'
import { labelA, labelB } from '../support/entries.ts'
import { fakeHouse, operator, sampleJob } from '../support/fake-house.ts'

// The OpenAPI 3.1 document as a stranger's tool would take it: JSON Schema 2020-12 by ajv, references resolved in the
// document, and the answers of the API held against what the document promises.

interface Operation {
  readonly operationId: string
  readonly parameters: readonly { name: string; in: string; required: boolean; schema: object }[]
  readonly requestBody?: { readonly content: Record<string, { schema: object }> }
  readonly security?: readonly Record<string, unknown>[]
  readonly responses: Record<string, { description: string; content: Record<string, { schema: object }> }>
}
interface OpenApi {
  readonly openapi: string
  readonly info: Record<string, unknown>
  readonly servers: readonly { url: string }[]
  readonly paths: Record<string, Record<string, Operation>>
  readonly components: { readonly schemas: Record<string, object>; readonly securitySchemes: Record<string, object> }
}

const app = apiApp(fakeHouse())
const api = (await (await app.request('/openapi.json')).json()) as OpenApi
const operations = Object.entries(api.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
)

const ajv = new Ajv2020({ strict: true, strictTypes: false, allErrors: true })
;(addFormats as unknown as (ajv: Ajv2020) => void)(ajv)
// A schema is compiled with the document's named schemas beside it, as a reader of the document has them.
const compile = (schema: object) => {
  const whole = JSON.stringify({ ...schema, $defs: api.components.schemas })
  return ajv.compile(JSON.parse(whole.replaceAll('"#/components/schemas/', '"#/$defs/')))
}

test('the document is one of OpenAPI 3.1 and describes every operation there is', () => {
  assert.match(api.openapi, /^3\.1\.\d+$/)
  assert.ok(api.info.title && api.info.version)
  assert.equal(api.servers[0]?.url, `${operator.address}/api/v1`)
  assert.deepEqual(
    operations.map((o) => `${o.method} ${o.path}`).sort(),
    endpoints.map((e) => `${e.method} ${e.path}`).sort(),
  )
})

test('every operation has a name of its own that a program can use', () => {
  const names = operations.map((o) => o.operation.operationId)
  assert.equal(new Set(names).size, names.length)
  for (const name of names) assert.match(name, /^[a-z][A-Za-z0-9]*$/)
})

test('every parameter of a path is declared, once and as required', () => {
  for (const { path, operation } of operations) {
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((m) => m[1])
    const declared = operation.parameters.filter((p) => p.in === 'path')
    assert.deepEqual(declared.map((p) => p.name).sort(), inPath.sort(), path)
    assert.ok(declared.every((p) => p.required))
    const all = operation.parameters.map((p) => `${p.in} ${p.name}`)
    assert.equal(new Set(all).size, all.length, path)
  }
})

test('every reference leads to a place in the document', () => {
  const references = [...JSON.stringify(api).matchAll(/"\$ref":"([^"]+)"/g)].map((m) => m[1]!)
  assert.ok(references.length > 0)
  for (const reference of references) {
    assert.match(reference, /^#\/components\/schemas\/\w+$/)
    assert.ok(reference.split('/').at(-1)! in api.components.schemas, reference)
  }
})

test('every schema is one of JSON Schema 2020-12', () => {
  for (const schema of Object.values(api.components.schemas)) compile(schema)
  for (const { operation } of operations) {
    for (const { schema } of operation.parameters) compile(schema)
    for (const part of [operation.requestBody, ...Object.values(operation.responses)])
      for (const { schema } of Object.values(part?.content ?? {})) compile(schema)
  }
})

test('what needs a session says so, by a scheme that is described', () => {
  for (const endpoint of endpoints) {
    const { security } = api.paths[endpoint.path]![endpoint.method]!
    assert.equal(security !== undefined, endpoint.signedIn === true, endpoint.path)
    for (const scheme of security?.flatMap(Object.keys) ?? []) assert.ok(scheme in api.components.securitySchemes)
  }
})

const asked: Readonly<Record<string, string>> = {
  '/labels/{id}': `/labels/${labelB}`,
  '/labels/{id}/history': `/labels/${labelB}/history`,
  '/labels': '/labels?limit=100',
  '/changes': '/changes?limit=100',
  '/policies': '/policies',
  '/checks': '/checks',
  '/checks/jobs': '/checks/jobs?policy=gov-low',
  '/checks/jobs/{id}': `/checks/jobs/${sampleJob}`,
  '/checks/jobs/{id}/result': `/checks/jobs/${sampleJob}/result`,
  '/makers': '/makers',
  '/statistics': '/statistics',
  '/figures': '/figures?as_of=2026-11-01',
  '/schemes': '/schemes',
  '/schemes/{id}': '/schemes/jc-star',
  '/standards/{id}': '/standards/etsi-en-303-645',
  '/requirements': '/requirements',
  '/crosswalks': '/crosswalks',
  '/product-types': '/product-types',
  '/recognition': '/recognition?from=jc-star',
  '/plan': '/plan',
  '/webhooks': '/webhooks',
  '/webhooks/state': '/webhooks/state',
  '/webhooks/resume': '/webhooks/resume',
  '/webhooks/end': '/webhooks/end',
  '/health': '/health',
}

const token = 'token-of-the-fake-house-'.padEnd(43, '0') // of the subscription that is made first

/** What is sent where something has to be. */
const sent: Readonly<Record<string, unknown>> = {
  '/checks': { policy: 'gov-low', as_of: '2026-11-01', rows: [{ model: 'SG-40' }, { model: 'ZZ-1' }] },
  '/checks/jobs': 'model\nSG-40\n',
  '/webhooks': { url: 'https://shop.example/hook', events: ['label.suspended'] },
  '/webhooks/state': { token },
  '/webhooks/resume': { token, from: 3 },
  '/webhooks/end': { token },
  '/plan': { facts: { 'ip-communication': true }, targets: ['uk-psti'] },
}

test('every public answer is what the document promises, no more and no less', async () => {
  for (const { path, method, operation } of operations.filter((o) => !o.operation.security)) {
    const at = asked[path]
    assert.ok(at, `${path} is not asked in this test`)
    const body = sent[path]
    const [type, text] = typeof body === 'string' ? ['text/csv', body] : ['application/json', JSON.stringify(body)]
    const post = { method: 'POST', headers: { 'content-type': type }, body: text }
    const answer = await app.request(at, body === undefined ? { method: method.toUpperCase() } : post)
    assert.equal(answer.status, 200, at)
    const promise = compile(operation.responses[200]!.content['application/json']!.schema)
    assert.ok(promise(await answer.json()), `${at}: ${JSON.stringify(promise.errors?.slice(0, 3))}`)
  }
})

test('every refusal is the problem the document promises', async () => {
  const promise = compile(api.paths['/labels']!.get!.responses.default!.content['application/problem+json']!.schema)
  for (const at of [`/labels/${labelA}?as_of=x`, '/labels/AB', '/labels?limit=0', '/cases', '/schemes/none', '/none'])
    assert.ok(promise(await (await app.request(at)).json()), `${at}: ${JSON.stringify(promise.errors)}`)
  assert.ok(!promise({ code: 'only-a-code' }), 'a promise anything keeps')
})
