import type { Fault } from '../../../core/kernel/fault.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { fill, type Text } from '../../../core/kernel/text.ts'
import type { Assessment } from '../../../lab/assess.ts'
import { hiding } from '../../../lab/evidence/hide-secrets.ts'
import type { Ending } from '../../../lab/evidence/run-record.ts'
import { instruments } from '../../../lab/instruments/all.ts'
import { alive } from '../../../lab/instruments/liveness/alive.ts'
import type { Observation } from '../../../lab/observation.ts'
import { type AtTheBench, recordOf } from '../../../lab/run/record.ts'
import { run } from '../../../lab/run/run.ts'
import type { RunFolder } from '../../../lab/run/run-files.ts'
import { everAnswered } from '../../../lab/run/sign-of-life.ts'
import {
  type BenchOrder,
  benchSigner,
  openBench,
  type PreparedBench,
  stillSameDevice,
  surroundings,
} from '../../compose-probe.ts'
import { sealHere } from '../../compose-seal.ts'
import type { Terminal } from '../command.ts'
import { runDisplay } from './probe-display.ts'

export interface RunAsked {
  readonly prepared: PreparedBench
  readonly folder: RunFolder
  readonly home: string
  readonly atTheBench: AtTheBench
  readonly order?: BenchOrder
}

export interface RunDone {
  readonly assessment: Assessment
  readonly evidence: string // path
  readonly ended: Ending
  readonly seconds: number
  readonly answered: boolean // the device, once at least
}

const words = {
  another: {
    ja: '試験の途中で、アドレスの持ち主（MAC）が変わりました。別の機器が応答した可能性があります。',
    en: 'The owner (MAC) of the address changed during the run; another device may have answered.',
  },
  planned: {
    ja: '計画になかったアドレス {address} も調べました。',
    en: 'The address {address}, not in the plan, was looked at too.',
  },
} as const satisfies Record<string, Text>

/** Runs a confirmed plan, seals what was seen and judges it. Stopping it seals what there is by then. */
export async function probeRun(asked: RunAsked, terminal: Terminal): Promise<Result<RunDone, Fault>> {
  const { prepared, folder, home, order } = asked
  const signer = await benchSigner(home)
  if (!signer.ok) return signer
  const facts = surroundings()
  const began = facts.now()
  const stop = new AbortController()
  const display = runDisplay(terminal, prepared.plan, instruments)
  const released = stopsOn(stop, display.stopping)
  // A device may say back what was tried on it. Hidden at once, for a bench may die; and before judging, so that a replay sees the same.
  const hidden = hiding({ logins: prepared.logins, tried: prepared.corpus })
  let unwritten: unknown
  const note = (observation: Observation) => {
    try {
      folder.note(hidden(observation))
    } catch (error) {
      unwritten ??= error // a full disk: what cannot be kept is not asked for either
      stop.abort()
    }
  }
  try {
    await folder.keep('plan', prepared.plan)
    await folder.keep('ixit', prepared.ixit)
    await folder.keep('policy', prepared.policy)
    const opened = await openBench(prepared, stop)
    const result = await run({
      instruments,
      consent: prepared.plan.consent,
      bench: opened.bench,
      stop,
      alive,
      tell: (event) => {
        if (event.kind === 'observation') note(event.observation)
        display.tell(event)
      },
    })
    if (unwritten !== undefined) throw unwritten
    const added = Object.entries(opened.target.addresses).filter(([kind]) => !(kind in prepared.plan.target.addresses))
    const same = await stillSameDevice(opened.target, opened.mac)
    const both = (text: Text, values: Readonly<Record<string, unknown>> = {}) => {
      const { ja, en } = fill(text, values)
      return `${ja} / ${en}`
    }
    const record = recordOf({
      ...facts,
      began,
      ended: facts.now(),
      plan: prepared.plan,
      result,
      atTheBench: asked.atTheBench,
      addresses: opened.target.addresses,
      own: opened.own,
      ...(opened.mac === undefined ? {} : { mac: opened.mac }),
      ...(prepared.declared.information.model === undefined ? {} : { model: prepared.declared.information.model }),
      nonce:
        order === undefined
          ? { value: facts.nonce, issuedBy: 'self' }
          : { value: order.nonce, issuedBy: order.issuedBy },
      ...(order === undefined ? {} : { order: { id: order.id, issuedBy: order.issuedBy } }),
      deviations: [
        ...(same ? [] : [both(words.another)]),
        ...added.map(([, address]) => both(words.planned, { address })),
      ],
    })
    await folder.keep('record', record)
    const observations = result.observations.map(hidden)
    await folder.keepObservations(observations)
    const { ixit, policy, plan } = prepared
    const files = { record, plan, ixit, policy, observations, attachments: [] }
    const { evidence, assessment } = await sealHere(files, signer.value)
    const path = await folder.keepEvidence(evidence)
    const answered = everAnswered(observations)
    return ok({ assessment, evidence: path, ended: result.ended, seconds: result.tookMs / 1000, answered })
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? error.code : undefined
    if (reason !== 'ENOSPC' && reason !== 'EDQUOT' && reason !== 'EROFS' && reason !== 'EIO') throw error
    return refuse<Fault>({ code: 'run-not-written', folder: folder.folder, reason } as Fault)
  } finally {
    stop.abort() // whatever happened: nothing is sent any more
    display.close()
    released()
  }
}

/** Stops on Ctrl-C and on `q`; a second time ends the program at once. */
export function stopsOn(stop: AbortController, told: () => void): () => void {
  let since = 0
  const interrupt = () => {
    // One Ctrl-C may arrive twice: from the terminal, and from the command that started this one.
    if (stop.signal.aborted) return void (performance.now() - since > 500 && process.exit(130))
    since = performance.now()
    stop.abort()
    told()
  }
  process.on('SIGINT', interrupt)
  process.on('SIGTERM', interrupt)
  const { stdin } = process
  const key = (bytes: Buffer) => {
    if (bytes[0] === 0x71 || bytes[0] === 0x03) interrupt()
  }
  const raw = stdin.isTTY === true
  if (raw) {
    stdin.setRawMode(true)
    stdin.resume()
    stdin.on('data', key)
  }
  return () => {
    process.off('SIGINT', interrupt)
    process.off('SIGTERM', interrupt)
    if (!raw) return
    stdin.off('data', key)
    stdin.setRawMode(false)
    stdin.pause()
  }
}
