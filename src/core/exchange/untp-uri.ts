import { type NodeId, requirementDocument, splitNode } from '../scheme/node.ts'
import { editionKey, type Scheme } from '../scheme/scheme.ts'

// Stable addresses of everything the rule books name, below the public address of an installation (no slash at its end).
// An id stands as printed; what may not stand in a path is percent-encoded. '@' may, and keeps editions readable.

const part = (id: string): string => encodeURIComponent(id).replaceAll('%40', '@')

export const schemeUri = (base: string, edition: string): string => `${base}/schemes/${part(edition)}`
export const levelUri = (base: string, edition: string, code: string): string =>
  `${schemeUri(base, edition)}/levels/${part(code)}`
export const criterionUri = (base: string, edition: string, id: string): string =>
  `${schemeUri(base, edition)}/criteria/${part(id)}`
export const standardUri = (base: string, standard: string): string => `${base}/standards/${part(standard)}`
export const provisionUri = (base: string, standard: string, id: string): string =>
  `${standardUri(base, standard)}/${part(id)}`
export const requirementUri = (base: string, id: string): string => `${base}/requirements/${part(id)}`
export const crosswalkUri = (base: string, id: string): string => `${base}/crosswalks/${part(id)}`

/**
 * The address of any node. The schemes tell whether a document's demands are criteria or provisions; a law that is there
 * twice under one name, as a scheme and as the standard whose provisions it demands, has no criteria of its own.
 */
export function nodeUri(base: string, node: NodeId, schemes: readonly WithCriteria[]): string {
  const { document, id } = splitNode(node)
  if (document === requirementDocument) return requirementUri(base, id)
  return schemes.some((scheme) => scheme.criteria.length > 0 && editionKey(scheme) === document)
    ? criterionUri(base, document, id)
    : provisionUri(base, document, id)
}

/** What is needed of a scheme to know its nodes. */
export type WithCriteria = Pick<Scheme, 'id' | 'edition' | 'criteria'>
