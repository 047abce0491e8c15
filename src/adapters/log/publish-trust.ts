import type { Issuer } from '../../casework/ports.ts'
import { didDocument } from '../../core/attestation/did.ts'
import type { Signer } from '../../core/attestation/signer.ts'
import { writeVkey } from '../../core/log/note.ts'
import { type LogKey, vkeyOf } from '../../core/log/sign-checkpoint.ts'
import type { TrustFile } from '../../core/verifier/trust.ts'
import type { DurableFolder } from './durable-files.ts'

/** The keys of the issuer with the leaves they may have signed; without it the signer has signed from the beginning. */
export type KeyWindows = TrustFile['keys']

export const policyText = (log: LogKey, logUrl: string): string =>
  `log ${writeVkey(vkeyOf(log.name, log.key))} ${logUrl}\nquorum none\n`

export const windowsOf = (signer: Signer): KeyWindows => [
  {
    kid: signer.kid,
    kty: 'EC',
    crv: 'P-256',
    x: signer.publicJwk.x ?? '',
    y: signer.publicJwk.y ?? '',
    from: 0,
    until: null,
  },
]

/** Publishes what verifiers have to know beforehand: the DID document, the log's policy and the trust anchor, numbered. */
export async function publishTrust(
  folder: DurableFolder,
  facts: { readonly issuer: Issuer; readonly log: LogKey; readonly logUrl: string; readonly keys: KeyWindows },
): Promise<void> {
  const { issuer, log, logUrl, keys } = facts
  const policy = policyText(log, logUrl)
  const rest = { issuer: issuer.did, labels: issuer.labelsUrl, log: logUrl, policy, keys }
  const anchor = (version: number): string =>
    `${JSON.stringify({ format: 'hoshirushi-trust/1', version, ...rest } satisfies TrustFile, null, 1)}\n`
  let version = 1
  for (; ; version++) {
    const there = await folder.read(`trust/root.${version}.json`)
    const next = there && (await folder.read(`trust/root.${version + 1}.json`))
    // A published anchor never changes: other keys make the next one.
    if (!there || (!next && there.toString('utf8') === anchor(version))) break
  }
  await folder.add([{ path: `trust/root.${version}.json`, bytes: anchor(version) }])
  const did = didDocument(
    issuer.did,
    keys.map(({ kid, kty, crv, x, y }) => ({ kid, publicJwk: { kty, crv, x, y } })),
  )
  await folder.put([
    { path: 'trust/root.json', bytes: anchor(version) },
    { path: 'log/policy', bytes: policy },
    { path: '.well-known/did.json', bytes: `${JSON.stringify(did, null, 1)}\n` },
  ])
}
