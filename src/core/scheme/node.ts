/**
 * One demand anywhere in the catalogue: `<document>:<id>`, where the document is a standard, a scheme edition (its criteria)
 * or `requirement` (the long list). E.g. 'etsi-en-303-645:5.1-1', 'jc-star:S1.1-02', 'requirement:PW-01'.
 */
export type NodeId = string

export const requirementDocument = 'requirement'

export const nodeOf = (document: string, id: string): NodeId => `${document}:${id}`

/** The two halves of a node's name; ids may contain a colon, document names never do. */
export function splitNode(node: NodeId): { readonly document: string; readonly id: string } {
  const colon = node.indexOf(':')
  return { document: node.slice(0, colon), id: node.slice(colon + 1) }
}
