import { evaluate } from '../../../../casework/assessment.ts'
import { write } from '../../../../casework/letters.ts'
import { latestValidUntil } from '../../../../core/decision/decide.ts'
import { type Nonconformity, nonconformities } from '../../../../core/decision/nonconformity.ts'
import type { Evaluation } from '../../../../core/determination/evaluation.ts'
import { dateInJapan, isDate } from '../../../../core/kernel/date.ts'
import type { Fault } from '../../../../core/kernel/fault.ts'
import { faultSummary } from '../../../faults.ts'
import { statusOf } from '../../../status-of.ts'
import { type DeskContext, defineDeskPage, type FormData, one } from '../../page.tsx'
import { Acts, Button, ButtonLink } from '../../parts/button.tsx'
import { writeDate, writeMoment } from '../../parts/dates.ts'
import { Facts } from '../../parts/facts.tsx'
import { Choices, DateField, ErrorSummary, Form, Hidden, type Problems, TextArea } from '../../parts/form.tsx'
import { Mark } from '../../parts/mark.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Section } from '../../parts/section.tsx'
import { Code } from '../../parts/text.tsx'
import { CaseHead, caseFrame } from './case-frame.tsx'
import { en, ja } from './decide.texts.ts'
import { Obstacles, WhyTree } from './evaluation-view.tsx'
import { act, noCase, type Opened, openCase } from './open-case.ts'
import { problemsIn, Refusal } from './refusal.tsx'
import { decidersFor } from './who-else.ts'
import { WhyNot } from './why-not.tsx'

type P = DeskContext<typeof ja>

/** The case, and what speaks for and against it. */
interface Weighed {
  readonly opened: Opened
  readonly evaluation: Evaluation | undefined
  readonly cannot?: string // why there is no evaluation
  readonly found: readonly Nonconformity[]
  readonly deciders: readonly string[]
}

async function weigh(p: P, id: string): Promise<Weighed | undefined> {
  const opened = await openCase(p, id)
  if (opened === undefined) return undefined
  const evaluation = evaluate(opened.c, opened.scheme, p.now)
  const deciders = await decidersFor(p, opened.c)
  if (!evaluation.ok)
    return { opened, evaluation: undefined, cannot: faultSummary(evaluation.fault, p.lang).why, found: [], deciders }
  return {
    opened,
    evaluation: evaluation.value,
    found: nonconformities(evaluation.value, opened.c.reviews),
    deciders,
  }
}

const fields = ['outcome', 'reasonsJa', 'reasonsEn', 'conditions', 'validUntil'] as const
const names = {
  'reasons.ja': 'reasonsJa',
  'reasons.en': 'reasonsEn',
  'validity-too-long': 'validUntil',
  'validity-in-the-past': 'validUntil',
  'refusal-reason-missing': 'reasonsJa',
}

const latest = (p: P, { level }: Opened) => latestValidUntil(dateInJapan(p.now), level)

/** What is wrong with what was typed, before anything is decided. */
function typedWrong(p: P, { opened, found }: Weighed, sent: FormData): Problems {
  const wrong: Record<string, string> = {}
  const code = (path: string) => Object.assign(wrong, problemsIn(p, invalid(path), names))
  const outcome = one(sent, 'outcome')
  if (outcome !== 'refuse' && (outcome !== 'grant' || found.length > 0)) wrong.outcome = p.t.outcomeMissing
  if (one(sent, 'reasonsJa') === '') code('reasons.ja')
  if (outcome !== 'grant') return wrong
  const until = one(sent, 'validUntil')
  const last = latest(p, opened)
  if (!isDate(until)) Object.assign(wrong, problemsIn(p, invalid('validUntil', 'not-a-date')))
  else if (until < dateInJapan(p.now)) wrong.validUntil = p.t.past
  else if (until > last) wrong.validUntil = p.t.tooLate(writeDate(last, p.lang))
  return wrong
}
const invalid = (path: string, code: 'missing' | 'not-a-date' = 'missing') =>
  ({ code: 'input-invalid', fields: [{ path, code }] }) as Fault

