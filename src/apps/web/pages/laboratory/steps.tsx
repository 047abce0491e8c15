import { notesFor, openOrders } from '../../../../casework/runs.ts'
import type { StepState } from '../../../../lab/guided/step.ts'
import { faultSummary } from '../../../faults.ts'
import { statusOf } from '../../../status-of.ts'
import { tester } from '../../access.ts'
import { defineDeskPage } from '../../page.tsx'
import { Acts, Button, ButtonLink } from '../../parts/button.tsx'
import { Disclosure } from '../../parts/disclosure.tsx'
import { FaultNotice } from '../../parts/fault-notice.tsx'
import { Form, Hidden, Select, TextField } from '../../parts/form.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Section, Title } from '../../parts/section.tsx'
import { Code } from '../../parts/text.tsx'
import { at, editable, numberOf, productName } from '../applicant/case-page.ts'
import { wordsOf } from '../applicant/words.ts'
import { backToTests, testFrame } from './frame.ts'
import { minutesLeft, stepsAboutEntries } from './ordered-steps.ts'
import type { Screen } from './screens.ts'
import { screensNow, screensOf } from './screens.ts'
import { aboutName, Intro, type ScreenKind, StepScreen, screenKinds } from './step-screen.tsx'
import { en, ja } from './steps.texts.ts'
import { stepsData } from './steps-data.ts'
import { picturesPost } from './steps-pictures.ts'
import { stepsPost } from './steps-post.ts'
import { stepsScript } from './steps-script.ts'
import type { P, Show, Shown } from './steps-shown.ts'
import { afterRound, answerOf, before, listAt, type Steps, screenAt, stateAt, stepsAt, stepsOf } from './steps-view.ts'

/** The whole document; the script has its list, its templates and its data in it whatever is shown first. */
const showSteps: Show = (p, steps, shown = {}) => {
  const { t } = p
  const { case: c } = steps.application
  const { state, screen = '', fault, error } = shown
  const failed = fault !== undefined || error !== undefined
  const name = state ? p.say(state.step.title) : t.title
  return p.show(
    testFrame(p, `${failed ? p.frame.errorPrefix : ''}${name}`, {
      back: backToTests(p, c.id),
      ...(editable(c) ? { scripts: [stepsScript.url] } : {}),
    }),
    <div class="steps-page" id="steps-page">
      {fault && <FaultNotice summary={faultSummary(fault, p.lang)} codeWord={p.frame.faultCode} />}
      <SyncBar p={p} />
      <div id="overview" data-title={t.title} hidden={state !== undefined}>
        <Overview p={p} steps={steps} />
      </div>
      <div id="stage" class="stage" hidden={state === undefined}>
        {state && <Shownscreen p={p} steps={steps} state={state} at={screen} shown={shown} />}
      </div>
      {editable(c) && (
        <>
          {screenKinds.map((kind) => (
            <template id={`screen-${kind}`}>
              <StepScreen p={p} kind={kind} fill={{ where: '', text: '', round: '', answered: '' }} />
            </template>
          ))}
          <script
            type="application/json"
            id="steps-data"
            dangerouslySetInnerHTML={{ __html: JSON.stringify(stepsData(p, steps)).replace(/</g, '\\u003c') }}
          />
        </>
      )}
    </div>,
    fault ? (statusOf(fault) as 422) : error === undefined ? 200 : 422,
  )
}

/** Whether there is a connection, and what waits to be sent: for the script alone. */
const SyncBar = ({ p }: { p: P }) => {
  const t = p.t.sync
  return (
    <div class="sync" id="sync" hidden>
      <p role="status" id="sync-text" />
      <button type="button" class="btn second small" id="sync-now" hidden>
        {t.now}
      </button>
      <a class="btn second small" id="sync-sign-in" hidden href={p.href('/account/sign-in')}>
        {t.signInLink}
      </a>
    </div>
  )
}

