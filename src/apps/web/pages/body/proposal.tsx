import { proposalText } from '../../../../casework/acts/proposals.ts'
import type { Proposal } from '../../../../casework/case.ts'
import type { Fault } from '../../../../core/kernel/fault.ts'
import { writeLabelId } from '../../../../core/kernel/label-id.ts'
import type { Product } from '../../../../core/selection/product.ts'
import { statusOf } from '../../../status-of.ts'
import { type DeskContext, defineDeskPage, type FormData, one } from '../../page.tsx'
import { Acts, Button } from '../../parts/button.tsx'
import { writeDate, writeMoment } from '../../parts/dates.ts'
import { Facts } from '../../parts/facts.tsx'
import { Form, Hidden, type Problems, TextArea, TextField } from '../../parts/form.tsx'
import { Mark } from '../../parts/mark.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Section } from '../../parts/section.tsx'
import { Table } from '../../parts/table.tsx'
import { LabelBand, LabelHead, labelFrame } from './label-head.tsx'
import { act } from './open-case.ts'
import { noLabel, type OpenedLabel, openLabel } from './open-label.ts'
import { ModelList } from './product.tsx'
import { en, ja } from './proposal.texts.ts'
import { problemsIn, Refusal } from './refusal.tsx'
import { StandingPreview, standingKinds } from './standing-preview.tsx'
import { otherDeciders } from './who-else.ts'
import { WhyNot } from './why-not.tsx'

type P = DeskContext<typeof ja>
interface Props {
  readonly p: P
  readonly label: OpenedLabel
  readonly proposal: Proposal
}

const names = { 'label-number-mistyped': 'label' }
const isTyped = (proposal: Proposal) => proposal.kind === 'suspend' || proposal.kind === 'withdraw'
const standingKind = (proposal: Proposal) => standingKinds.find((kind) => kind === proposal.kind)

async function show(
  p: P,
  label: OpenedLabel,
  proposal: Proposal,
  sent: FormData = {},
  fault?: Fault,
): Promise<Response> {
  const { t } = p
  const { opened } = label
  const problems = problemsIn(p, fault, names)
  const title = t.title(p.say(proposalText[proposal.kind]))
  const asked = p.query('done')
  const done = asked in t.done && fault === undefined ? t.done[asked as keyof typeof t.done] : undefined
  const others = await otherDeciders(p, proposal.by)
  const kind = standingKind(proposal)
  return p.show(
    await labelFrame(p, label, title, { inner: true, refused: fault !== undefined }),
    <>
      <Refusal p={p} fault={fault} problems={problems} events={opened.events} nameOf={opened.nameOf} />
      {done !== undefined && (
        <Notice tone="done">
          <p>{done}</p>
        </Notice>
      )}
      <LabelHead p={p} label={label} title={title} />
      <LabelBand p={p} label={label} />
      <What p={p} label={label} proposal={proposal} />
      {proposal.outcome === undefined && (
        <>
          {kind !== undefined && (
            <Section title={t.preview} note={t.previewNote}>
              <StandingPreview
                p={p}
                label={label}
                announced={{
                  kind,
                  ...(proposal.reasonCode === undefined ? {} : { reasonCode: proposal.reasonCode }),
                  ...(proposal.publicText === undefined ? {} : { publicText: proposal.publicText }),
                  ...(proposal.effectiveFrom === undefined ? {} : { effectiveFrom: proposal.effectiveFrom }),
                }}
              />
            </Section>
          )}
          <Confirm p={p} label={label} proposal={proposal} others={others} sent={sent} problems={problems} />
          <Reject p={p} label={label} proposal={proposal} sent={sent} problems={problems} />
        </>
      )}
    </>,
    fault ? (statusOf(fault) as 422) : 200,
  )
}

