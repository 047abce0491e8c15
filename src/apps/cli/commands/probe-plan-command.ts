import { prepareBench } from '../../compose-probe.ts'
import { type Command, printFault } from '../command.ts'
import { readOptions } from '../options.ts'
import { probeHelp } from './probe-help.ts'
import { probeOptions, readProbeOptions } from './probe-options.ts'
import { probePlan } from './probe-plan.ts'

/** `probe plan`: what would be sent, before anything is. */
export const probePlanCommand: Command = {
  name: 'probe plan',
  usage:
    'probe plan --target ADDRESS [--target ADDRESS6] --ixit DIR [--consent LIST] [--gentle] [--sample N] [--scope FILE] [--json]',
  summary: {
    ja: '機器に何を、何回、どのくらいの時間で送るかを示します。まだ何も送りません。',
    en: 'Shows what would be sent to a device, how often and for how long. Nothing is sent.',
  },
  options: probeHelp.plan,
  examples: ['probe plan --target 192.168.1.20 --ixit my-camera --consent wrong-tries,robustness'],
  async run(args, terminal) {
    const read = readOptions(args, probeOptions)
    if (!read.ok) return printFault(terminal, read.fault)
    const request = readProbeOptions(read.value.values)
    if (!request.ok) return printFault(terminal, request.fault)
    const prepared = await prepareBench(request.value)
    if (!prepared.ok) return printFault(terminal, prepared.fault)
    const { plan, declared } = prepared.value
    const outcome = probePlan({ plan, gaps: declared.gaps, columns: terminal.columns }, terminal.language)
    terminal.out(read.value.values.json ? JSON.stringify(outcome.json, null, 2) : outcome.text)
    return outcome.exit
  },
}
