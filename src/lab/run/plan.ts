import { type Digest, digestOf } from '../../core/kernel/digest.ts'
import type { Bench } from '../bench.ts'
import { type Instrument, type PlannedStep, type Stage, stages } from '../instrument.ts'
import type { Policy } from '../policy.ts'
import type { Target } from '../target.ts'

/** What the person at the bench agreed to. What is not agreed to is not done, and its units say so. */
export interface Consent {
  readonly wrongTries: boolean // default credentials and wrong logins: an account may be locked for a while
  readonly realAccount: boolean // the lock-out of an account that is in use may be measured
  readonly robustness: boolean // malformed messages: the device may restart
  readonly publishedPages: boolean // the maker's pages on the internet are fetched
}
export const noConsent: Consent = { wrongTries: false, realAccount: false, robustness: false, publishedPages: false }

/** How hard the device is worked: `gentle` for devices with few sockets. */
export const profiles = ['normal', 'gentle'] as const
export type Profile = (typeof profiles)[number]

/** Everything a run will send, fixed before a packet leaves; a run is started by naming its digest. */
export interface RunPlan {
  readonly document: 'hoshirushi device test plan 1'
  readonly target: Target
  readonly sample: number // which unit of the product this is
  readonly ixit: Digest
  readonly policy: Digest
  readonly corpus: Digest
  readonly profile: Profile
  readonly consent: Consent
  readonly steps: readonly (PlannedStep & { readonly stage: Stage })[]
  readonly packets: number // at most
  readonly tries: number // wrong logins at most
  readonly seconds: number // estimate
}

export interface PlanGiven {
  readonly instruments: readonly Instrument[]
  readonly target: Target
  readonly sample: number
  readonly declared: Bench['declared']
  readonly policy: Policy
  readonly corpus: Bench['corpus']
  readonly digests: { readonly ixit: Digest; readonly policy: Digest; readonly corpus: Digest }
  readonly profile: Profile
  readonly consent: Consent
}

/** Says what a run would do. Stages come one after the other; inside a stage the slowest instrument counts. */
export function planRun(given: PlanGiven): RunPlan {
  const { instruments, target, sample, declared, corpus, digests, profile, consent } = given
  const policy = pacedFor(profile, given.policy)
  const steps = stages.flatMap((stage) =>
    instruments
      .filter((instrument) => instrument.stage === stage && agreed(instrument, consent))
      // Without consent the pages are only noted as not read: nothing is sent that a plan would have to tell.
      .filter(({ id }) => id !== 'published' || consent.publishedPages)
      .flatMap((instrument) =>
        instrument.plan({ declared, policy, corpus, target }).map((step) => ({ ...step, stage })),
      ),
  )
  const sum = (of: (step: PlannedStep) => number) => steps.reduce((total, step) => total + of(step), 0)
  return {
    document: 'hoshirushi device test plan 1',
    target,
    sample,
    ...digests,
    profile,
    consent,
    steps,
    packets: sum((s) => s.packets),
    tries: sum((s) => s.tries),
    seconds: Math.ceil(stages.reduce((total, stage) => total + slowest(steps.filter((s) => s.stage === stage)), 0)),
  }
}

/** A run is named by this; the same device, declaration and policy give the same plan. */
export const planDigest = (plan: RunPlan): Digest => digestOf(plan)

/** Whether an instrument may be used under this consent. */
export const agreed = ({ stage }: Pick<Instrument, 'stage'>, consent: Consent): boolean =>
  stage === 'credentials' || stage === 'lock-out'
    ? consent.wrongTries
    : stage === 'robustness'
      ? consent.robustness
      : true

/** The policy as a profile slows it down. */
export const pacedFor = (profile: Profile, policy: Policy): Policy =>
  profile === 'normal'
    ? policy
    : {
        ...policy,
        pace: {
          connectionsAtOnce: Math.min(8, policy.pace.connectionsAtOnce),
          connectionsPerSecond: Math.min(200, policy.pace.connectionsPerSecond),
          scanTimeoutMs: Math.max(1_000, policy.pace.scanTimeoutMs),
        },
        scan: {
          ...policy.scan,
          probesAtOnce: Math.min(8, policy.scan.probesAtOnce),
          silentAtOnce: Math.min(400, policy.scan.silentAtOnce),
          probesPerSecond: Math.min(500, policy.scan.probesPerSecond),
        },
        robustness: { ...policy.robustness, messages: 0 },
      }

const slowest = (steps: readonly PlannedStep[]): number => {
  const byInstrument = Map.groupBy(steps, (step) => step.instrument)
  return Math.max(0, ...[...byInstrument.values()].map((own) => own.reduce((total, step) => total + step.seconds, 0)))
}
