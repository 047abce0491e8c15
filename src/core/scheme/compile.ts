import type { Digest } from '../kernel/digest.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import type { Text } from '../kernel/text.ts'
import type { Catalogue } from './catalogue.ts'
import type { Method } from './criterion.ts'
import { nodesOfLevel } from './demanded.ts'
import { lintCatalogue } from './lint.ts'
import { tracedRequirements } from './lint-long-list.ts'
import type { LintFinding } from './lint-rule.ts'
import { schemeFile } from './lint-walk.ts'
import { type NodeId, nodeOf, requirementDocument, splitNode } from './node.ts'
import { editionKey, type Level, type PinnedScheme } from './scheme.ts'
import type { caseKinds, Provision, Standard } from './standard.ts'

/** A scheme edition worked out: what each level demands, what shows it, and that nothing hangs in the air. */
export interface CompiledScheme {
  readonly scheme: string
  readonly documentNumber: string
  readonly basis: Digest // of the Scheme it was compiled from
  readonly levels: readonly CompiledLevel[]
  readonly proofs: readonly Proof[]
}

export interface CompiledLevel {
  readonly code: string
  readonly symbol: string
  readonly name: Text
  readonly status: Level['status']
  readonly contentUnknown: boolean
  readonly demands: readonly CompiledDemand[]
}

/** One demand of a level, whether the scheme makes it itself or takes it over from a standard. */
export interface CompiledDemand {
  readonly node: NodeId
  readonly title: Text
  readonly requirements: readonly string[] // of the long list
  readonly shownBy: readonly ShownBy[]
}

/** What shows a demand: a procedure of the scheme, or a test case of a test standard. */
export type ShownBy =
  | { readonly kind: 'procedure'; readonly id: string; readonly method: Method; readonly units: number }
  | {
      readonly kind: 'case'
      readonly id: NodeId
      readonly method: (typeof caseKinds)[number]
      readonly units: number
    }

/** What is proven of every demand, or of every level. */
export const proofIds = ['in-long-list', 'has-procedure', 'level-cumulative', 'condition-reachable'] as const
export type ProofId = (typeof proofIds)[number]

/**
 * `open` names what it does not hold for. Of a scheme's own criteria, levels and conditions everything holds, or the scheme
 * does not compile; demands that others wrote may stay open, and are named.
 */
export interface Proof {
  readonly id: ProofId
  readonly of: number
  readonly open: readonly string[]
}

export type CompileFault =
  | { readonly code: 'scheme-not-found'; readonly scheme: string }
  | {
      readonly code: 'scheme-does-not-compile'
      readonly scheme: string
      readonly count: number
      readonly findings: readonly LintFinding[]
    }

/**
 * Works a scheme edition out, or says by file, row and reason why not; then nothing of it may be published.
 * `findings` are those of lint over the same catalogue, where the caller has them.
 */
export function compileScheme(
  catalogue: Catalogue,
  key: string,
  findings: readonly LintFinding[] = lintCatalogue(catalogue),
): Result<CompiledScheme, CompileFault> {
  const scheme = catalogue.schemes.find((candidate) => editionKey(candidate) === key)
  if (!scheme) return refuse({ code: 'scheme-not-found', scheme: key })
  const wrong = findings.filter(({ file }) => file !== undefined && restsOn(scheme, catalogue, file))
  if (wrong.length > 0)
    return refuse({ code: 'scheme-does-not-compile', scheme: key, count: wrong.length, findings: wrong })

  const demandOf = demandReader(scheme, catalogue)
  const levels = scheme.levels.map(
    (level): CompiledLevel => ({
      code: level.code,
      symbol: level.symbol,
      name: level.name,
      status: level.status,
      contentUnknown: level.contentUnknown ?? false,
      demands: nodesOfLevel(scheme, level, catalogue.standards).map(demandOf),
    }),
  )
  const demands = [...new Map(levels.flatMap((level) => level.demands).map((d) => [d.node, d])).values()]
  const openIn = (holds: (demand: CompiledDemand) => boolean) =>
    demands.filter((d) => !holds(d)).map(({ node }) => node)
  // What lint would have found is not open here: had it found anything, the scheme would not have come so far.
  const proofs: readonly Proof[] = [
    { id: 'in-long-list', of: demands.length, open: openIn(({ requirements }) => requirements.length > 0) },
    { id: 'has-procedure', of: demands.length, open: openIn(({ shownBy }) => shownBy.length > 0) },
    {
      id: 'level-cumulative',
      of: levels.filter(({ status }) => status === 'in-operation').length,
      open: levels.filter((l) => l.status === 'in-operation' && l.contentUnknown).map(({ code }) => code),
    },
    { id: 'condition-reachable', of: scheme.scope.length + (scheme.classes?.length ?? 0), open: [] },
  ]
  return ok({
    scheme: key,
    documentNumber: scheme.edition.documentNumber,
    basis: scheme.digest,
    levels,
    proofs,
  })
}

