import { prepareBench } from '../../compose-probe.ts'
import { type Command, printFault } from '../command.ts'
import { readOptions } from '../options.ts'
import { probeOptions, readProbeOptions } from './probe-options.ts'
import { probePlan } from './probe-plan.ts'

/** `probe plan`: what would be sent, before anything is. */
export const probePlanCommand: Command = {
  name: 'probe plan',
  usage:
    'probe plan --target ADDRESS [--target ADDRESS6] --ixit DIR [--consent wrong-tries,real-account,robustness,pages] [--gentle] [--sample N] [--json]',
  summary: {
    ja: '機器に何を、何回、どのくらいの時間で送るかを示します。まだ何も送りません。',
    en: 'Shows what would be sent to a device, how often and for how long. Nothing is sent.',
  },
  async run(args, terminal) {
    const read = readOptions(args, probeOptions)
    if (!read.ok) return printFault(terminal, read.fault)
    const request = readProbeOptions(read.value.values)
    if (!request.ok) return printFault(terminal, request.fault)
    const prepared = await prepareBench(request.value)
    if (!prepared.ok) return printFault(terminal, prepared.fault)
    const { plan, declared } = prepared.value
    const outcome = probePlan({ plan, gaps: declared.gaps }, terminal.language)
    terminal.out(read.value.values.json ? JSON.stringify(outcome.json, null, 2) : outcome.text)
    return outcome.exit
  },
}
