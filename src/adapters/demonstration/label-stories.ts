import type { Case } from '../../casework/case.ts'
import { addDays, addMonths, type IsoDate } from '../../core/kernel/date.ts'
import { fillSteps, intakeSteps, reviewSteps } from './application-steps.ts'
import type { Afterwards, SampleLabel } from './data.ts'
import { dayOf, momentOf, type Stage, type Step, type Story } from './step.ts'

/** A label's whole life: applied for, reviewed, issued, and what happened to it since. */
export function labelStories(stage: Stage, sample: SampleLabel): readonly Story[] {
  const issued = dayOf(stage, sample.issued)
  const steps = [
    ...issueSteps(stage, sample, issued, sample.months),
    ...sample.then.flatMap((t) => after(stage, sample, t)),
  ]
  const label = sample.label === undefined ? {} : { label: sample.label }
  const renewal = sample.then.find((t) => t.do === 'renew')
  const first: Story = { key: sample.key, ...label, steps }
  if (renewal === undefined) return [first]
  const day = dayOf(stage, renewal.ago)
  return [first, { key: `${sample.key}-renewed`, steps: issueSteps(stage, sample, day, undefined, sample.key) }]
}

/** Stands for the number of a label that another story of the demonstration brings about. */
const labelOfStory = (key: string): string => `label-of:${key}`
export const storyOfLabel = (name: string): string => name.replace(/^label-of:/, '')

function issueSteps(
  stage: Stage,
  sample: SampleLabel,
  issued: IsoDate,
  months: number | undefined,
  renews?: string,
): readonly Step[] {
  const before = (days: number) => addDays(issued, -days)
  const reviewer = { reviewer: 'shinsa-tadashi', count: 16, begin: true }
  const validUntil = months === undefined ? {} : { validUntil: addDays(addMonths(issued, months), -1) }
  const renewal = renews === undefined ? {} : { renews: labelOfStory(renews) }
  return [
    ...fillSteps(stage, sample, before(23), { filled: 'all', ...renewal }),
    ...intakeSteps(stage, sample, { declare: before(20), accept: before(19), pay: before(16) }),
    ...reviewSteps(stage, before(8), reviewer),
    { at: momentOf(before(7), 15 * 60), who: stage.person('shinsa-tadashi'), act: 'finish-review', data: {} },
    {
      at: momentOf(issued, 9 * 60),
      who: stage.person('hantei-makoto'),
      act: 'decide-grant',
      data: {
        reasons: { ja: 'すべての適合要件について、根拠を確認した。', en: 'Every criterion was shown.' },
        ...validUntil,
      },
    },
    { at: momentOf(issued, 9 * 60 + 30), who: stage.person('uketsuke-mado'), act: 'issue', data: {} },
  ]
}

const openProposal = (c: Case): string => c.proposals.findLast((p) => p.outcome === undefined)?.id ?? ''

function after(stage: Stage, sample: SampleLabel, then: Afterwards): readonly Step[] {
  const day = dayOf(stage, then.ago)
  const holder = stage.applicant(sample.maker, sample.person)
  const watcher = stage.person('mimamori-mamoru')
  const decider = stage.person('hantei-shizuka')
  const confirm: Step = {
    at: momentOf(day, 16 * 60 + 20),
    who: decider,
    act: 'confirm-proposal',
    data: (c: Case) => ({ proposal: openProposal(c), label: c.label }),
  }
  const propose = (act: Step['act'], data: unknown): Step => ({ at: momentOf(day, 15 * 60), who: watcher, act, data })
  const hold = (act: Step['act'], data: unknown, minute = 10 * 60): Step => ({
    at: momentOf(day, minute),
    who: holder,
    act,
    data,
  })
  switch (then.do) {
    case 'suspend': {
      const cureBy = addDays(day, then.cureIn)
      return [propose('propose-suspend', { reasonCode: then.reason, publicText: then.text, cureBy }), confirm]
    }
    case 'propose-suspend':
      return [propose('propose-suspend', { reasonCode: then.reason, publicText: then.text })]
    case 'restore':
      return [propose('propose-restore', { reasonCode: then.reason, publicText: then.text }), confirm]
    case 'withdraw':
      return [propose('propose-withdraw', { reasonCode: then.reason, publicText: then.text }), confirm]
    case 'end':
      return [hold('end-label', { reasonCode: then.reason })]
    case 'add-models':
      return [hold('add-models', { text: then.models.join('\n') }), confirm]
    case 'propose-models':
      return [hold('add-models', { text: then.models.join('\n') })]
    case 'change':
      return [hold('change', { product: { supportUntil: then.supportAt }, reason: then.reason }), confirm]
    case 'advisory': {
      const published = hold('publish-advisory', { text: then.text }, 15 * 60 + 50)
      if (then.closed === undefined) return [published]
      const closing = (c: Case) => ({ advisory: c.advisories.find((a) => a.open)?.id })
      const at = momentOf(dayOf(stage, then.closed), 10 * 60)
      return [published, { at, who: holder, act: 'close-advisory', data: closing }]
    }
    case 'renew':
      return [] // the renewal is a case of its own
  }
}
