import { criteriaOf, needsEvaluator } from '../../../../casework/assessment.ts'
import { stateText } from '../../../../casework/lifecycle.ts'
import { perform } from '../../../../casework/perform.ts'
import { taskList } from '../../../../casework/queries.ts'
import { type AttachedRun, currentRuns, openOrders } from '../../../../casework/runs.ts'
import type { Fault } from '../../../../core/kernel/fault.ts'
import { statusOf } from '../../../status-of.ts'
import { type DeskContext, defineDeskPage, type FormData, one } from '../../page.tsx'
import { Acts, Button } from '../../parts/button.tsx'
import { writeMoment } from '../../parts/dates.ts'
import { Disclosure } from '../../parts/disclosure.tsx'
import { Facts } from '../../parts/facts.tsx'
import { FileField, Form, type Problems, Select, TextField } from '../../parts/form.tsx'
import { Notice } from '../../parts/notice.tsx'
import { RunResults } from '../../parts/run-results.tsx'
import { Section, Title } from '../../parts/section.tsx'
import { Steps } from '../../parts/status-band.tsx'
import { Code } from '../../parts/text.tsx'
import { type Application, applicationOf, at, editable, numberOf } from './case-page.ts'
import { makerFrame } from './frame.ts'
import { en, ja } from './runs.texts.ts'
import { problemsOf, Refusal } from './saving.tsx'
import { fileProblem, readUpload, roomIn } from './upload.ts'
import { wordsOf } from './words.ts'

type P = DeskContext<typeof ja>

/** Largest evidence file that is taken: photographs of guided steps are in it. */
const evidenceLimit = 64 * 1024 * 1024

async function show(
  p: P,
  application: Application,
  sent: FormData = {},
  problems: Problems = {},
  fault?: Fault,
): Promise<Response> {
  const { t } = p
  const { case: c, scheme } = application
  const words = wordsOf(p)
  const open = editable(c)
  const failed = fault !== undefined || Object.keys(problems).length > 0
  const asked = p.query('done')
  const done = asked in t.done ? t.done[asked as keyof typeof t.done] : undefined
  const task = taskList(c, scheme)
    .flatMap(({ tasks }) => tasks)
    .find(({ id }) => id === 'runs')
  const replaced = c.runs.filter((run) => run.replacedBy !== undefined)
  return p.show(
    makerFrame(p, `${failed ? p.frame.errorPrefix : ''}${t.title}`, '/desk/applications', {
      back: { href: p.href(at(c)), text: words.backToTasks },
    }),
    <>
      <Refusal p={p} fault={fault} problems={problems} />
      <Title eyebrow={`${words.application(numberOf(c))}　${p.say(stateText[c.state])}`} title={t.title} lead={t.lead}>
        {done !== undefined && !failed && (
          <Notice tone="done">
            <p>{done}</p>
          </Notice>
        )}
        {needsEvaluator(c, scheme) && c.runs.length === 0 && (
          <Notice>
            <p>{t.needed}</p>
          </Notice>
        )}
        {task?.mayDeclare && task.reason && (
          <Notice tone="wait" title={t.problems.title}>
            <p>{p.say(task.reason)}</p>
            <p>{t.problems.text}</p>
          </Notice>
        )}
      </Title>
      {open && (
        <Section title={t.steps.title}>
          <Steps steps={t.steps.items} />
        </Section>
      )}
      <Orders p={p} application={application} sent={sent} problems={problems} />
      {open && openOrders(c).length > 0 && <Attach p={p} application={application} problems={problems} />}
      <Section title={t.runs.title}>
        {currentRuns(c).length === 0 && <p class="mut">{t.runs.none}</p>}
        {currentRuns(c)
          .toReversed()
          .map((run) => (
            <Run p={p} application={application} run={run} />
          ))}
        {replaced.length > 0 && (
          <Disclosure summary={`${t.runs.replaced}（${replaced.length}）`}>
            {replaced.toReversed().map((run) => (
              <Run p={p} application={application} run={run} />
            ))}
          </Disclosure>
        )}
      </Section>
    </>,
    fault ? (statusOf(fault) as 422) : failed ? 422 : 200,
  )
}

