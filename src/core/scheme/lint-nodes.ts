import type { LintInput } from './lint-rule.ts'
import { requirementDocument } from './node.ts'
import { editionKey } from './scheme.ts'

/** What a crosswalk, an estimate or a demand may point at: the numbers a document is known by, and the ids inside it. */
export interface NamedDocument {
  readonly numbers: readonly string[]
  readonly ids: ReadonlySet<string>
}

const idOf = (thing: { readonly id: string }): string => thing.id

/** Every document of the catalogue by its name. A law may be a scheme and a standard at once; its name then covers both. */
export function documentsOf({ schemes, standards, longList }: LintInput): ReadonlyMap<string, NamedDocument> {
  const all = new Map<string, NamedDocument>()
  const add = (name: string, number: string, ids: readonly string[]) => {
    const before = all.get(name)
    all.set(name, { numbers: [...(before?.numbers ?? []), number], ids: new Set([...(before?.ids ?? []), ...ids]) })
  }
  for (const standard of standards) add(standard.id, standard.edition.documentNumber, standard.provisions.map(idOf))
  for (const scheme of schemes) add(editionKey(scheme), scheme.edition.documentNumber, scheme.criteria.map(idOf))
  add(requirementDocument, longList.issued, longList.requirements.map(idOf))
  return all
}
