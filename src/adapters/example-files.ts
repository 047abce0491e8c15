import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Finding } from '../core/determination/finding.ts'
import { parseFindings } from '../core/determination/parse.ts'
import type { FaultTexts } from '../core/kernel/fault.ts'
import { ok, type Result, refuse } from '../core/kernel/result.ts'
import type { Holding } from '../core/market/holding.ts'
import { parseHoldings } from '../core/market/parse.ts'
import type { EvidenceRef, Ics } from '../core/selection/ics.ts'
import type { IxitTable } from '../core/selection/ixit.ts'
import { type DocumentFault, parseIcs, parseIxitTable, parseProduct } from '../core/selection/parse.ts'
import type { SelectionFault } from '../core/selection/plan.ts'
import type { Product, ProductFacts } from '../core/selection/product.ts'
import { parseBoundedYaml, type YamlFault } from './bounded-yaml.ts'

/** A product as kept in a folder: product.yaml, ics.yaml, findings.yaml, holdings.yaml, ixit/<table>.yaml, evidence/…. */
export interface ProductFolder {
  readonly product: Product
  readonly facts: ProductFacts
  readonly ics: Ics
  readonly ixit: readonly IxitTable[]
  readonly findings: readonly Finding[]
  readonly holdings: readonly Holding[] // labels and certificates it has elsewhere; none where the file is absent
}

/** Why a folder cannot be taken in; what other rooms refuse keeps their code and their words. */
export type ProductFolderFault =
  | OwnFault
  | DocumentFault
  | YamlFault
  | Extract<SelectionFault, { code: 'edition-mismatch' }>

type OwnFault =
  | { readonly code: 'file-missing'; readonly file: string }
  | { readonly code: 'product-file-too-large'; readonly file: string; readonly limit: number }
  | { readonly code: 'ixit-table-misnamed'; readonly file: string; readonly table: string }
  | { readonly code: 'evidence-differs'; readonly file: string }

const yamlLimit = 2_000_000 // bytes
const evidenceLimit = 100_000_000 // bytes
const tableLimit = 100 // files in ixit/

/** Reads a product folder; with `expected`, a checklist for another edition is refused at once. */
export async function loadProductFolder(
  folder: string,
  expected?: { readonly scheme: string; readonly edition: string },
): Promise<Result<ProductFolder, ProductFolderFault>> {
  const product = await read(folder, 'product.yaml', parseProduct)
  if (!product.ok) return product
  const ics = await read(folder, 'ics.yaml', parseIcs)
  if (!ics.ok) return ics
  if (expected && (ics.value.scheme !== expected.scheme || ics.value.edition !== expected.edition))
    return refuse({
      code: 'edition-mismatch',
      expected: `${expected.scheme} ${expected.edition}`,
      found: `${ics.value.scheme} ${ics.value.edition}`,
    })

  const tables = await loadIxitTables(folder)
  if (!tables.ok) return tables
  const ixit = tables.value
  // Nothing has been found yet: then the file may be absent, and every criterion is "not evaluated".
  const findings = await read(folder, 'findings.yaml', parseFindings)
  if (!findings.ok && findings.fault.code !== 'file-missing') return findings
  const found = findings.ok ? findings.value : []
  const holdings = await read(folder, 'holdings.yaml', parseHoldings)
  if (!holdings.ok && holdings.fault.code !== 'file-missing') return holdings

  for (const ref of [...ics.value.answers, ...found].flatMap((statement) => statement.restsOn)) {
    const fault = await evidenceFault(folder, ref)
    if (fault !== undefined) return refuse(fault)
  }
  const { facts } = product.value
  const held = holdings.ok ? holdings.value : []
  return ok({ product: product.value, facts, ics: ics.value, ixit, findings: found, holdings: held })
}

