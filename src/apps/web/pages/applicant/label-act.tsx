import type { Child } from 'hono/jsx'
import type { ActName } from '../../../../casework/lifecycle.ts'
import { perform } from '../../../../casework/perform.ts'
import { whoMay } from '../../../../casework/queries.ts'
import type { Fault } from '../../../../core/kernel/fault.ts'
import { writeLabelId } from '../../../../core/kernel/label-id.ts'
import { faultSummary } from '../../../faults.ts'
import { statusOf } from '../../../status-of.ts'
import { type DeskContext, defineDeskPage, type FormData, type Page } from '../../page.tsx'
import { FaultNotice } from '../../parts/fault-notice.tsx'
import { Form, type Problems } from '../../parts/form.tsx'
import { Title } from '../../parts/section.tsx'
import { Code } from '../../parts/text.tsx'
import { makerFrame } from './frame.ts'
import { en, ja } from './label-acts.texts.ts'
import { type Held, heldLabel, labelAt } from './own-label.ts'
import { type FieldNames, problemsOf, Refusal, Seen, seenSeq } from './saving.tsx'
import { wordsOf } from './words.ts'

type Texts = typeof ja
export type P = DeskContext<Texts>

/** Something a holder does with a label: one form, one act, and back to the label. */
export interface LabelAct {
  readonly path: string
  readonly act: ActName
  readonly done: string // which message the label's page shows then
  readonly words: (t: Texts) => { readonly title: string; readonly lead: string }
  readonly saved: (held: Held) => FormData
  readonly data: (form: FormData, held: Held) => unknown
  readonly fields: FieldNames
  readonly body: (p: P, held: Held, values: FormData, problems: Problems) => Child
  /** Problems that the page sees before the act, or a page to show first. */
  readonly before?: (p: P, held: Held, form: FormData) => Promise<Response | Problems | undefined>
  readonly again?: (form: FormData) => boolean
  readonly problems?: (p: P, fault: Fault) => Problems
}

/** The page of such an act. Where it is not possible now it says why, in place of the form. */
export function defineLabelAct(def: LabelAct): Page {
  const show = (p: P, held: Held, values: FormData, problems: Problems = {}, fault?: Fault): Response => {
    const { title, lead } = def.words(p.t)
    const failed = fault !== undefined || Object.keys(problems).length > 0
    const { entry } = held.record
    return p.show(
      makerFrame(p, `${failed ? p.frame.errorPrefix : ''}${title}`, '/desk/labels', {
        back: { href: p.href(labelAt(held)), text: wordsOf(p).backToLabel },
      }),
      <>
        <Refusal p={p} fault={fault} problems={problems} />
        <Title
          eyebrow={
            <>
              <span lang="ja">{entry.product.name.ja}</span> <Code>{writeLabelId(entry.label)}</Code>
            </>
          }
          title={title}
          lead={lead}
        />
        <Form action={p.href(labelAt(held, def.path))} csrf={p.session.csrf} label={title}>
          <Seen seq={held.case.seq} />
          {def.body(p, held, values, problems)}
        </Form>
      </>,
      fault ? (statusOf(fault) as 422) : failed ? 422 : 200,
    )
  }
  return defineDeskPage<Texts>({
    path: `/desk/labels/:label${def.path}`,
    texts: { ja, en },
    kind: 'maker',
    limit: 4 * 1024 * 1024,
    handler: async (p) => {
      const held = await heldLabel(p)
      if (held === undefined) return p.notFound()
      const may = await whoMay(p.house.ports, p.session.viewer, held.case.id, def.act)
      if (may && !may.allowed) {
        const { title } = def.words(p.t)
        return p.show(
          makerFrame(p, title, '/desk/labels', {
            back: { href: p.href(labelAt(held)), text: wordsOf(p).backToLabel },
          }),
          <>
            <Title eyebrow={p.t.notNow} title={title} />
            <FaultNotice summary={faultSummary(may.fault, p.lang)} codeWord={p.frame.faultCode} />
          </>,
        )
      }
      return show(p, held, def.saved(held))
    },
    post: async (p) => {
      const held = await heldLabel(p)
      if (held === undefined) return p.notFound()
      const form = await p.form()
      if (def.again?.(form)) return show(p, held, form)
      const before = await def.before?.(p, held, form)
      if (before instanceof Response) return before
      if (before !== undefined && Object.keys(before).length > 0) return show(p, held, form, before)
      const done = await perform(p.house.ports, p.session.viewer, {
        act: def.act,
        caseId: held.case.id,
        seenSeq: seenSeq(form),
        data: def.data(form, held),
      })
      if (done.ok) return p.goTo(`${labelAt(held)}?done=${def.done}`)
      const problems = { ...problemsOf(p, done.fault, def.fields), ...def.problems?.(p, done.fault) }
      return show(p, held, form, problems, done.fault)
    },
  })
}
