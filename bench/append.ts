import { hash } from 'node:crypto'
import { grow, hashLeaves, noTree, rootOf } from '../src/core/log/merkle.ts'
import { type Measurement, median } from './measured.ts'

const leaves = 1_000_000
const batch = 2048
const rounds = 3

/** Growing a log by a million leaves, beside the bare hashes that any RFC 6962 tree of that size needs. */
export async function run(): Promise<Measurement> {
  const entry = Buffer.alloc(300, 7)
  const batches = Array.from({ length: Math.ceil(leaves / batch) }, (_, i) =>
    Array.from({ length: Math.min(batch, leaves - i * batch) }, () => entry),
  )
  const prefixed = Buffer.alloc(301, 7)
  const pair = Buffer.alloc(65, 1)

  const bare = (form: 'buffer' | 'binary') => (): number => {
    const from = performance.now()
    for (let i = 0; i < leaves; i++) hash('sha256', prefixed, form)
    for (let i = 0; i < leaves; i++) hash('sha256', pair, form)
    return (performance.now() - from) / 1000
  }
  const bound = bare('buffer')
  const quickest = bare('binary')
  const append = (): number => {
    const from = performance.now()
    let frontier = noTree
    for (const some of batches) frontier = grow(frontier, hashLeaves(some)).frontier
    const seconds = (performance.now() - from) / 1000
    if (frontier.size !== leaves || rootOf(frontier).length !== 32) throw new Error('the tree did not grow')
    return seconds
  }
  const figures: { bound: number; quickest: number; append: number }[] = []
  for (let i = 0; i < rounds; i++) figures.push({ bound: bound(), quickest: quickest(), append: append() })
  const seconds = median(figures.map((f) => f.append))
  return {
    name: 'append',
    how: `${leaves} leaves of 300 bytes, in batches of ${batch} as the sequencer takes them, all inner nodes made; ${rounds} interleaved rounds, medians. The limit is \`crypto.hash\` as it is called for a Buffer; handed out as strings, hashes cost Node a third.`,
    rows: [
      {
        what: 'append with all nodes',
        value: leaves / seconds,
        unit: 'leaves/s',
        limit: { what: 'N + N bare crypto.hash', value: leaves / median(figures.map((f) => f.bound)) },
        ratio: median(figures.map((f) => f.bound / f.append)),
        goal: { atLeast: 0.8 },
      },
      {
        what: 'append with all nodes',
        value: leaves / seconds,
        unit: 'leaves/s',
        limit: { what: 'N + N crypto.hash to strings', value: leaves / median(figures.map((f) => f.quickest)) },
        ratio: median(figures.map((f) => f.quickest / f.append)),
      },
    ],
  }
}

if (import.meta.main) console.log(JSON.stringify(await run(), null, 1))
