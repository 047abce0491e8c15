import type { IsoDate } from '../../../../core/kernel/date.ts'
import { editionKey, type Scheme } from '../../../../core/scheme/scheme.ts'
import type { PageContext } from '../../page.tsx'
import { Section } from '../../parts/section.tsx'
import { Table } from '../../parts/table.tsx'
import { Known } from '../public/provenance.tsx'
import { inYears, isOver, writeRough } from './scheme-dates.ts'
import { en as sectionsEn, ja as sectionsJa } from './scheme-sections.texts.ts'
import { en, ja } from './scheme-timeline.texts.ts'

type P = PageContext<unknown>

/** What happened to one scheme and what is announced, in the order of the dates. */
export const Timeline = ({ p, scheme, day }: { p: P; scheme: Scheme; day: IsoDate }) => {
  const t = { ja: sectionsJa, en: sectionsEn }[p.lang].timeline
  if (scheme.timeline.length === 0) return null
  return (
    <Section title={t.title} note={t.note} id="timeline">
      <ol class="events">
        {scheme.timeline.map(({ date, event, provenance }) => (
          <li>
            <p>
              {writeRough(date, p.lang)}
              {!isOver(date, day) && <span class="sm mut">　{t.future}</span>}
            </p>
            <p>
              {p.say(event)} <Known p={p} provenance={provenance} />
            </p>
          </li>
        ))}
      </ol>
    </Section>
  )
}

const first = 2020
const years = 9 // 2020 to 2028, both whole

// The drawing has no width of its own: places along it are shares of whatever the column gives, so that the words keep their size.
const at = (year: number): string =>
  `${Math.round(((Math.min(Math.max(year, first), first + years) - first) / years) * 10000) / 100}%`

const grid = Array.from({ length: years }, (_, i) => first + i)

const Row = ({ scheme, day }: { scheme: Scheme; day: IsoDate }) => {
  const since = scheme.state.is === 'in-operation' ? scheme.state.since : undefined
  const inside = scheme.timeline.filter(({ date }) => inYears(date) >= first && inYears(date) < first + years)
  return (
    <svg width="100%" height="32" aria-hidden="true">
      {grid.slice(1).map((year) => (
        <line x1={at(year)} x2={at(year)} y1="0" y2="32" stroke="#e6e6e6" />
      ))}
      <line x1="0" x2="100%" y1="16" y2="16" stroke="#ccc" />
      {since !== undefined && (
        <line x1={at(inYears(since))} x2="100%" y1="16" y2="16" stroke="#1a1a1a" stroke-width="4" />
      )}
      <line x1={at(inYears(day))} x2={at(inYears(day))} y1="0" y2="32" stroke="#00118f" stroke-width="1.5" />
      {inside.map(({ date }) =>
        isOver(date, day) ? (
          <circle cx={at(inYears(date))} cy="16" r="5" fill="#1a1a1a" stroke="#fff" stroke-width="1.5" />
        ) : (
          <circle cx={at(inYears(date))} cy="16" r="5" fill="#fff" stroke="#1a1a1a" stroke-width="2" />
        ),
      )}
    </svg>
  )
}

/** When laws began and begin to apply, drawn along the years, with the same in a table below. */
export const LawsInTime = ({ p, schemes, day }: { p: P; schemes: readonly Scheme[]; day: IsoDate }) => {
  const t = { ja, en }[p.lang]
  const dated = schemes.filter(({ timeline }) => timeline.length > 0)
  if (dated.length === 0) return null
  const rows = dated
    .flatMap((scheme) => scheme.timeline.map((milestone) => ({ scheme, milestone })))
    .sort((a, b) => inYears(a.milestone.date) - inYears(b.milestone.date))
  const coming = rows.filter(({ milestone }) => !isOver(milestone.date, day))
  const name = (scheme: Scheme) => p.say(scheme.shortName)
  return (
    <Section title={t.title} note={t.note} id="time">
      <figure class="years">
        <figcaption id="years-text">
          <p>{t.summary(dated.length, coming.length)}</p>
          <p class="sm mut">{t.key(writeRough(day, p.lang))}</p>
        </figcaption>
        <div class="years-rows" role="img" aria-label={t.title} aria-describedby="years-text">
          <div aria-hidden="true" class="years-head">
            <span />
            <svg width="100%" height="24" aria-hidden="true">
              {grid.map((year) => (
                <text x={at(year)} y="17" font-size="14" fill="#4d4d4d">
                  {year % 2 === 0 ? year : `’${year % 100}`}
                </text>
              ))}
            </svg>
          </div>
          {dated.map((scheme) => (
            <div>
              <span>{name(scheme)}</span>
              <Row scheme={scheme} day={day} />
            </div>
          ))}
        </div>
        <details open>
          <summary>{t.table}</summary>
          <Table
            caption={t.title}
            dense
            rows={rows}
            columns={[
              {
                head: t.date,
                rowHead: true,
                oneLine: true,
                cell: ({ milestone }) => writeRough(milestone.date, p.lang),
              },
              {
                head: t.law,
                oneLine: true,
                cell: ({ scheme }) => <a href={p.href(`/schemes/${editionKey(scheme)}`)}>{name(scheme)}</a>,
              },
              {
                head: t.event,
                cell: ({ milestone }) => (
                  <>
                    {p.say(milestone.event)} <Known p={p} provenance={milestone.provenance} />
                  </>
                ),
              },
              {
                head: t.state,
                oneLine: true,
                cell: ({ milestone }) => (isOver(milestone.date, day) ? t.past : <strong>{t.future}</strong>),
              },
            ]}
          />
        </details>
      </figure>
    </Section>
  )
}
