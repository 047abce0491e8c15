import { writeMoment } from '../../parts/dates.ts'
import { Section } from '../../parts/section.tsx'
import { DoNow } from '../../parts/status-band.tsx'
import { Foreign } from '../../parts/text.tsx'
import type { Shown } from './find-label.tsx'
import type { LabelContext } from './label-context.ts'

interface Props {
  readonly p: LabelContext
  readonly shown: Shown
}

/** Action before explanation: directly under a band that does not say valid. */
export const WhatToDo = ({ p, shown: { entry, standing, scheme } }: Props) => {
  if (standing.code === 'valid') return null
  const t = p.t.doNow
  const { code } = standing
  const open = entry.advisories.filter((a) => a.open)
  const reason = scheme?.reasons.find((r) => r.code === standing.reasonCode)?.text
  const buy = (
    <>
      {t.buy[code]}
      <a href={p.href(`/register?category=${encodeURIComponent(entry.product.category)}&standing=valid`)}>{t.others}</a>
      {t.buyEnd}
    </>
  )
  // What the maker or the body says to do is better than our general advice.
  const steps =
    code === 'suspended' && open.length > 0 ? open.map((a) => <Foreign text={a.text} lang={p.lang} />) : t.steps[code]
  return (
    <DoNow title={t.title} steps={[...steps, buy]}>
      <p class="sm">
        <strong>{t.reason[code]}</strong>
        {'　'}
        {standing.publicText ? (
          <Foreign text={standing.publicText} lang={p.lang} />
        ) : (
          reason && code !== 'expired' && p.say(reason)
        )}
        {p.lang === 'en' && ' '}
        {t.since(writeMoment(standing.since, p.lang))} <a href={`${p.url.pathname}/history`}>{t.record}</a>
      </p>
    </DoNow>
  )
}

/** Open security notices; none is said with its time, because silence would be ambiguous. */
export const Notices = ({ p, shown: { entry, at } }: Props) => {
  const t = p.t.notices
  const open = entry.advisories.filter((a) => a.open)
  const link = (
    <a class="no-print" href="#models">
      {p.t.sameModel}
    </a>
  )
  if (open.length === 0)
    return (
      <div class="quickly">
        <p>{t.none(writeMoment(at, p.lang))}</p>
        <p>{link}</p>
      </div>
    )
  return (
    <>
      <div class="quickly">
        <p>{link}</p>
      </div>
      <Section title={t.title} note={t.some(open.length)}>
        <ul class="events">
          {open.map((advisory) => (
            <li>
              <span class="mut">{writeMoment(advisory.at, p.lang)}</span>
              <span>
                <Foreign text={advisory.text} lang={p.lang} />{' '}
                {advisory.url !== undefined && (
                  <a href={advisory.url} rel="nofollow">
                    {t.more}
                  </a>
                )}
              </span>
            </li>
          ))}
        </ul>
      </Section>
    </>
  )
}