const What = ({ p, label, proposal }: Props) => {
  const { t } = p
  const { scheme, nameOf, c, events } = label.opened
  const { outcome, publicText, reasonCode } = proposal
  const reason = scheme.reasons.find((one) => one.code === reasonCode)?.text
  const [shape, tone, word] =
    outcome === undefined
      ? (['diamond', 'wait', t.open] as const)
      : outcome.confirmed
        ? (['disc', 'ok', t.confirmed] as const)
        : (['cross', 'off', t.rejected] as const)
  const why = events.find((event) => event.data.id === proposal.id)?.data.reason
  const standing = standingKind(proposal) !== undefined
  return (
    <>
      <Section title={t.what}>
        <Facts
          items={[
            {
              term: t.state,
              detail: (
                <Mark shape={shape} tone={tone}>
                  {word}
                </Mark>
              ),
              big: true,
            },
            { term: t.by, detail: nameOf(proposal.by) },
            { term: t.at, detail: writeMoment(proposal.at, p.lang) },
            reason && { term: t.reason, detail: p.say(reason) },
            typeof why === 'string' && { term: t.note, detail: <span lang="ja">{why}</span> },
            standing && {
              term: t.effective,
              detail: proposal.effectiveFrom === undefined ? t.atOnce : writeMoment(proposal.effectiveFrom, p.lang),
            },
            proposal.kind === 'suspend' && {
              term: t.cure,
              detail: proposal.cureBy === undefined ? t.noCure : writeDate(proposal.cureBy, p.lang, { weekday: true }),
            },
            publicText && {
              term: t.publicText,
              detail: (
                <>
                  <p lang="ja">{publicText.ja}</p>
                  {publicText.en !== undefined && <p lang="en">{publicText.en}</p>}
                </>
              ),
            },
            outcome && { term: t.settledBy, detail: nameOf(outcome.by) },
            outcome && { term: t.settledAt, detail: writeMoment(outcome.at, p.lang) },
            outcome?.reason !== undefined && { term: t.rejectReason, detail: <span lang="ja">{outcome.reason}</span> },
          ]}
        />
      </Section>
      {proposal.models !== undefined && proposal.models.length > 0 && (
        <Section title={t.models(proposal.models.length)}>
          <ModelList models={proposal.models} />
        </Section>
      )}
      {proposal.gtins !== undefined && (
        <Section title={t.gtins(proposal.gtins.length)}>
          <ModelList models={[...new Set(proposal.gtins.map(({ model }) => model))]} gtins={proposal.gtins} />
        </Section>
      )}
      {proposal.product !== undefined && (
        <Section title={t.changes}>
          <Table
            caption={t.changes}
            dense
            rows={Object.keys(proposal.product) as (keyof Product)[]}
            columns={[
              { head: t.field, rowHead: true, cell: (key) => t.fields[key] },
              { head: t.before, label: t.before, cell: (key) => <Value value={c.product[key]} /> },
              { head: t.after, label: t.after, cell: (key) => <Value value={proposal.product?.[key]} /> },
            ]}
          />
        </Section>
      )}
    </>
  )
}

/** A part of a product, whatever its shape: a text as it is, a record line by line. */
const Value = ({ value }: { value: unknown }) => {
  if (value === undefined || value === null) return <>—</>
  if (typeof value !== 'object') return <span lang="ja">{String(value)}</span>
  if (Array.isArray(value)) return <span>{value.join('、')}</span>
  return (
    <span lang="ja">
      {Object.values(value).map((part) => (
        <span class="line">
          <Value value={part} />
        </span>
      ))}
    </span>
  )
}

