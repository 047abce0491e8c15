import { dateInJapan } from '../../../../core/kernel/date.ts'
import { writeDate, writeRemaining } from '../../parts/dates.ts'
import { Facts } from '../../parts/facts.tsx'
import { Section } from '../../parts/section.tsx'
import { Steps } from '../../parts/status-band.tsx'
import type { Shown } from './find-label.tsx'
import type { LabelContext } from './label-context.ts'

interface Props {
  readonly p: LabelContext
  readonly shown: Shown
}

/** Makers write Japanese; elsewhere it is marked, so that a screen reader changes its voice. */
const Written = ({ text, lang }: { text: string; lang: 'ja' | 'en' }) =>
  lang === 'ja' ? <>{text}</> : <span lang="ja">{text}</span>

/** Until when weaknesses are repaired: the fact a buyer cannot guess. */
export const UpdatesSection = ({ p, shown: { entry, at } }: Props) => {
  const t = p.t.updates
  const { updates } = entry.product
  const today = dateInJapan(at)
  const left = updates.supportUntil === null ? undefined : writeRemaining(today, updates.supportUntil, p.lang)
  const open = p.lang === 'ja' ? (text: string) => `（${text}）` : (text: string) => ` (${text})`
  return (
    <Section title={t.title}>
      <Facts
        items={[
          {
            term: t.until,
            big: true,
            detail:
              updates.supportUntil === null ? (
                <>
                  {t.none} <span class="sm mut">{t.noneWhy}</span>
                </>
              ) : (
                <>
                  <span class="nw">{writeDate(updates.supportUntil, p.lang)}</span>
                  <span class="sm mut">{left === undefined ? t.over : open(left)}</span>
                </>
              ),
          },
          { term: t.mode, detail: t.modes[updates.mode] },
          !!updates.howToTurnOff &&
            updates.mode !== 'none' && {
              term: t.off,
              detail: <Written text={updates.howToTurnOff} lang={p.lang} />,
            },
          !!updates.howToSeeVersion && {
            term: t.version,
            detail: <Written text={updates.howToSeeVersion} lang={p.lang} />,
          },
        ]}
      />
    </Section>
  )
}

/** Three steps: first use, daily use, giving it away. */
export const UseSection = ({ p, shown: { entry } }: Props) => {
  const t = p.t.use
  const { use, defaultPassword } = entry.product
  const step = (name: string, text: string, before?: string) => (
    <>
      <strong>{name}</strong>
      <br />
      {before !== undefined && `${before}${p.lang === 'en' ? ' ' : ''}`}
      <Written text={text} lang={p.lang} />
    </>
  )
  return (
    <Section title={t.title}>
      <Steps
        steps={[
          step(t.setUp, use.setUp, t.password[defaultPassword]),
          step(t.daily, use.daily),
          step(t.disposal, use.disposal),
        ]}
      />
    </Section>
  )
}
