import type { Instant } from '../kernel/date.ts'
import type { Digest } from '../kernel/digest.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import type { Text } from '../kernel/text.ts'

export const manifestFormat = 'hoshirushi-register-manifest/1'

/** A file of a snapshot, and how one knows that it is whole and unchanged. */
export interface SnapshotFile {
  readonly name: string
  readonly mediaType: string
  readonly rows: number | null // entries, or rows without the heading; null where the file is no table
  readonly bytes: number
  readonly sha256: string // hex, of the file as it lies
}

/**
 * What the issuer signs about one snapshot of the whole register. The files are named by their digests, so the signature reaches
 * every byte of them.
 */
export interface RegisterManifest {
  readonly format: typeof manifestFormat
  readonly iss: string // DID of the issuer
  readonly register: string // prefix of everything published about labels
  readonly asOf: Instant // the register as it stood then
  readonly entries: number
  readonly digest: Digest // of the unpacked lines of register.jsonl.zst: what the record of a check names
  readonly logSize: number // every credential named in the files is among so many first entries of the log
  readonly sample: boolean // invented labels of a demonstration
  readonly licence: { readonly id: 'CC-BY-4.0'; readonly url: string; readonly attribution: Text }
  readonly files: readonly SnapshotFile[]
}

/** The file that leads to the newest snapshot, and to those that are kept. */
export interface LatestSnapshot extends RegisterManifest {
  readonly folder: string // below bulk/
  readonly signed: string
  readonly kept: readonly string[] // folders, newest first
}

export const licenceOfData = { id: 'CC-BY-4.0', url: 'https://creativecommons.org/licenses/by/4.0/' } as const

/** Where the files of a snapshot lie: a folder named by its moment, so that what was published never changes. */
export const snapshotName = (asOf: Instant): string =>
  new Date(asOf)
    .toISOString()
    .replace(/\.000Z$/, 'Z')
    .replace(/[-:.]/g, '')

/** The moment a folder is named by; undefined for the name of something else. */
export function momentOfSnapshot(name: string): Instant | undefined {
  const found = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})?Z$/.exec(name)
  if (!found) return undefined
  const [, y, mo, d, h, mi, s, ms = '000'] = found
  const at = Date.parse(`${y}-${mo}-${d}T${h}:${mi}:${s}.${ms}Z`)
  return Number.isNaN(at) ? undefined : new Date(at).toISOString()
}

export type ManifestFault = { readonly code: 'register-manifest-malformed'; readonly member: string }

const isText = (value: unknown): value is string => typeof value === 'string'
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0
const isHex = (value: unknown): value is string => isText(value) && /^[0-9a-f]{64}$/.test(value)

/** Reads the payload of a signed manifest. A name that would lead out of the folder makes it unusable. */
export function readManifest(payload: Readonly<Record<string, unknown>>): Result<RegisterManifest, ManifestFault> {
  const malformed = (member: string) => refuse({ code: 'register-manifest-malformed' as const, member })
  const { format, iss, register, asOf, entries, digest, logSize, files } = payload
  if (format !== manifestFormat) return malformed('format')
  if (!isText(iss)) return malformed('iss')
  if (!isText(register)) return malformed('register')
  if (!isText(asOf) || Number.isNaN(Date.parse(asOf))) return malformed('asOf')
  if (!isCount(entries)) return malformed('entries')
  if (!isText(digest) || !isHex(digest.replace(/^sha256:/, ''))) return malformed('digest')
  if (!isCount(logSize)) return malformed('logSize')
  if (!Array.isArray(files) || files.length === 0 || files.length > 100) return malformed('files')
  const names = new Set<string>()
  for (const file of files as readonly Partial<SnapshotFile>[]) {
    if (!isText(file?.name) || !/^[a-z0-9][a-z0-9.-]{0,63}$/.test(file.name) || names.has(file.name))
      return malformed('files')
    if (!isCount(file.bytes) || !isHex(file.sha256) || !(file.rows === null || isCount(file.rows)))
      return malformed('files')
    names.add(file.name)
  }
  return ok(payload as unknown as RegisterManifest)
}
