import { benchRules } from '../src/adapters/bench/bench-rules.ts'
import { type Probed, probeDevice } from '../tests/support/probe-device.ts'
import { type Measured, type Measurement, median } from './measured.ts'
import type { PeerRun } from './peers/finding.ts'
import { ourFindings } from './peers/ours.ts'
import { sequence } from './peers/sequence.ts'
import { bare, trueFindings } from './peers/true-findings.ts'
import { whyNoTargets } from './targets/available.ts'
import { readDevice } from './targets/device.ts'
import { startTargets } from './targets/start.ts'

// The whole automatic suite against the devices of the bench, beside the usual tools one after the other against the same devices.

const devices: readonly { readonly id: string; readonly seconds: number }[] = [
  { id: 'good-cam', seconds: 6 },
  { id: 'mid-hub', seconds: 10 },
  { id: 'bad-cam', seconds: 25 },
  { id: 'drop-host', seconds: 30 },
]
const rounds = 3
const tools = ['nmap', 'testssl', 'ssh-audit', 'hydra']

/** The runs against one device: ours under one address and under all, and the tools'. */
interface Runs {
  readonly ours: readonly Probed[]
  readonly whole: readonly Probed[]
  readonly theirs: readonly PeerRun[]
}

/** One device: our runs, each on a device that was switched off and on before, then the sequence. */
async function measure(id: string): Promise<Runs> {
  const targets = await startTargets([id, 'maker-site'])
  const device = targets.device(id)
  const again = async () => {
    await device.powerOff()
    await device.powerOn()
  }
  try {
    const [ours, whole]: [Probed[], Probed[]] = [[], []]
    for (let round = 0; round < rounds; round++)
      for (const only of ['ipv4', undefined] as const) {
        const probed = await probeDevice(targets, id, { built: true, ...(only && { only }) })
        ;(only ? ours : whole).push(probed)
        await again() // what was locked or counted is forgotten, so that every run meets the same device
      }
    return { ours, whole, theirs: await sequence(targets, device) }
  } finally {
    await targets.stop()
  }
}

function rowsOf({ id, seconds }: (typeof devices)[number], { ours, whole, theirs }: Runs): readonly Measured[] {
  const { policy, corpus } = benchRules()
  const device = readDevice(id)
  const took = median(ours.map(({ wallSeconds }) => wallSeconds))
  const theirSeconds = theirs.reduce((sum, run) => sum + run.seconds, 0)
  const wanted = trueFindings(theirs, device, policy)
  const keys = [...new Set(wanted.keys.map(bare))]
  const found = ours.map(({ evidence }) => ourFindings(evidence.observations, policy, corpus))
  const missed = keys.filter((key) => !found.every((own) => own.has(key)))
  tell(id, theirs, wanted.discounted, missed)
  tellOurs(id, ours)
  tellOurs(`${id}, all addresses`, whole)
  const failing = Math.max(
    ...[...ours, ...whole].map(({ assessment }) => assessment.units.filter((u) => u.verdict === 'fail').length),
  )
  return [
    {
      what: `${id}: whole automatic suite`,
      value: took,
      unit: 's',
      limit: { what: `${theirs.length} runs of the tools`, value: theirSeconds },
      ratio: theirSeconds / took,
      goal: { atLeast: 10 },
    },
    { what: `${id}: the same`, value: took, unit: 's', goal: { atMost: seconds } },
    {
      what: `${id}: the suite under IPv4, IPv6 and link-local, which the tools were not asked for`,
      value: median(whole.map(({ wallSeconds }) => wallSeconds)),
      unit: 's',
    },
    {
      what: `${id}: true findings of the tools that are among ours, in every run`,
      value: keys.length - missed.length,
      unit: 'findings',
      limit: { what: 'found by the tools', value: keys.length },
      ratio: keys.length === 0 ? 1 : (keys.length - missed.length) / keys.length,
      goal: { atLeast: 1 },
    },
    ...(id === 'good-cam'
      ? [{ what: `${id}: test units that fail`, value: failing, unit: 'units', goal: { atMost: 0 } }]
      : []),
    {
      what: `${id}: different verdicts in ${rounds} runs`,
      value:
        Math.max(...[ours, whole].map((runs) => new Set(runs.map(({ assessment }) => assessment.digest)).size)) - 1,
      unit: 'digests',
      goal: { atMost: 0 },
    },
  ]
}

/** What the figures rest on, for whoever doubts them. */
function tell(
  id: string,
  theirs: readonly PeerRun[],
  discounted: readonly { readonly by: string; readonly said: string; readonly why: string }[],
  missed: readonly string[],
): void {
  for (const { tool, against, seconds, cutOff, findings } of theirs)
    console.error(
      `  ${id} ${tool} ${against}: ${seconds.toFixed(1)} s${cutOff ? ' (cut off)' : ''}, ${findings.length} findings`,
    )
  for (const { by, said, why } of discounted) console.error(`  ${id} not counted, ${by}: ${said} – ${why}`)
  for (const key of missed) console.error(`  ${id} MISSED: ${key}`)
}

/** The same of ours: how each run went, and where runs came to different verdicts. */
function tellOurs(id: string, ours: readonly Probed[]): void {
  const essence = ({ assessment }: Probed) =>
    new Map(
      assessment.units.map(({ unit, parts }) => [
        unit,
        parts.map(({ about, verdict, reason }) => `${about} ${verdict} ${reason.code}`).join(', '),
      ]),
    )
  const first = essence(ours[0]!)
  for (const [round, one] of ours.entries()) {
    const { record, observations } = one.evidence
    const troubled = record.instruments.filter(({ trouble }) => trouble !== undefined)
    const troubles = troubled.map(({ id: name, trouble }) => `${name} ${trouble}`).join(', ')
    console.error(
      `  ${id} run ${round + 1}: ${one.wallSeconds.toFixed(1)} s, ${record.ending}, ${observations.length} observations ${troubles}`,
    )
    for (const [unit, said] of essence(one))
      if (first.get(unit) !== said)
        console.error(`  ${id} run ${round + 1} DIFFERS: ${unit} ${said}; first ${first.get(unit)}`)
  }
}

/** The device tester beside nmap, testssl.sh, ssh-audit and hydra; with names, on those devices alone. */
export async function run(only: readonly string[] = []): Promise<Measurement> {
  const why = whyNoTargets(
    devices.map(({ id }) => id),
    tools,
  )
  const how = `Devices of Debian packages in network namespaces (bench/targets), the same for both sides and switched off and on between runs. Ours: \`hoshirushi probe run\` with everything consented to but the fetching of published pages, from the command to the sealed evidence, median of ${rounds} runs, under the one address that the tools are given; beside that, under all its addresses. In the same run, \`nmap -sV -p-\`, then testssl.sh, ssh-audit and hydra on what it found, hydra with the same number of pairs and cut off after two minutes a service. A finding of the tools counts where it is true of the device (bench/peers says which are not, and why); MQTT and JSON logins, UDP, IPv6, lock-out, robustness and what is told before a login are ours alone.`
  if (why !== undefined) {
    console.error(`NOT RUN: device-bench: ${why}`)
    return { name: 'device-bench', how: `Not measured: ${why}.`, rows: [] }
  }
  const rows: Measured[] = []
  for (const device of devices.filter(({ id }) => only.length === 0 || only.includes(id)))
    rows.push(...rowsOf(device, await measure(device.id)))
  return { name: 'device-bench', how, rows }
}

if (import.meta.main) console.log(JSON.stringify(await run(process.argv.slice(2)), null, 1))
