import { createHash } from 'node:crypto'
import { mkdir, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Issuer } from '../../casework/ports.ts'
import { headerOf, signJws } from '../../core/attestation/jws.ts'
import type { Signer } from '../../core/attestation/signer.ts'
import { canonicalJson } from '../../core/kernel/canonical-json.ts'
import { dateInJapan, type Instant } from '../../core/kernel/date.ts'
import { byteOrderMark, csvLine, lineEnd } from '../../core/procurement/record/csv-line.ts'
import { dictionary } from '../../core/register/dictionary.ts'
import {
  licenceOfData,
  manifestFormat,
  type RegisterManifest,
  type SnapshotFile,
} from '../../core/register/manifest.ts'
import { gtinColumns, labelColumns, modelColumns } from '../../core/register/register-tables.ts'
import { snapshotFormat, writeSnapshotLine } from '../../core/register/snapshot-file.ts'
import { openMeasuredFile } from './measured-file.ts'
import type { RegisterAsOf } from './register-as-of.ts'
import { openTableFiles } from './table-files.ts'

export const manifestJws = 'manifest.jws'
export const manifestJson = 'manifest.json'

/** What a snapshot says besides the register itself. */
export interface SnapshotFacts {
  readonly asOf: Instant
  readonly issuer: Issuer
  readonly signer: Signer
}

/** Writes all files of a snapshot into an empty folder, the signed manifest last; what it wrote is on the disk when it returns. */
export async function writeSnapshot(
  folder: string,
  register: RegisterAsOf,
  facts: SnapshotFacts,
): Promise<RegisterManifest> {
  await mkdir(folder, { recursive: true })
  const files: SnapshotFile[] = []
  const { digest, logSize, entries } = await writeRegister(folder, register, facts.asOf, files)
  files.push(await writeDictionary(folder))
  const manifest = manifestOf(facts, { entries, digest, logSize, files })
  const jws = await signJws(headerOf('register-manifest+jwt', facts.signer.kid), manifest, facts.signer)
  await writeWhole(join(folder, manifestJson), `${canonicalJson(manifest)}\n`)
  await writeWhole(join(folder, manifestJws), jws)
  return manifest
}

async function writeRegister(folder: string, register: RegisterAsOf, asOf: Instant, files: SnapshotFile[]) {
  const name = 'register.jsonl.zst'
  const lines = openMeasuredFile(join(folder, name), 'zstd')
  const labels = await openTableFiles(folder, 'labels', labelColumns, asOf)
  const models = await openTableFiles(folder, 'models', modelColumns, asOf)
  const gtins = await openTableFiles(folder, 'gtins', gtinColumns, asOf)
  const hash = createHash('sha256')
  const put = async (text: string): Promise<void> => {
    hash.update(text)
    await lines.write(text)
  }
  try {
    await put(`${writeSnapshotLine({ format: snapshotFormat, takenAt: asOf, entries: register.count })}\n`)
    let [entries, logSize] = [0, 0]
    for await (const page of register.pages()) {
      let text = ''
      for (const entry of page) {
        text += `${writeSnapshotLine(entry)}\n`
        logSize = Math.max(logSize, (entry.credential.leafIndex ?? -1) + 1)
      }
      entries += page.length
      await put(text)
      await labels.add(page)
      await models.add(page.flatMap((entry) => [...new Set(entry.product.models)].map((model) => ({ entry, model }))))
      await gtins.add(page.flatMap((entry) => (entry.product.gtins ?? []).map((of) => ({ entry, of }))))
    }
    if (entries !== register.count)
      throw new Error(`the register had ${register.count} entries, and ${entries} were read`)
    files.push({ name, mediaType: 'application/zstd', rows: entries, ...(await lines.end()) })
    for (const table of [labels, models, gtins]) files.push(...(await table.end()))
    return { entries, logSize, digest: `sha256:${hash.digest('hex')}` as const }
  } catch (error) {
    await Promise.all([lines, labels, models, gtins].map((file) => file.abandon()))
    throw error
  }
}

async function writeDictionary(folder: string): Promise<SnapshotFile> {
  const name = 'dictionary.csv'
  const file = openMeasuredFile(join(folder, name), 'none')
  await file.write(byteOrderMark + csvLine(['file', 'field', 'type', 'meaning_ja', 'meaning_en']) + lineEnd)
  for (const row of dictionary)
    await file.write(csvLine([row.file, row.field, row.type, row.means.ja, row.means.en]) + lineEnd)
  return { name, mediaType: 'text/csv', rows: dictionary.length, ...(await file.end()) }
}

function manifestOf(
  { asOf, issuer }: SnapshotFacts,
  found: Pick<RegisterManifest, 'entries' | 'digest' | 'logSize' | 'files'>,
): RegisterManifest {
  const day = dateInJapan(asOf)
  return {
    format: manifestFormat,
    iss: issuer.did,
    register: issuer.labelsUrl,
    asOf,
    ...found,
    sample: issuer.sample,
    licence: {
      ...licenceOfData,
      attribution: {
        ja: `出典：${issuer.name.ja}「ラベル登録簿」（${day}時点）`,
        en: `Source: ${issuer.name.en}, label register as of ${day}`,
      },
    },
  }
}

async function writeWhole(path: string, text: string): Promise<void> {
  const handle = await open(path, 'wx', 0o644)
  try {
    await handle.writeFile(text)
    await handle.sync()
  } catch (error) {
    await rm(path, { force: true })
    throw error
  } finally {
    await handle.close()
  }
}
