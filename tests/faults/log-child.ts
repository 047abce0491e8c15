import { createPrivateKey, sign } from 'node:crypto'
import { startLog } from '../../src/adapters/log/start-log.ts'
import { openPool } from '../../src/adapters/store/database.ts'
import type { Signer } from '../../src/core/attestation/signer.ts'
import { issuer } from '../support/sample-log.ts'
import { did, origin } from '../support/sample-register.ts'

// A process that sequences and publishes until it is killed; its orders come in LOG_CHILD.
interface Orders {
  readonly connection: {
    readonly host: string
    readonly port: number
    readonly user: string
    readonly database: string
  }
  readonly folder: string
  readonly es256: Record<string, string>
  readonly ed25519: Record<string, string>
}

const orders = JSON.parse(process.env.LOG_CHILD ?? '') as Orders

function signer(kid: string, jwk: Record<string, string>): Signer {
  const key = createPrivateKey({ key: jwk, format: 'jwk' })
  const { d: _, ...publicJwk } = jwk
  const isEd = jwk.crv === 'Ed25519'
  return {
    kid,
    algorithm: isEd ? 'Ed25519' : 'ES256',
    publicJwk,
    sign: async (data) => (isEd ? sign(null, data, key) : sign('sha256', data, { key, dsaEncoding: 'ieee-p1363' })),
  }
}

const log = await startLog({
  pool: openPool({ connection: orders.connection, connections: 2 }),
  signer: signer(`${did}#2026-es256-1`, orders.es256),
  logSigner: signer(origin, orders.ed25519),
  issuer,
  folder: orders.folder,
  // Every process lives in another day, so that lists are renewed under fire too.
  clock: { now: () => new Date(Date.parse('2026-11-20T00:00:00Z') + (process.pid % 7) * 86_400_000).toISOString() },
  intervalMs: 5,
})
console.log('ready')
setInterval(async () => {
  const { logSize, publishedSize } = await log.health()
  console.log(`size ${logSize} ${publishedSize}`)
}, 50)
