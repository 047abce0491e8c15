import type { Result } from '../../core/kernel/result.ts'
import { refuse } from '../../core/kernel/result.ts'
import { type Observation, type SeenOf, tamed } from '../observation.ts'
import type { ImportFault } from './faults.ts'
import type { ImportTool } from './seen.ts'

/** What is known about the device whose results are taken in. */
export interface ImportGiven {
  readonly sample: number
  readonly addresses: readonly string[] // of the device; none: the result must be about one host
}

/** The results of a tool, as observations. */
export interface Imported {
  readonly tool: ImportTool
  readonly version?: string
  readonly observations: readonly Observation[]
  readonly leftOut: number // entries about other hosts
}

/** Takes in the result of one tool. */
export type Importer = (bytes: Uint8Array, given: ImportGiven) => Result<Imported, ImportFault>

/** What is taken in from one file at most. */
export const importLimits = {
  bytes: 8 * 1024 * 1024, // of JSON
  xmlBytes: 3 * 1024 * 1024, // a tree of XML takes far more room than its text
  xmlElements: 50_000,
  xmlPiece: 200_000, // characters of one tag, or of the text between two
  captureBytes: 64 * 1024 * 1024,
  entries: 200_000, // values
  depth: 40,
  hosts: 1_000,
  observations: 3_000,
} as const

type ImportedSeen = SeenOf<'imported' | 'imported-ports' | 'imported-tls' | 'imported-ssh' | 'imported-traffic'>

/** Collects observations of one import, each under a name that is the same when the same file is taken in again. */
export function collector(tool: ImportTool, sample: number) {
  const observations: Observation[] = []
  const taken = new Map<string, number>()
  return {
    observations,
    add(what: {
      readonly name: string
      readonly seen: ImportedSeen
      readonly endpoint?: string | undefined
      readonly trouble?: string
    }): void {
      const { name, seen, endpoint, trouble } = what
      const plain = `imported/${tool}/${endpoint ? `${endpoint}/` : ''}${name}`
        .replace(/[^\x21-\x7e]/g, '_')
        .slice(0, 110)
      const nth = (taken.get(plain) ?? 0) + 1
      taken.set(plain, nth)
      observations.push({
        id: nth === 1 ? plain : `${plain}~${nth}`,
        sample,
        ...(endpoint === undefined ? {} : { endpoint }),
        began: 0,
        took: 0,
        completeness: trouble === undefined ? 'complete' : 'partial',
        ...(trouble === undefined ? {} : { trouble }),
        seen,
      })
    },
    /** The refusal, once there is more than may be taken in. */
    tooMany: (): { readonly ok: false; readonly fault: ImportFault } | undefined =>
      observations.length > importLimits.observations
        ? refuse({ code: 'import-too-many', tool, limit: importLimits.observations })
        : undefined,
  }
}

/** Words of a tool, tamed and cut. */
export const said = (value: unknown, most = 512): string =>
  tamed(
    typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? `${value}` : '',
    most,
  )

/** Two addresses are one when they are spelled alike, apart from case and zone. */
export const sameAddress = (a: string, b: string): boolean => bare(a) === bare(b)
const bare = (address: string): string =>
  address
    .toLowerCase()
    .replace(/%.*$/, '')
    .replace(/^\[|\]$/g, '')

/** A port, however the tool writes its number; undefined where it is none. */
export function portIn(value: unknown): number | undefined {
  const port =
    typeof value === 'number' ? value : typeof value === 'string' && /^\d{1,5}$/.test(value) ? Number(value) : -1
  return Number.isInteger(port) && port >= 0 && port <= 65_535 ? port : undefined
}

/** A TCP or UDP port as an endpoint; undefined where it is none. */
export function endpointOf(transport: unknown, port: unknown): string | undefined {
  const number = portIn(port)
  return (transport === 'tcp' || transport === 'udp') && number !== undefined ? `${transport}/${number}` : undefined
}

/**
 * Which hosts of a result are the device: those with its address, or the only one there is. A finding about a neighbour must
 * never be told of the device on the bench.
 */
export function hostsOfDevice<H>(
  tool: ImportTool,
  hosts: readonly H[],
  addressesOf: (host: H) => readonly string[],
  { addresses }: ImportGiven,
): Result<readonly H[], ImportFault> {
  if (hosts.length > importLimits.hosts) return refuse({ code: 'import-too-many', tool, limit: importLimits.hosts })
  if (addresses.length === 0)
    return hosts.length <= 1
      ? { ok: true, value: hosts }
      : refuse({ code: 'import-several-devices', tool, hosts: hosts.length })
  const own = hosts.filter((host) => addressesOf(host).some((one) => addresses.some((mine) => sameAddress(one, mine))))
  if (own.length > 0 || hosts.length === 0) return { ok: true, value: own }
  return refuse({ code: 'import-of-another-device', tool, found: said(addressesOf(hosts[0]!)[0] ?? '?', 60) })
}