async function show(p: P, weighed: Weighed, sent: FormData = {}, fault?: Fault, own: Problems = {}): Promise<Response> {
  const { t } = p
  const { opened } = weighed
  const { c } = opened
  const problems = { ...own, ...problemsIn(p, fault, names) }
  const bad = fault !== undefined || Object.keys(problems).length > 0
  return p.show(
    await caseFrame(p, opened, t.title, bad),
    <>
      {fault ? (
        <Refusal p={p} fault={fault} problems={problems} events={opened.events} nameOf={opened.nameOf} />
      ) : (
        bad && <ErrorSummary title={p.frame.problems(Object.keys(problems).length)} problems={problems} />
      )}
      {p.query('done') === 'decided' && !bad && (
        <Notice tone="done">
          <p>{t.done.decided}</p>
        </Notice>
      )}
      <CaseHead p={p} opened={opened} tab="/decide" />
      <Decided p={p} opened={opened} />
      <Outcome p={p} weighed={weighed} />
      {c.state === 'awaiting-decision' ? (
        <Deciding p={p} weighed={weighed} sent={sent} problems={problems} />
      ) : (
        c.decision === undefined && (
          <Section title={t.decide}>
            <p>{t.notYet}</p>
          </Section>
        )
      )}
    </>,
    fault ? (statusOf(fault) as 422) : bad ? 422 : 200,
  )
}

const Outcome = ({ p, weighed }: { p: P; weighed: Weighed }) => {
  const { t } = p
  const { opened, evaluation, found, cannot } = weighed
  const { c, scheme, nameOf, events } = opened
  const summary = events.findLast((event) => event.act === 'finish-review')?.data.summary
  if (evaluation === undefined)
    return (
      <Section title={t.evaluation}>
        <Mark shape="cross" tone="stop">
          {t.ungraspable}
        </Mark>
        <p>{cannot}</p>
      </Section>
    )
  const all = evaluation.criteria.length
  const lacking = evaluation.criteria.filter((one) => one.verdict !== 'pass' && one.verdict !== 'not-applicable').length
  return (
    <>
      <Section title={t.evaluation}>
        <p class="verdictline">
          <Mark shape={evaluation.fulfilled ? 'disc' : 'cross'} tone={evaluation.fulfilled ? 'ok' : 'stop'}>
            {evaluation.fulfilled ? t.fulfilled(all) : t.notFulfilled(lacking, all)}
          </Mark>
        </p>
        {typeof summary === 'string' && (
          <Facts items={[{ term: t.summary, detail: <span lang="ja">{summary}</span> }]} />
        )}
        <h3 class="small-title">{t.tree}</h3>
        <WhyTree p={p} evaluation={evaluation} scheme={scheme} nameOf={nameOf} />
      </Section>
      {c.decision === undefined && (
        <Section title={t.obstacles}>
          {found.length === 0 ? (
            <p>{t.noObstacles}</p>
          ) : (
            <Obstacles
              p={p}
              found={found}
              href={(id) => p.href(`/desk/cases/${c.id}?criterion=${id}`)}
              words={{ review: t.reviewSays, verdict: t.verdictSays }}
            />
          )}
        </Section>
      )}
    </>
  )
}

interface Props {
  readonly p: P
  readonly weighed: Weighed
  readonly sent: FormData
  readonly problems: Problems
}

const Deciding = ({ p, weighed, sent, problems }: Props) => {
  const { t } = p
  const { opened, deciders } = weighed
  const may = opened.may['decide-refuse']
  if (!may.allowed)
    return (
      <Section title={t.decide}>
        {may.fault.code === 'decider-took-part' || may.fault.code === 'role-missing' ? (
          <Notice>
            <p class="strong">{t.another}</p>
            {may.fault.code === 'decider-took-part' && (
              <p>
                <Refused p={p} fault={may.fault} />
              </p>
            )}
            <p>{deciders.length > 0 ? t.who(deciders.join(p.lang === 'ja' ? '、' : ', ')) : t.nobody}</p>
          </Notice>
        ) : (
          <WhyNot p={p} may={may} />
        )}
      </Section>
    )
  return (
    <>
      <DecisionForm p={p} weighed={weighed} sent={sent} problems={problems} />
      <Reopen p={p} opened={opened} sent={sent} problems={problems} />
    </>
  )
}

const Refused = ({ p, fault }: { p: P; fault: Fault }) => <>{faultSummary(fault, p.lang).what}</>

