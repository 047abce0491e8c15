import type { Entry } from '../../src/core/register/entry.ts'
import type { LabelEvent } from '../../src/core/surveillance/standing.ts'

// Invented labels for trying pages: every maker and product here is made up.

interface Sketch {
  readonly label: string
  readonly name: { readonly ja: string; readonly en?: string }
  readonly maker: { readonly id: string; readonly ja: string; readonly en?: string; readonly number?: string }
  readonly models: readonly string[]
  readonly gtins?: Entry['product']['gtins']
  readonly category: string
  readonly level?: string
  readonly issued: string // day
  readonly untilExclusive: string // first day it no longer holds
  readonly supportUntil: string | null
  readonly mode?: Entry['product']['updates']['mode']
  readonly events?: readonly LabelEvent[]
  readonly advisories?: Entry['advisories']
  readonly password?: Entry['product']['defaultPassword']
}

const day = (date: string) => new Date(`${date}T00:00:00+09:00`).toISOString()

const event = (kind: LabelEvent['event'], at: string, more: Partial<LabelEvent> = {}): LabelEvent => ({
  event: kind,
  at,
  effectiveFrom: at,
  actorRole: 'decider',
  ...more,
})

const draw = (s: Sketch, index: number): Entry => {
  const level = s.level ?? '1'
  return {
    label: s.label,
    scheme: 'jc-star',
    edition: 'JST-CR-01-01-2024R1',
    level,
    levelSymbol: `☆${level}`,
    assessor: Number(level) >= 3 ? 'third-party' : 'self',
    product: {
      name: s.name,
      category: s.category,
      page: 'https://hikari.example/hr-200',
      intendedUse: '家庭でインターネットにつなぐ',
      models: s.models,
      software: { minimum: '3.2.0', services: ['ひかりホーム（アプリ）', 'ひかり遠隔管理'] },
      updates: {
        mode: s.mode ?? 'automatic',
        howToTurnOff: '管理画面の「設定」→「更新」→「自動更新」',
        howToSeeVersion: '管理画面のいちばん下',
        supportUntil: s.supportUntil,
      },
      use: {
        setUp: '本体の底面に書いてあります。最初の画面で変えてください。',
        daily: '自動更新をオンのままにしてください。',
        disposal: 'RESETを10秒押して、設定と記録を消してください。',
      },
      defaultPassword: s.password ?? 'unique-per-device',
      vulnerability: { contact: 'psirt@hikari.example', policyUrl: 'https://hikari.example/psirt' },
      sbom: 'kept',
      ...(s.gtins === undefined ? {} : { gtins: s.gtins }),
    },
    maker: {
      id: s.maker.id,
      name: { ja: s.maker.ja, ...(s.maker.en ? { en: s.maker.en } : {}) },
      corporateNumber: s.maker.number ?? '0000000000000',
      role: 'manufacturer',
      address: '見本県架空市1-1-1',
      contact: 'info@hikari.example',
    },
    body: { name: { ja: '星印 運営事務局（見本）', en: 'Hoshirushi secretariat (sample)' } },
    declaredOn: new Date(Date.parse(day(s.issued)) - 6 * 86_400_000).toISOString().slice(0, 10),
    issuedAt: day(s.issued),
    validity: { validFrom: day(s.issued), validUntil: day(s.untilExclusive) },
    events: [event('issued', day(s.issued), { models: s.models.length }), ...(s.events ?? [])],
    advisories: s.advisories ?? [],
    sample: true,
    credential: { digest: `sha256:${String(index).padStart(64, '0')}`, statusIndex: index, leafIndex: 48_213 + index },
  }
}

const hikari = { id: 'hikari', ja: 'ひかり通信機株式会社（架空）', en: 'Hikari Tsushinki (fictional)' }
const shiomi = { id: 'shiomi', ja: '汐見電子株式会社（架空）', en: 'Shiomi Denshi (fictional)' }

/** Label A: valid, ☆1, a router with 18 models. */
export const labelA = '7K3M9QXP2C'
/** Label B: suspended since 2026-11-10. */
export const labelB = '2F7C8MZQ5S'
/** Label C: withdrawn. */
export const labelC = '3D8KB4WTN5'
/** Label D: expired. */
export const labelD = '4E977GHT7T'
/** Label E: valid, ☆3, assessed by a third party; its maker wrote Japanese only. */
export const labelE = '6B3NDEDXYQ'
/** Label F: ended by its maker. */
export const labelF = '5X7PRDMNAG'
/** Label G: valid, expiring within 90 days, no updates promised. */
export const labelG = '8S2NWMHPQN'
/** Label H: valid; the maker's name is an attack on spreadsheets. */
export const labelH = '9F3M7ACXA2'

