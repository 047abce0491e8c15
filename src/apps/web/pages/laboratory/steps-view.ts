import type { RunOrder } from '../../../../casework/runs.ts'
import { key } from '../../../../lab/guided/session.ts'
import type { StepState } from '../../../../lab/guided/step.ts'
import type { DeskContext } from '../../page.tsx'
import { type Application, applicationOf, at } from '../applicant/case-page.ts'
import { aboutsOf, type OrderSession, orderSession } from './ordered-steps.ts'
import { firstOpen, type Screen, screensNow, screensOf } from './screens.ts'
import type { Place } from './step-notes-form.ts'

/** What the pages of the steps have in hand. */
export interface Steps {
  readonly application: Application
  readonly order: RunOrder
  readonly sample: number
  readonly now: OrderSession
}

const sampleIn = (text: string): number => (/^[1-9]$/.test(text) ? Number(text) : 1)

/** The order of this address and how its steps stand; undefined where there is none for the reader. */
export async function stepsOf(
  p: DeskContext<unknown>,
  sample = sampleIn(p.query('sample')),
): Promise<Steps | undefined> {
  const application = await applicationOf(p)
  const order = application?.case.runOrders.find(({ id }) => id === p.param('order'))
  if (application === undefined || order === undefined) return undefined
  return { application, order, sample, now: orderSession(application.case, order, sample) }
}

/** Addresses of an order's steps, without the language. */
export const stepsAt = ({ application, order }: Pick<Steps, 'application' | 'order'>, rest = ''): string =>
  at(application.case, `/runs/${order.id}/steps${rest}`)

/** The address of one screen; without one, where the step begins. */
export function screenAt(steps: Pick<Steps, 'application' | 'order'>, place: Place, screen = ''): string {
  const query = new URLSearchParams({ step: place.step, about: place.about })
  if (place.sample !== 1) query.set('sample', String(place.sample))
  if (screen !== '') query.set('at', screen)
  return stepsAt(steps, `?${query}`)
}

export const listAt = (steps: Steps): string => stepsAt(steps, steps.sample === 1 ? '' : `?sample=${steps.sample}`)

/** How one step stands; undefined where the order has no such step. */
export const stateAt = (steps: Steps, place: Place): StepState | undefined =>
  steps.now.session.states.find(
    (state) => state.step.id === place.step && state.about.id === place.about && state.sample === place.sample,
  )

/** What comes after a screen, as things stand now: another screen, or the end. */
export function after(state: StepState, at: string): string {
  const all = screensOf(state.step)
  const here = all.findIndex(({ id }) => id === at)
  const open = new Set(screensNow(state).map(({ id }) => id))
  return all.slice(here + 1).find(({ id }) => open.has(id))?.id ?? 'finish'
}

/** What came before a screen; '' is the beginning. */
export function before(state: StepState, at: string): string {
  const all = screensNow(state)
  const here = at === 'finish' ? all.length : all.findIndex(({ id }) => id === at)
  return all[here - 1]?.id ?? ''
}

/** What comes after the round a screen belongs to. */
export function afterRound(state: StepState, at: string): string {
  const all = screensNow(state)
  const here = all.findIndex(({ id }) => id === at)
  const round = all[here]?.round?.id
  return all.slice(here + 1).find((screen) => screen.round?.id !== round)?.id ?? 'finish'
}

/** Where a sitting begins or goes on. */
export const goesOnAt = (state: StepState): string => firstOpen(state)?.id ?? 'finish'

/** The answer that was given, as it was typed. */
export const answerOf = (state: StepState, { question, round }: Screen) =>
  question === undefined ? undefined : state.answers.get(key(question.id, round?.id))

export { aboutsOf }
