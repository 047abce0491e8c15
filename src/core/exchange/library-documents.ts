import { ok, type Result, refuse } from '../kernel/result.ts'
import type { Crosswalk } from '../scheme/crosswalk.ts'
import type { SchemeFault } from '../scheme/faults.ts'
import { type CatalogueDocument, parseCrosswalk, parseLongList, parseStandard } from '../scheme/parse.ts'
import type { LongList } from '../scheme/requirement.ts'
import type { Standard } from '../scheme/standard.ts'
import type { ExchangeFault } from './faults.ts'

// What was read from elsewhere goes through the same door as the files that people write: it is laid out as the
// documents of a catalogue and parsed from them. So nothing comes in that could not have been written by hand.

/** A standard as the documents of a library, `standards/<id>/…`. */
export function standardDocuments({ provisions, ...head }: Standard): readonly CatalogueDocument[] {
  const folder = `standards/${head.id}`
  return [
    { file: `${folder}/edition.yaml`, data: head },
    ...byTheme(provisions).map(([theme, rows], i) => ({
      file: `${folder}/provisions/${String(i + 1).padStart(2, '0')}.yaml`,
      data: { clause: theme, theme, provisions: rows },
    })),
  ]
}

/** A crosswalk as the document of a library. */
export const crosswalkDocuments = (crosswalk: Crosswalk): readonly CatalogueDocument[] => [
  { file: `crosswalks/${crosswalk.id}.yaml`, data: crosswalk },
]

/** A long list as the documents of a library: a file for each theme, called like it. */
export function longListDocuments({ requirements, ...head }: LongList): readonly CatalogueDocument[] {
  return [
    { file: 'requirements/list.yaml', data: head },
    ...byTheme(requirements).map(([theme, rows]) => ({
      file: `requirements/themes/${theme}.yaml`,
      data: { theme, requirements: rows },
    })),
  ]
}

const byTheme = <T extends { readonly theme: string }>(rows: readonly T[]) =>
  [...Map.groupBy(rows, ({ theme }) => theme)].map(
    ([theme, of]) => [theme, of.map(({ theme: _, ...row }) => row)] as const,
  )

/** The standard once through the catalogue's own door. */
export const checkedStandard = (name: string, standard: Standard): Result<Standard, ExchangeFault> =>
  asExchange(name, parseStandard(standardDocuments(standard)))

export const checkedCrosswalk = (name: string, crosswalk: Crosswalk): Result<Crosswalk, ExchangeFault> =>
  asExchange(name, parseCrosswalk(crosswalkDocuments(crosswalk)[0]!))

// One document a row, so that the order is kept across themes.
export const checkedLongList = (name: string, { requirements, ...head }: LongList): Result<LongList, ExchangeFault> =>
  asExchange(
    name,
    parseLongList([
      { file: 'requirements/list.yaml', data: head },
      ...requirements.map(({ theme, ...row }) => ({
        file: `requirements/themes/${theme.replaceAll('/', '_')}.yaml`,
        data: { theme, requirements: [row] },
      })),
    ]),
  )

function asExchange<T>(name: string, result: Result<T, SchemeFault>): Result<T, ExchangeFault> {
  if (result.ok) return ok(result.value)
  const { fault } = result
  return refuse({
    code: 'exchange-document-invalid',
    name,
    row: fault.code === 'scheme-document-invalid' ? `${fault.file} ${fault.row}` : fault.file,
    reason: fault.code === 'scheme-document-invalid' ? fault.reason : fault.code,
  })
}
