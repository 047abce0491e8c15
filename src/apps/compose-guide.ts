import { randomBytes } from 'node:crypto'
import { mkdir, readFile, stat } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import { readLogins } from '../adapters/bench/bench-input.ts'
import { dateInJapan } from '../core/kernel/date.ts'
import { digestBytes } from '../core/kernel/digest.ts'
import type { Fault } from '../core/kernel/fault.ts'
import { ok, type Result, refuse } from '../core/kernel/result.ts'
import type { Assessment } from '../lab/assess.ts'
import type { Declared } from '../lab/declared/declared.ts'
import { readIxit } from '../lab/declared/read-ixit.ts'
import { mostAttachedBytes, mostAttachments } from '../lab/evidence/bundle.ts'
import type { Ending } from '../lab/evidence/run-record.ts'
import type { Attachment } from '../lab/evidence/seal.ts'
import { zipLimits } from '../lab/evidence/zip.ts'
import { guidedFaults } from '../lab/guided/faults.ts'
import { type GuidedBundle, readGuidedFile } from '../lab/guided/guided-bundle.ts'
import { type Hands, handsOf } from '../lab/guided/hands.ts'
import { guidedFileSchema, mostRecords, type StepRecord } from '../lab/guided/record.ts'
import type { Picture } from '../lab/guided/step.ts'
import { tamed } from '../lab/observation.ts'
import type { RunFiles, RunFolder } from '../lab/run/run-files.ts'
import { pinTarget } from '../lab/scope.ts'
import { updateFileFaults } from '../lab/update-files/inspect.ts'
import { makerKeyFaults } from '../lab/update-files/maker-key.ts'
import { dialTo } from '../lab/wire/dial.ts'
import { paceOf } from '../lab/wire/pace.ts'
import { benchSigner, openRunFolder } from './compose-probe.ts'
import { sealHere } from './compose-seal.ts'
import { tellFaults } from './faults.ts'

// What the guided steps need of the world: the run's folder, the door to its device, files that people bring.

for (const table of [guidedFaults, updateFileFaults, makerKeyFaults]) tellFaults(table)

const mostBytes = 10 * 1024 * 1024

/** A run that is gone on with. */
export interface GuidedRun {
  readonly files: RunFiles
  readonly declared: Declared
  readonly door: RunFolder
  readonly read: () => Promise<readonly StepRecord[]>
  readonly write: (records: readonly StepRecord[]) => Promise<void>
  readonly attach: (path: string) => Promise<Omit<Picture, 'question'> | 'full' | undefined>
  /** Whether the pictures that were brought go into the evidence with those that are there already. */
  readonly hasRoomFor: (bundle: GuidedBundle) => boolean
  /** Takes in the pictures of records that were brought; those that are there already, and those no record speaks of, are left. */
  readonly attachBrought: (bundle: GuidedBundle) => Promise<number>
  readonly copies: () => Promise<string> // a folder for tampered copies
}