const DecisionForm = ({ p, weighed, sent, problems }: Props) => {
  const { t } = p
  const { opened, found } = weighed
  const { c, level } = opened
  const last = latest(p, opened)
  const grant = { value: 'grant', text: t.grant, hint: t.grantHint }
  const refuse = { value: 'refuse', text: t.refuse, hint: t.refuseHint }
  const area = (name: 'reasonsJa' | 'reasonsEn' | 'conditions', label: string, hint?: string) => (
    <TextArea
      name={name}
      label={label}
      hint={hint}
      rows={name === 'reasonsJa' ? 4 : 3}
      value={one(sent, name)}
      error={problems[name]}
      errorWord={p.frame.errorPrefix}
    />
  )
  return (
    <Section title={t.decide} note={t.lead}>
      <Form action={p.href(`/desk/cases/${c.id}/decide`)} csrf={p.session.csrf} label={t.decide}>
        <Hidden name="seq" value={c.seq} />
        <Choices
          kind="one"
          boxed
          name="outcome"
          label={t.outcome}
          hint={found.length > 0 ? t.grantImpossible : undefined}
          options={found.length > 0 ? [refuse] : [grant, refuse]}
          chosen={[one(sent, 'outcome')]}
          error={problems.outcome}
          errorWord={p.frame.errorPrefix}
        />
        {area('reasonsJa', t.reasonsJa, t.reasonsHint)}
        {area('reasonsEn', t.reasonsEn)}
        {found.length === 0 && (
          <>
            <DateField
              name="validUntil"
              label={t.validUntil}
              hint={t.validHint(writeDate(last, p.lang), level.validityMonths)}
              value={'validUntil' in sent ? one(sent, 'validUntil') : last}
              error={problems.validUntil}
              errorWord={p.frame.errorPrefix}
            />
            {area('conditions', t.conditions)}
          </>
        )}
        <Acts>
          <Button name="do" value="preview">
            {t.toPreview}
          </Button>
        </Acts>
      </Form>
    </Section>
  )
}

const Reopen = ({ p, opened, sent, problems }: { p: P; opened: Opened; sent: FormData; problems: Problems }) => {
  const { t } = p
  const { c, may } = opened
  if (!may['reopen-review'].allowed) return null
  return (
    <Section title={t.reopen} note={t.reopenLead}>
      <Form action={p.href(`/desk/cases/${c.id}/decide`)} csrf={p.session.csrf} label={t.reopen}>
        <Hidden name="seq" value={c.seq} />
        <TextArea
          name="reason"
          label={t.reopenReason}
          rows={3}
          value={one(sent, 'reason')}
          error={problems.reason}
          errorWord={p.frame.errorPrefix}
        />
        <Acts>
          <Button look="second" name="do" value="reopen">
            {t.reopenButton}
          </Button>
        </Acts>
      </Form>
    </Section>
  )
}

/** A decision that was made: the record of it. */
const Decided = ({ p, opened }: { p: P; opened: Opened }) => {
  const { t } = p
  const { c, nameOf } = opened
  const { decision } = c
  if (decision === undefined) return null
  const granted = decision.outcome === 'grant'
  return (
    <Section title={t.decided}>
      <Facts
        items={[
          {
            term: t.outcome,
            detail: (
              <Mark shape={granted ? 'disc' : 'cross'} tone={granted ? 'ok' : 'stop'}>
                {granted ? t.grant : t.refuse}
              </Mark>
            ),
            big: true,
          },
          { term: t.reasonsJa, detail: <span lang="ja">{decision.reasons.ja}</span> },
          decision.reasons.en !== undefined && {
            term: t.reasonsEn,
            detail: <span lang="en">{decision.reasons.en}</span>,
          },
          decision.conditions !== undefined && { term: t.conditions, detail: decision.conditions },
          decision.validUntil !== undefined && { term: t.validUntil, detail: writeDate(decision.validUntil, p.lang) },
          { term: t.by, detail: nameOf(decision.by) },
          { term: t.at, detail: writeMoment(decision.at, p.lang) },
          { term: t.basis, detail: <Code long>{decision.basis}</Code> },
        ]}
      />
      {c.state === 'granted' && (
        <Acts>
          <ButtonLink href={p.href(`/desk/cases/${c.id}/issue`)}>{t.toIssue}</ButtonLink>
        </Acts>
      )}
    </Section>
  )
}

