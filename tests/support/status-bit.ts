import { readBit } from '../../src/core/attestation/status-bits.ts'
import { decodeList } from '../../src/core/attestation/status-list.ts'
import { fromBase64url } from '../../src/core/kernel/base64.ts'

/** Whether a published status list (a signed credential, as it is served) has set the bit of a label; undefined: it cannot be read. */
export function statusBit(list: string, index: number): boolean | undefined {
  const payload = Buffer.from(fromBase64url(list.split('.')[1] ?? '') ?? []).toString('utf8')
  const bits = decodeList(JSON.parse(payload).credentialSubject.encodedList)
  return bits.ok ? readBit(bits.value, index) : undefined
}