interface Props {
  readonly p: P
  readonly application: Application
}

const Orders = ({ p, application: { case: c }, sent, problems }: Props & { sent: FormData; problems: Problems }) => {
  const { t } = p
  const orders = openOrders(c)
  return (
    <>
      <Section title={t.orders.title}>
        {orders.length === 0 && <p class="mut">{t.orders.none}</p>}
        {orders.toReversed().map((order) => (
          <Facts
            items={[
              { term: t.orders.nonce, detail: <Code long>{order.nonce}</Code>, big: true },
              { term: t.orders.id, detail: <Code>{order.id}</Code> },
              { term: t.orders.at, detail: writeMoment(order.at, p.lang) },
              order.ixit !== undefined && { term: t.orders.ixit, detail: <Code long>{order.ixit}</Code> },
              order.note !== undefined && { term: t.orders.note, detail: order.note },
              {
                term: t.orders.file,
                detail: (
                  <a href={p.href(`${at(c, '/runs')}/${order.id}.json`)} download={`${order.id}.json`}>
                    {order.id}.json
                  </a>
                ),
              },
            ]}
          />
        ))}
      </Section>
      {editable(c) && (
        <Section title={t.order.title} note={t.order.note}>
          <Form action={p.href(`${at(c, '/runs/order')}`)} csrf={p.session.csrf} label={t.order.title}>
            <TextField
              name="ixit"
              label={t.order.ixit}
              hint={t.order.ixitHint}
              spellcheck={false}
              autocomplete="off"
              value={one(sent, 'ixit') || c.ixit}
              error={problems['ixit']}
              errorWord={p.frame.errorPrefix}
            />
            <TextField
              name="note"
              label={t.order.noteLabel}
              autocomplete="off"
              value={one(sent, 'note')}
              error={problems['note']}
              errorWord={p.frame.errorPrefix}
            />
            <Acts>
              <Button look={orders.length === 0 ? 'first' : 'second'}>{t.order.button}</Button>
            </Acts>
          </Form>
        </Section>
      )}
    </>
  )
}

const Attach = ({ p, application: { case: c }, problems }: Props & { problems: Problems }) => {
  const t = p.t.attach
  const runs = currentRuns(c)
  return (
    <Section title={t.title} note={t.note}>
      <Form action={p.href(at(c, '/runs'))} csrf={p.session.csrf} label={t.title} upload>
        <FileField
          name="evidence"
          label={t.file}
          accept=".zip,application/zip"
          error={problems['evidence']}
          errorWord={p.frame.errorPrefix}
        />
        {runs.length > 0 && (
          <Select
            name="replaces"
            label={t.replaces}
            hint={t.replacesHint}
            options={[
              { value: '', text: t.nothing },
              ...runs.map(({ run, device, ended }) => ({
                value: run,
                text: `${device.label}　${writeMoment(ended, p.lang)}`,
              })),
            ]}
            chosen=""
            error={problems['replaces']}
            errorWord={p.frame.errorPrefix}
          />
        )}
        <Acts>
          <Button>{t.button}</Button>
        </Acts>
      </Form>
    </Section>
  )
}

