import { write } from '../../../../casework/letters.ts'
import { longDate } from '../../../../casework/long-date.ts'
import { dateInJapan, type Instant } from '../../../../core/kernel/date.ts'
import { writeLabelId } from '../../../../core/kernel/label-id.ts'
import type { LabelEvent } from '../../../../core/surveillance/standing.ts'
import { standingAt } from '../../../../core/surveillance/standing-at.ts'
import { labelView } from '../../../api/label-view.ts'
import type { DeskContext } from '../../page.tsx'
import { meaningOf, type Shown } from '../verify/find-label.tsx'
import { en as labelEn, ja as labelJa } from '../verify/label.texts.ts'
import { WhatToDo } from '../verify/label-now.tsx'
import { LabelBand } from './label-head.tsx'
import type { OpenedLabel } from './open-label.ts'
import { en, ja } from './standing.texts.ts'

export const standingKinds = ['suspend', 'withdraw', 'restore'] as const
export type StandingKind = (typeof standingKinds)[number]

export const effectOf = { suspend: 'suspended', withdraw: 'withdrawn', restore: 'restored' } as const

/** What is proposed, as far as the world will see it. */
export interface Announced {
  readonly kind: StandingKind
  readonly reasonCode?: string
  readonly publicText?: { readonly ja: string; readonly en?: string }
  readonly effectiveFrom?: Instant
}

/** What becomes public, drawn by the parts and functions that will draw it: label page, API, mail. */
export const StandingPreview = ({
  p,
  label,
  announced,
}: {
  p: DeskContext<unknown>
  label: OpenedLabel
  announced: Announced
}) => {
  const t = { ja, en }[p.lang]
  const { record } = label
  const { kind, effectiveFrom, ...said } = announced
  const at = effectiveFrom !== undefined && Date.parse(effectiveFrom) > Date.parse(p.now) ? effectiveFrom : p.now
  const event: LabelEvent = {
    event: effectOf[kind],
    at: p.now,
    effectiveFrom: at,
    actorRole: 'decider',
    credential: record.entry.credential.digest,
    ...(said.reasonCode === undefined ? {} : { reasonCode: said.reasonCode }),
    ...(said.publicText === undefined ? {} : { publicText: said.publicText }),
  }
  const entry = { ...record.entry, events: [...record.entry.events, event] }
  const standing = standingAt(entry.validity, entry.events, at) ?? label.standing
  const shown: Shown = { entry, standing, at, past: false, ...meaningOf(p, entry) }
  // Links of the public page lead from its own address, not from this one.
  const asPublic = { ...p, t: { ja: labelJa, en: labelEn }[p.lang], url: new URL(`/l/${entry.label}`, p.url) }
  const view = labelView(p.house, entry, at)
  const excerpt = {
    id: view.id,
    status: view.status,
    status_ja: view.status_ja,
    status_en: view.status_en,
    status_since: view.status_since,
    events: view.events.slice(-1),
  }
  const letter = write(
    event.event === 'restored' ? 'restored' : event.event === 'withdrawn' ? 'withdrawn' : 'suspended',
    {
      label: writeLabelId(entry.label),
      product: entry.product.name.ja,
      from: longDate(dateInJapan(at)),
    },
  )
  return (
    <>
      <section class="sheet flow" aria-label={t.landing}>
        <h3>{t.landing}</h3>
        <div>
          <LabelBand p={p} label={label} standing={standing} />
          <WhatToDo p={asPublic} shown={shown} />
        </div>
        <p class="sm">{t.affected(entry.product.models.length)}</p>
      </section>
      <section class="sheet flow" aria-label={t.api}>
        <h3>{t.api}</h3>
        <pre class="json">{JSON.stringify(excerpt, null, 2)}</pre>
      </section>
      <section class="sheet flow" aria-label={t.mail}>
        <h3>{t.mail}</h3>
        <p>
          <span class="mut">{t.subject}</span>
          {'　'}
          {letter.subject}
        </p>
        <p class="verbatim" lang="ja">
          {letter.text}
        </p>
      </section>
    </>
  )
}
