import { readJson } from '../../core/exchange/bounded-json.ts'
import { canonicalJson, type Digest, digestBytes } from '../../core/kernel/digest.ts'
import { readZip, writeZip } from '../evidence/zip.ts'
import { type GuidedFile, guidedFileSchema, type StepRecord } from './record.ts'

// What a telephone brings to the bench: guided.json and the pictures it speaks of, in one file. Inside it lies as it will lie in the
// evidence: guided.json, attachments/<digest>.

export interface GuidedPicture {
  readonly digest: Digest
  readonly bytes: Uint8Array
}

export interface GuidedBundle {
  readonly records: readonly StepRecord[]
  readonly pictures: readonly GuidedPicture[]
}

const attachment = /^attachments\/([0-9a-f]{64})$/

/** `guided.json` as a document. */
export const guidedFile = (records: readonly StepRecord[]): GuidedFile => ({
  format: 'urn:hoshirushi:guided:v1',
  records: [...records],
})

/** Packs records and pictures; each picture once. */
export function writeGuidedBundle({ records, pictures }: GuidedBundle): Uint8Array {
  const once = new Map(pictures.map((picture) => [picture.digest, picture.bytes]))
  return writeZip([
    { name: 'guided.json', bytes: new TextEncoder().encode(canonicalJson(guidedFile(records))) },
    ...[...once]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([digest, bytes]) => ({ name: `attachments/${digest.slice(7)}`, bytes })),
  ])
}

const limits = { characters: 16_000_000, depth: 10, values: 600_000 } as const

/** Reads guided.json, alone or packed with its pictures. Undefined: it is neither, or a picture is not what its name says. */
export function readGuidedFile(file: Uint8Array): GuidedBundle | undefined {
  if (file[0] !== 0x50) return withPictures(file, [])
  const read = readZip(file, (name) => name === 'guided.json' || attachment.test(name))
  const entries = read.ok ? read.value : []
  const records = entries.find(({ name }) => name === 'guided.json')
  if (records === undefined) return undefined
  const pictures = entries
    .filter((entry) => entry !== records)
    .map(({ name, bytes }) => ({ digest: digestBytes(bytes), bytes, name }))
  if (pictures.some(({ name, digest }) => attachment.exec(name)?.[1] !== digest.slice(7))) return undefined
  return withPictures(
    records.bytes,
    pictures.map(({ digest, bytes }) => ({ digest, bytes })),
  )
}

function withPictures(json: Uint8Array, pictures: readonly GuidedPicture[]): GuidedBundle | undefined {
  const document = readJson('guided.json', Buffer.from(json).toString('utf8'), limits)
  const read = guidedFileSchema.safeParse(document.ok ? document.value : undefined)
  return read.success ? { records: read.data.records, pictures } : undefined
}