export const entries: readonly Entry[] = (
  [
    {
      label: labelA,
      name: { ja: 'ひかりルーター HR-200シリーズ', en: 'Hikari Router HR-200 series' },
      maker: hikari,
      models:
        'HR-200 HR-200W HR-200-JP HR-200B HR-200P HR-200S HR-205 HR-205W HR-210 HR-210W HR-210P HR-220 HR-220W HR-220S HR-230 HR-230W HR-240 HR-240W'.split(
          ' ',
        ),
      gtins: [
        { gtin: '09520123000011', model: 'HR-200' },
        { gtin: '09520123000028', model: 'HR-200W' },
      ],
      category: 'router',
      issued: '2026-04-15',
      untilExclusive: '2028-04-15',
      supportUntil: '2031-03-31',
    },
    {
      label: labelB,
      name: { ja: 'しおさいゲートウェイ SG-40', en: 'Shiosai Gateway SG-40' },
      maker: shiomi,
      models: ['SG-40', 'SG-40W'],
      gtins: [{ gtin: '09520123000042', model: 'SG-40' }],
      category: 'router',
      issued: '2025-10-01',
      untilExclusive: '2027-10-01',
      supportUntil: '2029-06-30',
      events: [
        event('suspended', '2026-11-10T07:20:00Z', {
          reasonCode: 'vulnerability-open',
          publicText: {
            ja: '遠隔管理の認証を避けられる弱点が見つかり、修正の確認を待っています。',
            en: 'A weakness that bypasses the login of remote management was found; the fix is being checked.',
          },
        }),
      ],
      advisories: [
        {
          id: 'adv-1',
          at: '2026-11-10T07:00:00Z',
          open: true,
          text: {
            ja: 'ソフトウェアを3.2.1へ更新してください。更新できないときは、外からの管理をオフにしてください。',
            en: 'Update the software to 3.2.1. If you cannot, turn remote management off.',
          },
          url: 'https://shiomi.example/advisories/1',
        },
      ],
    },
    {
      label: labelC,
      name: { ja: 'こもれび照明 KB-7シリーズ', en: 'Komorebi Light KB-7 series' },
      maker: { id: 'kodachi', ja: '木立ライティング株式会社（架空）', en: 'Kodachi Lighting (fictional)' },
      models: ['KB-7', 'KB-7L'],
      gtins: [
        { gtin: '09520123000103', model: 'KB-7' },
        { gtin: '09520123000042', model: 'KB-7L' }, // a number that another maker has, too
      ],
      category: 'lighting',
      issued: '2025-06-02',
      untilExclusive: '2027-06-02',
      supportUntil: '2028-06-30',
      events: [event('withdrawn', '2026-10-28T01:00:00Z', { reasonCode: 'criterion-not-fulfilled' })],
    },
    {
      label: labelD,
      name: { ja: 'みね温湿度計 TH-3', en: 'Mine Thermo-hygrometer TH-3' },
      maker: { id: 'mine', ja: '峰計測株式会社（架空）', en: 'Mine Keisoku (fictional)' },
      models: ['TH-3'],
      category: 'sensor',
      issued: '2024-09-20',
      untilExclusive: '2026-09-20',
      supportUntil: '2026-06-30',
      mode: 'manual',
    },
    {
      label: labelE,
      name: { ja: 'みなもカメラ MC-12' },
      maker: { id: 'minamo', ja: '水面精機株式会社（架空）' },
      models: ['MC-12', 'MC-12P', 'MC-12X'],
      category: 'network-camera',
      level: '3',
      issued: '2026-07-01',
      untilExclusive: '2028-07-01',
      supportUntil: '2032-12-31',
      events: [
        event('suspended', '2026-09-21T02:00:00Z', { reasonCode: 'vulnerability-open' }),
        event('restored', '2026-10-06T02:00:00Z', { reasonCode: 'cause-removed' }),
      ],
    },
    {
      label: labelF,
      name: { ja: 'さとやまリモコン SR-1', en: 'Satoyama Remote SR-1' },
      maker: { id: 'satoyama', ja: '里山ホーム株式会社（架空）', en: 'Satoyama Home (fictional)' },
      models: ['SR-1'],
      category: 'appliance',
      issued: '2025-05-10',
      untilExclusive: '2027-05-10',
      supportUntil: '2026-03-31',
      events: [event('ended', '2026-05-01T03:00:00Z', { reasonCode: 'product-discontinued', actorRole: 'applicant' })],
    },
    {
      label: labelG,
      name: { ja: 'かわらメッシュ HR-2000', en: 'Kawara Mesh HR-2000' },
      maker: { id: 'kawara', ja: '瓦工房株式会社（架空）', en: 'Kawara Works (fictional)' },
      models: ['HR-2000', 'HR-2001'],
      category: 'router',
      level: '2',
      issued: '2025-01-15',
      untilExclusive: '2027-01-16',
      supportUntil: null,
      mode: 'none',
      password: 'cannot-change',
    },
    {
      label: labelH,
      name: { ja: 'つむぎハブ TH-1', en: 'Tsumugi Hub TH-1' },
      maker: { id: 'formula', ja: '=SUM(A1)', en: '=SUM(A1)' },
      models: ['TH-1', '@TH-1B'],
      category: 'appliance',
      issued: '2026-02-01',
      untilExclusive: '2028-02-01',
      supportUntil: '2030-01-31',
      mode: 'automatic-off',
    },
  ] satisfies readonly Sketch[]
).map(draw)
