import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { digestOf } from '../../src/core/kernel/digest.ts'
import { type ForeignIndex, indexForeign } from '../../src/core/procurement/foreign-list.ts'
import { type AskedLine, readLine } from '../../src/core/procurement/line.ts'
import { parseForeignList } from '../../src/core/procurement/parse-foreign-list.ts'
import { indexRegister, type RegisterSnapshot } from '../../src/core/procurement/register-index.ts'
import type { Entry } from '../../src/core/register/entry.ts'
import type { Recognition } from '../../src/core/scheme/recognition.ts'
import type { PinnedScheme } from '../../src/core/scheme/scheme.ts'
import type { LabelEvent } from '../../src/core/surveillance/standing.ts'
import { wholeCatalogue } from './catalogue.ts'

// The world of vectors/procurement: see the head of world.yaml for what an entry leaves out.

type Brief = Readonly<Record<string, unknown>>
interface World {
  readonly takenAt: string
  readonly levels: readonly {
    readonly scheme: string
    readonly level: string
    readonly status: string
    readonly categories: string[]
  }[]
  readonly makers: Readonly<
    Record<string, { readonly ja: string; readonly en?: string; readonly corporateNumber?: string }>
  >
  readonly entries: readonly Brief[]
  readonly lists: readonly Brief[]
  readonly recognition: readonly {
    readonly id: string
    readonly from: Recognition['from']
    readonly to: Recognition['to']
    readonly equals: string
    readonly inForce: string
    readonly until?: string
  }[]
}

/** Reads a file of vectors/procurement. */
export const procurementVectors = <T>(name: string): T =>
  parse(readFileSync(new URL(`../../vectors/procurement/${name}.yaml`, import.meta.url), 'utf8')) as T

const world = procurementVectors<World>('world')

/** An entry of the register from the few fields in which it differs from an ordinary one. */
export function entryOf(brief: Brief): Entry {
  const maker = String(brief.maker ?? 'hoshizora')
  const level = String(brief.level ?? '1')
  const validFrom = String(brief.validFrom ?? '2026-04-15T00:00:00Z')
  const { corporateNumber, ...name } = world.makers[maker] ?? { ja: maker, en: maker }
  const events = ((brief.events ?? []) as readonly Pick<LabelEvent, 'event' | 'at'>[]).map(
    (event): LabelEvent => ({ ...{ effectiveFrom: event.at, actorRole: 'decider' }, ...event }),
  )
  return {
    label: String(brief.label),
    scheme: String(brief.scheme ?? 'jc-star'),
    edition: String(brief.edition ?? 'JST-CR-01-01-2024R1'),
    level,
    levelSymbol: `☆${level}`,
    assessor: (brief.assessor ?? (level === '3' ? 'third-party' : 'self')) as Entry['assessor'],
    product: {
      name: { ja: '架空の製品', en: 'Imaginary product' },
      category: String(brief.category ?? 'other'),
      intendedUse: '',
      models: brief.models as readonly string[],
      ...(brief.gtins === undefined
        ? {}
        : {
            gtins: Object.entries(brief.gtins as Readonly<Record<string, string>>).map(([gtin, model]) => ({
              gtin,
              model,
            })),
          }),
      software: { minimum: String(brief.firmware ?? '1.0.0'), services: [] },
      updates: {
        mode: 'automatic',
        howToSeeVersion: '',
        supportUntil: brief.supportUntil === null ? null : String(brief.supportUntil ?? '2030-03-31'),
      },
      use: { setUp: '', daily: '', disposal: '' },
      defaultPassword: 'none',
      vulnerability: { contact: 'psirt@mihon.example', policyUrl: 'https://mihon.example/' },
      sbom: 'kept',
    },
    maker: {
      id: maker,
      name,
      role: 'manufacturer',
      contact: 'https://mihon.example/',
      ...(corporateNumber === undefined ? {} : { corporateNumber }),
    },
    body: { name: { ja: '見本認証機関', en: 'Sample body' } },
    declaredOn: '2026-03-01',
    issuedAt: validFrom,
    validity: { validFrom, validUntil: String(brief.validUntil ?? '2028-04-14T15:00:00Z') },
    events: [{ event: 'issued', at: validFrom, effectiveFrom: validFrom, actorRole: 'decider' }, ...events],
    advisories: ((brief.advisories ?? []) as readonly Brief[]).map((advisory) => ({
      text: { ja: '見本' },
      ...advisory,
    })) as unknown as Entry['advisories'],
    sample: true,
    credential: { digest: 'sha256:0', statusIndex: 0, leafIndex: null },
  }
}

/** A snapshot of entries, as if published at that moment. */
export const snapshotOf = (entries: readonly Entry[], takenAt = world.takenAt): RegisterSnapshot => ({
  digest: digestOf(entries),
  takenAt,
  entries,
})

export const worldEntries: readonly Entry[] = world.entries.map(entryOf)
export const worldRegister = indexRegister(snapshotOf(worldEntries))

/** The catalogue's schemes with the levels of the world in operation. */
export const worldSchemes: readonly PinnedScheme[] = wholeCatalogue.schemes.map((scheme) => ({
  ...scheme,
  levels: scheme.levels.map((level) => {
    const other = world.levels.find((one) => one.scheme === scheme.id && one.level === level.code)
    return other === undefined
      ? level
      : { ...level, status: other.status as 'in-operation', categories: other.categories }
  }),
}))

/** The catalogue's rules of recognition, and the invented ones. */
export const worldRecognition: readonly Recognition[] = [
  ...wholeCatalogue.recognition,
  ...world.recognition.map(
    ({ equals, ...rule }): Recognition => ({
      ...rule,
      effects: [{ kind: 'equals-level', level: equals }],
      basis: 'arrangement',
      title: { ja: '架空の承認の規則', en: 'Invented rule of recognition' },
      conditions: [],
      adds: [],
      provenance: { mark: 'own' },
    }),
  ),
]

export const worldForeign: ForeignIndex = indexForeign(
  world.lists.map((data) => {
    const list = parseForeignList({ file: 'vectors/procurement/world.yaml', data })
    if (!list.ok) throw new Error(JSON.stringify(list.fault))
    return list.value
  }),
)

/** Reads a list as vectors write it: a text is a model, anything else the cells of a row. */
export const linesOf = (rows: readonly (string | Omit<AskedLine, 'row'>)[]) =>
  rows.map((row, i) => readLine({ row: i + 1, ...(typeof row === 'string' ? { model: row } : row) }))
