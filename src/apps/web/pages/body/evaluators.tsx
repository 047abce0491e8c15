import {
  endEvaluator,
  evaluatorHistory,
  evaluatorRegister,
  registerEvaluator,
} from '../../../../casework/evaluator-desk.ts'
import {
  type Evaluator,
  type EvaluatorState,
  evaluatorStateOn,
  evaluatorStateText,
} from '../../../../casework/evaluators.ts'
import { fingerprintOf } from '../../../../casework/signing-key.ts'
import { dateInJapan } from '../../../../core/kernel/date.ts'
import type { Fault } from '../../../../core/kernel/fault.ts'
import { statusOf } from '../../../status-of.ts'
import { type DeskContext, defineDeskPage, type FormData, one } from '../../page.tsx'
import { Acts, Button } from '../../parts/button.tsx'
import { writeDate, writeMoment } from '../../parts/dates.ts'
import { Facts } from '../../parts/facts.tsx'
import { DateField, Form, Select, TextArea, TextField } from '../../parts/form.tsx'
import { Mark, type Shape, type Tone } from '../../parts/mark.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Section, Title } from '../../parts/section.tsx'
import { Table } from '../../parts/table.tsx'
import { Code } from '../../parts/text.tsx'
import { bodyFrame } from './body-frame.ts'
import { en, ja } from './evaluators.texts.ts'
import { namesOf } from './open-case.ts'
import { problemsIn, Refusal } from './refusal.tsx'

type P = DeskContext<typeof ja>
const common = { texts: { ja, en }, kind: 'body' } as const

const stateLook: Record<EvaluatorState, { readonly shape: Shape; readonly tone: Tone }> = {
  valid: { shape: 'disc', tone: 'ok' },
  'not-yet': { shape: 'bars', tone: 'wait' },
  expired: { shape: 'ring', tone: 'off' },
  ended: { shape: 'cross', tone: 'stop' },
}

const mayKeep = (p: P): boolean => p.session.viewer.roles.includes('administrator')

const State = ({ p, of }: { p: P; of: Evaluator }) => {
  const state = evaluatorStateOn(of, dateInJapan(p.now))
  return <Mark {...stateLook[state]}>{p.say(evaluatorStateText[state])}</Mark>
}

const period = (p: P, { validFrom, validUntil }: Evaluator): string =>
  `${writeDate(validFrom, p.lang)} – ${writeDate(validUntil, p.lang)}`

async function show(p: P, sent: FormData = {}, fault?: Fault): Promise<Response> {
  const { t } = p
  const asOf = p.asOf()
  if (!asOf.ok) return asOf.response
  const { ports } = p.house
  const all = await evaluatorRegister(ports, p.session.viewer, asOf.past ? asOf.at : undefined)
  const problems = problemsIn(p, fault, { 'evaluator-key-taken': 'key' })
  const asked = p.query('done')
  const done = asked in t.done ? t.done[asked as keyof typeof t.done] : undefined
  return p.show(
    {
      title: `${fault ? p.frame.errorPrefix : ''}${t.title}`,
      noIndex: true,
      current: '/desk/evaluators',
      desk: await bodyFrame(p),
    },
    <>
      <Refusal p={p} fault={fault} problems={problems} />
      <Title title={t.title} lead={t.lead}>
        {done !== undefined && !fault && (
          <Notice tone="done">
            <p>{done}</p>
          </Notice>
        )}
        {asOf.past && (
          <Notice tone="wait">
            <p>{t.asOf(writeMoment(asOf.at, p.lang))}</p>
          </Notice>
        )}
        {p.exists('/desk/effort') && (
          <p>
            <a href={p.href('/desk/effort')}>{t.effort}</a>
          </p>
        )}
      </Title>
      <Section title={t.list.title}>
        {all.length === 0 ? (
          <Notice>
            <p class="strong">{t.list.empty}</p>
            <p>{t.list.emptyNext}</p>
          </Notice>
        ) : (
          <Table
            caption={t.list.caption}
            rows={all.toReversed()}
            columns={[
              {
                head: t.list.name,
                rowHead: true,
                cell: (e) => (
                  <a href={p.href(`/desk/evaluators/${encodeURIComponent(e.id)}`)} lang="ja">
                    {e.name}
                  </a>
                ),
              },
              {
                head: t.list.organisation,
                label: t.list.organisation,
                cell: (e) => <span lang="ja">{e.organisation}</span>,
              },
              {
                head: t.list.qualification,
                label: t.list.qualification,
                cell: (e) => <span lang="ja">{e.title}</span>,
              },
              { head: t.list.period, label: t.list.period, cell: (e) => period(p, e) },
              { head: t.list.state, label: t.list.state, cell: (e) => <State p={p} of={e} /> },
            ]}
          />
        )}
      </Section>
      <Section title={t.add.title} note={t.add.note}>
        {mayKeep(p) ? (
          <AddForm p={p} sent={sent} problems={problems} members={await members(p)} />
        ) : (
          <p>{t.add.only}</p>
        )}
      </Section>
    </>,
    fault ? (statusOf(fault) as 422) : 200,
  )
}

const members = async (p: P) => (await p.house.accounts.members(p.session.viewer)).filter((member) => !member.invited)

const fields = ['name', 'organisation', 'title', 'issuedBy', 'validFrom', 'validUntil', 'key', 'person'] as const