const Overview = ({ p, steps }: { p: P; steps: Steps }) => {
  const { t } = p
  const { application, order, sample, now } = steps
  const { case: c } = application
  const { session, records, conflicts, contradictions, strangers } = now
  const open = editable(c)
  const pictures = notesFor(c, order.id).pictures
  const disagree = conflicts.length + contradictions.length + strangers > 0
  return (
    <>
      <Title
        eyebrow={
          <>
            {wordsOf(p).application(numberOf(c))}　{t.order(order.id)}
            {sample > 1 && <>　{t.sample(sample)}</>}
          </>
        }
        title={t.title}
        lead={productName(p, c)}
      >
        <p id="steps-left" class="strong">
          {session.remaining.length === 0 ? t.none : t.left(session.remaining.length, minutesLeft(session))}
        </p>
        {!open && (
          <Notice tone="wait">
            <p>{t.locked}</p>
          </Notice>
        )}
        {open && !openOrders(c).some(({ id }) => id === order.id) && (
          <Notice tone="wait">
            <p>{t.used}</p>
          </Notice>
        )}
        {order.steps === undefined && (
          <Notice title={t.general.title}>
            <p>{t.general.text}</p>
            <p>
              <a href={p.href(at(c, '/runs/plan'))}>{t.general.link}</a>
            </p>
          </Notice>
        )}
        {disagree && (
          <Notice tone="wait" title={t.conflicts.title}>
            {conflicts.length > 0 && <p>{t.conflicts.same(conflicts.length)}</p>}
            {strangers > 0 && <p>{t.conflicts.strangers(strangers)}</p>}
            {contradictions.length > 0 && (
              <>
                <p>{t.conflicts.answers}</p>
                <ul class="list">
                  {contradictions.map(({ step, about, question, people }) => (
                    <li>
                      {[p.say(step.title), aboutName(about)].filter(Boolean).join(' / ')}：
                      {p.say(step.questions.find(({ id }) => id === question)?.ask ?? { ja: question, en: question })}
                      <span class="block mut sm">{people.join(p.lang === 'ja' ? '、' : ', ')}</span>
                    </li>
                  ))}
                </ul>
              </>
            )}
          </Notice>
        )}
      </Title>
      <ul class="task steps-list" aria-label={t.list}>
        {session.states
          .filter((state) => state.sample === sample)
          .map((state) => (
            <StepRow p={p} steps={steps} state={state} />
          ))}
      </ul>
      {open && (
        <Section title={t.kept.title}>
          <p>{t.kept.text}</p>
          <p>{t.kept.shared}</p>
          <div id="kept-here" hidden>
            <p class="strong" id="offline-ready" role="status" />
            <Acts>
              <button type="button" class="btn second" id="save-here">
                {t.sync.saveHere}
              </button>
              <button type="button" class="btn danger" id="forget-here">
                {t.sync.forget}
              </button>
            </Acts>
          </div>
        </Section>
      )}
      <Section title={t.files.title} note={t.files.note}>
        {records.length === 0 ? (
          <p class="mut">{t.files.empty}</p>
        ) : (
          <>
            <p class="strong">{t.files.counts(records.length, pictures.length)}</p>
            <Acts>
              <ButtonLink
                look="second"
                href={p.href(stepsAt(steps, '/guided.zip'))}
                download={`${order.id}-guided.zip`}
              >
                {t.files.download}
              </ButtonLink>
            </Acts>
            <p>
              <a href={p.href(stepsAt(steps, '/guided.json'))} download={`${order.id}-guided.json`}>
                {t.files.json}
              </a>
            </p>
            <pre>
              <code>{t.files.command(order.id, `${order.id}-guided.zip`)}</code>
            </pre>
          </>
        )}
      </Section>
      {open && (
        <Section title={t.add.title}>
          <Disclosure summary={t.add.title}>
            <Form action={p.href(stepsAt(steps))} csrf={p.session.csrf} label={t.add.title}>
              <Hidden name="sample" value={sample} />
              <Select
                name="step"
                label={t.add.step}
                options={stepsAboutEntries.map((step) => ({ value: step.id, text: p.say(step.title) }))}
                errorWord={p.frame.errorPrefix}
              />
              <TextField
                name="about"
                label={t.add.about}
                hint={t.add.hint}
                spellcheck={false}
                autocomplete="off"
                width="middle"
                errorWord={p.frame.errorPrefix}
              />
              <Acts>
                <Button look="second" name="do" value="add">
                  {t.add.button}
                </Button>
              </Acts>
            </Form>
          </Disclosure>
          <Disclosure summary={t.samples.title}>
            <form method="get" action={p.href(stepsAt(steps))} class="form" aria-label={t.samples.title}>
              <Select
                name="sample"
                label={t.samples.label}
                hint={t.samples.hint}
                options={['1', '2', '3', '4', '5', '6', '7', '8', '9'].map((value) => ({ value, text: value }))}
                chosen={String(sample)}
                errorWord={p.frame.errorPrefix}
              />
              <Acts>
                <Button look="second">{t.samples.button}</Button>
              </Acts>
            </form>
          </Disclosure>
        </Section>
      )}
    </>
  )
}