async function preview(p: P, { opened }: Weighed, sent: FormData): Promise<Response> {
  const { t } = p
  const { c } = opened
  const grant = one(sent, 'outcome') === 'grant'
  const letter = write('refused', { number: c.numbers.application, product: c.product.name?.ja })
  return p.show(
    await caseFrame(p, opened, t.previewTitle),
    <>
      <CaseHead p={p} opened={opened} tab="/decide" />
      <Section title={t.previewTitle} note={t.previewLead}>
        <section class="sheet flow" aria-label={t.asSeen}>
          <h3>{t.asSeen}</h3>
          <Facts
            items={[
              { term: t.outcome, detail: grant ? t.grant : t.refuse, big: true },
              { term: t.reasonsJa, detail: <span lang="ja">{one(sent, 'reasonsJa')}</span> },
              one(sent, 'reasonsEn') !== '' && {
                term: t.reasonsEn,
                detail: <span lang="en">{one(sent, 'reasonsEn')}</span>,
              },
              grant && { term: t.validUntil, detail: writeDate(one(sent, 'validUntil'), p.lang, { weekday: true }) },
            ]}
          />
        </section>
        <section class="sheet flow" aria-label={t.mail}>
          <h3>{t.mail}</h3>
          {grant ? (
            <p>{t.noMail}</p>
          ) : (
            <>
              <p>
                <span class="mut">{t.subject}</span>
                {'　'}
                {letter.subject}
              </p>
              <p class="verbatim" lang="ja">
                {letter.text}
              </p>
            </>
          )}
        </section>
        <Form action={p.href(`/desk/cases/${c.id}/decide`)} csrf={p.session.csrf} label={t.previewTitle}>
          <Hidden name="seq" value={one(sent, 'seq')} />
          {fields.map((field) => (
            <Hidden name={field} value={one(sent, field)} />
          ))}
          <Acts>
            <Button name="do" value="decide">
              {grant ? t.confirmGrant : t.confirmRefuse}
            </Button>
            <Button look="second" name="do" value="edit">
              {t.edit}
            </Button>
          </Acts>
        </Form>
      </Section>
    </>,
  )
}

/** The decision: what speaks for it and against it, by someone who did not review, seen once more before it is final. */
export const decidePage = defineDeskPage({
  path: '/desk/cases/:id/decide',
  texts: { ja, en },
  kind: 'body',
  handler: async (p) => {
    const weighed = await weigh(p, p.param('id'))
    return weighed ? show(p, weighed) : noCase(p, p.param('id'))
  },
  post: async (p) => {
    const form = await p.form()
    const id = p.param('id')
    const weighed = await weigh(p, id)
    if (weighed === undefined) return noCase(p, id)
    const step = one(form, 'do')
    if (step === 'edit') return show(p, weighed, form)
    if (step === 'reopen') {
      const done = await act(p, id, 'reopen-review', form, { reason: one(form, 'reason') })
      return done.ok
        ? p.goTo(`/desk/cases/${id}?done=reopen-review`)
        : show(p, (await weigh(p, id)) ?? weighed, form, done.fault)
    }
    // Whoever may not decide is told so before anything about the form.
    const may = weighed.opened.may['decide-refuse']
    const wrong = may.allowed ? typedWrong(p, weighed, form) : {}
    if (Object.keys(wrong).length > 0) return show(p, weighed, form, undefined, wrong)
    if (step === 'preview' && may.allowed) return preview(p, weighed, form)
    const grant = one(form, 'outcome') === 'grant'
    const reasons = { ja: one(form, 'reasonsJa'), en: one(form, 'reasonsEn') }
    const done = await act(
      p,
      id,
      grant ? 'decide-grant' : 'decide-refuse',
      form,
      grant ? { reasons, conditions: one(form, 'conditions'), validUntil: one(form, 'validUntil') } : { reasons },
    )
    return done.ok
      ? p.goTo(`/desk/cases/${id}/decide?done=decided`)
      : show(p, (await weigh(p, id)) ?? weighed, form, done.fault)
  },
})
