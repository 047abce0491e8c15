import { dateInJapan } from '../../../../core/kernel/date.ts'
import type { Fault } from '../../../../core/kernel/fault.ts'
import type { Consent } from '../../../../lab/run/plan.ts'
import { consentText } from '../../../cli/commands/probe-plan.ts'
import { faultSummary } from '../../../faults.ts'
import { tester } from '../../access.ts'
import { type DeskContext, defineDeskPage, type FormData } from '../../page.tsx'
import { Acts, Button } from '../../parts/button.tsx'
import { Disclosure } from '../../parts/disclosure.tsx'
import { Facts } from '../../parts/facts.tsx'
import {
  Choices,
  ErrorSummary,
  FileField,
  Form,
  Hidden,
  type Problems,
  TextArea,
  TextField,
} from '../../parts/form.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Section, Title } from '../../parts/section.tsx'
import { Code } from '../../parts/text.tsx'
import { type Application, applicationOf, at, editable, numberOf } from '../applicant/case-page.ts'
import { wordsOf } from '../applicant/words.ts'
import { backToTests, testFrame } from './frame.ts'
import { en, ja } from './plan.texts.ts'
import { choicesIn, type PlanChoices, type PlannedTest, planFor } from './plan-asked.ts'
import { ComparedSection, CoverageSections, SentSection } from './plan-parts.tsx'
import type { BroughtFile } from './read-declaration.ts'

type P = DeskContext<typeof ja>

const uploadLimit = 24 * 1024 * 1024
const carriedLimit = 1_500_000 // characters of tables that go along with the form, so that choices can be changed

interface Asked {
  readonly choices: PlanChoices
  readonly pasted: string
  readonly planned?: PlannedTest
  readonly problems?: Problems
}

const nothingAsked: Asked = { choices: choicesIn({}), pasted: '' }

function show(p: P, application: Application, asked: Asked = nothingAsked): Response {
  const { t } = p
  const { case: c } = application
  const { planned, problems = {} } = asked
  const failed = Object.keys(problems).length > 0
  return p.show(
    testFrame(p, `${failed ? p.frame.errorPrefix : ''}${t.title}`, { back: backToTests(p, c.id) }),
    <>
      {failed && <ErrorSummary title={p.frame.problems(Object.keys(problems).length)} problems={problems} />}
      <Title eyebrow={wordsOf(p).application(numberOf(c))} title={t.title} lead={planned ? undefined : t.lead}>
        <Notice>
          <p>{t.nothingKept}</p>
        </Notice>
        {planned && (
          <p>
            {planned.brought.fromRun === undefined
              ? t.result.tables(planned.brought.tables.length)
              : t.result.run(planned.brought.fromRun)}{' '}
            {planned.brought.fromMarkdown && t.result.markdown}
          </p>
        )}
      </Title>
      {planned && (
        <>
          <ComparedSection p={p} planned={planned} />
          <CoverageSections p={p} planned={planned} application={application} />
          <SentSection p={p} planned={planned} />
          <Choose p={p} application={application} asked={asked} />
          <Go p={p} application={application} planned={planned} choices={asked.choices} />
        </>
      )}
      <Bring p={p} application={application} asked={planned ? nothingAsked : asked} again={planned !== undefined} />
    </>,
    failed ? 422 : 200,
  )
}

const Consents = ({ p, consent }: { p: P; consent: Consent }) => (
  <Choices
    kind="many"
    name="consent"
    label={p.t.form.consent}
    hint={p.t.form.consentHint}
    errorWord={p.frame.errorPrefix}
    options={(Object.keys(consentText) as (keyof Consent)[]).map((key) => ({
      value: key,
      text: p.say(consentText[key]),
    }))}
    chosen={(Object.keys(consent) as (keyof Consent)[]).filter((key) => consent[key])}
  />
)

const Where = ({ p, choices, error }: { p: P; choices: PlanChoices; error?: string | undefined }) => (
  <>
    <TextField
      name="address"
      label={p.t.form.address}
      hint={p.t.form.addressHint}
      width="middle"
      spellcheck={false}
      autocomplete="off"
      value={choices.address}
      error={error}
      errorWord={p.frame.errorPrefix}
    />
    <Consents p={p} consent={choices.consent} />
    <label class="opt">
      <input type="checkbox" name="gentle" value="yes" checked={choices.gentle} />
      <span>{p.t.form.gentle}</span>
    </label>
  </>
)

/** The first form, and the way to another declaration. */
const Bring = ({ p, application, asked, again }: { p: P; application: Application; asked: Asked; again: boolean }) => {
  const t = p.t.form
  const form = (
    <Form action={p.href(at(application.case, '/runs/plan'))} csrf={p.session.csrf} label={t.title} upload>
      <FileField
        name="tables"
        label={t.files}
        hint={t.filesHint}
        accept=".yaml,.yml,.json,.md,.zip"
        several
        error={asked.problems?.['tables']}
        errorWord={p.frame.errorPrefix}
      />
      <TextArea
        name="pasted"
        label={t.paste}
        hint={t.pasteHint}
        rows={4}
        mono
        value={asked.pasted}
        error={asked.problems?.['pasted']}
        errorWord={p.frame.errorPrefix}
      />
      {!again && <Where p={p} choices={asked.choices} error={asked.problems?.['address']} />}
      <Acts>
        <Button look={again ? 'second' : 'first'}>{t.button}</Button>
      </Acts>
    </Form>
  )
  if (!again) return <Section title={t.title}>{form}</Section>
  return (
    <Section title={t.again}>
      <Disclosure summary={t.title}>{form}</Disclosure>
    </Section>
  )
}

