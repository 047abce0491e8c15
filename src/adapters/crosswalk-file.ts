import { isUtf8 } from 'node:buffer'
import { statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { type CrosswalkDetails, crosswalkFromCsv } from '../core/exchange/csv-crosswalk.ts'
import type { ExchangeFault } from '../core/exchange/faults.ts'
import type { FaultTexts } from '../core/kernel/fault.ts'
import { ok, type Result, refuse } from '../core/kernel/result.ts'
import type { Crosswalk } from '../core/scheme/crosswalk.ts'
import type { SchemeFault } from '../core/scheme/faults.ts'
import { parseCrosswalk } from '../core/scheme/parse.ts'
import { fileSizeLimit, readBoundedYaml, type YamlFault } from './bounded-yaml.ts'

export type CrosswalkFileFault =
  | SchemeFault
  | YamlFault
  | ExchangeFault
  | { readonly code: 'crosswalk-file-missing'; readonly file: string }

export const crosswalkFileFaultTexts: FaultTexts<Extract<CrosswalkFileFault, { code: 'crosswalk-file-missing' }>> = {
  'crosswalk-file-missing': {
    what: { ja: '対応表のファイル「{file}」を読めません。', en: 'The crosswalk {file} cannot be read.' },
    why: { ja: 'ファイルがないか、ファイルではありません。', en: 'It does not exist, or it is no file.' },
    next: { ja: '名前と場所を確かめてください。', en: 'Check its name and place.' },
  },
}

// A table has more rows to a file than people write by hand.
const csvSizeLimit = 20 * fileSizeLimit

/** A crosswalk that somebody brings: a file of the catalogue's form, or a table of its rows. */
export async function readCrosswalkFile(
  path: string,
  details: Pick<CrosswalkDetails, 'from' | 'to'> = {},
): Promise<Result<Crosswalk, CrosswalkFileFault>> {
  const info = statSync(path, { throwIfNoEntry: false })
  if (!info?.isFile()) return refuse({ code: 'crosswalk-file-missing', file: path })
  if (/\.ya?ml$/i.test(path)) {
    const data = readBoundedYaml(path, path)
    return data.ok ? parseCrosswalk({ file: path, data: data.value }) : data
  }
  if (info.size > csvSizeLimit)
    return refuse({ code: 'catalogue-file-too-large', file: path, size: info.size, limit: csvSizeLimit })
  const bytes = await readFile(path)
  if (!isUtf8(bytes)) return refuse({ code: 'exchange-not-utf8', name: basename(path) })
  // A row that does not say where it is known from is its author's own comparison.
  const table = crosswalkFromCsv(basename(path), bytes.toString('utf8'), { ...details, provenance: { mark: 'own' } })
  return table.ok ? ok(table.value.document) : table
}
