import { inputs } from '../../../../casework/act-data.ts'
import { fieldFaults } from '../../../../casework/fields.ts'
import { dateInJapan, type Instant, isDate } from '../../../../core/kernel/date.ts'
import type { Fault } from '../../../../core/kernel/fault.ts'
import { statusOf } from '../../../status-of.ts'
import { type DeskContext, defineDeskPage, type FormData, one } from '../../page.tsx'
import { Acts, Button } from '../../parts/button.tsx'
import { writeDate } from '../../parts/dates.ts'
import { Facts } from '../../parts/facts.tsx'
import {
  Choices,
  DateField,
  ErrorSummary,
  Form,
  Hidden,
  type Problems,
  TextArea,
  TextField,
} from '../../parts/form.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Section } from '../../parts/section.tsx'
import { LabelBand, LabelHead, labelFrame } from './label-head.tsx'
import { act } from './open-case.ts'
import { noLabel, type OpenedLabel, openLabel, waiting } from './open-label.ts'
import { problemsIn, Refusal } from './refusal.tsx'
import { en, ja } from './standing.texts.ts'
import { effectOf, type StandingKind, StandingPreview, standingKinds } from './standing-preview.tsx'
import { WhyNot } from './why-not.tsx'

type P = DeskContext<typeof ja>

const fields = ['reasonCode', 'effective', 'day', 'time', 'cureBy', 'publicJa', 'publicEn'] as const
const names = {
  'publicText.ja': 'publicJa',
  'publicText.en': 'publicEn',
  effectiveFrom: 'day',
  'cure-date-past': 'cureBy',
  'reason-not-offered': 'reasonCode',
}

/** The moment typed, in Japan's time; undefined: as soon as it is confirmed. */
function moment(form: FormData): Instant | undefined | 'bad-day' | 'bad-time' {
  if (one(form, 'effective') !== 'later') return undefined
  const day = one(form, 'day').normalize('NFKC')
  if (!isDate(day)) return 'bad-day'
  const time = one(form, 'time').normalize('NFKC') || '00:00'
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(time) ? new Date(`${day}T${time}:00+09:00`).toISOString() : 'bad-time'
}

/** What is sent to the act. */
function dataOf(kind: StandingKind, form: FormData) {
  const at = moment(form)
  const en = one(form, 'publicEn')
  const cureBy = one(form, 'cureBy').normalize('NFKC')
  return {
    reasonCode: one(form, 'reasonCode'),
    publicText: { ja: one(form, 'publicJa'), ...(en === '' ? {} : { en }) },
    ...(at === undefined ? {} : { effectiveFrom: at }),
    ...(kind === 'suspend' && cureBy !== '' ? { cureBy } : {}),
  }
}

/** What is wrong with what was typed; the act's own form is asked, and what a page adds to it. */
function typedWrong(p: P, kind: StandingKind, form: FormData): Problems {
  const data = dataOf(kind, form)
  const at = moment(form)
  const { effectiveFrom: _, ...rest } = data
  const parsed = inputs[`propose-${kind}`].safeParse(rest)
  const wrong: Record<string, string> = parsed.success
    ? {}
    : { ...problemsIn(p, fieldFaults(parsed.error, rest), names) }
  if (one(form, 'reasonCode') === '')
    Object.assign(
      wrong,
      problemsIn(p, { code: 'input-invalid', fields: [{ path: 'reasonCode', code: 'not-offered' }] } as Fault),
    )
  if (at === 'bad-day')
    Object.assign(
      wrong,
      problemsIn(p, { code: 'input-invalid', fields: [{ path: 'day', code: 'not-a-date' }] } as Fault),
    )
  else if (at === 'bad-time') wrong.time = p.t.badTime
  else if (at !== undefined && Date.parse(at) <= Date.parse(p.now)) wrong.day = p.t.pastMoment
  if ('cureBy' in data && isDate(data.cureBy ?? '') && (data.cureBy ?? '') <= dateInJapan(p.now))
    Object.assign(wrong, problemsIn(p, { code: 'cure-date-past' }, names))
  return wrong
}

async function show(
  p: P,
  label: OpenedLabel,
  kind: StandingKind,
  sent: FormData = {},
  fault?: Fault,
  own: Problems = {},
): Promise<Response> {
  const { t } = p
  const { opened } = label
  const problems = { ...own, ...problemsIn(p, fault, names) }
  const bad = fault !== undefined || Object.keys(problems).length > 0
  const may = opened.may[`propose-${kind}`]
  const off = kind === 'suspend' && !opened.scheme.suspension
  const earlier = waiting(opened.c, kind)
  return p.show(
    await labelFrame(p, label, t.title[kind], { inner: true, refused: bad }),
    <>
      {fault ? (
        <Refusal p={p} fault={fault} problems={problems} events={opened.events} nameOf={opened.nameOf} />
      ) : (
        bad && <ErrorSummary title={p.frame.problems(Object.keys(problems).length)} problems={problems} />
      )}
      <LabelHead p={p} label={label} title={t.title[kind]} />
      <LabelBand p={p} label={label} />
      {off ? (
        <Section title={t.title[kind]}>
          <Notice>
            <p class="strong">{t.off}</p>
            <p>{t.offNext}</p>
          </Notice>
          {opened.may['propose-withdraw'].allowed && (
            <p>
              <a href={p.href(`/desk/register/${label.record.entry.label}/withdraw`)}>{t.offLink}</a>
            </p>
          )}
        </Section>
      ) : earlier !== undefined ? (
        <Section title={t.title[kind]}>
          <Notice>
            <p class="strong">{t.waiting}</p>
            <p>
              <a href={p.href(`/desk/register/${label.record.entry.label}/proposals/${earlier.id}`)}>{t.waitingLink}</a>
            </p>
          </Notice>
        </Section>
      ) : may.allowed ? (
        <Step1 p={p} label={label} kind={kind} sent={sent} problems={problems} />
      ) : (
        <Section title={t.title[kind]}>
          <WhyNot p={p} may={may} />
        </Section>
      )}
    </>,
    fault ? (statusOf(fault) as 422) : bad ? 422 : 200,
  )
}

