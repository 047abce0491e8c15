import type { Child } from 'hono/jsx'
import type { StepState } from '../../../../lab/guided/step.ts'
import type { DeskContext } from '../../page.tsx'
import { Form, Hidden } from '../../parts/form.tsx'
import type { Screen } from './screens.ts'
import type { ja } from './steps.texts.ts'

// One screen of a step, at the size of a telephone. The same markup is a page of its own without a script, and a template that the
// script fills: whatever differs from step to step stands in an element with `data-fill`.

export const screenKinds = [
  'intro',
  'do',
  'cut',
  'restore',
  'yes-no',
  'number',
  'text',
  'picture',
  'finish',
  'cannot',
] as const
export type ScreenKind = (typeof screenKinds)[number]

/** What stands on a screen; empty strings where the script will put it. */
export interface Filling {
  readonly where: string // the step, what it is about, and how far one is
  readonly text: string
  readonly round: string
  readonly answered: string // what was answered before
}

interface Props {
  readonly p: DeskContext<typeof ja>
  readonly kind: ScreenKind
  readonly fill: Filling
  /** Where the form goes, and what it carries; absent in a template. */
  readonly form?: {
    readonly action: string
    readonly pictures: string
    readonly carried: Readonly<Record<string, string>>
    readonly links: Readonly<Partial<Record<'back' | 'later' | 'list' | 'cannot' | 'skip', string>>>
  }
  readonly error?: string | undefined
  readonly value?: string | undefined
  readonly intro?: Child
  readonly introButton?: 'begin' | 'goOn' | 'again'
  readonly finish?: Child
}

/** A hook of the script, or a way that works without one. */
const Way = ({ name, href, children }: { name: string; href?: string | undefined; children?: Child }) =>
  href === undefined ? (
    <button type="button" class="way" data-go={name}>
      {children}
    </button>
  ) : (
    <a class="way" href={href} data-go={name}>
      {children}
    </a>
  )

const Big = ({ value, children, look }: { value: string; children?: Child; look?: 'second' }) => (
  <button class={look ? `btn big ${look}` : 'btn big'} type="submit" name="do" value={value}>
    {children}
  </button>
)

const Elapsed = ({ label, p }: { label: string; p: Props['p'] }) => (
  <p class="elapsed" data-timer hidden>
    {label} <output>0</output> {p.t.screen.seconds}
  </p>
)

/** What is done on the screen: the buttons and the field of its kind. */
const Body = ({ p, kind, error, value, introButton = 'begin', intro, finish }: Props) => {
  const t = p.t.screen
  const wrong = (
    <p class="err" id="answer-error" data-fill="error" role="alert" hidden={error === undefined}>
      {error}
    </p>
  )
  const described = {
    'aria-describedby': 'answer-error',
    'aria-invalid': error === undefined ? undefined : 'true',
  } as const
  switch (kind) {
    case 'intro':
      return (
        <>
          {intro ?? <div data-fill="intro" />}
          <Big value={introButton === 'again' ? 'again' : 'begin'}>
            <span data-fill="introButton">{t[introButton]}</span>
          </Big>
          <p class="hint" data-fill="againNote" hidden={introButton !== 'again'}>
            {t.againNote}
          </p>
        </>
      )
    case 'do':
      return <Big value="next">{t.next}</Big>
    case 'cut':
      return <Big value="next">{t.cut}</Big>
    case 'restore':
      return (
        <>
          <Elapsed p={p} label={t.since} />
          <Big value="next">{t.restored}</Big>
        </>
      )
    case 'yes-no':
      return (
        <div class="pair">
          <Big value="yes" look="second">
            {t.yes}
          </Big>
          <Big value="no" look="second">
            {t.no}
          </Big>
        </div>
      )
    case 'number':
      return (
        <>
          <Elapsed p={p} label={t.sinceRestored} />
          <button type="button" class="btn second big" data-stop hidden>
            {t.usable}
          </button>
          <label for="answer">{t.number}</label>
          {wrong}
          <input
            id="answer"
            name="answer"
            type="text"
            inputmode="decimal"
            autocomplete="off"
            value={value ?? ''}
            {...described}
          />
          <Big value="answer">{t.next}</Big>
        </>
      )
    case 'text':
      return (
        <>
          <label for="answer">{t.text}</label>
          {wrong}
          <textarea id="answer" name="answer" rows={4} maxlength={500} {...described}>
            {`\n${value ?? ''}`}
          </textarea>
          <Big value="answer">{t.next}</Big>
        </>
      )
    case 'picture':
      return (
        <>
          <label for="picture">{t.picture}</label>
          <p class="hint" id="picture-hint">
            {t.pictureHint}
          </p>
          {wrong}
          <input
            id="picture"
            name="picture"
            type="file"
            accept="image/*,text/plain,.log,application/pdf"
            aria-describedby="picture-hint answer-error"
          />
          <ul class="shots" data-fill="shots" />
          <Big value="answer">{t.next}</Big>
        </>
      )
    case 'cannot':
      return (
        <>
          <label for="answer">{t.why}</label>
          <p class="hint" id="why-hint">
            {t.whyHint}
          </p>
          {wrong}
          <textarea id="answer" name="answer" rows={4} maxlength={500} aria-describedby="why-hint answer-error">
            {`\n${value ?? ''}`}
          </textarea>
          <Big value="cannot">{t.whyButton}</Big>
        </>
      )
    case 'finish':
      return (
        <>
          {finish ?? <div data-fill="finish" />}
          <label for="answer">{t.minutes}</label>
          <p class="hint" id="minutes-hint">
            {t.minutesHint}
          </p>
          {wrong}
          <input
            id="answer"
            name="answer"
            type="text"
            inputmode="decimal"
            autocomplete="off"
            value={value ?? ''}
            class="short"
            aria-describedby="minutes-hint answer-error"
          />
          <Big value="done">{t.finish}</Big>
        </>
      )
  }
}

