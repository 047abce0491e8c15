import { digestOf } from '../../../../core/kernel/digest.ts'
import type { Fault } from '../../../../core/kernel/fault.ts'
import { ok, type Result } from '../../../../core/kernel/result.ts'
import type { Declared } from '../../../../lab/declared/declared.ts'
import { readIxit } from '../../../../lab/declared/read-ixit.ts'
import type { GuidedStep } from '../../../../lab/guided/step.ts'
import { steps } from '../../../../lab/guided/steps.ts'
import { instruments } from '../../../../lab/instruments/all.ts'
import { type Consent, noConsent, planRun, type RunPlan } from '../../../../lab/run/plan.ts'
import { pinTarget } from '../../../../lab/scope.ts'
import type { House } from '../../../house.ts'
import { type FormData, one, several } from '../../page.tsx'
import { type BroughtDeclaration, type BroughtFault, type BroughtFile, readDeclaration } from './read-declaration.ts'

/** What the form of the plan page holds, beside the declaration. */
export interface PlanChoices {
  readonly address: string
  readonly gentle: boolean
  readonly consent: Consent
}

/** A plan as it is shown: nothing of it is kept, and no packet has left. */
export interface PlannedTest {
  readonly brought: BroughtDeclaration
  readonly digest: ReturnType<typeof digestOf> // of the declaration, as evidence will name it
  readonly declared: Declared
  readonly plan: RunPlan
  readonly somewhere?: string // the address that stands in the plan where nobody gave one
  /** Everything that needs hands: a step, and what it is done for. */
  readonly byHand: readonly { readonly step: GuidedStep; readonly about: string }[]
}

export const consentsIn = (form: FormData): Consent => {
  const given = several(form, 'consent')
  return Object.fromEntries(
    (Object.keys(noConsent) as (keyof Consent)[]).map((key) => [key, given.includes(key)]),
  ) as unknown as Consent
}

export const choicesIn = (form: FormData): PlanChoices => ({
  address: one(form, 'address').slice(0, 60),
  gentle: one(form, 'gentle') === 'yes',
  consent: consentsIn(form),
})

// A plan is made for some device; where nobody said which, its address matters to nothing that is shown here.
const somewhere = '192.168.0.1'

/** Makes the plan. A fault names the file it is about, or the address. */
export function planFor(
  house: Pick<House, 'bench'>,
  files: readonly BroughtFile[],
  choices: PlanChoices,
  today: string,
): Result<PlannedTest, BroughtFault | (Fault & { readonly file?: undefined })> {
  const brought = readDeclaration(files, house.bench)
  if (!brought.ok) return brought
  const target = pinTarget([choices.address || somewhere], { today })
  if (!target.ok) return target
  const { tables } = brought.value
  const declared = readIxit(tables)
  const digest = digestOf(tables)
  const { policy, corpus, digests } = house.bench
  const plan = planRun({
    instruments,
    target: target.value,
    sample: 1,
    declared,
    policy,
    corpus,
    digests: { ixit: digest, ...digests },
    profile: choices.gentle ? 'gentle' : 'normal',
    consent: choices.consent,
  })
  const byHand = steps.flatMap((step) => step.about(declared).map(({ id }) => ({ step, about: id })))
  return ok({
    brought: brought.value,
    digest,
    declared,
    plan,
    byHand,
    ...(choices.address === '' ? { somewhere } : {}),
  })
}
