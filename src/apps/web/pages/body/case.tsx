import { Readable } from 'node:stream'
import { checksFor } from '../../../../casework/queries.ts'
import type { Digest } from '../../../../core/kernel/digest.ts'
import type { Fault } from '../../../../core/kernel/fault.ts'
import { statusOf } from '../../../status-of.ts'
import { defineDeskPage, type FormData, one } from '../../page.tsx'
import { Button } from '../../parts/button.tsx'
import { Form, Hidden, TextArea } from '../../parts/form.tsx'
import { Mark } from '../../parts/mark.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Split } from '../../parts/section.tsx'
import { en, ja } from './case.texts.ts'
import type { CaseContext } from './case-context.ts'
import { CaseHead, caseFrame } from './case-frame.tsx'
import { Checks, Notes, Participants } from './case-side.tsx'
import { CriterionView } from './criterion-view.tsx'
import { Intake, Payment } from './intake.tsx'
import { act, noCase, type Opened, openCase } from './open-case.ts'
import { type FieldNames, problemsIn, Refusal } from './refusal.tsx'
import { claimText, lookedAt, lookedLook, lookedText } from './review-look.ts'
import { WhyNot } from './why-not.tsx'

type P = CaseContext

const names: FieldNames = { 'review-note-missing': 'note' }

/** The acts this page does, and what each takes from the form. */
const acts = {
  accept: () => ({}),
  'send-back': (form: FormData) => ({ reason: one(form, 'reason') }),
  'confirm-payment': (form: FormData) => ({ paidOn: one(form, 'paidOn'), reference: one(form, 'reference') }),
  'give-provisional': () => ({}),
  'begin-review': () => ({}),
  review: (form: FormData) => ({
    criterion: one(form, 'criterion'),
    outcome: one(form, 'outcome'),
    note: one(form, 'note'),
  }),
  note: (form: FormData) => ({
    criterion: one(form, 'criterion') || null,
    visibility: one(form, 'visibility'),
    text: one(form, 'text'),
  }),
  'finish-review': (form: FormData) => ({ summary: one(form, 'summary') }),
} as const
type Done = keyof typeof acts
const isAct = (name: string): name is Done => Object.hasOwn(acts, name)

async function show(p: P, opened: Opened, sent: FormData = {}, fault?: Fault): Promise<Response> {
  const { t } = p
  const { c } = opened
  const problems = problemsIn(p, fault, names)
  const asked = p.query('done')
  const done = asked in t.done ? t.done[asked as keyof typeof t.done] : undefined
  const checks = (await checksFor(p.house.ports, p.session.viewer, c.id)) ?? []
  const early = ['submitted', 'intake', 'payment-due'].includes(c.state)
  return p.show(
    await caseFrame(p, opened, early ? t.intakeTitle : t.title, fault !== undefined),
    <>
      <Refusal p={p} fault={fault} problems={problems} events={opened.events} nameOf={opened.nameOf} />
      {done !== undefined && fault === undefined && (
        <Notice tone="done">
          <p>{done}</p>
        </Notice>
      )}
      <CaseHead p={p} opened={opened} tab="">
        {!early && <Assignee p={p} opened={opened} />}
      </CaseHead>
      {early ? (
        <div class="casebody">
          <Split
            main={
              c.state === 'payment-due' ? (
                <Payment p={p} opened={opened} sent={sent} problems={problems} />
              ) : (
                <Intake p={p} opened={opened} sent={sent} problems={problems} />
              )
            }
            side={
              <>
                <Checks p={p} checks={checks} />
                <Notes p={p} opened={opened} criterion={null} sent={sent} problems={problems} />
              </>
            }
          />
        </div>
      ) : (
        <Columns p={p} opened={opened} sent={sent} fault={fault}>
          <Checks p={p} checks={checks} />
        </Columns>
      )}
    </>,
    fault ? (statusOf(fault) as 422) : 200,
  )
}

/** Who has taken on the case, and the button for whoever may. */
const Assignee = ({ p, opened: { c, may, nameOf } }: { p: P; opened: Opened }) => (
  <div class="assignee sm">
    <span>{c.reviewer === undefined ? p.t.unassigned : p.t.assigned(nameOf(c.reviewer))}</span>
    {may['begin-review'].allowed && c.reviewer !== p.session.viewer.person && (
      <Form action={p.href(`/desk/cases/${c.id}`)} csrf={p.session.csrf} label={p.t.take}>
        <Hidden name="seq" value={c.seq} />
        <Button look="second" small name="do" value="begin-review">
          {p.t.take}
        </Button>
      </Form>
    )}
  </div>
)

const Columns = ({
  p,
  opened,
  sent,
  fault,
  children,
}: {
  p: P
  opened: Opened
  sent: FormData
  fault: Fault | undefined
  children: unknown
}) => {
  const { c, scheme, level } = opened
  const id = chosen(p, opened)
  const criterion = scheme.criteria.find((one) => one.id === id)
  const problems = problemsIn(p, fault, names)
  const back = c.state in p.t.back ? p.t.back[c.state as keyof typeof p.t.back] : undefined
  const seen = level.criteria.filter((one) => lookedAt(c, one) !== 'none').length
  return (
    <>
      {back !== undefined && (
        <Notice>
          <p>{back}</p>
        </Notice>
      )}
      <p class="jump">
        <a href="#criterion">{p.t.jump}</a>
      </p>
      <div class="case">
        <div>
          <nav class="pane picklist" aria-label={p.t.list}>
            <h2>{p.t.criteria(seen, level.criteria.length)}</h2>
            <ul>
              {level.criteria.map((one) => (
                <li>
                  <Line p={p} opened={opened} id={one} current={one === id} />
                </li>
              ))}
            </ul>
          </nav>
          {c.state === 'in-review' && <Finish p={p} opened={opened} sent={sent} />}
        </div>
        {criterion && <CriterionView p={p} opened={opened} criterion={criterion} sent={sent} problems={problems} />}
        <aside class="flow">
          {children}
          <Notes p={p} opened={opened} criterion={id} sent={sent} problems={problems} />
          <Participants p={p} opened={opened} />
        </aside>
      </div>
    </>
  )
}

