import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import jsonld from 'jsonld'
import { test } from 'vitest'
import { credentialOf } from '../../src/core/attestation/credential.ts'
import { emptyBits } from '../../src/core/attestation/status-bits.ts'
import { listCredential } from '../../src/core/attestation/status-list.ts'
import { example } from './example.ts'

// Schema and context of UNTP 0.7.0 (UN/CEFACT, CC BY 4.0) lie beside the checkout; nothing is fetched.
const data = resolve(import.meta.dirname, '../../../shared/data/untp-0.7.0')
const absent = !existsSync(resolve(data, 'ConformityCredential.json'))
if (absent)
  console.warn(
    'NOT RUN: the credential against the UNTP 0.7.0 schema and vocabulary, because ../shared/data/untp-0.7.0 is absent',
  )
const read = (file: string) => JSON.parse(readFileSync(resolve(data, file), 'utf8'))

const plain = (document: unknown): Record<string, unknown> => JSON.parse(JSON.stringify(document))

function schemaErrors(credential: Record<string, unknown>): string[] {
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  ;(addFormats as unknown as (a: Ajv2020) => void)(ajv)
  const validate = ajv.compile(read('ConformityCredential.json'))
  validate(credential)
  return (validate.errors ?? []).map((e) => `${e.instancePath} ${e.message}`)
}

test.skipIf(absent)('without its status the credential is valid by the UNTP schema', () => {
  const { credentialStatus, ...rest } = plain(credentialOf(example))
  assert.ok(credentialStatus)
  assert.deepEqual(schemaErrors(rest), [])
})

test.skipIf(absent)('with bar code numbers it is as valid', () => {
  const gtins = [{ gtin: '09520123000011', model: 'HR-200W' }]
  const { credentialStatus, ...rest } = plain(credentialOf({ ...example, product: { ...example.product, gtins } }))
  assert.ok(credentialStatus)
  assert.deepEqual(schemaErrors(rest), [])
})

test.skipIf(absent)('the status is the one known divergence: W3C allows several entries, the UNTP schema one', () => {
  assert.deepEqual(schemaErrors(plain(credentialOf(example))), ['/credentialStatus must be object'])
})

test.skipIf(absent)('one entry alone differs in the index only: W3C writes text, the UNTP schema a number', () => {
  const credential = plain(credentialOf(example))
  const [first] = credential.credentialStatus as unknown[]
  assert.deepEqual(schemaErrors({ ...credential, credentialStatus: first }), [
    '/credentialStatus/statusListIndex must be integer',
  ])
})

test.skipIf(absent)('the schema does find faults: a credential without its scheme is refused', () => {
  const credential = plain(credentialOf(example))
  const { referenceScheme, ...subject } = credential.credentialSubject as Record<string, unknown>
  assert.ok(referenceScheme)
  assert.ok(schemaErrors({ ...credential, credentialSubject: subject }).length > 1)
})

const list = listCredential(emptyBits(), {
  issuer: example.issuer.did,
  labelsUrl: example.issuer.labelsUrl,
  purpose: 'revocation',
  k: 0,
  logTreeSize: 10,
  logRoot: 'AAAA',
  validFrom: '2026-11-22T00:00:00Z',
  validUntil: '2026-11-29T00:00:00Z',
})

const contexts: Record<string, string> = {
  'https://www.w3.org/ns/credentials/v2': 'credentials-v2.jsonld',
  'https://vocabulary.uncefact.org/untp/0.7.0/context/': 'untp.jsonld',
}

const expand = (document: Record<string, unknown>): Promise<unknown> =>
  jsonld.expand(
    document as never,
    {
      safe: true, // a term no context knows is an error instead of silence
      documentLoader: async (url: string) => {
        const file = contexts[url]
        if (!file) throw new Error(`the test fetches nothing: ${url}`)
        return { contextUrl: undefined, documentUrl: url, document: read(file) }
      },
    } as never,
  )

/** Names the vocabulary does not define fall through to `…/untp/<Type>#name`. */
function undefinedTerms(expanded: unknown): string[] {
  if (Array.isArray(expanded)) return expanded.flatMap(undefinedTerms)
  if (typeof expanded !== 'object' || expanded === null) return []
  return Object.entries(expanded).flatMap(([name, value]) => [
    ...(/\/untp\/(?!Characteristics)\w+#/.test(name) ? [name] : []),
    ...undefinedTerms(value),
  ])
}

test.skipIf(absent)('every property of the credential is a term of W3C or UNTP', async () => {
  const expanded = await expand(plain(credentialOf(example)))
  assert.deepEqual(undefinedTerms(expanded), [])
  const text = JSON.stringify(expanded)
  for (const term of ['statusListIndex', 'digestMultibase', 'assessorLevel', 'profileScore', 'relatedDocument'])
    assert.ok(text.includes(term), `${term} was lost`)
})

test.skipIf(absent)('a term nobody defines is noticed', async () => {
  const credential = plain(credentialOf(example))
  const subject = { ...(credential.credentialSubject as object), starLevel: 1 }
  assert.equal(undefinedTerms(await expand({ ...credential, credentialSubject: subject })).length, 1)
  assert.equal(undefinedTerms(await expand({ ...credential, starLevel: 1 })).length, 1)
  await assert.rejects(expand({ ...plain(list), starLevel: 1 }), { name: 'jsonld.ValidationError' })
})

test.skipIf(absent)('a status list credential expands in safe mode too', async () => {
  const text = JSON.stringify(await expand(plain(list)))
  for (const term of ['encodedList', 'logTreeSize', 'logRoot', 'ttl'])
    assert.ok(text.includes(term), `${term} was lost`)
})
