import { createPrivateKey, createPublicKey, sign } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { load } from 'js-yaml'
import type { Signer } from '../../src/core/attestation/signer.ts'
import { digestOf } from '../../src/core/kernel/digest.ts'
import type { Ixit } from '../../src/core/selection/ixit.ts'
import { assess } from '../../src/lab/assess.ts'
import type { Check } from '../../src/lab/check.ts'
import { readIxit } from '../../src/lab/declared/read-ixit.ts'
import type { RunRecordDraft } from '../../src/lab/evidence/run-record.ts'
import type { RunToSeal } from '../../src/lab/evidence/seal.ts'
import type { Observation } from '../../src/lab/observation.ts'
import { policySchema } from '../../src/lab/policy.ts'

// One small run of an invented device, for tests of evidence: a declared web page, and a port nobody declared.

/** A signer with a key that never changes, so that evidence in tests never changes. */
export function fixedSigner(seed: number, kid = `did:web:lab.example#bench-${seed}`): Signer {
  const pkcs8 = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), Buffer.alloc(32, seed)])
  const key = createPrivateKey({ key: pkcs8, format: 'der', type: 'pkcs8' })
  const publicJwk = createPublicKey(key).export({ format: 'jwk' }) as Record<string, string>
  return { kid, algorithm: 'Ed25519', publicJwk, sign: async (data) => sign(null, data, key) }
}

/** Open ports against declared ones, in small: the real check stands in src/lab/checks. */
export const openPorts: Check = {
  id: '5.6-1-2',
  kind: 'automatic',
  cites: ['etsi-ts-103-701:5.6-1'],
  title: { ja: '申告していない口が開いていないこと', en: 'Only declared interfaces are open' },
  units: [
    {
      id: '5.6-1-2a',
      question: {
        ja: '開いているネットワークの口は、すべてIXITに書かれているか。',
        en: 'Is every open network interface documented in the IXIT?',
      },
    },
    {
      id: '5.6-1-2b',
      question: {
        ja: '物理的な口は、すべてIXITに書かれているか。',
        en: 'Is every physical interface documented in the IXIT?',
      },
    },
  ],
  reasons: {
    declared: { ja: '{port} は申告されています。', en: '{port} is declared.' },
    undeclared: { ja: '{port} は開いていますが、申告されていません。', en: '{port} is open and not declared.' },
    'by-hand': { ja: '人が見て確かめる項目です。', en: 'A person has to look.' },
  },
  judge: ({ declared, observations }) => [
    ...observations.flatMap((o) =>
      o.seen.kind === 'port-scan'
        ? o.seen.open.map((port) => {
            const known = declared.interfaces.some(({ endpoints }) => endpoints.includes(`tcp/${port}`))
            return {
              unit: '5.6-1-2a',
              about: `tcp/${port}`,
              verdict: known ? ('pass' as const) : ('fail' as const),
              reason: { code: known ? 'declared' : 'undeclared', facts: { port: `tcp/${port}` } },
              restsOn: [o.id],
            }
          })
        : [],
    ),
    { unit: '5.6-1-2b', about: 'device', verdict: 'not-evaluated', reason: { code: 'by-hand' }, restsOn: [] },
  ],
}

const entry = (id: string, port: string): Ixit[number]['entries'][number] => ({
  id,
  fields: { endpoint: { text: port }, status: { text: 'Enabled' }, protocol: { text: 'https' } },
})

export const sampleIxit: Ixit = [
  { table: '28-LogIntf', edition: 'ETSI TS 103 701 V2.1.1', entries: [entry('LogIntf-Web', 'tcp/443')] },
]

export const samplePolicy = policySchema.parse(
  load(readFileSync(resolve(import.meta.dirname, '../../catalogue/device-tests/policy.yaml'), 'utf8')),
)

export const portScan = (open: readonly number[]): Observation => ({
  id: 'port-scan/ipv4',
  sample: 1,
  address: 'ipv4',
  began: 12,
  took: 2700,
  completeness: 'complete',
  seen: {
    kind: 'port-scan',
    from: 1,
    to: 65535,
    open: [...open],
    refused: 65535 - open.length,
    silent: 0,
    canaries: [{ port: 443, seen: open.includes(443) }],
  },
})

export const sampleRecord: RunRecordDraft = {
  id: '6f1f6a52-4a3e-4d5e-9b1e-0f6f2a8f0c11',
  tool: { name: 'hoshirushi probe', version: '0.1.0' },
  began: '2026-11-24T01:00:00.000Z',
  ended: '2026-11-24T01:00:07.300Z',
  elapsedMs: 7300,
  ending: 'finished',
  digests: { corpus: digestOf([]) },
  product: { maker: '見本電機株式会社', name: 'みほんカメラ', model: 'MC-100', firmwareVersion: '2.4.1' },
  devices: [
    {
      sample: 1,
      label: 'MC-100 / 0001',
      condition: '未使用、箱入り',
      addresses: { ipv4: '198.18.0.2' },
      identity: {
        mac: '02:00:5e:10:00:01',
        serial: 'MC100-000123',
        sshHostKeys: [`SHA256:${'A'.repeat(43)}`],
        tlsCertificates: ['ab'.repeat(32)],
        firmware: `sha256:${'cd'.repeat(32)}`,
      },
    },
  ],
  laboratory: { name: '見本試験所', address: '東京都見本区見本1-2-3' },
  customer: { name: '見本電機株式会社' },
  person: { name: '見本 花子', role: '試験員' },
  nonce: { value: 'c2FtcGxlLW5vbmNlLTAwMDE', issuedBy: 'self' },
  consent: [{ what: 'wrong-tries', at: '2026-11-24T00:59:00.000Z', by: '見本 花子' }],
  environment: { os: 'Linux 6.1', addresses: ['198.18.0.1'], options: { profile: 'normal' } },
  instruments: [{ id: 'scan', outcome: 'complete', ms: 2700 }],
  minutes: [
    { procedure: '5.6-1-2', kind: 'automatic', minutes: 0.1 },
    { procedure: '5.6-3-2', kind: 'guided', minutes: 12 },
  ],
  deviations: [],
}

/** A run to be sealed; what is given replaces what the sample has. */
export function sampleRun(change: Partial<RunToSeal> = {}): RunToSeal {
  const observations = change.observations ?? [portScan([443, 39527])]
  const ixit = change.ixit ?? sampleIxit
  const policy = change.policy ?? samplePolicy
  return {
    record: sampleRecord,
    plan: { document: 'hoshirushi device test plan 1', steps: [{ instrument: 'scan', packets: 65535 }] },
    ixit,
    policy,
    observations,
    assessment: assess([openPorts], { declared: readIxit(ixit), observations, policy }),
    signer: fixedSigner(7),
    ...change,
  }
}

/** Services without number, as no device has them: judging them costs whoever does it as much as possible. */
export const costlyObservations = (count: number): readonly Observation[] =>
  Array.from({ length: count }, (_, i) => ({
    ...portScan([]),
    id: `service/tcp/${i + 1}`,
    endpoint: `tcp/${i + 1}`,
    seen: { kind: 'service', protocol: 'http', tls: false, banner: 'x'.repeat(300) },
  }))