export async function openGuidedRun(folder: string): Promise<Result<GuidedRun, Fault>> {
  const opened = await openRunFolder(folder)
  if (!opened.ok) return opened
  const { files, door } = opened.value
  const read = guidedFileSchema.safeParse(files.guided ?? { format: 'urn:hoshirushi:guided:v1', records: [] })
  if (!read.success) return refuse({ code: 'run-folder-broken', folder, file: 'guided.json' } as Fault)
  let records: readonly StepRecord[] = read.data.records
  let attachments = files.attachments.length
  let held = files.attachments.reduce((sum, { bytes }) => sum + bytes.length, 0)
  const hasRoom = (count: number, bytes: number) =>
    attachments + count <= mostAttachments && held + bytes <= mostAttachedBytes
  const known = new Set(files.attachments.map(({ bytes }) => digestBytes(bytes)))
  /** The pictures that a record speaks of, and that are not there yet. */
  const newPictures = ({ records, pictures }: GuidedBundle): readonly Attachment[] =>
    pictures.flatMap(({ digest, bytes }) => {
      const said = records.map((record) => record.said).find((s) => s.what === 'picture' && s.digest === digest)
      if (said?.what !== 'picture' || known.has(digest)) return []
      return [{ name: tamed(said.name, 200) || 'picture', mediaType: said.mediaType, bytes }]
    })
  const put = async (attachment: Attachment) => {
    await door.attach(attachment, attachments++)
    held += attachment.bytes.length
    known.add(digestBytes(attachment.bytes))
  }
  return ok({
    files,
    declared: readIxit(files.ixit),
    door,
    read: async () => records,
    write: async (next) => {
      if (next.length > mostRecords) throw new Error('too many guided records')
      await door.keep('guided', { format: 'urn:hoshirushi:guided:v1', records: next })
      records = next
    },
    attach: async (path) => {
      const bytes = await bytesOf(path)
      if (bytes === undefined) return undefined
      if (!hasRoom(1, bytes.length)) return 'full'
      const name = tamed(basename(path), 200)
      const mediaType = mediaTypes[extname(path).toLowerCase()] ?? 'application/octet-stream'
      await put({ name, mediaType, bytes })
      return { digest: digestBytes(bytes), name, mediaType, bytes: bytes.length }
    },
    hasRoomFor: (bundle) => {
      const wanted = newPictures(bundle)
      return hasRoom(
        wanted.length,
        wanted.reduce((sum, { bytes }) => sum + bytes.length, 0),
      )
    },
    attachBrought: async (bundle) => {
      const wanted = newPictures(bundle)
      for (const picture of wanted) await put(picture)
      return wanted.length
    },
    copies: async () => {
      const place = join(folder, 'copies')
      await mkdir(place, { recursive: true, mode: 0o700 })
      return place
    },
  })
}

const mediaTypes: Readonly<Record<string, string>> = {
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.heic': 'image/heic',
  '.pdf': 'application/pdf',
  '.txt': 'text/plain',
  '.log': 'text/plain',
  '.csv': 'text/csv',
  '.pcap': 'application/vnd.tcpdump.pcap',
  '.pcapng': 'application/x-pcapng',
}

async function bytesOf(path: string, most = mostBytes): Promise<Uint8Array | undefined> {
  const info = await stat(path).catch(() => undefined)
  return info?.isFile() && info.size <= most ? readFile(path).catch(() => undefined) : undefined
}

/** The bench before the run's device again. The addresses are held against the allowed ranges anew: the folder is only a file. */
export function openHands({ files, declared }: GuidedRun, stop: AbortController): Result<Hands, Fault> {
  const target = pinTarget(Object.values(files.plan.target.addresses), { today: dateInJapan(new Date().toISOString()) })
  if (!target.ok) return target
  const { signal } = stop
  const began = performance.now()
  return ok(
    handsOf({
      target: target.value,
      dial: dialTo(target.value, { signal, pace: paceOf({ perSecond: 5, burst: 5 }) }), // nothing here is in a hurry
      signal,
      declared,
      observed: files.observations,
      clock: () => performance.now() - began,
      random: (bytes) => randomBytes(bytes),
      pause: (ms) =>
        new Promise((done) => {
          const timer = setTimeout(finish, ms)
          function finish() {
            clearTimeout(timer)
            signal.removeEventListener('abort', finish)
            done()
          }
          if (signal.aborted) finish()
          else signal.addEventListener('abort', finish)
        }),
    }),
  )
}

/** Records that somebody brings from elsewhere, with or without the pictures they speak of. */
export async function readAnswers(file: string): Promise<Result<GuidedBundle, Fault>> {
  const bytes = await bytesOf(file, zipLimits.bytes)
  const read = bytes && readGuidedFile(bytes)
  return read === undefined ? refuse({ code: 'answers-malformed', file: basename(file) } as Fault) : ok(read)
}

/** Seals the run anew, over all that is there now. */
export async function sealAgain(
  folder: string,
  home: string,
): Promise<Result<{ readonly evidence: string; readonly assessment: Assessment; readonly ended: Ending }, Fault>> {
  const signer = await benchSigner(home)
  if (!signer.ok) return signer
  const opened = await openRunFolder(folder)
  if (!opened.ok) return opened
  const { evidence, assessment } = await sealHere(opened.value.files, signer.value)
  const ended = opened.value.files.record.ending
  return ok({ evidence: await opened.value.door.keepEvidence(evidence), assessment, ended })
}

export { readLogins }