/** How a step stands, in a word and the figure that matters. */
function standing(p: P, { progress, open, minutes, step }: StepState): string {
  const { t } = p
  const figure =
    progress === 'to-do'
      ? t.about(step.minutes)
      : progress === 'begun'
        ? open.length > 0
          ? t.open(open.length)
          : ''
        : progress === 'done'
          ? t.took(minutes)
          : ''
  return [t.progress[progress], figure].filter(Boolean).join('　')
}

const StepRow = ({ p, steps, state }: { p: P; steps: Steps; state: StepState }) => {
  const { step, about, sample } = state
  const place = { step: step.id, about: about.id, sample }
  const id = `step-${step.id}-${about.id}`.replace(/[^\w-]/g, '-')
  return (
    <li data-step={step.id} data-about={about.id}>
      <a href={p.href(screenAt(steps, place))} aria-describedby={`${id}-state`}>
        {p.say(step.title)}
        {aboutName(about.id) !== '' && (
          <span class="block sm">
            <Code long>{about.id}</Code>
          </span>
        )}
      </a>
      <span id={`${id}-state`} class="task-state" data-state={state.progress}>
        {standing(p, state)}
      </span>
    </li>
  )
}

/** What was answered before, in words. */
const answerText = (p: P, state: StepState, screen: Screen): string => {
  const t = p.t.screen
  if (screen.kind === 'picture') {
    const n = state.pictures.filter(({ question }) => question === screen.question?.id).length
    return n === 0 ? '' : t.pictures(n)
  }
  const answer = answerOf(state, screen)
  if (answer === undefined) return ''
  return t.answered(answer === true ? t.yes : answer === false ? t.no : String(answer))
}

