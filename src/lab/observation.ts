import { z } from 'zod'
import { seenByGuided } from './guided/seen.ts'
import { seenByImports } from './imports/seen.ts'
import { seenByAnonymous } from './instruments/anonymous/seen.ts'
import { seenByCredentials } from './instruments/credentials/seen.ts'
import { seenByDiscovery } from './instruments/discovery/seen.ts'
import { seenByLockOut } from './instruments/lock-out/seen.ts'
import { seenOfPasswords } from './instruments/passwords/seen.ts'
import { seenOfPublished } from './instruments/published/seen.ts'
import { seenByRobustness } from './instruments/robustness/seen.ts'
import { seenByScan } from './instruments/scan/seen.ts'
import { seenBySsh } from './instruments/ssh/seen.ts'
import { seenByTls } from './instruments/tls/seen.ts'
import { seenByWeb } from './instruments/web/seen.ts'
import { seenOfUpdateFiles } from './update-files/seen.ts'

// What a collector saw, without judgement: the only thing besides IXIT and policy that a verdict may rest on. An evidence file
// is read by the same schema, so everything is bounded: a line in it may come from an enemy.

/** Which of the device's addresses was spoken to. */
export const addressKinds = ['ipv4', 'ipv6', 'link-local'] as const
export type AddressKind = (typeof addressKinds)[number]

/** How far a collector got. What was not finished is never taken for "nothing there". */
export const completenesses = ['complete', 'partial', 'none'] as const
export type Completeness = (typeof completenesses)[number]

/** A port of the device: 'tcp/443', 'udp/5683'. */
export const endpoint = z.string().regex(/^(tcp|udp)\/(6553[0-5]|655[0-2]\d|65[0-4]\d{2}|6[0-4]\d{3}|[1-5]?\d{1,4})$/)

const about = {
  id: z.string().min(1).max(120), // unique in a run and the same in the next: 'port-scan/ipv4', 'tls/tcp/443'
  sample: z.number().int().min(1).max(9), // which unit of the product
  address: z.enum(addressKinds).optional(),
  endpoint: endpoint.optional(),
  began: z.number().min(0), // ms since the run began, on a clock that never goes back
  took: z.number().min(0), // ms
  completeness: z.enum(completenesses),
  trouble: z.string().max(60).optional(), // permanent code of what kept it from being complete
}

/** One thing that was seen, with where and when. `seen` is told apart by `seen.kind`. */
export const observationSchema = z.strictObject({
  ...about,
  seen: z.discriminatedUnion('kind', [
    ...seenByScan,
    ...seenBySsh,
    ...seenByTls,
    ...seenByDiscovery,
    ...seenByWeb,
    ...seenOfUpdateFiles,
    ...seenOfPublished,
    ...seenByAnonymous,
    ...seenByCredentials,
    ...seenByLockOut,
    ...seenOfPasswords,
    ...seenByRobustness,
    ...seenByGuided,
    ...seenByImports,
    // one line an instrument
  ]),
})
export type Observation = z.output<typeof observationSchema>
export type Seen = Observation['seen']
export type SeenKind = Seen['kind']
export type SeenOf<K extends SeenKind> = Extract<Seen, { readonly kind: K }>
export type ObservationOf<K extends SeenKind> = Omit<Observation, 'seen'> & { readonly seen: SeenOf<K> }

/** The observations of one kind, in the order in which they were made. */
export const ofKind = <K extends SeenKind>(all: readonly Observation[], kind: K): readonly ObservationOf<K>[] =>
  all.filter((o): o is Observation & { seen: SeenOf<K> } => o.seen.kind === kind)

/** Longest text taken from a device into an observation, in characters. */
export const mostText = 512

/** A text that a device sent, made harmless and short: control and direction characters are written out, the rest is cut. */
export const tamed = (bytes: Uint8Array | string, most = mostText): string => {
  const text =
    typeof bytes === 'string' ? bytes.slice(0, most * 4) : Buffer.from(bytes.subarray(0, most * 4)).toString('latin1')
  const written = text.replace(
    /[\p{Cc}\p{Bidi_Control}\p{Cs}]/gu,
    (c) => `\\x${c.codePointAt(0)!.toString(16).padStart(2, '0')}`,
  )
  // Half a sign at the cut is no text: canonical JSON refuses it, and the whole run could not be sealed.
  return written.length <= most ? written : `${written.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…`
}
/** A text from a device, as it stands in an observation. */
export const deviceText = z.string().max(mostText)