/** The same declaration with other choices; its tables go along in the form, and nowhere else. */
const Choose = ({ p, application, asked }: { p: P; application: Application; asked: Asked }) => {
  const t = p.t.form
  const tables = JSON.stringify(asked.planned?.brought.tables ?? [])
  return (
    <Section title={t.consent}>
      {tables.length > carriedLimit ? (
        <p>{p.t.many}</p>
      ) : (
        <Form action={p.href(at(application.case, '/runs/plan'))} csrf={p.session.csrf} label={t.consent} upload>
          <Hidden name="carried" value={tables} />
          <Where p={p} choices={asked.choices} />
          <Acts>
            <Button look="second">{t.refresh}</Button>
          </Acts>
        </Form>
      )}
    </Section>
  )
}

const consentWord: Record<keyof Consent, string> = {
  wrongTries: 'wrong-tries',
  realAccount: 'real-account',
  robustness: 'robustness',
  publishedPages: 'pages',
}

/** The order that carries what was found here, and the commands for the bench. */
const Go = ({
  p,
  application,
  planned,
  choices,
}: {
  p: P
  application: Application
  planned: PlannedTest
  choices: PlanChoices
}) => {
  const t = p.t.go
  const { case: c } = application
  const agreed = (Object.keys(consentWord) as (keyof Consent)[]).filter((key) => choices.consent[key])
  const options = [
    `--target ${choices.address || 'ADDRESS'}`,
    '--ixit product',
    agreed.length > 0 && `--consent ${agreed.map((key) => consentWord[key]).join(',')}`,
    choices.gentle && '--gentle',
  ]
    .filter(Boolean)
    .join(' ')
  const order = `${c.runOrders.at(-1)?.id ?? 'run-order-N'}`
  const commands: readonly (readonly [string, string])[] = [
    ...(planned.brought.fromMarkdown
      ? [[t.convert, 'hoshirushi import-ixit MARKDOWN_FOLDER product/ixit'] as const]
      : []),
    [t.plan, `hoshirushi probe plan ${options}`],
    [t.run, `hoshirushi probe run ${options} --order ${order}.json --run ${order}`],
    [t.guide, `hoshirushi probe guide ${order} --answers guided.zip`],
  ]
  return (
    <Section title={t.title}>
      <Facts items={[{ term: t.digest, detail: <Code long>{planned.digest}</Code> }]} />
      {editable(c) ? (
        <Form action={p.href(at(c, '/runs/order'))} csrf={p.session.csrf} label={t.order}>
          <Hidden name="ixit" value={planned.digest} />
          <Hidden name="steps" value={planned.byHand.map(({ step, about }) => `${step.id} ${about}`).join('\n')} />
          <Acts>
            <Button>{t.order}</Button>
          </Acts>
          <p class="hint">{t.orderNote}</p>
        </Form>
      ) : (
        <p class="mut">{p.t.editableOnly}</p>
      )}
      <h3>{t.commands}</h3>
      <p>{t.commandsNote}</p>
      {commands.map(([what, command]) => (
        <div class="flow">
          <p class="sm strong">{what}</p>
          <pre>
            <code>{command}</code>
          </pre>
        </div>
      ))}
    </Section>
  )
}

/** What was sent: the files, the pasted text, and the tables that went along. */
async function broughtBy(p: P): Promise<{ readonly form: FormData; readonly files: readonly BroughtFile[] }> {
  const body = Object.entries(await p.c.req.parseBody({ all: true })).map(
    ([name, value]) => [name, Array.isArray(value) ? value : [value]] as const,
  )
  const files: BroughtFile[] = []
  for (const [, values] of body)
    for (const value of values)
      if (value instanceof File && value.size > 0)
        files.push({ name: value.name.slice(0, 100), bytes: new Uint8Array(await value.arrayBuffer()) })
  const texts = body.map(([name, values]) => [name, values.filter((v) => typeof v === 'string')] as const)
  const form = Object.fromEntries(texts)
  for (const name of ['pasted', 'carried'])
    for (const text of form[name] ?? [])
      if (text.trim() !== '') files.push({ name: p.t.form.paste, bytes: new TextEncoder().encode(text) })
  return { form, files }
}

const isAboutAddress = ({ code }: Fault): boolean => code.startsWith('target-')

/** What a test would do, before anything is done: nothing that is given here is kept. */
export const planPage = defineDeskPage({
  path: '/desk/applications/:id/runs/plan',
  texts: { ja, en },
  ...tester,
  limit: uploadLimit,
  handler: async (p) => {
    const application = await applicationOf(p)
    return application ? show(p, application) : p.notFound()
  },
  post: async (p) => {
    const application = await applicationOf(p)
    if (application === undefined) return p.notFound()
    const { form, files } = await broughtBy(p)
    const asked = { choices: choicesIn(form), pasted: [form['pasted'] ?? ''].flat().join('\n').slice(0, 200_000) }
    if (files.length === 0) return show(p, application, { ...asked, problems: { tables: p.t.form.missing } })
    const planned = planFor(p.house, files, asked.choices, dateInJapan(p.now))
    if (planned.ok) return show(p, application, { ...asked, planned: planned.value })
    const { what, why, next } = faultSummary(planned.fault, p.lang)
    const text = [what, why, next].join(p.lang === 'ja' ? '' : ' ')
    if (isAboutAddress(planned.fault)) return show(p, application, { ...asked, problems: { address: text } })
    const { file = '' } = planned.fault
    const field = file === p.t.form.paste ? 'pasted' : 'tables'
    return show(p, application, { ...asked, problems: { [field]: `${p.t.faultAt(file)}${text}` } })
  },
})
