import type { FactDefinition } from './fact.ts'
import type { LintInput } from './lint-rule.ts'
import type { Scheme } from './scheme.ts'
import type { Standard } from './standard.ts'

/** An object somewhere in the catalogue, with the file and row where a person finds it. */
export interface Node {
  readonly file: string
  readonly row: string
  readonly value: Readonly<Record<string, unknown>>
}

export const schemeFile = (scheme: Scheme): string => `schemes/${scheme.id}/scheme.yaml`
export const criterionFile = (scheme: Scheme, criterion: string): string =>
  `schemes/${scheme.id}/criteria/${criterion}.yaml`
export const standardFile = (standard: Standard): string => `standards/${standard.id}/edition.yaml`
export const provisionsFolder = (standard: Standard): string => `standards/${standard.id}/provisions/`
export const factsFile = 'facts.yaml'

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
  const { id, code, provision, fact, is } = item as Record<string, unknown>
  const name = id ?? code ?? provision ?? (is === undefined ? fact : undefined)
  return typeof name === 'string' ? name : undefined
}
