import { readIxitMarkdown } from '../../../../core/exchange/ixit-markdown.ts'
import type { Fault } from '../../../../core/kernel/fault.ts'
import { ok, type Result, refuse } from '../../../../core/kernel/result.ts'
import type { IxitTable } from '../../../../core/selection/ixit.ts'
import { parseIxitTable } from '../../../../core/selection/parse.ts'
import { openEvidence } from '../../../../lab/evidence/open-evidence.ts'
import type { BenchDoor } from '../../../house.ts'

/** What somebody brings in the place of a declaration. */
export interface BroughtFile {
  readonly name: string
  readonly bytes: Uint8Array
}

/** Tables that were read, each from where. */
export interface BroughtDeclaration {
  readonly tables: readonly IxitTable[] // in the order of their numbers, as the bench reads them from a folder
  readonly fromMarkdown: boolean // the bench wants YAML
  readonly fromRun?: string // number of an earlier run
}

export type BroughtFault = Fault & { readonly file: string }

const mostTables = 100
const mostCharacters = 4_000_000

const isZip = ({ bytes }: BroughtFile): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b
const isMarkdown = ({ name }: BroughtFile): boolean => /\.(md|markdown)$/i.test(name)

/** Reads IXIT tables as YAML, JSON or Markdown, or those of an earlier run from its evidence. Nothing of it is kept. */
export function readDeclaration(
  files: readonly BroughtFile[],
  bench: Pick<BenchDoor, 'readYaml'>,
): Result<BroughtDeclaration, BroughtFault> {
  const tables: IxitTable[] = []
  let fromRun: string | undefined
  const read = files.reduce((sum, file) => sum + (isZip(file) ? 0 : file.bytes.length), 0)
  if (read > mostCharacters) return refused({ code: 'request-too-large' }, files[0]?.name ?? '')
  for (const file of files) {
    if (isZip(file)) {
      const evidence = openEvidence(file.bytes)
      if (!evidence.ok) return refused(evidence.fault, file.name)
      tables.push(...evidence.value.ixit)
      fromRun = evidence.value.record.id
      continue
    }
    const found = isMarkdown(file) ? markdown(file) : documents(file, bench)
    if (!found.ok) return found
    tables.push(...found.value)
  }
  const twice = tables.find(({ table }, i) => tables.findIndex((one) => one.table === table) !== i)
  if (twice !== undefined) return refused({ code: 'ixit-table-twice', table: twice.table } as Fault, twice.table)
  if (tables.length === 0 || tables.length > mostTables) return refused({ code: 'ixit-tables-none' }, '')
  return ok({
    tables: tables.toSorted((a, b) => Number.parseInt(a.table, 10) - Number.parseInt(b.table, 10)),
    fromMarkdown: files.some(isMarkdown),
    ...(fromRun === undefined ? {} : { fromRun }),
  })
}

const refused = (fault: Fault, file: string) => refuse<BroughtFault>({ ...fault, file })

function markdown({ name, bytes }: BroughtFile): Result<readonly IxitTable[], BroughtFault> {
  const reading = readIxitMarkdown(name, Buffer.from(bytes).toString('utf8'))
  return reading.ok ? ok([reading.value.table]) : refused(reading.fault, name)
}

/** One table, or a list of them, as ixit.json of a run has it. */
function documents(
  { name, bytes }: BroughtFile,
  bench: Pick<BenchDoor, 'readYaml'>,
): Result<readonly IxitTable[], BroughtFault> {
  const content = bench.readYaml(Buffer.from(bytes).toString('utf8'), name)
  if (!content.ok) return refused(content.fault, name)
  const all: readonly unknown[] = Array.isArray(content.value) ? content.value : [content.value]
  const tables: IxitTable[] = []
  for (const one of all.slice(0, mostTables)) {
    const table = parseIxitTable(name, one)
    if (!table.ok) return refused(table.fault, name)
    tables.push(table.value)
  }
  return ok(tables)
}
