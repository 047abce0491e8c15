import { constants } from 'node:crypto'
import { connect, type DetailedPeerCertificate } from 'node:tls'
import { type Dial, DialError } from '../../wire/dial.ts'
import { flightBounds } from './flight.ts'

// In TLS 1.3 no key signs the handshake by PKCS #1; it stands here for certificates that were issued so (RFC 8446 4.2.3).
const issued = 'rsa_pkcs1_sha256:rsa_pkcs1_sha384:rsa_pkcs1_sha512:rsa_pkcs1_sha1'
const [pss, pssKeys] = ['rsae', 'pss'].map((kind) => [256, 384, 512].map((n) => `rsa_pss_${kind}_sha${n}`).join(':'))

/** Kinds of key that a server may prove itself with in TLS 1.3, and the signatures that ask for each. */
export const proofs = {
  rsa: `${pss}:${pssKeys}:${issued}`,
  ecdsa: `ecdsa_secp256r1_sha256:ecdsa_secp384r1_sha384:ecdsa_secp521r1_sha512:ed25519:ed448:${issued}`,
} as const
export type Proof = keyof typeof proofs

const suites13 =
  'TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256:TLS_AES_128_CCM_SHA256:TLS_AES_128_CCM_8_SHA256'

/**
 * The certificates of a server in TLS 1.3, where they are encrypted: so the handshake is gone through, believing everything.
 * 'refused': it has none of that kind.
 */
export async function certificatesBehind(
  dial: Dial,
  signal: AbortSignal,
  { port, proof, timeoutMs }: Readonly<{ port: number; proof: Proof; timeoutMs: number }>,
): Promise<readonly Uint8Array[] | 'refused' | 'no-answer'> {
  const socket = await dial.tcp(port)
  return new Promise((resolve, reject) => {
    const settle = (answer: readonly Uint8Array[] | 'refused' | 'no-answer') => {
      clearTimeout(timer)
      over.destroy()
      socket.destroy()
      if (signal.aborted) reject(new DialError('stopped'))
      else resolve(answer)
    }
    const over = connect({
      socket,
      rejectUnauthorized: false,
      checkServerIdentity: () => undefined,
      minVersion: 'TLSv1.3',
      maxVersion: 'TLSv1.3',
      ciphers: `${suites13}:ALL:@SECLEVEL=0`,
      sigalgs: proofs[proof],
      secureOptions: constants.SSL_OP_LEGACY_SERVER_CONNECT,
    })
    const timer = setTimeout(() => setImmediate(() => setImmediate(() => settle('no-answer'))), timeoutMs)
    over.once('secureConnect', () => settle(chainOf(over.getPeerCertificate(true))))
    // An alert is an answer, a broken connection is none.
    over.on('error', (error: NodeJS.ErrnoException) =>
      settle(/ALERT/i.test(error.code ?? '') ? 'refused' : 'no-answer'),
    )
    over.once('close', () => settle('no-answer'))
    socket.once('close', () => over.destroy())
  })
}

/** The chain as it was sent, without what was linked twice. */
function chainOf(leaf: DetailedPeerCertificate): readonly Uint8Array[] {
  const chain: Uint8Array[] = []
  const seen = new Set<string>()
  for (let at: DetailedPeerCertificate | undefined = leaf; at?.raw; at = at.issuerCertificate) {
    if (seen.has(at.fingerprint256) || chain.length >= flightBounds.certificates) break
    seen.add(at.fingerprint256)
    chain.push(at.raw)
  }
  return chain
}