/** The criterion the page is about: the one asked for, else the first nobody looked at. */
function chosen(p: P, { c, level }: Opened): string {
  const asked = p.query('criterion')
  if (level.criteria.includes(asked)) return asked
  return level.criteria.find((id) => lookedAt(c, id) === 'none') ?? level.criteria[0] ?? ''
}

const Line = ({ p, opened: { c, scheme }, id, current }: { p: P; opened: Opened; id: string; current: boolean }) => {
  const looked = lookedAt(c, id)
  const title = scheme.criteria.find((one) => one.id === id)?.title
  return (
    <a href={p.href(`/desk/cases/${c.id}?criterion=${id}`)} aria-current={current ? 'true' : undefined}>
      <span>
        {id.split('-').at(-1)}　{title && p.say(title)}
      </span>
      <Mark {...lookedLook[looked]}>{p.say(lookedText[looked])}</Mark>
      <small>{p.t.applicant(p.say(claimText[c.answers[id]?.claim ?? 'unanswered']))}</small>
    </a>
  )
}

const Finish = ({ p, opened, sent }: { p: P; opened: Opened; sent: FormData }) => {
  const { c, level, may } = opened
  const open = level.criteria.filter((id) => !['sufficient', 'insufficient'].includes(lookedAt(c, id)))
  return (
    <section class="pane finish flow">
      <h2>{p.t.finish}</h2>
      {open.length > 0 ? (
        <>
          <p class="sm">{p.t.missing(open.length)}</p>
          <p class="sm open">
            {open.map((id) => (
              <a href={p.href(`/desk/cases/${c.id}?criterion=${id}`)}>
                {id.split('-').at(-1)}
                <span class="vh">（{id}）</span>
              </a>
            ))}
          </p>
        </>
      ) : may['finish-review'].allowed ? (
        <>
          <p class="sm">{p.t.ready}</p>
          <Form action={p.href(`/desk/cases/${c.id}`)} csrf={p.session.csrf} label={p.t.finish}>
            <Hidden name="seq" value={c.seq} />
            <TextArea
              name="summary"
              label={p.t.summary}
              rows={3}
              value={one(sent, 'summary')}
              errorWord={p.frame.errorPrefix}
            />
            <Button small name="do" value="finish-review">
              {p.t.finishButton}
            </Button>
          </Form>
        </>
      ) : (
        <WhyNot p={p} may={may['finish-review']} />
      )}
    </section>
  )
}

// After one criterion comes the next nobody has looked at; when all are, the one that follows in the list.
function nextAfter({ c, level }: Opened, id: string): string {
  const at = level.criteria.indexOf(id)
  const round = [...level.criteria.slice(at + 1), ...level.criteria.slice(0, at)]
  return round.find((one) => lookedAt(c, one) === 'none') ?? round[0] ?? id
}

/** A case on the desk: intake, payment, and the review, criterion by criterion. */
export const casePage = defineDeskPage({
  path: '/desk/cases/:id',
  texts: { ja, en },
  kind: 'body',
  handler: async (p) => {
    const opened = await openCase(p, p.param('id'))
    return opened ? show(p, opened) : noCase(p, p.param('id'))
  },
  post: async (p) => {
    const form = await p.form()
    const name = one(form, 'do')
    const id = p.param('id')
    const before = await openCase(p, id)
    if (before === undefined) return noCase(p, id)
    if (!isAct(name)) return p.notFound()
    const done = await act(p, id, name, form, acts[name](form))
    if (!done.ok) return show(p, (await openCase(p, id)) ?? before, form, done.fault)
    const asked = one(form, 'criterion')
    const next = name === 'review' ? nextAfter({ ...before, c: done.value }, asked) : asked
    return p.goTo(`/desk/cases/${id}?done=${name}${next === '' ? '' : `&criterion=${encodeURIComponent(next)}`}`)
  },
})

/** One piece of evidence, as a file to keep: never shown in the browser, whatever it claims to be. */
export const evidenceFile = defineDeskPage({
  path: '/desk/cases/:id/files/:digest',
  texts: { ja, en },
  kind: 'body',
  handler: async (p) => {
    const opened = await openCase(p, p.param('id'))
    const file = opened?.c.files.find((one) => one.digest === `sha256:${p.param('digest')}`)
    const content = file && (await p.house.ports.files.get(file.digest as Digest))
    if (file === undefined || content === undefined) return p.notFound()
    p.c.header('content-type', 'application/octet-stream')
    p.c.header('content-disposition', `attachment; filename*=UTF-8''${encodeName(file.name)}`)
    p.c.header('x-content-type-options', 'nosniff')
    return p.c.body(Readable.toWeb(content) as ReadableStream)
  },
})

const encodeName = (name: string): string =>
  encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
