import { gunzipSync, gzipSync } from 'node:zlib'
import { fromBase64url, toBase64url } from '../kernel/base64.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import { listLength } from './statement.ts'
import { type ListFacts, listUrl } from './status-bits.ts'

/** How long a copy may be used before asking again, in milliseconds. */
export const listTtl = 60_000

const largest = 2 ** 21 // bytes: a small text that unpacks into gigabytes is refused, not unpacked

export type StatusListFault = { readonly code: 'status-list-unreadable' } | { readonly code: 'status-list-too-short' }

/** Bits → gzip → base64url with the multibase letter `u`. Never compare the text across machines: gzip differs. */
export const encodeList = (bits: Uint8Array): string => `u${toBase64url(gzipSync(bits, { level: 9 }))}`

/** The bits of an encoded list; shorter than 131 072 entries is refused as W3C demands of verifiers. */
export function decodeList(encoded: string): Result<Uint8Array, StatusListFault> {
  const packed = encoded.startsWith('u') ? fromBase64url(encoded.slice(1)) : undefined
  if (!packed) return refuse({ code: 'status-list-unreadable' })
  try {
    const bits = new Uint8Array(gunzipSync(packed, { maxOutputLength: largest }))
    return bits.length * 8 < listLength ? refuse({ code: 'status-list-too-short' }) : ok(bits)
  } catch {
    return refuse({ code: 'status-list-unreadable' })
  }
}

/** A W3C BitstringStatusListCredential that also says which prefix of the log it is a function of. */
export function listCredential(bits: Uint8Array, facts: ListFacts): Readonly<Record<string, unknown>> {
  const id = listUrl(facts.labelsUrl, facts.purpose, facts.k)
  const terms = `${facts.labelsUrl}/terms#`
  return {
    '@context': [
      'https://www.w3.org/ns/credentials/v2',
      { logTreeSize: `${terms}logTreeSize`, logRoot: `${terms}logRoot` },
    ],
    id,
    type: ['VerifiableCredential', 'BitstringStatusListCredential'],
    issuer: facts.issuer,
    validFrom: facts.validFrom,
    validUntil: facts.validUntil,
    logTreeSize: facts.logTreeSize,
    logRoot: facts.logRoot,
    credentialSubject: {
      id: `${id}#list`,
      type: 'BitstringStatusList',
      statusPurpose: facts.purpose,
      ttl: listTtl,
      encodedList: encodeList(bits),
    },
  }
}