/** One screen, as a page of its own: every way on it works without a script. */
const Shownscreen = ({
  p,
  steps,
  state,
  at: id,
  shown,
}: {
  p: P
  steps: Steps
  state: StepState
  at: string
  shown: Shown
}) => {
  const t = p.t.screen
  const place = { step: state.step.id, about: state.about.id, sample: state.sample }
  const all = screensNow(state)
  const screen = screensOf(state.step).find((one) => one.id === id)
  const kind: ScreenKind = id === 'finish' || id === 'cannot' ? id : (screen?.kind ?? 'intro')
  const number = all.findIndex((one) => one.id === id) + 1
  const name = [p.say(state.step.title), aboutName(state.about.id)].filter(Boolean).join(' / ')
  const gated = state.step.questions.some(({ gate }) => gate)
  const links = {
    list: p.href(listAt(steps)),
    ...(kind === 'intro' ? {} : { back: p.href(screenAt(steps, place, before(state, id === 'cannot' ? '' : id))) }),
    ...(screen === undefined ? {} : { later: p.href(screenAt(steps, place, nextOf(state, id))) }),
    ...(kind === 'cannot' ? {} : { cannot: p.href(screenAt(steps, place, 'cannot')) }),
    ...(screen?.round?.optional && !gated ? { skip: p.href(screenAt(steps, place, afterRound(state, id))) } : {}),
  }
  const introText =
    kind === 'intro' ? p.say(state.step.title) : kind === 'finish' ? t.finish : kind === 'cannot' ? t.cannot : ''
  return (
    <StepScreen
      p={p}
      kind={kind}
      fill={{
        where:
          kind === 'intro' ? aboutName(state.about.id) : number > 0 ? `${name}　${t.where(number, all.length)}` : name,
        text: screen ? p.say(screen.text) : introText,
        round: screen?.round ? p.say(screen.round.title) : '',
        answered: screen ? answerText(p, state, screen) : '',
      }}
      form={{
        action: p.href(stepsAt(steps)),
        pictures: p.href(stepsAt(steps, '/pictures')),
        carried: { ...place, sample: String(place.sample), at: id, ...(kind === 'picture' ? { page: 'yes' } : {}) },
        links,
      }}
      error={shown.error}
      value={shown.value ?? valueAtFirst(state, screen, kind, p)}
      intro={kind === 'intro' ? <Intro p={p} state={state} /> : undefined}
      introButton={
        state.progress === 'done' || state.progress === 'not-possible'
          ? 'again'
          : state.progress === 'begun'
            ? 'goOn'
            : 'begin'
      }
      finish={kind === 'finish' ? <Finish p={p} state={state} /> : undefined}
    />
  )
}

const nextOf = (state: StepState, id: string): string => {
  const all = screensNow(state)
  return all[all.findIndex((one) => one.id === id) + 1]?.id ?? 'finish'
}

/** What stands in the field at first: the answer so far, or the minutes since the step was begun. */
function valueAtFirst(state: StepState, screen: Screen | undefined, kind: ScreenKind, p: P): string {
  if (kind === 'finish') {
    const began = state.began === undefined ? Date.parse(p.now) : Date.parse(state.began)
    const minutes = Math.max(0.1, Math.round((Date.parse(p.now) - began) / 6_000) / 10)
    return String(minutes > 600 ? state.step.minutes : minutes)
  }
  const answer = screen && answerOf(state, screen)
  return answer === undefined || typeof answer === 'boolean' ? '' : String(answer)
}

const Finish = ({ p, state }: { p: P; state: StepState }) => {
  const t = p.t.screen
  return (
    <div class="flow">
      <p>{state.open.length === 0 ? t.finishLead : t.openLead(state.open.length)}</p>
      <dl class="facts stacked">
        {screensNow(state)
          .filter(({ question }) => question !== undefined)
          .map((screen) => (
            <div>
              <dt>
                {screen.round ? `${p.say(screen.round.title)}：` : ''}
                {p.say(screen.text)}
              </dt>
              <dd>{answerText(p, state, screen) || '—'}</dd>
            </div>
          ))}
      </dl>
    </div>
  )
}

/** The steps of an order that need a person: a list, and one screen a question. */
export const stepsPage = defineDeskPage({
  path: '/desk/applications/:id/runs/:order{run-order-[0-9-]+}/steps',
  texts: { ja, en },
  ...tester,
  handler: async (p) => {
    const steps = await stepsOf(p)
    if (steps === undefined) return p.notFound()
    const [step, about] = [p.query('step'), p.query('about')]
    if (step === '') return showSteps(p, steps)
    const state = stateAt(steps, { step, about, sample: steps.sample })
    if (state === undefined || !editable(steps.application.case)) return p.goTo(listAt(steps))
    return showSteps(p, steps, { state, screen: p.query('at') })
  },
  post: (p) => stepsPost(p, showSteps),
})

/** Where pictures of the steps go. */
export const stepsPicturesPage = defineDeskPage({
  path: '/desk/applications/:id/runs/:order{run-order-[0-9-]+}/steps/pictures',
  texts: { ja, en },
  ...tester,
  upload: true,
  post: (p) => picturesPost(p, showSteps),
})