const AddForm = ({
  p,
  sent,
  problems,
  members: people,
}: {
  p: P
  sent: FormData
  problems: Readonly<Record<string, string>>
  members: readonly { readonly person: string; readonly name: string }[]
}) => {
  const t = p.t.add
  const common = (name: (typeof fields)[number]) => ({
    name,
    value: one(sent, name),
    error: problems[name],
    errorWord: p.frame.errorPrefix,
  })
  return (
    <Form action={p.href('/desk/evaluators')} csrf={p.session.csrf} label={t.title}>
      <TextField {...common('name')} label={t.name} width="middle" autocomplete="off" />
      <TextField {...common('organisation')} label={t.organisation} autocomplete="off" />
      <TextField {...common('title')} label={t.titleOf} autocomplete="off" />
      <TextField {...common('issuedBy')} label={t.issuedBy} autocomplete="off" />
      <DateField {...common('validFrom')} label={t.validFrom} hint={t.dayHint} />
      <DateField {...common('validUntil')} label={t.validUntil} hint={t.dayHint} />
      <TextArea {...common('key')} label={t.key} hint={t.keyHint} rows={4} mono />
      <Select
        name="person"
        label={t.person}
        hint={t.personHint}
        options={[{ value: '', text: t.nobody }, ...people.map(({ person, name }) => ({ value: person, text: name }))]}
        chosen={one(sent, 'person')}
        error={problems['person']}
        errorWord={p.frame.errorPrefix}
      />
      <Acts>
        <Button name="do" value="register">
          {t.button}
        </Button>
      </Acts>
    </Form>
  )
}

/** The register of evaluators: all who are or were in it, and the form by which an administrator enters one more. */
export const evaluatorsPage = defineDeskPage({
  ...common,
  path: '/desk/evaluators',
  handler: (p) => show(p),
  post: async (p) => {
    const form = await p.form()
    const data = Object.fromEntries(fields.map((field) => [field, one(form, field)]))
    const done = await registerEvaluator(p.house.ports, p.session.viewer, data)
    return done.ok ? p.goTo('/desk/evaluators?done=registered') : show(p, form, done.fault)
  },
})

async function showOne(p: P, sent: FormData = {}, fault?: Fault): Promise<Response> {
  const { t } = p
  const { ports } = p.house
  const { viewer } = p.session
  const found = (await evaluatorRegister(ports, viewer)).find(({ id }) => id === p.param('id'))
  if (found === undefined) return p.refuse({ code: 'evaluator-unknown', evaluator: p.param('id').slice(0, 80) })
  const events = (await evaluatorHistory(ports, viewer)).filter(({ id }) => id === found.id)
  const nameOf = await namesOf(p, [
    ...events.map(({ by }) => by),
    ...(found.person === undefined ? [] : [found.person]),
  ])
  const problems = problemsIn(p, fault, { 'evaluator-ended-already': 'on' })
  return p.show(
    {
      title: `${fault ? p.frame.errorPrefix : ''}${found.name}`,
      noIndex: true,
      current: '/desk/evaluators',
      desk: await bodyFrame(p),
      back: { href: p.href('/desk/evaluators'), text: t.one.back },
    },
    <>
      <Refusal p={p} fault={fault} problems={problems} />
      <Title title={<span lang="ja">{found.name}</span>} />
      <Section title={t.one.qualification}>
        <Facts
          items={[
            { term: t.one.state, detail: <State p={p} of={found} />, big: true },
            { term: t.one.organisation, detail: <span lang="ja">{found.organisation}</span> },
            { term: t.one.qualification, detail: <span lang="ja">{found.title}</span> },
            { term: t.one.issuedBy, detail: <span lang="ja">{found.issuedBy}</span> },
            { term: t.one.period, detail: period(p, found) },
            { term: t.one.key, detail: <Code long>{found.key}</Code> },
            { term: t.one.fingerprint, detail: <Code long>{fingerprintOf(found.key)}</Code> },
            found.person !== undefined && { term: t.one.person, detail: nameOf(found.person) },
            found.ended && { term: t.one.endedOn, detail: writeDate(found.ended.on, p.lang) },
            found.ended && { term: t.one.endReason, detail: <span lang="ja">{found.ended.reason}</span> },
          ]}
        />
      </Section>
      <Section title={t.history.title}>
        <ul class="list">
          {events.map((event) => (
            <li>
              {event.kind === 'registered' ? t.history.registered : t.history.ended(writeDate(event.on, p.lang))}
              <span class="mut">　{t.one.by(nameOf(event.by), writeMoment(event.at, p.lang))}</span>
              {event.kind === 'ended' && <span lang="ja">　{event.reason}</span>}
            </li>
          ))}
        </ul>
      </Section>
      {mayKeep(p) && (
        <Section title={t.end.title} note={t.end.note}>
          <Form
            action={p.href(`/desk/evaluators/${encodeURIComponent(found.id)}`)}
            csrf={p.session.csrf}
            label={t.end.title}
          >
            <DateField
              name="on"
              label={t.end.on}
              hint={t.add.dayHint}
              value={one(sent, 'on')}
              error={problems['on']}
              errorWord={p.frame.errorPrefix}
            />
            <TextArea
              name="reason"
              label={t.end.reason}
              rows={3}
              value={one(sent, 'reason')}
              error={problems['reason']}
              errorWord={p.frame.errorPrefix}
            />
            <Acts>
              <Button look="danger" name="do" value="end">
                {t.end.button}
              </Button>
            </Acts>
          </Form>
        </Section>
      )}
    </>,
    fault ? (statusOf(fault) as 422) : 200,
  )
}

/** One entry: what it says, its history, and its end. */
export const evaluatorPage = defineDeskPage({
  ...common,
  path: '/desk/evaluators/:id',
  handler: (p) => showOne(p),
  post: async (p) => {
    const form = await p.form()
    const data = { on: one(form, 'on'), reason: one(form, 'reason') }
    const done = await endEvaluator(p.house.ports, p.session.viewer, p.param('id'), data)
    return done.ok ? p.goTo('/desk/evaluators?done=ended') : showOne(p, form, done.fault)
  },
})
