import { type Bench, noted } from '../../bench.ts'
import { portsInUse } from '../../declared/endpoints.ts'
import type { Instrument } from '../../instrument.ts'
import { type AddressKind, addressKinds, type Observation } from '../../observation.ts'
import { DialError } from '../../wire/dial.ts'
import { type AddressScan, addressScan } from './address-scan.ts'

/** Which TCP ports of every address of the device are open; all of them, unless a test asks for fewer. */
export function scanOf({ from = 1, to = 65_535 }: { readonly from?: number; readonly to?: number } = {}): Instrument {
  return {
    id: 'scan',
    stage: 'scan',
    title: { ja: 'TCPポートの走査', en: 'Scan of TCP ports' },
    plan: ({ target, policy }) =>
      addressKinds
        .filter((kind) => target.addresses[kind] !== undefined)
        .map((kind, n) => ({
          instrument: 'scan',
          what: {
            ja: `${target.addresses[kind]} のTCPポート ${from}～${to} への接続（すぐに閉じる）`,
            en: `Connections to TCP ports ${from}–${to} of ${target.addresses[kind]}, closed at once`,
          },
          packets: 2 * (to - from + 1),
          tries: 0,
          // Addresses are scanned side by side; a device that answers takes a quarter of this.
          seconds: n > 0 ? 1 : whenSilent(to - from + 1, policy),
        })),
    run: (bench) => runScan(bench, from, to),
  }
}

export const scan: Instrument = scanOf()

/** Seconds for a device that drops every packet in silence. */
const whenSilent = (ports: number, { scan, pace }: Bench['policy']): number =>
  Math.ceil((ports / scan.silentAtOnce) * (pace.scanTimeoutMs / 1_000)) + 4

async function* runScan(bench: Bench, from: number, to: number): AsyncGenerator<Observation> {
  const began = bench.clock()
  const kinds = addressKinds.filter((kind) => bench.target.addresses[kind] !== undefined)
  const canaries = portsInUse(bench.declared, 'tcp')
  const done = new Map<AddressKind, number>()
  const scans = kinds.map((address) => ({
    address,
    scan: addressScan(bench, {
      address,
      from,
      to,
      canaries,
      tell: (ports) => {
        done.set(address, ports)
        bench.progress(
          [...done.values()].reduce((a, b) => a + b, 0),
          kinds.length * (to - from + 1),
        )
      },
    }),
  }))
  const told = ({ address, scan }: (typeof scans)[number], stopped: boolean) => {
    const { seen, trouble }: AddressScan = scan.result(stopped)
    return noted(bench, began, {
      id: `port-scan/${address}`,
      address,
      seen: { ...seen, addresses: kinds },
      completeness: trouble === undefined ? 'complete' : trouble === 'unreachable' ? 'none' : 'partial',
      ...(trouble && { trouble }),
    })
  }
  try {
    await Promise.all(scans.map(({ scan }) => scan.whole()))
    // What is open under one address is asked for, with patience, under the others.
    const open = [...new Set(scans.flatMap(({ scan }) => scan.result().seen.open))]
    await Promise.all(scans.map(({ scan }) => scan.again(open)))
  } catch (error) {
    if (error instanceof DialError && error.trouble === 'stopped') for (const one of scans) yield told(one, true)
    throw error
  }
  for (const one of scans) yield told(one, false)
}
