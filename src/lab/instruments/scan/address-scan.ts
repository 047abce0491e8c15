import type { Bench } from '../../bench.ts'
import { caps } from '../../caps.ts'
import type { AddressKind, SeenOf } from '../../observation.ts'
import type { PortAnswer } from '../../wire/probe.ts'
import { gentleFirst } from '../../wire/sweep.ts'
import { usualPorts } from './usual-ports.ts'

/** All ports of one address as they were found, and what may keep that from being the whole truth. */
export interface AddressScan {
  readonly seen: SeenOf<'port-scan'>
  readonly trouble?: 'unreachable' | 'shut-out' | 'not-asked' | 'open-everywhere' | 'stopped'
}

/** Silent ports are all asked again as long as they are this few; more are the doing of a firewall, not of lost packets. */
const askedAgainAtMost = 2_000
/** They were silent a moment ago, so as many at once burden nobody. */
const againAtOnce = 700

export interface AddressScanning {
  readonly address: AddressKind
  readonly from: number
  readonly to: number
  readonly canaries: readonly number[] // ports that are declared open
  readonly tell: (done: number) => void
}

/** One address, from the declared ports over all others back to a known one. What was seen stays readable while it goes on. */
export function addressScan(bench: Bench, { address, from, to, canaries, tell }: AddressScanning) {
  const { dial, policy } = bench
  const { patientMs, probesAtOnce, silentAtOnce, probesPerSecond } = policy.scan
  const answers = new Map<number, PortAnswer>()
  let trouble: AddressScan['trouble']
  let control: 'kept' | 'lost' | 'none' = 'none'

  const isOpen = (port: number) => answers.get(port) === 'open'
  const isSilent = (port: number) => !isOpen(port) && answers.get(port) !== 'refused'
  const open = () => [...answers.keys()].filter(isOpen).sort((a, b) => a - b)
  const silent = () => [...answers.keys()].filter(isSilent)
  const inRange = (port: number) => port >= from && port <= to
  const sweep = (ports: readonly number[], timeoutMs: number, atOnce = probesAtOnce) => {
    if (ports.length === 0) return Promise.resolve(false)
    const bounds = {
      timeoutMs,
      atOnce,
      silentAtOnce: Math.max(atOnce, silentAtOnce),
      perSecond: probesPerSecond,
      known: open(),
    }
    const heard = (news: readonly (readonly [number, PortAnswer])[]) => {
      for (const [port, answer] of news) answers.set(port, answer)
      tell(answers.size)
    }
    return dial.sweep(ports, bounds, heard, { address })
  }

  /** Declared ports first, with patience. Where nothing is declared, a few usual ones tell whether there is a way at all. */
  async function meet(): Promise<number | 'unreachable'> {
    const declared = canaries.filter(inRange)
    let slowest = 0
    const ports = declared.length > 0 ? declared : usualPorts.filter(inRange).slice(0, 4)
    await Promise.all(
      ports.map(async (port) => {
        const asked = performance.now()
        const answer = await dial.probe(port, { address, timeoutMs: patientMs })
        answers.set(port, answer)
        if (!isSilent(port)) slowest = Math.max(slowest, performance.now() - asked)
      }),
    )
    return ports.length > 0 && ports.every((port) => answers.get(port) === 'unreachable') ? 'unreachable' : slowest
  }

  /** Asks these again and takes long to wait, where they did not answer. */
  async function again(ports: readonly number[]): Promise<void> {
    const unsettled = ports.filter((port) => answers.has(port) && isSilent(port))
    await sweep(unsettled, patientMs, Math.max(probesAtOnce, Math.min(againAtOnce, silentAtOnce)))
  }

  async function whole(): Promise<void> {
    const slowest = await meet()
    if (slowest === 'unreachable') {
      trouble = 'unreachable'
      answers.clear()
      return
    }
    const timeoutMs = Math.min(patientMs, Math.max(policy.pace.scanTimeoutMs, Math.ceil(slowest * 4)))
    const rest = Array.from({ length: to - from + 1 }, (_, i) => from + i).filter((port) => !answers.has(port))
    const wavered = await sweep(rest, timeoutMs)
    if (wavered && open().length > 0) await sweep(silent(), timeoutMs)
    const left = silent()
    const likely = new Set([...canaries, ...usualPorts])
    await again(left.length <= askedAgainAtMost ? left : left.filter((port) => likely.has(port)))
    await lookBack()
    if ([...answers.values()].includes('failed')) trouble ??= 'not-asked'
  }

  /** A device that shuts out whoever scans it is silent from then on: a port that was open has to be so still. */
  async function lookBack(): Promise<void> {
    const ports = gentleFirst(open()).slice(0, 3)
    if (ports.length === 0) return
    for (const wait of [0, 1_000]) {
      if (wait > 0) await bench.pause(wait)
      for (const port of ports)
        if ((await dial.probe(port, { address, timeoutMs: patientMs })) === 'open') {
          control = 'kept'
          return
        }
    }
    control = 'lost'
    trouble = 'shut-out'
  }

  /** How it stands, also in the middle. */
  function result(stopped = false): AddressScan {
    const count = (...of: readonly PortAnswer[]) => [...answers.values()].filter((a) => of.includes(a)).length
    const all = open()
    const kept = worthLookingAt(all, canaries)
    const why = stopped ? 'stopped' : (trouble ?? (kept.length < all.length ? 'open-everywhere' : undefined))
    const answerOf = (port: number) => (isOpen(port) ? 'open' : isSilent(port) ? 'silent' : 'refused')
    const seen: AddressScan['seen'] = {
      kind: 'port-scan',
      from,
      to,
      open: kept,
      ...(kept.length < all.length && { openInAll: all.length }),
      refused: count('refused'),
      silent: count('silent', 'unreachable', 'failed'),
      canaries: canaries
        .filter(inRange)
        .slice(0, 200)
        .map((port) => ({ port, seen: isOpen(port), answer: answerOf(port) })),
      control,
    }
    return { seen, ...(why && { trouble: why }) }
  }
  return { whole, again, result }
}

/** Whoever answers for every port shows nothing by it, and looking at each would take days: declared and usual ones are kept. */
function worthLookingAt(open: readonly number[], canaries: readonly number[]): number[] {
  if (open.length <= caps.openPorts) return [...open]
  const wanted = new Set([...canaries, ...usualPorts])
  const wantedFirst = open.toSorted((a, b) => Number(wanted.has(b)) - Number(wanted.has(a)) || a - b)
  return wantedFirst.slice(0, caps.openPorts).toSorted((a, b) => a - b)
}