const Confirm = ({
  p,
  label,
  proposal,
  others,
  sent,
  problems,
}: Props & { readonly others: readonly string[]; readonly sent: FormData; readonly problems: Problems }) => {
  const { t } = p
  const { c, may } = label.opened
  const { entry } = label.record
  const mine = proposal.by === p.session.viewer.person
  const permission = may['confirm-proposal']
  // The table is asked about the oldest open proposal; that one's proposer may well confirm another's.
  const allowed = !mine && (permission.allowed || permission.fault.code === 'second-person-needed')
  if (!allowed)
    return (
      <Section title={t.confirm}>
        {mine ? (
          <Notice>
            <p class="strong">{t.mine}</p>
            <p>{others.length > 0 ? t.who(others.join(p.lang === 'ja' ? '、' : ', ')) : t.nobody}</p>
          </Notice>
        ) : (
          <>
            <WhyNot p={p} may={permission} />
            {others.length > 0 && <p>{t.who(others.join(p.lang === 'ja' ? '、' : ', '))}</p>}
          </>
        )}
      </Section>
    )
  return (
    <Section title={t.confirm} note={t.confirmLead}>
      <Form
        action={p.href(`/desk/register/${entry.label}/proposals/${proposal.id}`)}
        csrf={p.session.csrf}
        label={t.confirm}
      >
        <Hidden name="seq" value={c.seq} />
        {isTyped(proposal) && (
          <TextField
            name="label"
            label={t.type(writeLabelId(entry.label))}
            hint={t.typeHint}
            width="short"
            autocomplete="off"
            spellcheck={false}
            value={one(sent, 'label')}
            error={problems.label}
            errorWord={p.frame.errorPrefix}
          />
        )}
        <Acts>
          <Button look={isTyped(proposal) ? 'danger' : 'first'} name="do" value="confirm">
            {t.button[proposal.kind]}
          </Button>
        </Acts>
      </Form>
    </Section>
  )
}

const Reject = ({
  p,
  label,
  proposal,
  sent,
  problems,
}: Props & { readonly sent: FormData; readonly problems: Problems }) => {
  const { t } = p
  const { c, may } = label.opened
  if (!may['reject-proposal'].allowed) return null
  return (
    <Section title={t.reject} note={t.rejectLead}>
      <Form
        action={p.href(`/desk/register/${label.record.entry.label}/proposals/${proposal.id}`)}
        csrf={p.session.csrf}
        label={t.reject}
      >
        <Hidden name="seq" value={c.seq} />
        <TextArea
          name="reason"
          label={t.rejectWhy}
          rows={3}
          value={one(sent, 'reason')}
          error={problems.reason}
          errorWord={p.frame.errorPrefix}
        />
        <Acts>
          <Button look="second" name="do" value="reject">
            {t.reject}
          </Button>
        </Acts>
      </Form>
    </Section>
  )
}

const proposalOf = (p: P, label: OpenedLabel | undefined): Proposal | undefined =>
  label?.opened.c.proposals.find((proposal) => proposal.id === p.param('proposal'))

/** A proposal about a label: everything about it, and the second person's word. */
export const proposalPage = defineDeskPage({
  path: '/desk/register/:id/proposals/:proposal',
  texts: { ja, en },
  kind: 'body',
  handler: async (p) => {
    const label = await openLabel(p)
    const proposal = proposalOf(p, label)
    return label && proposal ? show(p, label, proposal) : label ? p.notFound() : noLabel(p)
  },
  post: async (p) => {
    const label = await openLabel(p)
    const proposal = proposalOf(p, label)
    if (label === undefined || proposal === undefined) return label ? p.notFound() : noLabel(p)
    const form = await p.form()
    const confirming = one(form, 'do') === 'confirm'
    const { caseId, entry } = label.record
    const done = confirming
      ? await act(p, caseId, 'confirm-proposal', form, { proposal: proposal.id, label: one(form, 'label') })
      : await act(p, caseId, 'reject-proposal', form, { proposal: proposal.id, reason: one(form, 'reason') })
    if (done.ok)
      return p.goTo(
        `/desk/register/${entry.label}/proposals/${proposal.id}?done=${confirming ? 'confirmed' : 'rejected'}`,
      )
    const again = (await openLabel(p)) ?? label
    return show(p, again, proposalOf(p, again) ?? proposal, form, done.fault)
  },
})
