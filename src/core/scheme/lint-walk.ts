import type { FactDefinition } from './fact.ts'
import type { LintInput } from './lint-rule.ts'
import { editionKey, type Scheme } from './scheme.ts'
import type { Standard } from './standard.ts'

/** An object somewhere in the catalogue, with the file and row where a person finds it. */
export interface Node {
  readonly file: string
  readonly row: string
  readonly value: Readonly<Record<string, unknown>>
}

export const schemeFile = (scheme: Scheme): string => `schemes/${editionKey(scheme)}/scheme.yaml`
export const criterionFile = (scheme: Scheme, criterion: string): string =>
  `schemes/${editionKey(scheme)}/criteria/${criterion}.yaml`
export const standardFile = (standard: Standard): string => `standards/${standard.id}/edition.yaml`
export const provisionsFolder = (standard: Standard): string => `standards/${standard.id}/provisions/`
export const factsFile = 'facts.yaml'
export const effortFile = 'effort.yaml'
export const deviceTestsFile = 'device-tests/shows.yaml'
export const publishedFile = 'published.yaml'
export const longListFile = 'requirements/list.yaml'
export const themeFile = (theme: string): string => `requirements/themes/${theme}.yaml`
export const crosswalkFile = ({ id }: { readonly id: string }): string => `crosswalks/${id}.yaml`
export const recognitionFile = ({ id }: { readonly id: string }): string => `recognition/${id}.yaml`
export const productTypeFile = ({ id }: { readonly id: string }): string => `product-types/${id}.yaml`

/** Every object of everything loaded, outside in. */
export function* everything(input: LintInput): Generator<Node> {
  for (const scheme of input.schemes) {
    const { criteria, ...head } = scheme
    yield* walk(schemeFile(scheme), head)
    for (const criterion of criteria) yield* walk(criterionFile(scheme, criterion.id), criterion)
  }
  for (const standard of input.standards) {
    const { provisions, ...head } = standard
    yield* walk(standardFile(standard), head)
    yield* walk(provisionsFolder(standard), { provisions })
  }
  const { requirements, ...list } = input.longList
  yield* walk(longListFile, list)
  for (const requirement of requirements) yield* walk(themeFile(requirement.theme), { requirements: [requirement] })
  for (const crosswalk of input.crosswalks) yield* walk(crosswalkFile(crosswalk), crosswalk)
  for (const rule of input.recognition) yield* walk(recognitionFile(rule), rule)
  for (const type of input.productTypes) yield* walk(productTypeFile(type), type)
  yield* walk(effortFile, input.effort)
  yield* walk(deviceTestsFile, { shows: input.shows ?? [] })
  for (const { file, value } of input.others ?? []) yield* walk(file, value)
  yield* walk(factsFile, { facts: input.facts satisfies readonly FactDefinition[] })
}

function* walk(file: string, value: unknown, row = ''): Generator<Node> {
  if (Array.isArray(value)) {
    for (const [i, item] of value.entries()) yield* walk(file, item, `${row}[${nameOf(item) ?? i}]`)
  } else if (typeof value === 'object' && value !== null) {
    yield { file, row: row || '.', value: value as Node['value'] }
    for (const [key, item] of Object.entries(value)) yield* walk(file, item, row ? `${row}.${key}` : key)
  }
}

// A row is named as a person would look for it, not by its position.
function nameOf(item: unknown): string | undefined {
  if (typeof item !== 'object' || item === null) return undefined
  const { id, code, provision, standard, document, node, fact, is } = item as Record<string, unknown>
  const name = id ?? code ?? provision ?? standard ?? document ?? node ?? (is === undefined ? fact : undefined)
  return typeof name === 'string' ? name : undefined
}
