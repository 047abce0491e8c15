import { type Bench, noted } from '../../bench.ts'
import { portsInUse } from '../../declared/endpoints.ts'
import { type AddressKind, type ObservationOf, ofKind } from '../../observation.ts'
import { gentleFirst } from '../../wire/sweep.ts'

/**
 * Asks gently whether the device still answers: one connection, to a port that was open before, and to another one where that does
 * not answer, for a service may limit who comes often (lab.md §4.4). Before anything was seen open, a declared port or any port will
 * do: a refusal is an answer too. Where nothing ever answered nothing can be missed, and the device counts as alive, with a word.
 */
export async function alive(bench: Bench, after: string): Promise<ObservationOf<'liveness'>> {
  const began = bench.clock()
  const times = bench.observed.filter(({ id }) => id.startsWith(`liveness/${after}`)).length
  const known = openBefore(bench)
  const places = known.length > 0 ? known : firstGuesses(bench)
  let answered: Place | undefined
  for (const place of places) {
    const answer = await bench.dial.probe(place.port, { address: place.address, timeoutMs: 2_000 })
    // A port that was open and refuses now may have lost its service, while the device goes on: the next one tells.
    if (answer === 'open' || (answer === 'refused' && known.length === 0)) {
      answered = place
      break
    }
  }
  const asked = answered ?? places[0]
  const unknown = answered === undefined && known.length === 0
  return noted(bench, began, {
    id: `liveness/${after}${times === 0 ? '' : `/${times + 1}`}`,
    ...(asked && { endpoint: `tcp/${asked.port}`, address: asked.address }),
    seen: { kind: 'liveness', after, alive: answered !== undefined || unknown },
    ...(unknown && { completeness: 'none', trouble: 'nothing-known-open' }),
  })
}

interface Place {
  readonly address: AddressKind
  readonly port: number
}
const placesAtMost = 3

/** Ports that were open when they were scanned, under the primary address where there are any. */
function openBefore({ observed, target }: Bench): readonly Place[] {
  const scans = ofKind(observed, 'port-scan').toSorted(
    (a, b) => Number(b.address === target.primary) - Number(a.address === target.primary),
  )
  return scans
    .flatMap(({ address = target.primary, seen }) => gentleFirst(seen.open).map((port) => ({ address, port })))
    .slice(0, placesAtMost)
}

function firstGuesses({ declared, target }: Bench): readonly Place[] {
  const ports = [...gentleFirst(portsInUse(declared, 'tcp')), 80, 443]
  return [...new Set(ports)].slice(0, placesAtMost).map((port) => ({ address: target.primary, port }))
}
