import type { Fault } from '../../../core/kernel/fault.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { fill, type Text } from '../../../core/kernel/text.ts'
import { jsonLines, mostObservationBytes } from '../../../lab/evidence/bundle.ts'
import { mostObservations } from '../../../lab/evidence/open-evidence.ts'
import { disagreements } from '../../../lab/imports/disagreements.ts'
import type { ImportFault } from '../../../lab/imports/faults.ts'
import { type Importer, importLimits } from '../../../lab/imports/imported.ts'
import { importers } from '../../../lab/imports/read-import.ts'
import { importTools } from '../../../lab/imports/seen.ts'
import { readBytes, writeBytes } from '../../compose-evidence.ts'
import { benchSigner, openRunFolder } from '../../compose-probe.ts'
import { sealHere } from '../../compose-seal.ts'
import { type Command, printFault } from '../command.ts'
import { homeFolder } from '../home-folder.ts'
import { readOptions } from '../options.ts'
import { probeHelp } from './probe-help.ts'
import { type ImportDone, probeImport, withImported } from './probe-import.ts'

/** `probe import`: results of other tools as further observations, in the evidence of a run or by themselves. */
export const probeImportCommand: Command = {
  name: 'probe import',
  usage: `probe import ${importTools.join('|')} FILE [--run DIR] [--address ADDRESS …] [--sample N] [--out FILE] [--json]`,
  summary: {
    ja: 'ほかのツールの結果や通信の記録を、追加の観測として読み込みます。--run なら試験の証拠に加えて署名し直し、食い違いを示します。読み込んだものだけで合格になることはありません。',
    en: 'Takes results of other tools, or a capture, in as further observations. With --run they are added to the evidence of a run, which is signed anew, and differences are shown. Nothing passes by an import alone.',
  },
  options: probeHelp.import,
  examples: ['probe import nmap scan.xml --run runs/1'],
  async run(args, terminal) {
    const read = readOptions(args, {
      run: { type: 'string' },
      address: { type: 'string', multiple: true },
      sample: { type: 'string' },
      out: { type: 'string' },
      json: { type: 'boolean' },
    })
    if (!read.ok) return printFault(terminal, read.fault)
    const { positionals, values } = read.value
    const wrong = (reason: Text) => printFault(terminal, { code: 'option-wrong', reason } as Fault)
    const tool = importTools.find((known) => known === positionals[0])
    const file = positionals[1]
    if (tool === undefined) return wrong(fill(words.noTool, { tools: importTools.join(', ') }))
    if (file === undefined) return wrong(words.noFile)
    const sample = values.sample === undefined ? undefined : Number(values.sample)
    if (sample !== undefined && !(Number.isInteger(sample) && sample >= 1 && sample <= 9)) return wrong(words.sample)
    const bytes = await readBytes(file, importLimits.captureBytes)
    if (!bytes.ok) return printFault(terminal, bytes.fault)

    const given = { sample, addresses: values.address ?? [] }
    const done =
      values.run === undefined
        ? alone(importers[tool], bytes.value, given)
        : await intoRun(importers[tool], bytes.value, values.run, given)
    if (!done.ok) return printFault(terminal, done.fault)
    if (values.out !== undefined) {
      const lines = done.value.imported.observations.map((one) => `${JSON.stringify(one)}\n`).join('')
      const written = await writeBytes(values.out, lines)
      if (!written.ok) return printFault(terminal, written.fault)
    }
    const outcome = probeImport(done.value, terminal.language, terminal.columns)
    terminal.out(values.json ? JSON.stringify(outcome.json, null, 2) : outcome.text)
    return outcome.exit
  },
}

const words = {
  noTool: {
    ja: 'どのツールの結果かを、はじめに書いてください：{tools}',
    en: 'Say first which tool it comes from: {tools}',
  },
  noFile: { ja: '読み込むファイルがありません。', en: 'The file to take in is not named.' },
  sample: { ja: '--sample は 1 から 9 までの数です。', en: '--sample is a number from 1 to 9.' },
} as const satisfies Record<string, Text>

interface Given {
  readonly sample: number | undefined
  readonly addresses: readonly string[]
}

function alone(take: Importer, bytes: Uint8Array, { sample = 1, addresses }: Given): Result<ImportDone, Fault> {
  const imported = take(bytes, { sample, addresses })
  return imported.ok ? ok({ imported: imported.value }) : imported
}

/** Adds an import to a run that is kept on the bench, and seals it anew with everything that is there. */
async function intoRun(
  take: Importer,
  bytes: Uint8Array,
  folder: string,
  given: Given,
): Promise<Result<ImportDone, Fault>> {
  const opened = await openRunFolder(folder)
  if (!opened.ok) return opened
  const { door, files } = opened.value
  const device = files.record.devices.find((one) => given.sample === undefined || one.sample === given.sample)
  const sample = given.sample ?? device?.sample ?? 1
  const addresses = given.addresses.length > 0 ? given.addresses : Object.values(device?.addresses ?? {})
  const imported = take(bytes, { sample, addresses })
  if (!imported.ok) return imported
  const signer = await benchSigner(homeFolder())
  if (!signer.ok) return signer
  const observations = withImported(files.observations, imported.value)
  // Beyond this a run cannot be sealed any more: what would lead there is not kept.
  if (jsonLines(observations).length > mostObservationBytes || observations.length > mostObservations)
    return refuse<ImportFault>({ code: 'import-run-full', tool: imported.value.tool })
  const { evidence } = await sealHere({ ...files, observations }, signer.value)
  await door.keepObservations(observations)
  return ok({
    imported: imported.value,
    disagreements: disagreements(observations).filter(({ tool }) => tool === imported.value.tool),
    evidence: await door.keepEvidence(evidence),
  })
}
