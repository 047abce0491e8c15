import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DirectedGraph } from 'graphology'
import type pg from 'pg'
import { startEmbedded } from '../src/adapters/embedded-postgres/start-embedded.ts'
import { connectOwner } from '../src/adapters/store/database.ts'
import type { Comparisons } from '../src/core/crosswalk/claim.ts'
import { type CoverageSummary, cover, coverageOf } from '../src/core/crosswalk/coverage.ts'
import { explainCoverage } from '../src/core/crosswalk/explain.ts'
import { buildGraph, type CoverageGraph } from '../src/core/crosswalk/graph.ts'
import { gradeOf, links } from '../src/core/crosswalk/link.ts'
import { type NodeId, nodeOf } from '../src/core/scheme/node.ts'
import { inverse, provesWhole } from '../src/core/scheme/relation.ts'
import { type Measured, type Measurement, median } from './measured.ts'
import { copyIn } from './support/copy-in.ts'
import { type RuleBooks, ruleBooks } from './support/rule-books.ts'

const size = { provisions: 5_000, rows: 50_000 }
const rounds = 15
const goalMs = 100

interface Question {
  readonly proven: readonly NodeId[]
  readonly asked: readonly NodeId[]
}

/** Every provision of one standard is shown: which of another does that cover? Both ways, for another two in each round. */
const questionsOf = ({ standards }: RuleBooks, round: number): readonly Question[] => {
  const one = standards[round % standards.length]!.provisions
  const other = standards[(round * 7 + 3) % standards.length]!.provisions
  return [
    { proven: one, asked: other },
    { proven: other, asked: one },
  ]
}

/** The crosswalks without unions: what a graph library and a recursive query can be asked. */
const withoutUnions = ({ crosswalks, longList }: Comparisons): Comparisons => ({
  longList,
  crosswalks: crosswalks.map((crosswalk) => ({
    ...crosswalk,
    rows: crosswalk.rows.filter(({ from, to }) => from.length === 1 && to.length === 1),
  })),
})

/** Who proves whom as a whole, one to one, and how strong that link is (0 is strongest). */
function* proofs({ crosswalks }: Comparisons): Generator<readonly [NodeId, NodeId, number]> {
  for (const { from, to, rows } of crosswalks)
    for (const { from: left, to: right, relation, confidence, provenance } of rows) {
      const one = nodeOf(from.document, left[0]!)
      const other = nodeOf(to.document, right[0]!)
      const grade = gradeOf({ confidence, mark: provenance.mark })
      if (provesWhole[relation]) yield [one, other, grade]
      if (provesWhole[inverse[relation]]) yield [other, one, grade]
    }
}

/** What is covered as a whole, with the weakest link of the best path. */
type Wholes = readonly ReadonlyMap<NodeId, number>[]

const ours = (questions: readonly Question[], graph: CoverageGraph) =>
  questions.map(({ proven, asked }) => {
    const coverage = cover(graph, proven)
    return { coverage, summary: coverageOf(coverage, asked) }
  })

const wholesOf = (answers: ReturnType<typeof ours>): Wholes =>
  answers.map(
    ({ coverage, summary }) => new Map(summary.whole.map((node) => [node, gradeOf(coverage.of(node).weakest!)])),
  )

const strongest = 0
const weakest = links.length - 1

function inGraphology(comparisons: Comparisons): DirectedGraph {
  const graph = new DirectedGraph()
  for (const [from, to, grade] of proofs(comparisons))
    graph.updateEdgeAttribute(graph.mergeEdge(from, to)[0], 'grade', (known = weakest) => Math.min(known, grade))
  return graph
}

/** A walk over everything that links no weaker than this lead to. */
function reachable(graph: DirectedGraph, proven: readonly NodeId[], worst: number): Set<NodeId> {
  const seen = new Set(proven)
  for (const node of seen)
    if (graph.hasNode(node))
      graph.forEachOutEdge(node, (_edge, { grade }, _from, to) => {
        if (grade <= worst) seen.add(to)
      })
  return seen
}

/** The weakest link takes a walk for each strength; whether there is a path at all takes one. */
const byGraphology = (questions: readonly Question[], graph: DirectedGraph, best = strongest): Wholes =>
  questions.map(({ proven, asked }) => {
    const found = new Map<NodeId, number>()
    for (let grade = best; grade <= weakest; grade++) {
      const seen = reachable(graph, proven, grade)
      for (const node of asked) if (seen.has(node) && !found.has(node)) found.set(node, grade)
    }
    return found
  })

const recursion = `with recursive covered(grade, node) as (
    select grade, node from generate_series($3::int, ${weakest}) grade, unnest($1::text[]) node
    union
    select covered.grade, proof.covers from covered
      join proof on proof.node = covered.node and proof.grade <= covered.grade)
  select node, min(grade) as grade from covered where node = any($2::text[]) group by node`

async function byPostgres(questions: readonly Question[], client: pg.Client, best = strongest): Promise<Wholes> {
  const answers: Map<NodeId, number>[] = []
  for (const { proven, asked } of questions) {
    const { rows } = await client.query<{ node: string; grade: number }>(recursion, [proven, asked, best])
    answers.push(new Map(rows.map(({ node, grade }) => [node, grade])))
  }
  return answers
}

async function inPostgres(comparisons: Comparisons, client: pg.Client): Promise<void> {
  await client.query('drop table if exists proof; create table proof (node text, covers text, grade int)')
  await copyIn(client, 'proof (node, covers, grade)', [...proofs(comparisons)])
  await client.query('create index on proof (node, grade, covers); analyze proof')
}

