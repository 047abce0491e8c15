import { generateKeyPairSync, sign } from 'node:crypto'
import type { CredentialInput } from '../../src/core/attestation/credential.ts'
import type { Signer } from '../../src/core/attestation/signer.ts'
import { startOfDate } from '../../src/core/kernel/date.ts'
import type { Criterion } from '../../src/core/scheme/criterion.ts'
import type { Level } from '../../src/core/scheme/scheme.ts'

// An invented label for the tests of attestation, register and artwork: scheme, maker and product are made up.

const provenance = { mark: 'derived', source: 'invented for tests' } as const

const criteria: Criterion[] = Array.from({ length: 16 }, (_, i) => ({
  id: `T1-${String(i + 1).padStart(2, '0')}`,
  theme: 'all',
  title: { ja: `見本の適合基準その${i + 1}`, en: `Invented criterion number ${i + 1}` },
  demand: { ja: '見本', en: 'sample' },
  meaning: { ja: '見本', en: 'sample' },
  evidence: [],
  procedures: [],
  notApplicable: { allowed: false, conditions: [], provenance },
  provenance,
}))

export const level: Level = {
  code: '1',
  rank: 1,
  of: 4,
  symbol: '☆1',
  name: { ja: '最低限の水準', en: 'Common minimum' },
  status: 'in-operation',
  path: 'declaration',
  assessor: 'self',
  validityMonths: 24,
  fees: [],
  criteria: criteria.map((c) => c.id),
  provenance,
}

export const models = (count: number): string[] => Array.from({ length: count }, (_, i) => `HR-${200 + i}W`)

export const example: CredentialInput = {
  issuer: {
    did: 'did:web:label.example.jp',
    name: { ja: '見本認証機関', en: 'Sample Body' },
    labelsUrl: 'https://label.example.jp',
    sample: true,
  },
  scheme: {
    id: 'sample-scheme',
    edition: { documentNumber: 'SAMPLE-01', title: { ja: '見本の基準', en: 'Sample criteria' }, issued: '2026-01-01' },
    name: { ja: '見本制度', en: 'Sample scheme' },
    criteria,
  },
  level,
  criteria: level.criteria,
  label: '7K3M9QXP2C',
  product: {
    name: { ja: 'ひかりルーター HR-200シリーズ', en: 'Hikari Router HR-200 series' },
    category: 'router',
    intendedUse: '家庭でインターネットにつなぐ',
    models: models(18),
    software: { minimum: '3.2.0', services: ['ひかりホーム'] },
    updates: { mode: 'automatic', howToSeeVersion: '管理画面のいちばん下', supportUntil: '2031-03-31' },
    use: { setUp: '最初の画面で変える', daily: 'オンのまま使う', disposal: '10秒押す' },
    defaultPassword: 'unique-per-device',
    vulnerability: { contact: 'psirt@hikari.example', policyUrl: 'https://hikari.example/psirt' },
    sbom: 'kept',
  },
  maker: {
    id: 'hikari',
    name: { ja: '株式会社ひかり見本', en: 'Hikari Sample Co., Ltd.' },
    corporateNumber: '0000000000000',
    role: 'manufacturer',
    contact: 'https://hikari.example/contact',
  },
  declaredOn: '2026-04-01',
  validFrom: startOfDate('2026-04-15'),
  validUntil: startOfDate('2028-04-15'),
  statusIndex: 131_073, // second list, second entry
}

/** A fresh ES256 key that lives as long as the test. */
export function freshSigner(kid = 'did:web:label.example.jp#2026-es256-1'): Signer {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return {
    kid,
    algorithm: 'ES256',
    publicJwk: publicKey.export({ format: 'jwk' }) as Record<string, string>,
    sign: async (data) => sign('sha256', data, { key: privateKey, dsaEncoding: 'ieee-p1363' }),
  }
}
