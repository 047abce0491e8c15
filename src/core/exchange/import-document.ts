import type { IsoDate } from '../kernel/date.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import type { Text } from '../kernel/text.ts'
import type { Catalogue } from '../scheme/catalogue.ts'
import { splitNode } from '../scheme/node.ts'
import type { CatalogueDocument } from '../scheme/parse.ts'
import type { Provenance } from '../scheme/provenance.ts'
import { editionKey } from '../scheme/scheme.ts'
import type { Ics } from '../selection/ics.ts'
import { readJson } from './bounded-json.ts'
import { crosswalkColumns, crosswalkFromCsv } from './csv-crosswalk.ts'
import { longListColumns, longListFromCsv } from './csv-long-list.ts'
import { provisionColumns, standardFromCsv } from './csv-provisions.ts'
import { type StandardLevel, standardsFromCycloneDx } from './cyclonedx-standards.ts'
import type { ExchangeFault } from './faults.ts'
import { type ImportDetails, unknownPublisher } from './import-details.ts'
import { crosswalkDocuments, longListDocuments, standardDocuments } from './library-documents.ts'
import type { Lost } from './lost.ts'
import { standardFromOscal } from './oscal-catalog-in.ts'
import { type Answers, icsFromOscal } from './oscal-component-in.ts'
import { kindOf, longListFromOscal } from './oscal-criteria-in.ts'
import { crosswalksFromOscal } from './oscal-mapping-in.ts'
import { type LevelChoice, levelFromOscal } from './oscal-profile-in.ts'

/** What whoever brings a file may say besides; a file of rows alone cannot do without some of it. */
export interface BroughtWith {
  readonly id?: string
  readonly officialUrl?: string
  readonly documentNumber?: string
  readonly title?: string
  readonly provenance?: Provenance
  readonly openText?: boolean // the owner of the text lets everyone reproduce it
  readonly answers?: Answers
  readonly today: IsoDate
}

/** What came of a file: documents for a library, or something that belongs elsewhere. */
export type Imported = { readonly lost: readonly Lost[] } & (
  | {
      readonly kind: 'library'
      readonly id: string
      readonly documents: readonly CatalogueDocument[]
      readonly levels: readonly StandardLevel[]
    }
  | { readonly kind: 'level'; readonly level: LevelChoice }
  | { readonly kind: 'checklist'; readonly ics: Ics }
)

type Known = Pick<Catalogue, 'standards' | 'schemes' | 'longList'>

