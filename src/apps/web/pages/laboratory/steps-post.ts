import type { Said } from '../../../../lab/guided/record.ts'
import { answersTo } from '../../../../lab/guided/session.ts'
import type { StepState } from '../../../../lab/guided/step.ts'
import { type FormData, one } from '../../page.tsx'
import { stepsAboutEntries } from './ordered-steps.ts'
import { screensOf } from './screens.ts'
import { note, type Place } from './step-notes-form.ts'
import type { P, Show } from './steps-shown.ts'
import { after, goesOnAt, listAt, type Steps, screenAt, stateAt, stepsOf } from './steps-view.ts'

/** The place a form is about. */
export const placeIn = (form: FormData): Place => ({
  step: one(form, 'step'),
  about: one(form, 'about'),
  sample: /^[1-9]$/.test(one(form, 'sample')) ? Number(one(form, 'sample')) : 1,
})

/** A form of one screen, sent without a script: one thing is noted, and the next screen comes. */
export async function stepsPost(p: P, show: Show): Promise<Response> {
  const form = await p.form()
  const place = placeIn(form)
  const steps = await stepsOf(p, place.sample)
  if (steps === undefined) return p.notFound()
  const what = one(form, 'do')
  if (what === 'add') return add(p, steps, place, show)
  const state = stateAt(steps, place)
  if (state === undefined) return p.goTo(listAt(steps))
  const at = one(form, 'at')
  const go = (screen: string) => p.goTo(screenAt(steps, place, screen))
  const keep = async (said: readonly Said[], next: (now: StepState) => Response): Promise<Response> => {
    const done = await note(p, steps.application, steps.order, place, said)
    if (!done.ok) return show(p, steps, { state, screen: at, fault: done.fault })
    const now = await stepsOf(p, place.sample)
    return next((now && stateAt(now, place)) ?? state)
  }
  const wrong = (error: string) =>
    show(p, steps, { state, screen: at, error, value: one(form, 'answer').slice(0, 600) })
  const t = p.t.screen

  switch (what) {
    case 'begin':
      return keep([{ what: 'begun' }], (now) => go(goesOnAt(now)))
    case 'again':
      return keep([{ what: 'again' }, { what: 'begun' }], (now) => go(goesOnAt(now)))
    case 'next':
      return go(after(state, at))
    case 'cannot': {
      const why = one(form, 'answer').slice(0, 500)
      return why === '' ? wrong(t.whyMissing) : keep([{ what: 'not-possible', why }], () => p.goTo(listAt(steps)))
    }
    case 'done': {
      const minutes = numberIn(one(form, 'answer'))
      if (minutes === undefined || minutes < 0 || minutes > 10_000) return wrong(t.minutesWrong)
      return keep([{ what: 'done', minutes }], () => p.goTo(listAt(steps)))
    }
  }
  const screen = screensOf(state.step).find(({ id }) => id === at)
  const { question, round } = screen ?? {}
  if (question === undefined) return go('')
  const text = one(form, 'answer')
  const answer =
    question.kind === 'yes-no'
      ? what === 'yes'
        ? true
        : what === 'no'
          ? false
          : undefined
      : typed(question.kind, text)
  if (answer === undefined || !answersTo(question, answer))
    return wrong(question.kind === 'number' ? t.numberWrong : t.textMissing)
  if (text.length > 500) return wrong(t.textLong)
  return keep([{ what: 'answer', question: question.id, answer, ...(round && { round: round.id }) }], (now) =>
    go(after(now, at)),
  )
}

/** A number as people type it: full-width digits and a decimal comma are read, too. */
export function numberIn(text: string): number | undefined {
  const plain = text.normalize('NFKC').replace(',', '.').trim()
  return /^-?\d{1,7}(\.\d{1,3})?$/.test(plain) ? Number(plain) : undefined
}

const typed = (kind: string, text: string): string | number | undefined =>
  kind === 'number' ? numberIn(text) : text === '' ? undefined : text

/** Adds a step for an entry of the declaration: noting that it was begun makes it one of the order's. */
async function add(p: P, steps: Steps, place: Place, show: Show): Promise<Response> {
  const known = stepsAboutEntries.some(({ id }) => id === place.step)
  if (!known || place.about === '')
    return show(p, steps, { fault: { code: 'input-invalid' }, error: known ? p.t.add.missing : p.t.add.wrong })
  const own = { ...place, about: place.about.slice(0, 120) }
  const done = await note(p, steps.application, steps.order, own, [{ what: 'begun' }])
  return done.ok ? p.goTo(screenAt(steps, own)) : show(p, steps, { fault: done.fault })
}
