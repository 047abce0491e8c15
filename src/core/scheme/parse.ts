import type { z } from 'zod'
import { ok, type Result, refuse } from '../kernel/result.ts'
import type { Criterion } from './criterion.ts'
import type { Crosswalk } from './crosswalk.ts'
import type { DeviceTests } from './device-tests.ts'
import type { EffortTable } from './effort.ts'
import type { FactDefinition } from './fact.ts'
import type { SchemeFault } from './faults.ts'
import type { Term } from './glossary.ts'
import type { ProductType } from './product-type.ts'
import { digestOfEdition, type PublishedEdition } from './published.ts'
import type { Recognition } from './recognition.ts'
import type { LongList, Requirement } from './requirement.ts'
import {
  criterionSchema,
  factsSchema,
  glossarySchema,
  provisionsSchema,
  schemeHeadSchema,
  standardHeadSchema,
} from './schemas.ts'
import {
  crosswalkSchema,
  deviceTestsSchema,
  effortSchema,
  longListHeadSchema,
  productTypeSchema,
  publishedSchema,
  recognitionSchema,
  requirementsSchema,
} from './schemas-between.ts'
import type { PinnedScheme } from './scheme.ts'
import type { Provision, Standard } from './standard.ts'

/** One file of the catalogue as read: nothing about `data` is known yet. */
export interface CatalogueDocument {
  readonly file: string // relative to the catalogue, with '/', e.g. 'schemes/jc-star/criteria/S1.1-01.yaml'
  readonly data: unknown
}

/** Reads the files of one scheme, `scheme.yaml` and `criteria/<id>.yaml`, and pins it by its digest. */
export function parseScheme(documents: readonly CatalogueDocument[]): Result<PinnedScheme, SchemeFault> {
  const sorted = sort(documents, 'scheme.yaml', 'criteria')
  if (!sorted.ok) return sorted
  const head = readDocument(schemeHeadSchema, sorted.value.head)
  if (!head.ok) return head
  const criteria: Criterion[] = []
  for (const document of sorted.value.parts) {
    const criterion = readDocument(criterionSchema, document)
    if (!criterion.ok) return criterion
    criteria.push(criterion.value)
  }
  const scheme = { ...head.value, criteria: criteria.sort(byId) }
  return ok({ ...scheme, digest: digestOfEdition(scheme) })
}

/** Reads the files of one standard: `edition.yaml` and `provisions/<clause>.yaml`. */
export function parseStandard(documents: readonly CatalogueDocument[]): Result<Standard, SchemeFault> {
  const sorted = sort(documents, 'edition.yaml', 'provisions')
  if (!sorted.ok) return sorted
  const head = readDocument(standardHeadSchema, sorted.value.head)
  if (!head.ok) return head
  const provisions: Provision[] = []
  for (const document of sorted.value.parts) {
    const file = readDocument(provisionsSchema, document)
    if (!file.ok) return file
    const { theme, provenance } = file.value
    // The schema has seen to it that the row or its file says both.
    for (const row of file.value.provisions)
      provisions.push({ ...row, theme: (row.theme ?? theme)!, provenance: (row.provenance ?? provenance)! })
  }
  return ok({ ...head.value, provisions: provisions.sort(byId) })
}

/** Reads the vocabulary of product facts. */
export function parseFacts(document: CatalogueDocument): Result<readonly FactDefinition[], SchemeFault> {
  const parsed = readDocument(factsSchema, document)
  return parsed.ok ? ok(parsed.value.facts) : parsed
}

/** Reads the glossary of the interface. */
export function parseGlossary(document: CatalogueDocument): Result<readonly Term[], SchemeFault> {
  const parsed = readDocument(glossarySchema, document)
  return parsed.ok ? ok(parsed.value.terms) : parsed
}

/** Reads the long list: `list.yaml` and `themes/<theme>.yaml`. */
export function parseLongList(documents: readonly CatalogueDocument[]): Result<LongList, SchemeFault> {
  const sorted = sort(documents, 'list.yaml', 'themes')
  if (!sorted.ok) return sorted
  const head = readDocument(longListHeadSchema, sorted.value.head)
  if (!head.ok) return head
  const requirements: Requirement[] = []
  for (const document of sorted.value.parts) {
    const file = readDocument(requirementsSchema, document)
    if (!file.ok) return file
    for (const row of file.value.requirements) requirements.push({ ...row, theme: file.value.theme })
  }
  return ok({ ...head.value, requirements })
}

/** Reads one crosswalk. */
export const parseCrosswalk = (document: CatalogueDocument): Result<Crosswalk, SchemeFault> =>
  readDocument(crosswalkSchema, document)

/** Reads one rule of recognition. */
export const parseRecognition = (document: CatalogueDocument): Result<Recognition, SchemeFault> =>
  readDocument(recognitionSchema, document)

/** Reads one product type. */
export const parseProductType = (document: CatalogueDocument): Result<ProductType, SchemeFault> =>
  readDocument(productTypeSchema, document)

/** Reads which editions were published, and what they were. */
export function parsePublished(document: CatalogueDocument): Result<readonly PublishedEdition[], SchemeFault> {
  const parsed = readDocument(publishedSchema, document)
  return parsed.ok ? ok(parsed.value.editions) : parsed
}

/** Reads what tests on the bench show of which scheme. */
export function parseDeviceTests(document: CatalogueDocument): Result<readonly DeviceTests[], SchemeFault> {
  const parsed = readDocument(deviceTestsSchema, document)
  return parsed.ok ? ok(parsed.value.shows) : parsed
}

/** Reads the estimates of effort. */
export const parseEffort = (document: CatalogueDocument): Result<EffortTable, SchemeFault> =>
  readDocument(effortSchema, document)

interface Sorted {
  readonly head: CatalogueDocument
  readonly parts: readonly CatalogueDocument[]
}

/** Tells the one file that describes the whole from the files in the folder of its parts. */
function sort(documents: readonly CatalogueDocument[], headName: string, folder: string): Result<Sorted, SchemeFault> {
  const parts: CatalogueDocument[] = []
  let head: CatalogueDocument | undefined
  for (const document of documents) {
    const [name, parent] = document.file.split('/').reverse()
    if (parent === folder) parts.push(document)
    else if (name === headName && !head) head = document
    else return refuse({ code: 'scheme-document-unknown', file: document.file })
  }
  return head ? ok({ head, parts }) : refuse({ code: 'scheme-document-missing', file: headName })
}

/** Reads one file by its schema; the first mistake is told with its row. */
export function readDocument<T>(schema: z.ZodType<T>, document: CatalogueDocument): Result<T, SchemeFault> {
  const parsed = schema.safeParse(document.data)
  if (parsed.success) return ok(parsed.data)
  const issue = parsed.error.issues[0]!
  return refuse({
    code: 'scheme-document-invalid',
    file: document.file,
    row: rowOf(issue.path),
    reason: issue.message,
  })
}

/** `['procedures', 0, 'id']` → `procedures[0].id`; the document itself is `.`. */
export const rowOf = (path: readonly PropertyKey[]): string =>
  path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '') || '.'

// Identifiers carry numbers and letters (5.3-4A, 5.10-1): numbers compare as numbers. The order is part of the digest,
// so it must not depend on the machine's language.
const collator = new Intl.Collator('en', { numeric: true })
const byId = (a: { readonly id: string }, b: { readonly id: string }): number => collator.compare(a.id, b.id)
