import { generateKeyPairSync, sign } from 'node:crypto'
import type pg from 'pg'
import type { RunningLog } from '../../src/adapters/log/start-log.ts'
import { startLog } from '../../src/adapters/log/start-log.ts'
import { createCaseStore } from '../../src/adapters/store/case-store.ts'
import type { Issuer, OutboxLeaf } from '../../src/casework/ports.ts'
import type { Viewer } from '../../src/casework/roles.ts'
import type { Signer } from '../../src/core/attestation/signer.ts'
import type { LabelId } from '../../src/core/kernel/label-id.ts'
import type { Entry } from '../../src/core/register/entry.ts'
import { readLeaf } from '../../src/core/verifier/leaf.ts'
import { credentialInput, did, issuedAt, labelsUrl, origin, type sampleRegister } from './sample-register.ts'

// A register whose leaves go through the database, as the application's do. 見本・架空.

export const issuer: Issuer = {
  did,
  name: { ja: '見本認証機関', en: 'Sample body' },
  labelsUrl,
  logOrigin: origin,
  sample: true,
}

export function newLogSigner(): Signer {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  return {
    kid: origin,
    algorithm: 'Ed25519',
    publicJwk: publicKey.export({ format: 'jwk' }) as Record<string, string>,
    sign: async (data) => sign(null, data, privateKey),
  }
}

type Register = ReturnType<typeof sampleRegister>

const body: Viewer = { person: 'p', name: '見本 担当', organisation: 'body', kind: 'body', roles: ['decider'] }

function entryOf(label: LabelId, models: readonly string[]): Entry {
  const input = credentialInput(label, 0, models)
  return {
    label,
    scheme: input.scheme.id,
    edition: input.scheme.edition.documentNumber,
    level: input.level.code,
    levelSymbol: input.level.symbol,
    assessor: 'self',
    product: input.product,
    maker: input.maker,
    body: { name: issuer.name },
    declaredOn: input.declaredOn,
    issuedAt: input.validFrom,
    validity: { validFrom: input.validFrom, validUntil: input.validUntil },
    events: [{ event: 'issued', at: issuedAt, effectiveFrom: issuedAt, actorRole: 'decider' }],
    advisories: [],
    sample: true,
    credential: { digest: '', statusIndex: 0, leafIndex: null },
  }
}

/** Commits the register's leaves from an index on, each with its label in one transaction, as issuing does. */
export async function commitLeaves(pool: pg.Pool, register: Register, from = 0): Promise<void> {
  const store = createCaseStore(pool)
  for (const { jws, label, models } of register.leaves.slice(from))
    await store.transact(body, async (tx) => {
      if (label && models)
        await tx.saveLabel({ entry: entryOf(label, models), caseId: label, organisation: 'maker', jws })
      const typ = readLeaf(jws)!.typ as OutboxLeaf['typ']
      await tx.addLeaf({ id: `leaf-${jws.slice(-40)}`, typ, label: label ?? null, jws })
    })
}

/** A log that runs only when it is flushed. */
export const startSampleLog = (
  pool: pg.Pool,
  register: Register,
  logSigner: Signer,
  folder: string,
  now: () => string = () => '2026-11-20T00:00:00Z',
): Promise<RunningLog> =>
  startLog({
    pool,
    signer: register.signer,
    logSigner,
    issuer,
    folder,
    clock: { now },
    intervalMs: 3_600_000,
    onFatal: () => undefined,
  })
