import { labelUrl } from '../../../../core/attestation/credential.ts'
import { dateInJapan } from '../../../../core/kernel/date.ts'
import { hintsAt, lastDayOf } from '../../../../core/surveillance/hints.ts'
import { standingText } from '../../../../core/surveillance/standing.ts'
import type { House } from '../../../house.ts'
import { definePage } from '../../page.tsx'
import { writeDate, writeMoment, writeRemaining } from '../../parts/dates.ts'
import { Mark } from '../../parts/mark.tsx'
import { Notice, Tag } from '../../parts/notice.tsx'
import { StatusBand } from '../../parts/status-band.tsx'
import { Foreign, foreign } from '../../parts/text.tsx'
import { findLabel, type Shown } from './find-label.tsx'
import { en, ja } from './label.texts.ts'
import { AbroadSection } from './label-abroad.tsx'
import type { LabelContext } from './label-context.ts'
import { HowToRead, LevelSection, ModelsSection, RecordSection, WhoSection } from './label-facts.tsx'
import { Notices, WhatToDo } from './label-now.tsx'
import { UpdatesSection, UseSection } from './label-use.tsx'

/** The page a label's code leads to: status first, level second, then who and what. One address in any case, no redirect. */
export const labelPage = definePage({
  path: '/:l{[lL]}/:id',
  prefixed: false,
  texts: { ja, en },
  handler: async (p) => {
    const found = await findLabel(p)
    if (!found.ok) return found.response
    const shown = found.value
    const { entry, standing } = shown
    const name = foreign(entry.product.name, p.lang)
    const valid = standing.code === 'valid'
    if (!shown.past) countOpened(p.house.statistics, shown)
    // Caches that many readers share may answer for half a minute; the reader's own browser always asks.
    p.c.header('cache-control', 'public, max-age=0, s-maxage=30')
    return p.show(
      {
        // What a screen reader says first: the state, and the level only while it holds.
        title: [standingText[standing.code][p.lang], valid ? p.t.levelShort(entry.level) : '', name]
          .filter(Boolean)
          .join(' '),
        description: p.t.description(name, foreign(entry.maker.name, p.lang)),
        canonical: `/L/${entry.label}`,
        noIndex: shown.past,
      },
      <LabelBody p={p} shown={shown} />,
    )
  },
})

/** Counts that a label was looked at, and nothing of who did. */
function countOpened(statistics: House['statistics'], { entry, standing }: Shown): void {
  statistics.count('scan')
  if (standing.code !== 'valid' || entry.advisories.some(({ open }) => open)) statistics.count('notice', entry.label)
}

const LabelBody = ({ p, shown }: { p: LabelContext; shown: Shown }) => {
  const { entry } = shown
  return (
    <>
      <div class="title">
        <p class="eyebrow">
          <span class="mono">{new URL(p.house.ports.issuer.labelsUrl).host}</span>
          {p.t.registerOf}
        </p>
        <h1>
          <Foreign text={entry.product.name} lang={p.lang} /> {entry.sample && <Tag>{p.t.sample}</Tag>}
        </h1>
      </div>
      {shown.past && (
        <Notice>
          <p>
            {p.t.past(writeMoment(shown.at, p.lang))} <a href={p.url.pathname}>{p.t.toNow}</a>
          </p>
        </Notice>
      )}
      <Band p={p} shown={shown} />
      <WhatToDo p={p} shown={shown} />
      <Hints p={p} shown={shown} />
      <Notices p={p} shown={shown} />
      <LevelSection p={p} shown={shown} />
      <UpdatesSection p={p} shown={shown} />
      <UseSection p={p} shown={shown} />
      <ModelsSection p={p} shown={shown} />
      <WhoSection p={p} shown={shown} />
      <AbroadSection p={p} shown={shown} />
      <RecordSection p={p} shown={shown} />
      <HowToRead p={p} />
      <p class="print sm">
        {p.t.printed(labelUrl(p.house.ports.issuer.labelsUrl, entry.label), writeMoment(p.now, p.lang))}
      </p>
    </>
  )
}

const Band = ({ p, shown: { entry, standing, at } }: { p: LabelContext; shown: Shown }) => {
  const t = p.t.band
  const { supportUntil } = entry.product.updates
  const last = writeDate(lastDayOf(entry.validity), p.lang)
  const over =
    standing.code === 'withdrawn' || standing.code === 'ended'
      ? t.over[standing.code](writeDate(dateInJapan(standing.since), p.lang))
      : standing.code === 'expired'
        ? t.over.expired(last)
        : t.until(last)
  const updates =
    supportUntil === null
      ? t.noUpdates
      : dateInJapan(at) > supportUntil
        ? t.updatesOver(writeDate(supportUntil, p.lang))
        : t.until(writeDate(supportUntil, p.lang))
  return (
    <StatusBand
      code={standing.code}
      lang={p.lang}
      facts={[
        { term: t.asOf, detail: writeMoment(at, p.lang) },
        { term: t.label, detail: over },
        { term: t.updates, detail: updates },
      ]}
    />
  )
}

const Hints = ({ p, shown: { entry, standing, at } }: { p: LabelContext; shown: Shown }) => {
  const { supportUntil } = entry.product.updates
  const hints = hintsAt({ validity: entry.validity, supportUntil }, standing, at)
  return (
    <>
      {hints.map((hint) => (
        <p class="hintline">
          <Mark shape="diamond" tone="wait">
            {hint.code === 'expires-soon'
              ? p.t.soon(writeRemaining(dateInJapan(at), hint.lastDay, p.lang) ?? '')
              : p.t.supportEnded}
          </Mark>
        </p>
      ))}
    </>
  )
}
