import { type Bench, noted } from '../../bench.ts'
import { type ObservationOf, ofKind } from '../../observation.ts'
import { DialError } from '../../wire/dial.ts'

/**
 * Asks once, gently, whether the device still answers: one connection to a port that was open before, or to a declared one. A device
 * that refuses the connection answers too; only silence is silence (lab.md §4.4: more questions would trip its defences).
 */
export async function alive(bench: Bench, after: string): Promise<ObservationOf<'liveness'>> {
  const began = bench.clock()
  const times = bench.observed.filter(({ id }) => id.startsWith(`liveness/${after}`)).length
  const { address, port } = placeToAsk(bench)
  const answered = await bench.dial.tcp(port, { ...(address === undefined ? {} : { address }), timeoutMs: 2_000 }).then(
    (socket) => {
      socket.destroy()
      return true
    },
    (error: unknown) => error instanceof DialError && error.trouble === 'refused',
  )
  return noted(bench, began, {
    id: `liveness/${after}${times === 0 ? '' : `/${times + 1}`}`,
    endpoint: `tcp/${port}`,
    ...(address === undefined ? {} : { address }),
    seen: { kind: 'liveness', after, alive: answered },
  })
}

function placeToAsk({ observed, declared }: Bench) {
  const scan = ofKind(observed, 'port-scan').find(({ seen }) => seen.open.length > 0)
  if (scan !== undefined) return { address: scan.address, port: scan.seen.open[0]! }
  const endpoint = declared.interfaces.flatMap((i) => i.endpoints).find((e) => e.startsWith('tcp/'))
  return { address: undefined, port: endpoint === undefined ? 80 : Number(endpoint.slice(4)) }
}