/** Whether the scheme stands on that file: its own, those of what it demands, the long list, and the crosswalks between. */
function restsOn(scheme: PinnedScheme, { crosswalks }: Catalogue, file: string): boolean {
  const own = schemeFile(scheme).slice(0, -'scheme.yaml'.length)
  const standards = new Set(scheme.levels.flatMap(({ demands = [] }) => demands.map(({ standard }) => standard)))
  const key = editionKey(scheme)
  const compared = new Set(
    crosswalks
      .filter(({ from, to }) => from.document === key || to.document === key)
      .flatMap(({ from, to }) => [from.document, to.document]),
  )
  const documents = new Set([key, requirementDocument, ...standards])
  const [folder, name = ''] = file.split('/')
  if (folder === 'schemes') return name === '' || file.startsWith(own)
  if (folder === 'standards') return name === '' || standards.has(name) || compared.has(name)
  if (folder === 'crosswalks') {
    const crosswalk = crosswalks.find(({ id }) => `${id}.yaml` === name)
    return (
      name === '' || (crosswalk !== undefined && [crosswalk.from, crosswalk.to].some((s) => documents.has(s.document)))
    )
  }
  return folder === 'requirements' || folder === 'facts.yaml'
}

function demandReader(scheme: PinnedScheme, catalogue: Catalogue): (node: NodeId) => CompiledDemand {
  const requirements = tracedRequirements(catalogue)
  const tests = testCases(catalogue)
  const key = editionKey(scheme)
  return (node) => {
    const { document, id } = splitNode(node)
    const criterion = document === key ? scheme.criteria.find((candidate) => candidate.id === id) : undefined
    const provision = catalogue.standards
      .find((standard) => standard.id === document)
      ?.provisions.find((candidate) => candidate.id === id)
    const procedures = (criterion?.procedures ?? []).map(
      (procedure): ShownBy => ({
        kind: 'procedure',
        id: procedure.id,
        method: procedure.method,
        units: procedure.units.length,
      }),
    )
    return {
      node,
      // A name that leads nowhere is found by lint, so one of the two is there.
      title: (criterion?.title ?? provision?.subject)!,
      requirements: requirements.get(node) ?? [],
      shownBy: [...procedures, ...(tests.get(node) ?? [])],
    }
  }
}

/** The test cases for each provision: its own, and those of test standards that a crosswalk says test it. */
function testCases({ standards, crosswalks }: Catalogue): ReadonlyMap<NodeId, readonly ShownBy[]> {
  const cases = new Map<NodeId, ShownBy[]>()
  const add = (node: NodeId, found: readonly ShownBy[]) => cases.set(node, [...(cases.get(node) ?? []), ...found])
  const casesOf = (standard: Standard, { cases: own = [] }: Provision): readonly ShownBy[] =>
    own.map(({ id, kind, units }) => ({ kind: 'case', id: nodeOf(standard.id, id), method: kind, units }))
  for (const standard of standards)
    for (const provision of standard.provisions) {
      const own = casesOf(standard, provision)
      if (own.length > 0) add(nodeOf(standard.id, provision.id), own)
    }
  const methods = new Set(standards.filter(({ kind }) => kind === 'test-method').map(({ id }) => id))
  for (const { from, to, rows } of crosswalks)
    for (const [test, tested, side] of [
      [from.document, to.document, 'from'],
      [to.document, from.document, 'to'],
    ] as const) {
      if (!methods.has(test)) continue
      const standard = standards.find(({ id }) => id === test)!
      const other = side === 'from' ? 'to' : 'from'
      for (const row of rows.filter(({ relation }) => relation !== 'no-relationship'))
        for (const id of row[other]) {
          const provisions = standard.provisions.filter((provision) => row[side].includes(provision.id))
          add(
            nodeOf(tested, id),
            provisions.flatMap((provision) => casesOf(standard, provision)),
          )
        }
    }
  return cases
}