/** Reads the IXIT tables of a product folder (ixit/<table>.yaml), in the order of their numbers. */
export async function loadIxitTables(folder: string): Promise<Result<readonly IxitTable[], ProductFolderFault>> {
  const ixit: IxitTable[] = []
  for (const file of await tableFiles(folder)) {
    const table = await read(folder, file, parseIxitTable)
    if (!table.ok) return table
    if (file !== `ixit/${table.value.table}.yaml`)
      return refuse({ code: 'ixit-table-misnamed', file, table: table.value.table })
    ixit.push(table.value)
  }
  return ok(ixit)
}

async function tableFiles(folder: string): Promise<readonly string[]> {
  const names = await readdir(join(folder, 'ixit')).catch(absent([]))
  const tables = names.filter((name) => /^\d{1,2}-[A-Za-z]+\.ya?ml$/.test(name)).slice(0, tableLimit)
  return tables.sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10)).map((name) => `ixit/${name}`)
}

async function read<T>(
  folder: string,
  file: string,
  parse: (file: string, content: unknown) => Result<T, DocumentFault>,
): Promise<Result<T, ProductFolderFault>> {
  const path = join(folder, file)
  const info = await stat(path).catch(absent(undefined))
  if (info === undefined || !info.isFile()) return refuse({ code: 'file-missing', file })
  if (info.size > yamlLimit) return refuse({ code: 'product-file-too-large', file, limit: yamlLimit })
  const content = parseBoundedYaml(await readFile(path, 'utf8'), file)
  return content.ok ? parse(file, content.value) : content
}

// Files that lie in the folder's own evidence/ must be what the reference says; others are taken as given.
async function evidenceFault(folder: string, ref: EvidenceRef): Promise<ProductFolderFault | undefined> {
  if (ref.kind !== 'file' || !/^evidence\/[^/\\]+$/.test(ref.name)) return undefined
  const path = join(folder, ref.name)
  const info = await stat(path).catch(absent(undefined))
  if (info === undefined || !info.isFile()) return { code: 'file-missing', file: ref.name }
  if (info.size > evidenceLimit) return { code: 'product-file-too-large', file: ref.name, limit: evidenceLimit }
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer)
  return `sha256:${hash.digest('hex')}` === ref.digest ? undefined : { code: 'evidence-differs', file: ref.name }
}

/** A file that is not there is an answer; a disk that fails is not. */
const absent =
  <T>(value: T) =>
  (thrown: unknown): T => {
    const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined
    if (code === 'ENOENT' || code === 'ENOTDIR') return value
    throw thrown
  }

/** What the refusals of this door say to a person. */
export const productFolderFaultTexts: FaultTexts<OwnFault> = {
  'file-missing': {
    what: { ja: '{file} がありません。', en: '{file} is missing.' },
    why: { ja: 'このファイルがないと、製品を評価できません。', en: 'Without it the product cannot be assessed.' },
    next: { ja: 'フォルダーの指定を確かめ、ファイルを用意してください。', en: 'Check the folder and supply the file.' },
  },
  'product-file-too-large': {
    what: { ja: '{file} は大きすぎて読み込めません。', en: '{file} is too large to be read.' },
    why: { ja: '{limit} バイトまで読み込めます。', en: 'At most {limit} bytes are read.' },
    next: { ja: 'ファイルを小さくしてください。', en: 'Make the file smaller.' },
  },
  'ixit-table-misnamed': {
    what: { ja: '{file} の中身は別の表（{table}）です。', en: '{file} holds another table ({table}).' },
    why: {
      ja: 'ファイル名と表の名前が一致しないと、取り違えのおそれがあります。',
      en: 'Where the names differ, tables get mixed up.',
    },
    next: { ja: 'ファイル名を {table}.yaml にしてください。', en: 'Name the file {table}.yaml.' },
  },
  'evidence-differs': {
    what: {
      ja: '{file} は、記録されたときの内容と異なります。',
      en: '{file} is not what it was when it was recorded.',
    },
    why: {
      ja: 'ファイルのダイジェスト（SHA-256）が記録と一致しません。',
      en: 'Its SHA-256 digest differs from the recorded one.',
    },
    next: {
      ja: '元のファイルに戻すか、内容を確かめたうえで記録を改めてください。',
      en: 'Restore the file, or look at it again and renew the record.',
    },
  },
}
