import { type Role, roleText } from '../../../../casework/roles.ts'
import { writeLabelId } from '../../../../core/kernel/label-id.ts'
import { labelEventText } from '../../../../core/surveillance/label-event-text.ts'
import type { LabelEvent } from '../../../../core/surveillance/standing.ts'
import { definePage } from '../../page.tsx'
import { writeMoment } from '../../parts/dates.ts'
import { Facts } from '../../parts/facts.tsx'
import { Section, Title } from '../../parts/section.tsx'
import { Code, Foreign, foreign } from '../../parts/text.tsx'
import { findLabel, type Shown } from './find-label.tsx'
import { en, ja } from './label.texts.ts'
import type { LabelContext } from './label-context.ts'

/** Everything that happened to a label, newest first, with reasons and dates. */
export const historyPage = definePage({
  path: '/:l{[lL]}/:id/history',
  prefixed: false,
  texts: { ja, en },
  handler: async (p) => {
    const found = await findLabel(p)
    if (!found.ok) return found.response
    const { entry } = found.value
    return p.show(
      {
        title: `${p.t.history.title} ${foreign(entry.product.name, p.lang)}`,
        canonical: `/L/${entry.label}/history`,
        back: { href: `/l/${entry.label}?lang=${p.lang}`, text: p.t.history.back },
      },
      <>
        <Title
          eyebrow={`${foreign(entry.product.name, p.lang)}　${writeLabelId(entry.label)}`}
          title={p.t.history.title}
          lead={p.t.history.lead}
        />
        {entry.events.toReversed().map((event) => (
          <Happened p={p} shown={found.value} event={event} />
        ))}
      </>,
    )
  },
})

const Happened = ({ p, shown, event }: { p: LabelContext; shown: Shown; event: LabelEvent }) => {
  const t = p.t.history
  const reason = shown.scheme?.reasons.find((r) => r.code === event.reasonCode)?.text
  const role = event.actorRole as Role
  const who = t.actor[role] ?? (role in roleText ? t.body(roleText[role][p.lang]) : event.actorRole)
  return (
    <Section title={labelEventText[event.event][p.lang]} note={writeMoment(event.at, p.lang)}>
      {(reason || event.publicText) && (
        <p>
          {reason && p.say(reason)} {event.publicText && <Foreign text={event.publicText} lang={p.lang} />}
        </p>
      )}
      <p class="sm mut">
        {[
          t.by(who),
          event.effectiveFrom !== event.at && t.effective(writeMoment(event.effectiveFrom, p.lang)),
          event.models !== undefined && t.models(event.models),
        ]
          .filter((x) => !!x)
          .join('　')}
      </p>
      {event.credential !== undefined && (
        <Facts items={[{ term: t.credential, detail: <Code long>{event.credential}</Code> }]} />
      )}
    </Section>
  )
}
