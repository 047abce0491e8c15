import { generateKeyPairSync, hash, sign } from 'node:crypto'
import { attest } from '../../src/core/attestation/attest.ts'
import { type CredentialInput, modelsFile } from '../../src/core/attestation/credential.ts'
import { headerOf, signJws } from '../../src/core/attestation/jws.ts'
import { type LoggedEvent, labelEventPayload, statusSnapshotPayload } from '../../src/core/attestation/label-event.ts'
import type { Signer } from '../../src/core/attestation/signer.ts'
import { statusPurposes } from '../../src/core/attestation/status-bits.ts'
import { listCredential } from '../../src/core/attestation/status-list.ts'
import { toBase64 } from '../../src/core/kernel/base64.ts'
import { type LabelId, makeLabelId } from '../../src/core/kernel/label-id.ts'
import { buildTree, hashLeaves, nodeHash, type Tree } from '../../src/core/log/merkle.ts'
import { writeVkey } from '../../src/core/log/note.ts'
import { inclusionPlan, makeProof } from '../../src/core/log/proof.ts'
import { type LogKey, signCheckpoint, vkeyOf } from '../../src/core/log/sign-checkpoint.ts'
import { writeTlogProof } from '../../src/core/log/tlog-proof.ts'
import type { Bundle, Logged, StatusEvidence } from '../../src/core/verifier/bundle.ts'
import { openReplay } from '../../src/core/verifier/replay.ts'
import type { TrustFile } from '../../src/core/verifier/trust.ts'

// A register in memory, with keys made on the spot: everything a verifier can be given, real in every byte. 見本・架空.

export const labelsUrl = 'https://labels.mihon.example'
export const did = 'did:web:labels.mihon.example'
export const origin = 'log.mihon.example/hyohon'
export const issuedAt = '2026-11-01T00:00:00Z'

export function newSigner(kid = `${did}#2026-es256-1`): Signer {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return {
    kid,
    algorithm: 'ES256',
    publicJwk: publicKey.export({ format: 'jwk' }) as Record<string, string>,
    sign: async (data) => sign('sha256', data, { key: privateKey, dsaEncoding: 'ieee-p1363' }),
  }
}

export function newLogKey(name = origin): LogKey {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  return {
    name,
    key: Buffer.from(publicKey.export({ format: 'jwk' }).x!, 'base64url'),
    sign: async (data) => sign(null, data, privateKey),
  }
}

export function labelNumber(n: number): LabelId {
  return makeLabelId(hash('sha256', `label ${n}`, 'buffer').subarray(0, 18))
}

const provenance = {} as never

export const credentialInput = (label: LabelId, statusIndex: number, models: readonly string[]): CredentialInput => ({
  issuer: { did, name: { ja: '見本認証機関', en: 'Sample body' }, labelsUrl, sample: true },
  scheme: {
    id: 'mihon-scheme',
    edition: { documentNumber: 'MIHON-01', title: { ja: '見本', en: 'Sample' }, issued: '2026-01-01' },
    name: { ja: '見本制度', en: 'Sample scheme' },
    criteria: [],
  },
  level: {
    code: '1',
    rank: 1,
    of: 4,
    symbol: '☆1',
    name: { ja: 'レベル1', en: 'Level 1' },
    status: 'in-operation',
    path: 'declaration',
    assessor: 'self',
    validityMonths: 24,
    fees: [],
    criteria: [],
    provenance,
  },
  criteria: [],
  label,
  product: {
    name: { ja: '架空ルータ', en: 'Imaginary router' },
    category: 'router',
    intendedUse: '家庭での利用',
    models,
    software: { minimum: '1.0.0', services: [] },
    updates: { mode: 'automatic', howToSeeVersion: '管理画面', supportUntil: '2030-03-31' },
    use: { setUp: '', daily: '', disposal: '' },
    defaultPassword: 'unique-per-device',
    vulnerability: { contact: 'psirt@mihon.example', policyUrl: 'https://mihon.example/psirt' },
    sbom: 'kept',
  },
  maker: { id: 'mihon', name: { ja: '架空電機' }, role: 'manufacturer', contact: 'https://mihon.example' },
  declaredOn: '2026-10-20',
  validFrom: issuedAt,
  validUntil: '2028-10-31T15:00:00.000Z',
  statusIndex,
})

export interface SampleLeaf {
  readonly jws: string
  readonly label: LabelId | undefined
  readonly models?: readonly string[]
}

