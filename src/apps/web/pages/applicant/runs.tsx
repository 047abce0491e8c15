import { criteriaOf, needsEvaluator } from '../../../../casework/assessment.ts'
import { stateText } from '../../../../casework/lifecycle.ts'
import { perform } from '../../../../casework/perform.ts'
import { taskList } from '../../../../casework/queries.ts'
import { isOnlyEvaluator } from '../../../../casework/roles.ts'
import { type AttachedRun, currentRuns, openOrders, type RunOrder } from '../../../../casework/runs.ts'
import type { OrderedStep } from '../../../../casework/step-notes.ts'
import type { Fault } from '../../../../core/kernel/fault.ts'
import { statusOf } from '../../../status-of.ts'
import { tester } from '../../access.ts'
import { type DeskContext, defineDeskPage, type FormData, one } from '../../page.tsx'
import { Acts, Button, ButtonLink } from '../../parts/button.tsx'
import { writeMoment } from '../../parts/dates.ts'
import { Disclosure } from '../../parts/disclosure.tsx'
import { Facts } from '../../parts/facts.tsx'
import { FileField, Form, type Problems, Select, TextField } from '../../parts/form.tsx'
import { Notice } from '../../parts/notice.tsx'
import { RunResults, RunSummary } from '../../parts/run-results.tsx'
import { Section, Title } from '../../parts/section.tsx'
import { Steps } from '../../parts/status-band.tsx'
import { Code } from '../../parts/text.tsx'
import { testFrame } from '../laboratory/frame.ts'
import { minutesLeft, orderSession } from '../laboratory/ordered-steps.ts'
import { type Application, applicationOf, at, editable, numberOf, productName } from './case-page.ts'
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
  // Whoever is here to test does not see the answers, so what they leave open is not theirs to read.
  const outside = isOnlyEvaluator(p.session.viewer)
  const task = outside
    ? undefined
    : taskList(c, scheme)
        .flatMap(({ tasks }) => tasks)
        .find(({ id }) => id === 'runs')
  const replaced = c.runs.filter((run) => run.replacedBy !== undefined)
  return p.show(
    testFrame(p, `${failed ? p.frame.errorPrefix : ''}${t.title}`, {
      back: outside ? { href: p.href('/desk'), text: t.backToTests } : { href: p.href(at(c)), text: words.backToTasks },
    }),
    <>
      <Refusal p={p} fault={fault} problems={problems} />
      <Title
        eyebrow={`${words.application(numberOf(c))}　${p.say(stateText[c.state])}`}
        title={t.title}
        lead={outside ? productName(p, c) : t.lead}
      >
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
          <Notice tone="wait">
            <p class="strong">{p.say(task.reason)}</p>
            <p>{t.testAgain}</p>
          </Notice>
        )}
      </Title>
      {open && c.runs.length === 0 && (
        <Section title={t.steps.title}>
          <Steps steps={t.steps.items} />
          <ToPlan p={p} application={application} first={openOrders(c).length === 0} />
        </Section>
      )}
      {openOrders(c).length > 0 && <Orders p={p} application={application} />}
      {open && openOrders(c).length > 0 && <Attach p={p} application={application} problems={problems} />}
      {c.runs.length > 0 && (
        <Section title={t.runs.title}>
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
      )}
      {open && <Order p={p} application={application} sent={sent} problems={problems} />}
      {!open && c.runs.length === 0 && (
        <Section title={t.runs.title}>
          <p class="mut">{t.runs.none}</p>
        </Section>
      )}
    </>,
    fault ? (statusOf(fault) as 422) : failed ? 422 : 200,
  )
}

interface Props {
  readonly p: P
  readonly application: Application
}

const ToPlan = ({ p, application: { case: c }, first }: Props & { first: boolean }) => (
  <Acts>
    <ButtonLink look={first ? 'first' : 'second'} href={p.href(at(c, '/runs/plan'))}>
      {p.t.steps.plan}
    </ButtonLink>
  </Acts>
)

