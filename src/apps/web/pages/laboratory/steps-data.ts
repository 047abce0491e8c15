import { steps as labSteps } from '../../../../lab/guided/steps.ts'
import type { DeskContext } from '../../page.tsx'
import { screensOf } from './screens.ts'
import { noterName } from './step-notes-form.ts'
import type { ja } from './steps.texts.ts'
import { stepsWorker } from './steps-script.ts'
import { type Steps, stepsAt } from './steps-view.ts'

/**
 * Everything the script of the steps needs to go on without the house: the steps in the reader's language, what is known of them,
 * who is noting, and where to send. It stands in the page, so that one document is the whole of it offline.
 */
export function stepsData(p: DeskContext<typeof ja>, steps: Steps): object {
  const { t } = p
  const { application, order, now } = steps
  const used = new Set(now.session.states.map(({ step }) => step.id))
  const n = '{n}'
  return {
    place: `${application.case.id}/${order.id}`,
    owner: p.session.viewer.person,
    name: noterName(p),
    csrf: p.session.csrf,
    worker: stepsWorker.url,
    urls: {
      page: p.href(stepsAt(steps)),
      records: p.href(stepsAt(steps, '/records')),
      pictures: p.href(stepsAt(steps, '/pictures')),
      signIn: `${p.href('/account/sign-in')}?next=${encodeURIComponent(p.href(stepsAt(steps)))}`,
    },
    steps: labSteps
      .filter(({ id }) => used.has(id))
      .map((step) => ({
        id: step.id,
        title: p.say(step.title),
        serves: step.serves,
        ready: step.ready.map((one) => p.say(one)),
        caution: step.caution ? p.say(step.caution) : '',
        minutes: step.minutes,
        gate: step.questions.find(({ gate }) => gate)?.id ?? '',
        screens: screensOf(step).map(({ id, kind, text, question, round }) => ({
          id,
          kind,
          text: p.say(text),
          round: round?.id ?? '',
          roundTitle: round ? p.say(round.title) : '',
          roundOptional: round?.optional ?? false,
          question: question?.id ?? '',
          optional: question?.optional ?? false,
          instead: question?.instead ?? '',
          gate: question?.gate ?? false,
        })),
      })),
    items: [
      ...new Map(
        now.session.states.map(({ step, about }) => [`${step.id}\n${about.id}`, { step: step.id, about: about.id }]),
      ).values(),
    ],
    records: now.records,
    words: {
      progress: t.progress,
      open: t.open(n as never),
      about: t.about(n as never),
      took: t.took(n as never),
      left: t.left(n as never, '{minutes}' as never),
      none: t.none,
      sample: t.sample(n as never),
      where: t.screen.where(n as never, '{of}' as never),
      answered: t.screen.answered('{answer}'),
      yes: t.screen.yes,
      no: t.screen.no,
      pictures: t.screen.pictures(n as never),
      begin: t.screen.begin,
      goOn: t.screen.goOn,
      again: t.screen.again,
      ready: t.screen.ready,
      caution: t.screen.caution,
      serves: t.screen.serves('{list}'),
      was: t.screen.was('{why}'),
      finish: t.screen.finish,
      finishLead: t.screen.finishLead,
      openLead: t.screen.openLead(n as never),
      cannot: t.screen.cannot,
      numberWrong: t.screen.numberWrong,
      textMissing: t.screen.textMissing,
      pictureMissing: t.screen.pictureMissing,
      pictureRefused: t.screen.pictureRefused,
      pictureMore: t.screen.pictureMore,
      pictureNext: t.screen.pictureNext,
      minutesWrong: t.screen.minutesWrong,
      whyMissing: t.screen.whyMissing,
      next: t.screen.next,
      ...Object.fromEntries(
        Object.entries(t.sync).map(([name, word]) => [`sync-${name}`, typeof word === 'function' ? word(n) : word]),
      ),
    },
  }
}
