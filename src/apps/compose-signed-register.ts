import { basename, dirname } from 'node:path'
import { snapshotFaults, verifySnapshot } from '../adapters/snapshot/verify-snapshot.ts'
import type { Digest } from '../core/kernel/digest.ts'
import type { Fault } from '../core/kernel/fault.ts'
import { ok, type Result, refuse } from '../core/kernel/result.ts'
import { nodeCrypto } from '../core/verifier/crypto-node.ts'
import { readTrust } from '../core/verifier/trust.ts'
import { readText } from './compose-commands.ts'
import { tellFaults } from './faults.ts'

// Whether a register file is what its issuer signed; loaded only where a trust anchor is named.

tellFaults(snapshotFaults)

/** Whether the manifest beside a register file is signed by the issuer of a trust anchor, and names that file with that digest. */
export async function vouchedFor(file: string, digest: Digest, anchor: string): Promise<Result<null, Fault>> {
  const text = await readText(anchor)
  const trust = text === undefined ? undefined : readTrust(text)
  if (trust?.ok !== true) return refuse({ code: 'register-trust-unreadable' as const, file: anchor })
  const verified = await verifySnapshot(dirname(file), { trust: trust.value, crypto: nodeCrypto })
  if (!verified.ok) return verified
  const { manifest, verified: files } = verified.value
  if (!files.includes(basename(file)) || manifest.digest !== digest)
    return refuse({ code: 'register-not-signed' as const, file })
  return ok(null)
}

tellFaults({
  'register-trust-unreadable': {
    what: { ja: '信頼の起点「{file}」を読めません。', en: 'The trust anchor {file} cannot be read.' },
    why: {
      ja: 'ファイルがないか、信頼の起点（hoshirushi-trust/1）ではありません。',
      en: 'It does not exist, or is no trust anchor (hoshirushi-trust/1).',
    },
    next: {
      ja: '登録簿を公開している機関の trust/root.json を指定してください。',
      en: 'Give the trust/root.json of whoever publishes the register.',
    },
  },
  'register-not-signed': {
    what: { ja: '「{file}」は、署名された目録にありません。', en: '{file} is not named by the signed manifest.' },
    why: {
      ja: '同じフォルダーの manifest.jws は、別のファイルのものです。',
      en: 'The manifest.jws beside it is that of other files.',
    },
    next: {
      ja: 'register.jsonl.zst と manifest.jws を、同じ時点のものにそろえてください。',
      en: 'Take register.jsonl.zst and manifest.jws of the same moment.',
    },
  },
})
