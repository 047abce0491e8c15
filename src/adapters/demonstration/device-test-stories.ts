import type { SampleDeviceTest } from './data.ts'
import { dayOf, momentOf, type Stage, type Step, type Story } from './step.ts'

/** The sample scheme with tests on the device; an installation may have left it out. */
export const testedScheme = 'star-two-sample'

/** An application at the ☆2-type sample level, as far as a test on the device was ordered; its evidence is still to come. */
export function deviceTestStory(stage: Stage, sample: SampleDeviceTest): Story {
  const who = stage.applicant(sample.maker)
  const organisation = stage.data.people.organisations.find(({ id }) => id === sample.maker)
  const day = dayOf(stage, sample.begun)
  const sent: readonly (readonly [Step['act'], unknown])[] = [
    ['start', { scheme: testedScheme, level: sample.level }],
    ['save-eligibility', { facts: sample.facts }],
    ['save-organisation', { name: organisation?.name, role: 'manufacturer' }],
    ['save-product', { name: sample.name, category: 'router', intendedUse: '家庭でインターネットにつなぐ。' }],
    ['save-models', { text: sample.models.join('\n') }],
    ['order-run', { note: sample.note, steps: sample.steps }],
  ]
  return {
    key: sample.key,
    steps: sent.map(([act, data], i) => ({ at: momentOf(day, 10 * 60 + 7 * i), who, act, data })),
  }
}