async function timed<T>(work: () => T | Promise<T>): Promise<readonly [ms: number, answer: T]> {
  const from = performance.now()
  const answer = await work()
  return [performance.now() - from, answer]
}

/** One round of everything, in milliseconds; that the answers are equal is asserted on the way. */
async function oneRound(books: RuleBooks, questions: readonly Question[], client: pg.Client) {
  const [full, answer] = await timed(() => ours(questions, buildGraph(books.comparisons)))
  const graph = buildGraph(books.comparisons)
  const [fullAsked] = await timed(() => ours(questions, graph))
  const coverage = cover(graph, questions[0]!.proven)
  const [paths] = await timed(() => questions[0]!.asked.map((node) => explainCoverage(coverage, node)))

  const plain = withoutUnions(books.comparisons)
  const [own, wholes] = await timed(() => wholesOf(ours(questions, buildGraph(plain))))
  const plainGraph = buildGraph(plain)
  const [ownAsked] = await timed(() => wholesOf(ours(questions, plainGraph)))

  const [library, byLibrary] = await timed(() => byGraphology(questions, inGraphology(plain)))
  assert.deepEqual(byLibrary, wholes)
  const walked = inGraphology(plain)
  const [libraryAsked] = await timed(() => byGraphology(questions, walked))
  const [libraryPaths, reached] = await timed(() => byGraphology(questions, walked, weakest))
  assert.deepEqual(names(reached), names(wholes))

  const [sql, bySql] = await timed(async () => {
    await inPostgres(plain, client)
    return byPostgres(questions, client)
  })
  assert.deepEqual(bySql, wholes)
  const [sqlAsked] = await timed(() => byPostgres(questions, client))
  const [sqlPaths, found] = await timed(() => byPostgres(questions, client, weakest))
  assert.deepEqual(names(found), names(wholes))
  const summaries = answer.map(({ summary }) => summary)
  return {
    ...{ summaries, full, fullAsked, paths, own, ownAsked },
    ...{ library, libraryAsked, libraryPaths, sql, sqlAsked, sqlPaths },
  }
}

const names = (wholes: Wholes): string[][] => wholes.map((one) => [...one.keys()].sort())

/** Coverage of two standards by each other in a large catalogue, beside a graph library and a recursive query. */
export async function run(): Promise<Measurement> {
  const books = ruleBooks(size)
  const home = mkdtempSync(join(tmpdir(), 'hoshirushi-coverage-'))
  const server = await startEmbedded({ folder: join(home, 'database'), settings: ['fsync=off'] })
  const all: Awaited<ReturnType<typeof oneRound>>[] = []
  try {
    const client = await connectOwner(server.ownerConfig)
    for (let round = 0; round < rounds; round++) all.push(await oneRound(books, questionsOf(books, round), client))
    await client.end()
  } finally {
    await server.stop()
    rmSync(home, { recursive: true, force: true })
  }

  type Figure = Exclude<keyof (typeof all)[number], 'summaries'>
  const middle = (figure: Figure): number => median(all.map((one) => one[figure]))
  const beside = (what: string, figure: Figure, peer: string, its: Figure): Measured => ({
    ...{ what, value: middle(figure), unit: 'ms', limit: { what: peer, value: middle(its) } },
    ratio: median(all.map((one) => one[figure] / one[its])),
  })
  const share = (extent: 'whole' | 'part' | 'none'): number => {
    const answers = all.flatMap(({ summaries }) => summaries)
    const sum = (count: (one: CoverageSummary) => number) => answers.reduce((total, one) => total + count(one), 0)
    return Math.round((100 * sum((one) => one[extent].length)) / sum((one) => one.asked))
  }
  return {
    name: 'coverage',
    how:
      `20 invented standards with ${size.provisions.toLocaleString('en')} provisions and ${size.rows.toLocaleString('en')} crosswalk rows, all true of sets behind them: every relation, every strength, one row in twenty a union. ` +
      `All of one standard is shown; which of another does that cover, and the other way round? Two other standards in each of ${rounds} interleaved rounds, medians, nothing kept between questions; ` +
      `${share('whole')} % were covered as a whole, ${share('part')} % in part. ` +
      'A graph library and SQL can be asked for less: wholes without unions (recursion in SQL knows no "all of these"). For the weakest link of each they need a walk for each of the 15 strengths; there, and on whether there is a path at all, all answers are equal. "From rows" includes building the graph, or filling and indexing the table. Ours always answers in full: parts, weakest link and hops too.',
    rows: [
      { what: 'full coverage, from rows', value: middle('full'), unit: 'ms', goal: { atMost: goalMs } },
      { what: 'the same, slowest round', value: Math.max(...all.map(({ full }) => full)), unit: 'ms' },
      { what: 'full coverage, graph in hand', value: middle('fullAsked'), unit: 'ms' },
      { what: 'the paths of 250 answers', value: middle('paths'), unit: 'ms' },
      beside('wholes and weakest links, from rows', 'own', 'graphology', 'library'),
      beside('wholes and weakest links, from rows', 'own', 'PostgreSQL, recursive query', 'sql'),
      beside('wholes and weakest links, graph in hand', 'ownAsked', 'graphology', 'libraryAsked'),
      beside('wholes and weakest links, graph in hand', 'ownAsked', 'PostgreSQL, table in hand', 'sqlAsked'),
      beside('the same', 'ownAsked', 'graphology, only whether there is a path', 'libraryPaths'),
      beside('the same', 'ownAsked', 'PostgreSQL, only whether there is a path', 'sqlPaths'),
    ],
  }
}

if (import.meta.main) console.log(JSON.stringify(await run(), null, 1))