const asks: readonly ScreenKind[] = ['yes-no', 'number', 'text', 'picture']

/** A screen. */
export const StepScreen = (props: Props) => {
  const { p, kind, fill, form } = props
  const t = p.t.screen
  const href = (name: keyof NonNullable<Props['form']>['links']) => form?.links[name]
  const shown = (name: keyof NonNullable<Props['form']>['links']) => form === undefined || href(name) !== undefined
  return (
    <article class="screen" data-kind={kind}>
      <p class="eyebrow" data-fill="where">
        {fill.where}
      </p>
      <p class="round" data-fill="round" hidden={fill.round === ''}>
        {fill.round}
      </p>
      <h2 data-fill="text" tabindex={-1}>
        {fill.text}
      </h2>
      <p class="mut" data-fill="answered" hidden={fill.answered === ''}>
        {fill.answered}
      </p>
      <Form
        action={form === undefined ? '' : kind === 'picture' ? form.pictures : form.action}
        {...(form === undefined ? {} : { csrf: p.session.csrf })}
        upload={kind === 'picture'}
      >
        {form !== undefined &&
          Object.entries(form.carried).map(([name, value]) => <Hidden name={name} value={value} />)}
        <Body {...props} />
      </Form>
      <div class="screen-ways">
        {asks.includes(kind) && shown('later') && (
          <Way name="later" href={href('later')}>
            {t.later}
          </Way>
        )}
        {asks.includes(kind) && shown('skip') && (
          <Way name="skip" href={href('skip')}>
            {t.skipRound}
          </Way>
        )}
        {kind !== 'intro' && shown('back') && (
          <Way name="back" href={href('back')}>
            {t.back}
          </Way>
        )}
        {kind !== 'cannot' && kind !== 'finish' && shown('cannot') && (
          <Way name="cannot" href={href('cannot')}>
            {t.cannot}
          </Way>
        )}
        <Way name="list" href={href('list')}>
          {t.list}
        </Way>
      </div>
    </article>
  )
}

/** What a person sees before a step: what to have at hand, what to mind, how long it takes. */
export const Intro = ({ p, state }: { p: DeskContext<typeof ja>; state: StepState }) => {
  const t = p.t.screen
  const { step } = state
  return (
    <div class="flow">
      {state.why !== undefined && <p>{t.was(state.why)}</p>}
      <h3 class="small-title">{t.ready}</h3>
      <ul class="list">
        {step.ready.map((one) => (
          <li>{p.say(one)}</li>
        ))}
      </ul>
      {step.caution && (
        <div class="note wait flow">
          <p class="strong">{t.caution}</p>
          <p>{p.say(step.caution)}</p>
        </div>
      )}
      <p class="mut sm">
        {p.t.about(step.minutes)}　{t.serves(step.serves.join(', '))}
      </p>
    </div>
  )
}

/** The name of a thing a step is done for, as it stands after the name of the step; the device as a whole needs none. */
export const aboutName = (about: string): string => (about === 'device' ? '' : about)

export type { Screen }