const Run = ({ p, application: { case: c, scheme }, run }: Props & { run: AttachedRun }) => {
  const t = p.t.runs
  const { evaluator } = run
  const last = run.replays.at(-1)
  return (
    <div class="flow gap">
      <h3>{run.device.label}</h3>
      {c.ixit !== undefined && c.ixit !== run.ixit && (
        <Notice tone="wait">
          <p>{t.outdated}</p>
        </Notice>
      )}
      {last && (
        <Notice {...(last.same ? {} : { tone: 'wait' as const })}>
          <p>{last.same ? t.replayed : t.differs}</p>
        </Notice>
      )}
      <Facts
        items={[
          { term: t.evaluator, detail: evaluator ? `${evaluator.name}（${evaluator.organisation}）` : t.unknown },
          { term: t.when, detail: `${writeMoment(run.began, p.lang)} – ${writeMoment(run.ended, p.lang)}` },
          {
            term: t.file,
            detail: (
              <a href={p.href(`/desk/evidence/${run.file.slice(7)}/file`)} download={run.fileName}>
                {run.fileName}
              </a>
            ),
          },
        ]}
      />
      <Disclosure summary={t.results}>
        <RunResults run={run} criteria={criteriaOf(c, scheme)} shows={scheme.shows ?? []} lang={p.lang} />
      </Disclosure>
    </div>
  )
}

const common = { texts: { ja, en }, kind: 'maker' } as const
const fieldNames = {
  digest: 'evidence',
  name: 'evidence',
  size: 'evidence',
  ixit: 'ixit',
  note: 'note',
  replaces: 'replaces',
}

/** The tests on the bench of an application: ordered, attached, and what they found. */
export const runsPage = defineDeskPage({
  ...common,
  path: '/desk/applications/:id/runs',
  upload: true,
  handler: async (p) => {
    const application = await applicationOf(p)
    return application ? show(p, application) : p.notFound()
  },
  post: async (p) => {
    const application = await applicationOf(p)
    if (application === undefined) return p.notFound()
    const { case: c } = application
    const room = roomIn(c)
    const upload = await readUpload(p, Math.min(evidenceLimit, room))
    if (!upload.ok) return p.refuse({ code: upload.code, field: 'body', reason: '' })
    const { form, files } = upload
    const [file] = files
    if (file === undefined) return show(p, application, form, { evidence: p.t.attach.missing })
    if (!file.taken.ok) return show(p, application, form, { evidence: fileProblem(p, file.taken.fault) })
    const { digest, size } = file.taken.value
    const replaces = one(form, 'replaces')
    const done = await perform(p.house.ports, p.session.viewer, {
      act: 'attach-run',
      caseId: c.id,
      data: { digest, size, name: file.name, ...(replaces === '' ? {} : { replaces }) },
    })
    if (done.ok) return p.goTo(`${at(c, '/runs')}?done=attach-run`)
    return show(p, (await applicationOf(p)) ?? application, form, problemsOf(p, done.fault, fieldNames), done.fault)
  },
})

/** Orders one more test. */
export const orderRunPage = defineDeskPage({
  ...common,
  path: '/desk/applications/:id/runs/order',
  post: async (p) => {
    const application = await applicationOf(p)
    if (application === undefined) return p.notFound()
    const form = await p.form()
    const ixit = one(form, 'ixit')
    const done = await perform(p.house.ports, p.session.viewer, {
      act: 'order-run',
      caseId: application.case.id,
      data: { note: one(form, 'note'), ...(ixit === '' ? {} : { ixit }) },
    })
    if (done.ok) return p.goTo(`${at(application.case, '/runs')}?done=order-run`)
    return show(p, application, form, problemsOf(p, done.fault, fieldNames), done.fault)
  },
})

/** An open order as the file that `probe run --order` reads. */
export const orderFile = defineDeskPage({
  ...common,
  path: '/desk/applications/:id/runs/:order{run-order-[0-9-]+\\.json}',
  handler: async (p) => {
    const application = await applicationOf(p)
    const order = application && openOrders(application.case).find(({ id }) => `${id}.json` === p.param('order'))
    if (order === undefined) return p.notFound()
    const { id, nonce, ixit, note } = order
    const issuedBy = p.house.operator.address
    p.c.header('content-disposition', `attachment; filename="${id}.json"`)
    return p.c.json({
      id,
      issuedBy,
      nonce,
      ...(ixit === undefined ? {} : { ixit }),
      ...(note === undefined ? {} : { note }),
    })
  },
})
