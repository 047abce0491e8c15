import { proposalText } from '../../../../casework/acts/proposals.ts'
import type { Proposal } from '../../../../casework/case.ts'
import { labelEventText } from '../../../../core/surveillance/label-event-text.ts'
import { type DeskContext, defineDeskPage } from '../../page.tsx'
import { Acts, ButtonLink } from '../../parts/button.tsx'
import { writeDate, writeMoment } from '../../parts/dates.ts'
import { Facts } from '../../parts/facts.tsx'
import { Mark } from '../../parts/mark.tsx'
import { Section } from '../../parts/section.tsx'
import { Table } from '../../parts/table.tsx'
import { Foreign } from '../../parts/text.tsx'
import { en, ja } from './label.texts.ts'
import { LabelBand, LabelHead, labelFrame } from './label-head.tsx'
import { noLabel, type OpenedLabel, openLabel, waiting } from './open-label.ts'
import { standingKinds } from './standing-preview.tsx'

type P = DeskContext<typeof ja>
interface Props {
  readonly p: P
  readonly label: OpenedLabel
}

/** A label at the body's desk: what it is worth, what happened to it, and what may be proposed about it. */
export const labelPage = defineDeskPage({
  path: '/desk/register/:id',
  texts: { ja, en },
  kind: 'body',
  handler: async (p) => {
    const label = await openLabel(p)
    if (label === undefined) return noLabel(p)
    const { entry, caseId } = label.record
    return p.show(
      await labelFrame(p, label, p.t.title),
      <>
        <LabelHead p={p} label={label} />
        <LabelBand p={p} label={label} />
        <ul class="deskmenu sm">
          <li>
            <a href={`/l/${entry.label}?lang=${p.lang}`}>{p.t.public}</a>
          </li>
          <li>
            <a href={p.href(`/desk/cases/${caseId}`)}>{p.t.case}</a>
          </li>
          <li>
            <a href={p.href(`/desk/cases/${caseId}/record`)}>{p.t.record}</a>
          </li>
        </ul>
        <Proposals p={p} label={label} />
        <Propose p={p} label={label} />
        <About p={p} label={label} />
        <Happened p={p} label={label} />
        <Advisories p={p} label={label} />
      </>,
    )
  },
})

/** Whether a proposal waits, or how it was settled. */
export const ProposalState = ({ p, proposal }: { p: P; proposal: Proposal }) =>
  proposal.outcome === undefined ? (
    <Mark shape="diamond" tone="wait">
      {p.t.open}
    </Mark>
  ) : proposal.outcome.confirmed ? (
    <Mark shape="disc" tone="ok">
      {p.t.confirmed}
    </Mark>
  ) : (
    <Mark shape="cross" tone="off">
      {p.t.rejected}
    </Mark>
  )

const Proposals = ({ p, label }: Props) => {
  const { c, nameOf } = label.opened
  const { entry } = label.record
  const isOpen = (proposal: Proposal) => (proposal.outcome === undefined ? 0 : 1)
  const rows = c.proposals.toReversed().toSorted((a, b) => isOpen(a) - isOpen(b))
  return (
    <Section title={p.t.proposals}>
      {rows.length === 0 ? (
        <p>{p.t.noProposals}</p>
      ) : (
        <ul class="rows">
          {rows.map((proposal) => (
            <li>
              <a href={p.href(`/desk/register/${entry.label}/proposals/${proposal.id}`)}>
                {p.say(proposalText[proposal.kind])}
              </a>
              <ProposalState p={p} proposal={proposal} />
              <span class="mut sm">{p.t.by(nameOf(proposal.by), writeMoment(proposal.at, p.lang))}</span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

const Propose = ({ p, label }: Props) => {
  const { c, may, scheme } = label.opened
  const to = (kind: string) => p.href(`/desk/register/${label.record.entry.label}/${kind}`)
  const offered = standingKinds.filter((kind) => may[`propose-${kind}`].allowed && waiting(c, kind) === undefined)
  return (
    <Section title={p.t.acts} note={p.t.actsNote}>
      {!scheme.suspension && <p>{p.t.suspendOff}</p>}
      {offered.length === 0 ? (
        <p>{p.t.none}</p>
      ) : (
        <Acts>
          {offered.map((kind) => (
            <ButtonLink href={to(kind)} look={kind === 'withdraw' ? 'danger' : 'second'}>
              {p.t[kind]}
            </ButtonLink>
          ))}
        </Acts>
      )}
    </Section>
  )
}

const About = ({ p, label }: Props) => {
  const { entry } = label.record
  const { supportUntil } = entry.product.updates
  return (
    <Section title={p.t.facts}>
      <Facts
        items={[
          { term: p.t.level, detail: entry.levelSymbol },
          { term: p.t.edition, detail: entry.edition },
          { term: p.t.issued, detail: writeMoment(entry.issuedAt, p.lang) },
          { term: p.t.updates, detail: supportUntil === null ? p.t.noUpdates : writeDate(supportUntil, p.lang) },
          { term: p.t.contact, detail: entry.maker.contact },
          { term: p.t.vulnerability, detail: entry.product.vulnerability.contact },
        ]}
      />
    </Section>
  )
}

const Happened = ({ p, label }: Props) => {
  const { scheme } = label.opened
  return (
    <Section title={p.t.events} note={p.t.eventsNote}>
      <Table
        caption={p.t.events}
        dense
        rows={label.record.entry.events.toReversed()}
        columns={[
          { head: p.t.when, label: p.t.when, oneLine: true, cell: (event) => writeMoment(event.at, p.lang) },
          { head: p.t.what, rowHead: true, cell: (event) => p.say(labelEventText[event.event]) },
          {
            head: p.t.detail,
            label: p.t.detail,
            cell: (event) => {
              const reason = scheme.reasons.find((one) => one.code === event.reasonCode)?.text
              return (
                <>
                  {reason && p.say(reason)} {event.publicText && <Foreign text={event.publicText} lang={p.lang} />}{' '}
                  {event.effectiveFrom !== event.at && (
                    <span class="mut">{p.t.effective(writeMoment(event.effectiveFrom, p.lang))}</span>
                  )}
                </>
              )
            },
          },
        ]}
      />
    </Section>
  )
}

const Advisories = ({ p, label }: Props) => {
  const open = label.record.entry.advisories.filter((advisory) => advisory.open)
  if (open.length === 0) return null
  return (
    <Section title={p.t.advisories}>
      <ul class="rows">
        {open.map((advisory) => (
          <li>
            <span>
              <Foreign text={advisory.text} lang={p.lang} />
            </span>
            <span class="mut sm">{writeMoment(advisory.at, p.lang)}</span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
