import type { RunDevice, RunRecordDraft } from '../evidence/run-record.ts'
import { deviceIdentity } from './device-identity.ts'
import type { Consent, RunPlan } from './plan.ts'
import type { RunResult } from './run.ts'

/** What only people know about a run. */
export interface AtTheBench {
  readonly person: { readonly name: string; readonly role: string }
  readonly sampleLabel: string // what is written on the sample
  readonly condition?: string
  readonly laboratory?: string
  readonly conditions?: string // of the surroundings
}

export interface RecordGiven {
  readonly id: string
  readonly tool: { readonly name: string; readonly version: string }
  readonly began: string
  readonly ended: string
  readonly plan: RunPlan
  readonly result: RunResult
  readonly atTheBench: AtTheBench
  readonly mac?: string
  readonly addresses: RunDevice['addresses']
  readonly own: readonly string[] // addresses of the bench
  readonly os: string
  readonly model?: string
  readonly nonce: RunRecordDraft['nonce']
  readonly order?: RunRecordDraft['order']
  readonly deviations: readonly string[]
}

/** The record of a run, before it is sealed. */
export function recordOf(given: RecordGiven): RunRecordDraft {
  const { plan, result, atTheBench, mac } = given
  return {
    id: given.id,
    tool: given.tool,
    began: given.began,
    ended: given.ended,
    elapsedMs: result.tookMs,
    ending: result.ended,
    digests: { corpus: plan.corpus },
    product: given.model === undefined ? {} : { model: given.model.slice(0, 200) },
    devices: [
      {
        sample: plan.sample,
        label: atTheBench.sampleLabel,
        ...(atTheBench.condition === undefined ? {} : { condition: atTheBench.condition }),
        addresses: given.addresses,
        identity: deviceIdentity(result.observations, plan.sample, mac),
      },
    ],
    ...(atTheBench.laboratory === undefined ? {} : { laboratory: { name: atTheBench.laboratory } }),
    person: atTheBench.person,
    nonce: given.nonce,
    ...(given.order === undefined ? {} : { order: given.order }),
    consent: (Object.keys(plan.consent) as (keyof Consent)[])
      .filter((what) => plan.consent[what])
      .map((what) => ({ what, at: given.began, by: atTheBench.person.name })),
    environment: {
      os: given.os,
      addresses: [...given.own],
      options: { profile: plan.profile, packets: plan.packets, tries: plan.tries },
      ...(atTheBench.conditions === undefined ? {} : { conditions: atTheBench.conditions }),
    },
    instruments: result.instruments.map(({ instrument, completeness, trouble, tookMs }) => ({
      id: instrument,
      outcome: completeness,
      ...(trouble === undefined ? {} : { trouble }),
      ms: tookMs,
    })),
    minutes: [], // known once it is judged
    deviations: given.deviations.map((what) => ({ what })),
  }
}
