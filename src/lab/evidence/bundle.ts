import type { z } from 'zod'
import { type JsonLimits, readJson } from '../../core/exchange/bounded-json.ts'
import { canonicalJson, type Digest, digestBytes } from '../../core/kernel/digest.ts'
import { ok, type Result, refuse } from '../../core/kernel/result.ts'
import type { EvidenceFault } from './faults.ts'
import { textOf } from './utf8.ts'
import { isWrittenSo, readZip, writeZip, type ZipEntry } from './zip.ts'

// evidence.zip: what a run leaves behind, in files that anyone can open and read. Every JSON in it is canonical (RFC 8785), so
// the digest of a file is the digest of the document in it.

/** The files, in the order in which they lie in the ZIP; attachments stand before the two signed statements. */
export const bundleFiles = [
  'run.json',
  'plan.json',
  'ixit.json',
  'policy.json',
  'observations.jsonl',
  'guided.json',
  'verdicts.json',
] as const
export const testResultFile = 'test-result.dsse.json'
export const statementFile = 'statement.dsse.json'
export type BundleFile = (typeof bundleFiles)[number] | typeof testResultFile | typeof statementFile

const optional: readonly BundleFile[] = ['guided.json']
const named: readonly BundleFile[] = [...bundleFiles, testResultFile, statementFile]
const attachment = /^attachments\/[0-9a-f]{64}$/

/** The files of one evidence by name. */
export type BundleContents = ReadonlyMap<string, Uint8Array>

const order = (name: string): number => {
  const at = (bundleFiles as readonly string[]).indexOf(name)
  return at >= 0 ? at : name === testResultFile ? 101 : name === statementFile ? 102 : 100
}

const inOrder = (contents: BundleContents): readonly ZipEntry[] =>
  [...contents]
    .map(([name, bytes]) => ({ name, bytes }))
    .toSorted((a, b) => order(a.name) - order(b.name) || (a.name < b.name ? -1 : 1))

/** Writes evidence.zip: the same contents, the same bytes. */
export const writeBundle = (contents: BundleContents): Uint8Array => writeZip(inOrder(contents))

/** Opens evidence.zip. What is not exactly as `writeBundle` writes it is refused, down to the last byte of a header. */
export function readBundle(file: Uint8Array): Result<BundleContents, EvidenceFault> {
  const entries = readZip(file, (name) => attachment.test(name) || (named as readonly string[]).includes(name))
  if (!entries.ok) return entries
  const contents = new Map(entries.value.map(({ name, bytes }) => [name, bytes]))
  if (!isWrittenSo(file, inOrder(contents))) return refuse({ code: 'evidence-not-canonical' })
  const missing = named.find((name) => !contents.has(name) && !optional.includes(name))
  return missing === undefined ? ok(contents) : refuse({ code: 'evidence-file-missing', entry: missing })
}

/** SHA-256 of every file that a statement speaks about, by name, in the order of the bundle. */
export const digestsOf = (contents: BundleContents): readonly { readonly name: string; readonly digest: Digest }[] =>
  inOrder(contents)
    .filter(({ name }) => name !== testResultFile && name !== statementFile)
    .map(({ name, bytes }) => ({ name, digest: digestBytes(bytes) }))

/** A document as a file of the bundle. */
export const jsonFile = (document: unknown): Uint8Array => new TextEncoder().encode(canonicalJson(document))

/** One document a line. */
export const jsonLines = (documents: readonly unknown[]): Uint8Array =>
  new TextEncoder().encode(documents.map((document) => `${canonicalJson(document)}\n`).join(''))

/** What all observations together may be at most: read, they take many times the room of their text. */
export const mostObservationBytes = 16 * 1024 * 1024

// Read, checked and written anew, a document takes many times the room of its text, and there are seven of them. Only the verdicts grow
// with the device; no declaration or plan comes near a quarter of what it may be.

/** What the records of guided steps may be at most, written as canonical JSON. */
export const mostGuidedCharacters = 8_000_000
/** What a run may have attached to it at most: with everything else it has to go into one file. */
export const mostAttachedBytes = 42_000_000 // a little more than a case takes for one order
export const mostAttachments = 1_900

/** What one JSON document in evidence may be at most. */
const limits = { characters: 2_000_000, depth: 40, values: 60_000 } as const
const limitsOf: Readonly<Partial<Record<string, JsonLimits>>> = {
  'verdicts.json': { characters: 8_000_000, depth: 40, values: 300_000 },
  'guided.json': { characters: mostGuidedCharacters, depth: 40, values: 400_000 }, // as many as there may be records
  'observations.jsonl': { characters: 1_000_000, depth: 40, values: 140_000 }, // one line: every port there is
}

/** Reads a JSON file of the bundle by its schema. */
export function readJsonFile<S extends z.ZodType>(
  contents: BundleContents,
  entry: BundleFile,
  schema: S,
): Result<z.output<S>, EvidenceFault> {
  return parse(entry, contents.get(entry) ?? new Uint8Array(), schema)
}

/** Reads a file of one JSON document a line; every line ends with a line feed. */
export function readJsonLines<S extends z.ZodType>(
  contents: BundleContents,
  entry: BundleFile,
  schema: S,
  mostLines: number,
): Result<readonly z.output<S>[], EvidenceFault> {
  const bytes = contents.get(entry) ?? new Uint8Array()
  const wrong = (reason: string) => refuse({ code: 'evidence-file-unreadable' as const, entry, reason })
  if (bytes.length > mostObservationBytes) return wrong(`more than ${mostObservationBytes} bytes`)
  const documents: z.output<S>[] = []
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf(0x0a, at)
    if (end < 0) return wrong('the last line is not complete')
    if (documents.length >= mostLines) return wrong(`more than ${mostLines} lines`)
    const read = parse(entry, bytes.subarray(at, end), schema)
    if (!read.ok) return wrong(`line ${documents.length + 1}: ${'reason' in read.fault ? read.fault.reason : ''}`)
    documents.push(read.value)
    at = end + 1
  }
  return ok(documents)
}

function parse<S extends z.ZodType>(entry: string, bytes: Uint8Array, schema: S): Result<z.output<S>, EvidenceFault> {
  const wrong = (reason: string) => refuse({ code: 'evidence-file-unreadable' as const, entry, reason })
  const text = textOf(bytes)
  if (text === undefined) return wrong('not UTF-8')
  // What schemas pass over in silence: a name by which a program takes a document's word for that of every object.
  if (text.includes('"__proto__":')) return wrong('__proto__')
  const document = readJson(entry, text, limitsOf[entry] ?? limits)
  if (!document.ok) return wrong(document.fault.code)
  // One spelling for one document: two files that say the same are the same file.
  if (!isCanonical(document.value, text)) return wrong('not canonical JSON')
  const read = schema.safeParse(document.value)
  if (read.success) return ok(document.value as z.output<S>) // as it stands in the file, for it is replayed from
  const issue = read.error.issues[0]
  return wrong(`${(issue?.path ?? []).slice(0, 6).join('.').slice(0, 120)}: ${issue?.code ?? 'form'}`)
}

function isCanonical(document: unknown, text: string): boolean {
  try {
    return canonicalJson(document) === text
  } catch {
    return false // a number that JSON cannot say, such as 1e999
  }
}
