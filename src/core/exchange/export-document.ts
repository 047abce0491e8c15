import type { Instant } from '../kernel/date.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import type { Catalogue } from '../scheme/catalogue.ts'
import type { Crosswalk } from '../scheme/crosswalk.ts'
import { editionKey, type Scheme } from '../scheme/scheme.ts'
import type { Standard } from '../scheme/standard.ts'
import { crosswalkToCsv } from './csv-crosswalk.ts'
import { longListToCsv } from './csv-long-list.ts'
import { provisionsToCsv } from './csv-provisions.ts'
import { recognitionToCsv } from './csv-recognition.ts'
import type { ExchangeFault } from './faults.ts'
import type { Carried } from './lost.ts'
import { criteriaToOscal, longListToOscal, standardToOscal } from './oscal-catalog-out.ts'
import { crosswalkToOscal } from './oscal-mapping-out.ts'
import { fileOf } from './oscal-metadata.ts'
import { levelToOscal } from './oscal-profile-out.ts'
import { crosswalkJsonLd, longListJsonLd } from './untp-relations.ts'
import { levelJsonLd, schemeJsonLd, standardJsonLd } from './untp-scheme.ts'

export const exportFormats = ['oscal', 'csv', 'json-ld'] as const
export type ExportFormat = (typeof exportFormats)[number]

/** What is to be exported: a document by its name, or a level of a scheme. */
export interface ExportOrder {
  /** 'etsi-en-303-645', 'jc-star', 'jc-star--uk-psti', 'requirements', 'recognition'; 'schemes/…' or 'standards/…' where a name is both. */
  readonly id: string
  readonly level?: string
  readonly format: ExportFormat
  readonly base: string // address of the installation, for JSON-LD
  readonly at: Instant // stands in the document as its last change
}

/** A file to give away, and what it could not carry. */
export interface ExportedFile extends Carried<string> {
  readonly file: string
  readonly mediaType: string
}

type Found =
  | { readonly kind: 'standard'; readonly thing: Standard }
  | { readonly kind: 'scheme'; readonly thing: Scheme }
  | { readonly kind: 'crosswalk'; readonly thing: Crosswalk }
  | { readonly kind: 'requirements' }
  | { readonly kind: 'recognition' }

/** Writes one document of the catalogue in a format of others. */
export function exportDocument(catalogue: Catalogue, order: ExportOrder): Result<ExportedFile, ExchangeFault> {
  const found = find(catalogue, order)
  if (!found) return refuse({ code: 'exchange-id-unknown', name: 'catalogue', id: order.id })
  switch (order.format) {
    case 'oscal':
      return oscal(catalogue, found, order)
    case 'csv':
      return csv(catalogue, found, order)
    case 'json-ld':
      return linkedData(catalogue, found, order)
  }
}

function find({ standards, schemes, crosswalks }: Catalogue, { id, level }: ExportOrder): Found | undefined {
  if (id === 'requirements' || id === 'requirement') return { kind: 'requirements' }
  if (id === 'recognition') return { kind: 'recognition' }
  const [, folder, name = ''] = /^(?:(schemes|standards|crosswalks)\/)?(.*)$/.exec(id) ?? []
  const standard = standards.find((one) => one.id === name)
  const scheme = schemes.find((one) => editionKey(one) === name)
  const crosswalk = crosswalks.find((one) => one.id === name)
  const asScheme = folder === 'schemes' || (folder === undefined && (level !== undefined || !standard))
  if (scheme && asScheme) return { kind: 'scheme', thing: scheme }
  if (standard && (folder === undefined || folder === 'standards')) return { kind: 'standard', thing: standard }
  return crosswalk && folder !== 'schemes' && folder !== 'standards'
    ? { kind: 'crosswalk', thing: crosswalk }
    : undefined
}

function oscal(
  { standards, longList }: Catalogue,
  found: Found,
  { level, at, id }: ExportOrder,
): Result<ExportedFile, ExchangeFault> {
  switch (found.kind) {
    case 'standard':
      return ok(json(standardToOscal(found.thing, at), fileOf(found.thing.id, 'catalog')))
    case 'requirements':
      return ok(json(longListToOscal(longList, at), fileOf('requirement', 'catalog')))
    case 'crosswalk': {
      const mapping = crosswalkToOscal(found.thing, at)
      return mapping.ok ? ok(json(mapping.value, fileOf(found.thing.id, 'mapping'))) : mapping
    }
    case 'scheme': {
      const edition = editionKey(found.thing)
      if (level !== undefined) {
        const profile = levelToOscal(found.thing, level, standards, at)
        return profile.ok ? ok(json(profile.value, fileOf(`${edition}.${level}`, 'profile'))) : profile
      }
      // A catalog without a control says nothing: the content of such a scheme is in its levels.
      if (found.thing.criteria.length === 0) return nothing(id, 'OSCAL catalog')
      return ok(json(criteriaToOscal(found.thing, at), fileOf(edition, 'criteria')))
    }
    case 'recognition':
      return nothing(id, 'OSCAL')
  }
}

function csv(
  { longList, recognition }: Catalogue,
  found: Found,
  { id }: ExportOrder,
): Result<ExportedFile, ExchangeFault> {
  const file = (carried: Carried<string>, name: string) =>
    ok({ ...carried, file: `${name}.csv`, mediaType: 'text/csv; charset=utf-8' })
  switch (found.kind) {
    case 'standard':
      return file(provisionsToCsv(found.thing), found.thing.id)
    case 'crosswalk':
      return file(crosswalkToCsv(found.thing), found.thing.id)
    case 'requirements':
      return file(longListToCsv(longList), 'requirements')
    case 'recognition':
      return file(recognitionToCsv(recognition), 'recognition')
    case 'scheme':
      return nothing(id, 'CSV')
  }
}

function linkedData(
  catalogue: Catalogue,
  found: Found,
  { id, level, base }: ExportOrder,
): Result<ExportedFile, ExchangeFault> {
  const { schemes, standards, longList } = catalogue
  const file = (document: unknown, name: string) =>
    ok(json({ document, lost: [] }, `${name}.jsonld`, 'application/ld+json'))
  switch (found.kind) {
    case 'standard':
      return file(standardJsonLd(found.thing, base), found.thing.id)
    case 'crosswalk':
      return file(crosswalkJsonLd(found.thing, base, schemes), found.thing.id)
    case 'requirements':
      return file(longListJsonLd(longList, base, schemes), 'requirements')
    case 'scheme': {
      const edition = editionKey(found.thing)
      if (level === undefined) return file(schemeJsonLd(found.thing, base, standards), edition)
      const chosen = found.thing.levels.find(({ code }) => code === level)
      return chosen
        ? file(levelJsonLd(found.thing, chosen, base, standards), `${edition}.${level}`)
        : refuse({ code: 'exchange-id-unknown', name: edition, id: level })
    }
    case 'recognition':
      return nothing(id, 'JSON-LD')
  }
}

const json = ({ document, lost }: Carried<unknown>, file: string, mediaType = 'application/json'): ExportedFile => ({
  document: `${JSON.stringify(document, null, 2)}\n`,
  lost,
  file,
  mediaType,
})

const nothing = (name: string, format: string) =>
  refuse<ExchangeFault>({ code: 'exchange-nothing-to-write', name, format })