/** Reads a file from elsewhere; which format it has is told from its content, never from its name. */
export function importDocument(
  name: string,
  text: string,
  known: Known,
  brought: BroughtWith,
): Result<Imported, ExchangeFault> {
  if (!/^\uFEFF?\s*[{[]/.test(text)) return importCsv(name, text, brought)
  const read = readJson(name, text)
  if (!read.ok) return read
  const data = read.value
  const has = (key: string): boolean => typeof data === 'object' && data !== null && Object.hasOwn(data, key)
  const details = detailsFor(name, brought)
  if (has('catalog')) return importCatalog(name, data, brought)
  if (has('profile')) {
    const level = levelFromOscal(name, data, known.standards, details)
    return level.ok ? ok({ kind: 'level', level: level.value.document, lost: level.value.lost }) : level
  }
  if (has('mapping-collection')) {
    const crosswalks = crosswalksFromOscal(name, data, numberOf(known), {
      ...details,
      provenance: compared(name, brought),
    })
    if (!crosswalks.ok) return crosswalks
    const { document, lost } = crosswalks.value
    return library(brought.id ?? document[0]!.id, document.flatMap(crosswalkDocuments), lost)
  }
  if (has('component-definition')) {
    const ics = icsFromOscal(name, data, brought.answers)
    return ics.ok ? ok({ kind: 'checklist', ics: ics.value.document, lost: ics.value.lost }) : ics
  }
  if (has('bomFormat')) {
    const standards = standardsFromCycloneDx(name, data, details)
    if (!standards.ok) return standards
    const { document, lost } = standards.value
    return library(
      brought.id ?? document[0]!.standard.id,
      document.flatMap(({ standard }) => standardDocuments(standard)),
      lost,
      document.flatMap(({ levels }) => levels),
    )
  }
  return refuse({ code: 'exchange-format-unknown', name })
}

function importCatalog(name: string, data: unknown, brought: BroughtWith): Result<Imported, ExchangeFault> {
  const metadata = (data as { readonly catalog?: { readonly metadata?: unknown } }).catalog?.metadata
  const props =
    typeof metadata === 'object' && metadata !== null && 'props' in metadata && Array.isArray(metadata.props)
      ? metadata.props
      : []
  const kind = kindOf({ props: props.filter((prop) => typeof prop === 'object' && prop !== null) })
  // Criteria alone are no scheme: levels, scope and the rest are not in the file.
  if (kind === 'criteria')
    return refuse({
      code: 'exchange-detail-missing',
      name,
      option: 'schemes/<id>/scheme.yaml',
      detail: { ja: '制度そのもの（レベルや対象）', en: 'the scheme itself, its levels and scope' },
    })
  if (kind === 'long-list') {
    const list = longListFromOscal(name, data)
    return list.ok
      ? library(brought.id ?? 'requirements', longListDocuments(list.value.document), list.value.lost)
      : list
  }
  const standard = standardFromOscal(name, data, detailsFor(name, brought))
  if (!standard.ok) return standard
  const { document, lost } = standard.value
  return library(document.id, standardDocuments(document), lost)
}

function importCsv(name: string, text: string, brought: BroughtWith): Result<Imported, ExchangeFault> {
  const headings = new Set(
    text
      .slice(0, 10_000)
      .replace(/^\uFEFF/, '')
      .split(/\r?\n/, 1)[0]!
      .split(',')
      .map((heading) => heading.trim().replaceAll('"', '')),
  )
  const fits = (columns: readonly string[]) => columns.every((column) => headings.has(column))
  const provenance = brought.provenance ?? { mark: 'secondary', source: name }
  if (fits(crosswalkColumns)) {
    const crosswalk = crosswalkFromCsv(name, text, {
      ...(brought.id && { id: brought.id }),
      provenance: compared(name, brought),
    })
    if (!crosswalk.ok) return crosswalk
    return library(crosswalk.value.document.id, crosswalkDocuments(crosswalk.value.document), crosswalk.value.lost)
  }
  if (fits(longListColumns)) {
    const list = longListFromCsv(name, text, {
      title: both(brought.title ?? name),
      issued: brought.today,
      sources: [],
      provenance,
    })
    if (!list.ok) return list
    const { requirements } = list.value.document
    const sources = new Set(
      requirements.flatMap(({ unites }) => unites.map(({ provision }) => splitNode(provision).document)),
    )
    return library(
      brought.id ?? 'requirements',
      longListDocuments({ ...list.value.document, sources: [...sources] }),
      list.value.lost,
    )
  }
  if (!fits(provisionColumns)) return refuse({ code: 'exchange-format-unknown', name })
  const { id, officialUrl, documentNumber } = brought
  for (const [value, option, detail] of [
    [id, '--as', { ja: '規格の識別子', en: 'the id of the standard' }],
    [documentNumber, '--number', { ja: '規格の番号と版', en: 'number and edition of the standard' }],
    [officialUrl, '--url', { ja: '正式な文書のアドレス', en: 'the address of the official text' }],
  ] as const)
    if (value === undefined) return refuse({ code: 'exchange-detail-missing', name, option, detail })
  const standard = standardFromCsv(name, text, {
    id: id!,
    edition: { documentNumber: documentNumber! },
    kind: 'standard',
    name: both(brought.title ?? documentNumber!),
    shortName: both(brought.title ?? documentNumber!),
    publisher: unknownPublisher,
    jurisdiction: 'INT',
    officialUrl: officialUrl!,
    textIsProtected: !brought.openText,
    conditions: [],
    provenance,
  })
  return standard.ok ? library(id!, standardDocuments(standard.value.document), standard.value.lost) : standard
}

function library(
  id: string,
  documents: readonly CatalogueDocument[],
  lost: readonly Lost[],
  levels: readonly StandardLevel[] = [],
): Result<Imported, ExchangeFault> {
  const seen = new Set<string>()
  const twice = documents.find(({ file }) => seen.size === seen.add(file).size)?.file
  if (twice === undefined) return ok({ kind: 'library', id, documents, levels, lost })
  const reason = { ja: '同じ名前のものが2つあります', en: 'two things have the same name' }
  return refuse({ code: 'exchange-document-invalid', name: id, row: twice, reason })
}

const both = (said: string): Text => ({ ja: said, en: said })

const detailsFor = (name: string, { id, officialUrl, openText, provenance }: BroughtWith): ImportDetails => ({
  ...(openText === undefined ? {} : { openText }),
  ...(id === undefined ? {} : { id }),
  ...(officialUrl === undefined ? {} : { officialUrl }),
  provenance: provenance ?? { mark: 'secondary', source: name },
})

// A comparison that somebody brings is their own until they name a legal or official source for it.
const compared = (name: string, { provenance }: BroughtWith): Provenance => provenance ?? { mark: 'own', note: name }

const numberOf =
  ({ standards, schemes, longList }: Known) =>
  (document: string): string | undefined =>
    document === 'requirement'
      ? longList.issued
      : (standards.find(({ id }) => id === document)?.edition.documentNumber ??
        schemes.find((scheme) => editionKey(scheme) === document)?.edition.documentNumber)