/** Issues, changes and publishes labels; `bundle` gives what a verifier would carry. */
export function sampleRegister(keys: { readonly signer?: Signer; readonly log?: LogKey } = {}) {
  const signer = keys.signer ?? newSigner()
  const log = keys.log ?? newLogKey()
  const leaves: SampleLeaf[] = []
  let statusIndex = 0
  let lists: { purpose: string; k: number; jws: string; snapshot: number }[] = []
  let cached: { size: number; tree: Tree; note: string } | undefined

  const sha256 = (text: string) => hash('sha256', text, 'hex')
  const treeOf = (size: number) => buildTree(hashLeaves(leaves.slice(0, size).map((l) => Buffer.from(l.jws))))

  async function head() {
    if (cached?.size !== leaves.length) {
      const tree = treeOf(leaves.length)
      cached = { size: tree.size, tree, note: await signCheckpoint({ origin, size: tree.size, root: tree.root }, log) }
    }
    return cached
  }

  async function logged(index: number): Promise<Logged> {
    const { tree, size, note } = await head()
    const path = makeProof(inclusionPlan(index, size), tree.node, nodeHash)
    return { jws: leaves[index]!.jws, proof: writeTlogProof({ index, path, checkpoint: note }) }
  }

  return {
    signer,
    log,
    leaves,
    head,
    logged,
    trust: (): TrustFile => ({
      format: 'hoshirushi-trust/1',
      version: 1,
      issuer: did,
      labels: labelsUrl,
      log: `https://${origin}`,
      policy: `log ${writeVkey(vkeyOf(log.name, log.key))}\nquorum none\n`,
      keys: [
        {
          kid: signer.kid,
          kty: 'EC',
          crv: 'P-256',
          x: signer.publicJwk.x!,
          y: signer.publicJwk.y!,
          from: 0,
          until: null,
        },
      ],
    }),
    /** Issues a label and gives the index of its leaf. */
    async issue(
      label: LabelId,
      models: readonly string[] = ['MH-100', 'MH-200'],
      change: Partial<CredentialInput> = {},
    ) {
      const statement = await attest({ ...credentialInput(label, statusIndex++, models), ...change }, signer)
      if (!statement.ok) throw new Error(statement.fault.code)
      leaves.push({ jws: statement.value.jws, label, models: JSON.parse(modelsFile(models).text) })
      return leaves.length - 1
    },
    async event(event: LoggedEvent, about: number, at = '2026-11-10T00:00:00Z') {
      const { jws, label } = leaves[about]!
      const place = leaves.slice(0, about).filter((l) => l.models).length
      const payload = labelEventPayload({
        issuer: did,
        id: `${event}-${leaves.length}`,
        at,
        event,
        label: label!,
        credential: `sha256:${sha256(jws)}`,
        statusIndex: place,
        effectiveFrom: at,
        reasonCode: 'sample-reason',
      })
      leaves.push({ jws: await signJws(headerOf('label-event+jwt', signer.kid), payload, signer), label })
      return leaves.length - 1
    },
    /** Signs the lists of the log as it stands, and logs the snapshot that names them. */
    async publishLists(at: string) {
      const replay = openReplay()
      for (const { jws } of leaves) replay.add(jws, sha256(jws))
      const { root } = treeOf(leaves.length)
      const made: { purpose: (typeof statusPurposes)[number]; k: number; jws: string }[] = []
      for (const purpose of statusPurposes)
        for (let k = 0; k < replay.listCount; k++) {
          const validUntil = new Date(Date.parse(at) + 7 * 86_400_000).toISOString()
          const facts = { issuer: did, labelsUrl, purpose, k, logTreeSize: leaves.length, logRoot: toBase64(root) }
          const credential = listCredential(replay.bits(purpose, k), { ...facts, validFrom: at, validUntil })
          made.push({ purpose, k, jws: await signJws(headerOf('vc+jwt', signer.kid), credential, signer) })
        }
      const payload = statusSnapshotPayload({
        issuer: did,
        id: `snapshot-${leaves.length}`,
        at,
        treeSize: leaves.length,
        root: toBase64(root),
        lists: made.map(({ purpose, k, jws }) => ({ purpose, k, digest: `sha256:${sha256(jws)}` })),
      })
      leaves.push({
        jws: await signJws(headerOf('status-snapshot+jwt', signer.kid), payload, signer),
        label: undefined,
      })
      lists = made.map((l) => ({ ...l, snapshot: leaves.length - 1 }))
    },
    async status(): Promise<StatusEvidence[]> {
      return Promise.all(lists.map(async ({ jws, snapshot }) => ({ list: jws, snapshot: await logged(snapshot) })))
    },
    /** The bundle of one leaf with everything a traveller takes along. */
    async bundle(index: number): Promise<Bundle> {
      const { jws, proof } = await logged(index)
      return {
        credential: jws,
        proof,
        models: leaves[index]!.models!,
        status: await this.status(),
        checkpoint: (await head()).note,
      }
    },
  }
}
