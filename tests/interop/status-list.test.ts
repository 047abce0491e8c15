import assert from 'node:assert/strict'
import { checkStatus } from '@digitalbazaar/vc-bitstring-status-list'
import { test } from 'vitest'
import { credentialOf } from '../../src/core/attestation/credential.ts'
import { emptyBits, placeOf, type StatusPurpose, setBit } from '../../src/core/attestation/status-bits.ts'
import { listCredential } from '../../src/core/attestation/status-list.ts'
import { example } from './example.ts'

// The bits as somebody else's library reads them; the signature of the list is the business of the credential test.

interface Checked {
  readonly verified: boolean
  readonly error?: Error
  readonly results: readonly {
    readonly credentialStatus: { readonly statusPurpose: string }
    readonly status: boolean
  }[]
}

async function read(set: readonly StatusPurpose[], neighbours = false): Promise<Record<string, boolean>> {
  const { list, index } = placeOf(example.statusIndex)
  const documentLoader = async (url: string) => {
    const purpose = url.split('/').at(-2) as StatusPurpose
    const bits = emptyBits()
    if (set.includes(purpose)) setBit(bits, index, true)
    if (neighbours) for (const other of [index - 1, index + 1]) setBit(bits, other, true)
    const document = listCredential(bits, {
      issuer: example.issuer.did,
      labelsUrl: example.issuer.labelsUrl,
      purpose,
      k: list,
      logTreeSize: 10,
      logRoot: 'AAAA',
      validFrom: '2026-11-22T00:00:00Z',
      validUntil: '2026-11-29T00:00:00Z',
    })
    assert.equal(document.id, url)
    return { contextUrl: null, documentUrl: url, document }
  }
  const credential = credentialOf(example)
  const outcome = (await checkStatus({
    credential,
    documentLoader,
    verifyBitstringStatusListCredential: false,
    verifyMatchingIssuers: true,
  })) as unknown as Checked
  assert.ok(outcome.verified, outcome.error?.message)
  return Object.fromEntries(outcome.results.map((r) => [r.credentialStatus.statusPurpose, r.status]))
}

test('no bit is set when the label is issued, whatever is set beside it', async () => {
  assert.deepEqual(await read([]), { revocation: false, suspension: false })
  assert.deepEqual(await read([], true), { revocation: false, suspension: false })
})

test('a suspended label shows the one bit, a withdrawn one the other', async () => {
  assert.deepEqual(await read(['suspension']), { revocation: false, suspension: true })
  assert.deepEqual(await read(['revocation']), { revocation: true, suspension: false })
})
