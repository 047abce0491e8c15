import type { Child } from 'hono/jsx'
import type { Section } from '../../../../casework/completeness.ts'
import type { ActName } from '../../../../casework/lifecycle.ts'
import { stateText } from '../../../../casework/lifecycle.ts'
import { perform } from '../../../../casework/perform.ts'
import type { Fault } from '../../../../core/kernel/fault.ts'
import { statusOf } from '../../../status-of.ts'
import { type DeskContext, defineDeskPage, type FormData, one, type Page } from '../../page.tsx'
import { Acts, Button } from '../../parts/button.tsx'
import { Form, type Problems } from '../../parts/form.tsx'
import { Title } from '../../parts/section.tsx'
import { type Application, applicationOf, at, editable, numberOf } from './case-page.ts'
import { makerFrame } from './frame.ts'
import { nextAddress, taskAddress } from './order.ts'
import { type FieldNames, fingerprint, isStale, problemsOf, Refusal, request, Seen, seenSeq } from './saving.tsx'
import { showStale } from './stale.tsx'
import { wordsOf } from './words.ts'

export interface TaskTexts {
  readonly title: string
  readonly lead: string
  /** Name of each field: in the list of problems and where two versions are compared. */
  readonly labels: Readonly<Record<string, string>>
}

/** What the fields of a task are drawn from. */
export interface Filling extends Application {
  readonly values: FormData
  readonly problems: Problems
}

/** One task of the list: what is saved, what is sent, and the fields in between. */
export interface Task<T extends TaskTexts> {
  readonly task: Section
  readonly act: ActName
  readonly texts: { readonly ja: T; readonly en: T }
  readonly saved: (application: Application, p: DeskContext<T>) => FormData
  readonly data: (form: FormData) => unknown
  readonly fields: FieldNames
  readonly write?: (p: DeskContext<T>, application: Application) => (field: string, value: string) => string
  readonly body: (p: DeskContext<T>, filling: Filling) => Child
  /** A sent form that asks for another field, or to be shown again, and is not saved yet. */
  readonly again?: (form: FormData) => FormData | undefined
  /** A sent form in the shape of `saved`, where single values are spread over several fields. */
  readonly compared?: (form: FormData) => FormData
  readonly limit?: number // bytes of the posted form
  /** Something to settle before it is saved: a page of its own, or undefined to go on. */
  readonly before?: (p: DeskContext<T>, application: Application, form: FormData) => Promise<Response | undefined>
  /** Problems of a refusal that is not about one field. */
  readonly problems?: (p: DeskContext<T>, fault: Fault) => Problems
}

/** The three ways on from a task; who came from the check page goes back to it. */
export const Onward = ({ p }: { p: DeskContext<unknown> }) => {
  const words = wordsOf(p)
  return p.query('from') === 'check' ? (
    <Acts>
      <Button>{words.saveAndCheck}</Button>
    </Acts>
  ) : (
    <Acts>
      <Button>{words.saveAndNext}</Button>
      <Button look="second" name="then" value="list">
        {words.saveAndList}
      </Button>
    </Acts>
  )
}

/** Where one goes when a task is saved. */
export const onward = (p: DeskContext<unknown>, application: Application, task: string, form: FormData): Response => {
  if (p.query('from') === 'check') return p.goTo(`${at(application.case, '/check')}#${task.replace(':', '-')}`)
  if (one(form, 'then') === 'list') return p.goTo(at(application.case))
  return p.goTo(nextAddress(application.case, application.level, task))
}

/** The same address again, with where one came from. */
export const ownAction = (p: DeskContext<unknown>, path: string): string =>
  p.query('from') === 'check' ? `${path}?from=check` : path

/** A page on which one section of the application is filled in. */
export function defineTask<T extends TaskTexts>(task: Task<T>): Page {
  const pathOf = ({ case: c }: Application) => taskAddress(c, task.task) ?? at(c)

  const show = (p: DeskContext<T>, application: Application, values: FormData, fault?: Fault): Response => {
    const { case: c } = application
    const problems = fault ? { ...problemsOf(p, fault, task.fields), ...task.problems?.(p, fault) } : {}
    const { title, lead, labels } = p.t
    return p.show(
      makerFrame(p, `${fault ? p.frame.errorPrefix : ''}${title}`, '/desk/applications', {
        back: { href: p.href(at(c)), text: wordsOf(p).backToTasks },
      }),
      <>
        <Refusal p={p} fault={fault} problems={problems} labels={labels} />
        <Title
          eyebrow={`${wordsOf(p).application(numberOf(c))}　${p.say(stateText[c.state])}`}
          title={title}
          lead={lead}
        />
        <Form action={p.href(ownAction(p, pathOf(application)))} csrf={p.session.csrf} label={title}>
          <Seen seq={c.seq} values={task.saved(application, p)} />
          {task.body(p, { ...application, values, problems })}
          <Onward p={p} />
        </Form>
      </>,
      fault ? (statusOf(fault) as 422) : 200,
    )
  }

  return defineDeskPage<T>({
    path: `/desk/applications/:id/tasks/${task.task}`,
    texts: task.texts,
    kind: 'maker',
    ...(task.limit === undefined ? {} : { limit: task.limit }),
    handler: async (p) => {
      const application = await applicationOf(p)
      if (application === undefined) return p.notFound()
      if (!editable(application.case)) return p.goTo(`${at(application.case, '/check')}#${task.task}`)
      return show(p, application, task.saved(application, p))
    },
    post: async (p) => {
      const form = await p.form()
      const application = await applicationOf(p)
      if (application === undefined) return p.notFound()
      const again = task.again?.(form)
      if (again !== undefined) return show(p, application, again)
      const settled = await task.before?.(p, application, form)
      if (settled !== undefined) return settled
      const save = (seq: number) => perform(p.house.ports, p.session.viewer, request(p, task.act, seq, task.data(form)))
      let done = await save(seenSeq(form))
      if (!done.ok && isStale(done.fault)) {
        const saved = task.saved(application, p)
        // Someone was active elsewhere in the application: what is typed here cannot clash with that.
        const untouched = fingerprint(saved) === one(form, 'seenValues')
        if (!untouched)
          return showStale(p, {
            fault: done.fault,
            mine: task.compared?.(form) ?? form,
            saved,
            labels: p.t.labels,
            ...(task.write ? { write: task.write(p, application) } : {}),
            action: ownAction(p, pathOf(application)),
            page: ownAction(p, pathOf(application)),
          })
        done = await save(done.fault.now)
      }
      return done.ok ? onward(p, application, task.task, form) : show(p, application, form, done.fault)
    },
  })
}