const Step1 = ({
  p,
  label,
  kind,
  sent,
  problems,
}: {
  p: P
  label: OpenedLabel
  kind: StandingKind
  sent: FormData
  problems: Problems
}) => {
  const { t } = p
  const { c, scheme } = label.opened
  const errorWord = p.frame.errorPrefix
  const field = (name: (typeof fields)[number]) => ({ name, value: one(sent, name), error: problems[name], errorWord })
  return (
    <Section title={t.step(1, 3)} note={t.lead[kind]}>
      <Form
        action={p.href(`/desk/register/${label.record.entry.label}/${kind}`)}
        csrf={p.session.csrf}
        label={t.title[kind]}
      >
        <Hidden name="seq" value={one(sent, 'seq') || c.seq} />
        <Choices
          kind="one"
          name="reasonCode"
          label={t.reason}
          hint={t.reasonHint}
          options={scheme.reasons
            .filter((reason) => reason.for.includes(effectOf[kind]))
            .map((reason) => ({ value: reason.code, text: p.say(reason.text) }))}
          chosen={[one(sent, 'reasonCode')]}
          error={problems.reasonCode}
          errorWord={errorWord}
        />
        <Choices
          kind="one"
          name="effective"
          label={t.effective}
          hint={t.effectiveHint}
          options={[
            { value: 'at-once', text: t.atOnce },
            { value: 'later', text: t.later },
          ]}
          chosen={[one(sent, 'effective') || 'at-once']}
          errorWord={errorWord}
        />
        <DateField {...field('day')} label={t.day} hint={t.dayHint} />
        <TextField {...field('time')} label={t.time} hint={t.timeHint} width="short" />
        {kind === 'suspend' && <DateField {...field('cureBy')} label={t.cureBy} hint={t.cureHint} />}
        <TextArea {...field('publicJa')} label={t.publicJa} hint={t.publicHint} rows={4} />
        <TextArea {...field('publicEn')} label={t.publicEn} rows={3} />
        <Acts>
          <Button name="do" value="preview">
            {t.toPreview}
          </Button>
        </Acts>
      </Form>
    </Section>
  )
}

async function preview(p: P, label: OpenedLabel, kind: StandingKind, sent: FormData): Promise<Response> {
  const { t } = p
  const { cureBy, ...announced } = dataOf(kind, sent)
  return p.show(
    await labelFrame(p, label, t.previewTitle, { inner: true }),
    <>
      <LabelHead p={p} label={label} title={t.previewTitle} />
      <Section title={t.step(2, 3)} note={t.previewLead}>
        <StandingPreview p={p} label={label} announced={{ kind, ...announced }} />
        {kind === 'suspend' && (
          <Facts
            items={[
              { term: t.cure, detail: cureBy === undefined ? t.noCure : writeDate(cureBy, p.lang, { weekday: true }) },
            ]}
          />
        )}
      </Section>
      <Section title={t.step(3, 3)} note={t.lead[kind]}>
        <Form
          action={p.href(`/desk/register/${label.record.entry.label}/${kind}`)}
          csrf={p.session.csrf}
          label={t.title[kind]}
        >
          <Hidden name="seq" value={one(sent, 'seq')} />
          {fields.map((name) => (
            <Hidden name={name} value={one(sent, name)} />
          ))}
          <Acts>
            <Button name="do" value="propose">
              {t.propose[kind]}
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

async function send(p: P, kind: StandingKind): Promise<Response> {
  const label = await openLabel(p)
  if (label === undefined) return noLabel(p)
  const form = await p.form()
  const step = one(form, 'do')
  const may = label.opened.may[`propose-${kind}`]
  if (step === 'edit' || (!may.allowed && step !== 'propose')) return show(p, label, kind, form)
  const wrong = typedWrong(p, kind, form)
  if (may.allowed && Object.keys(wrong).length > 0) return show(p, label, kind, form, undefined, wrong)
  if (step !== 'propose') return preview(p, label, kind, form)
  const { entry, caseId } = label.record
  const done = await act(p, caseId, `propose-${kind}`, form, dataOf(kind, form))
  if (!done.ok) {
    // Whoever sends it again has read what happened meanwhile: the form then carries the number of now.
    const { seq: _, ...kept } = form
    return show(p, (await openLabel(p)) ?? label, kind, kept, done.fault)
  }
  const made = done.value.proposals.findLast((proposal) => proposal.kind === kind)
  return p.goTo(`/desk/register/${entry.label}/proposals/${made?.id}?done=proposed`)
}

/** Suspending, revoking or restoring a label begins here: reason and words, then what the world will see, then the proposal. */
export const standingPages = standingKinds.map((kind) =>
  defineDeskPage({
    path: `/desk/register/:id/${kind}`,
    texts: { ja, en },
    kind: 'body',
    handler: async (p) => {
      const label = await openLabel(p)
      return label ? show(p, label, kind) : noLabel(p)
    },
    post: (p) => send(p, kind),
  }),
)