/** Orders that wait, newest first. */
const Orders = ({ p, application }: Props) => {
  const t = p.t.orders
  const { case: c } = application
  return (
    <Section title={t.title}>
      {openOrders(c)
        .toReversed()
        .map((order) => (
          <OrderFacts
            p={p}
            application={application}
            order={order}
            items={[
              { term: t.nonce, detail: <Code long>{order.nonce}</Code>, big: true },
              { term: t.id, detail: <Code>{order.id}</Code> },
              { term: t.at, detail: writeMoment(order.at, p.lang) },
              order.ixit !== undefined && { term: t.ixit, detail: <Code long>{order.ixit}</Code> },
              order.note !== undefined && { term: t.note, detail: order.note },
              {
                term: t.file,
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
  )
}

/** The form for one more order. */
const Order = ({ p, application, sent, problems }: Props & { sent: FormData; problems: Problems }) => {
  const t = p.t.order
  const { case: c } = application
  return (
    <Section title={t.title} note={t.note}>
      {c.runs.length > 0 && <ToPlan p={p} application={application} first={false} />}
      <Form action={p.href(`${at(c, '/runs/order')}`)} csrf={p.session.csrf} label={t.title}>
        <TextField
          name="ixit"
          label={t.ixit}
          hint={t.ixitHint}
          spellcheck={false}
          autocomplete="off"
          value={one(sent, 'ixit') || c.ixit}
          error={problems['ixit']}
          errorWord={p.frame.errorPrefix}
        />
        <TextField
          name="note"
          label={t.noteLabel}
          autocomplete="off"
          value={one(sent, 'note')}
          error={problems['note']}
          errorWord={p.frame.errorPrefix}
        />
        <Acts>
          <Button look="second">{t.button}</Button>
        </Acts>
      </Form>
    </Section>
  )
}

/** An order, with the steps that need a person and how far they are. */
const OrderFacts = ({
  p,
  application: { case: c },
  order,
  items,
}: Props & { order: RunOrder; items: Parameters<typeof Facts>[0]['items'] }) => {
  const t = p.t.orders
  const { session } = orderSession(c, order)
  const done = session.states.length - session.remaining.length
  return (
    <div class="flow gap">
      <Facts items={items} />
      <Acts>
        <ButtonLink look="second" href={p.href(at(c, `/runs/${order.id}/steps`))}>
          {t.steps}
        </ButtonLink>
      </Acts>
      <p class="mut">
        {session.remaining.length === 0 ? t.stepsDone : t.stepsLeft(done, session.states.length, minutesLeft(session))}
      </p>
    </div>
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
              <a href={p.href(at(c, `/runs/${run.run}/evidence.zip`))} download={run.fileName}>
                {run.fileName}
              </a>
            ),
          },
        ]}
      />
      <RunSummary run={run} criteria={criteriaOf(c, scheme)} shows={scheme.shows ?? []} lang={p.lang} />
      <Acts>
        <ButtonLink look="second" href={p.href(at(c, `/runs/${run.run}`))}>
          {t.record}
        </ButtonLink>
        <ButtonLink look="second" href={p.href(at(c, `/runs/${run.run}/report.pdf?lang=${p.lang}`))}>
          {t.report}
        </ButtonLink>
      </Acts>
      <Disclosure summary={t.results}>
        <RunResults run={run} criteria={criteriaOf(c, scheme)} shows={scheme.shows ?? []} lang={p.lang} />
      </Disclosure>
    </div>
  )
}

const common = { texts: { ja, en }, ...tester } as const
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

/** The steps that a plan found to need a person, one a line: the step, and what it is about. */
const orderedSteps = (text: string): readonly OrderedStep[] | undefined =>
  text === ''
    ? undefined
    : text.split(/\r?\n/).map((line) => {
        const [step = '', ...about] = line.split(' ')
        return { step, about: about.join(' ') }
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
    const steps = orderedSteps(one(form, 'steps'))
    const done = await perform(p.house.ports, p.session.viewer, {
      act: 'order-run',
      caseId: application.case.id,
      data: { note: one(form, 'note'), ...(ixit === '' ? {} : { ixit }), ...(steps === undefined ? {} : { steps }) },
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
