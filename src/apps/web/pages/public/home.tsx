import { mark } from '../../../../core/attestation/mark.ts'
import { markSvg } from '../../../../core/attestation/mark-svg.ts'
import { dateInJapan } from '../../../../core/kernel/date.ts'
import { definePage, type PageContext } from '../../page.tsx'
import { Capsules } from '../../parts/capsules.tsx'
import { writeDate, writeMoment, writeNumber } from '../../parts/dates.ts'
import { Drawing } from '../../parts/drawing.tsx'
import { Mark, StandingMark } from '../../parts/mark.tsx'
import { SearchBox } from '../../parts/search-box.tsx'
import { Section } from '../../parts/section.tsx'
import { Table } from '../../parts/table.tsx'
import { Foreign, Rich } from '../../parts/text.tsx'
import { en, ja } from './home.texts.ts'

type Context = PageContext<typeof ja>

/** The ways in: search, doors, what was suspended, how many. */
export const homePage = definePage({
  path: '/',
  texts: { ja, en },
  handler: async (p) => {
    const [news, figures] = await Promise.all([
      p.house.register.events({ kinds: ['suspended', 'withdrawn', 'restored'], limit: 5 }),
      p.house.register.figures(p.now),
    ])
    return p.show(
      { title: '', description: p.t.lead.replace(/[⟦⟧]/g, ''), feed: `/feed.atom?lang=${p.lang}` },
      <>
        <Hero p={p} />
        <Doors p={p} />
        <News p={p} items={news} />
        <Figures p={p} figures={figures} />
        <Section title={p.t.promises.title}>
          <div class="three">
            {p.t.promises.list.map(([title, text]) => (
              <div>
                <h3>{title}</h3>
                <p>
                  <Rich text={text ?? ''} />
                </p>
              </div>
            ))}
          </div>
        </Section>
      </>,
    )
  },
})

// The example of the mark is drawn by the same hand as real ones, for a number that is only an example.
const exampleLabel = '7K3M9QXP2C'

const Hero = ({ p }: { p: Context }) => {
  const plate = mark(
    {
      label: exampleLabel,
      labelsUrl: p.house.ports.issuer.labelsUrl,
      level: { code: '1', rank: 1, of: 4 },
      assessor: 'self',
      sample: true,
    },
    { size: 'M', language: 'both' },
  )
  return (
    <div class="hero">
      <div>
        <h1>
          {p.t.h1.map((line, i) => (
            <>
              {i > 0 && <br />}
              {line}
            </>
          ))}
        </h1>
        <p class="lead">
          <Rich text={p.t.lead} />
        </p>
        <SearchBox
          action={p.href('/register')}
          label={p.frame.searchLabel}
          hint={p.frame.searchHint}
          button={p.frame.search}
        />
      </div>
      {plate.ok && (
        <figure>
          <Drawing svg={markSvg(plate.value)} />
          <figcaption class="sm mut">
            <Rich text={p.t.figure} />
          </figcaption>
        </figure>
      )}
    </div>
  )
}

const Doors = ({ p }: { p: Context }) => {
  const t = p.t.doors
  const doors = (
    [
      ['/register', t.buy],
      ['/check', t.check],
      ['/schemes', t.criteria],
      ['/apply', t.apply],
      ['/data', t.data],
    ] as const
  ).filter(([path]) => p.exists(path))
  // Four doors; the criteria keep the place of a door that does not exist yet.
  const four = doors.length > 4 ? doors.filter(([path]) => path !== '/schemes') : doors
  return (
    <div class="doors">
      {four.map(([path, door]) => (
        <a href={p.href(path)}>
          <h2>
            {door.title}
            <svg viewBox="0 0 24 24" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="2">
              <path d="M4 12h15M13 6l6 6-6 6" />
            </svg>
          </h2>
          <p>
            <Rich text={door.text} />
          </p>
        </a>
      ))}
    </div>
  )
}

type Events = Awaited<ReturnType<Context['house']['register']['events']>>

const News = ({ p, items }: { p: Context; items: Events }) => {
  const t = p.t.news
  return (
    <Section title={t.title} note={t.note}>
      {items.length === 0 ? (
        <p>{t.none}</p>
      ) : (
        <Table
          caption={t.title}
          rows={items.map(({ entry, index }) => ({ entry, event: entry.events[index]! }))}
          columns={[
            { head: t.date, oneLine: true, cell: ({ event }) => writeDate(dateInJapan(event.effectiveFrom), p.lang) },
            {
              head: t.state,
              oneLine: true,
              cell: ({ event }) =>
                event.event === 'restored' ? (
                  <Mark shape="disc" tone="ok">
                    {t.restored}
                  </Mark>
                ) : (
                  <StandingMark code={event.event === 'withdrawn' ? 'withdrawn' : 'suspended'} lang={p.lang} />
                ),
            },
            {
              head: t.product,
              rowHead: true,
              cell: ({ entry }) => (
                <a href={`/l/${entry.label}?lang=${p.lang}`}>
                  <Foreign text={entry.product.name} lang={p.lang} />
                </a>
              ),
            },
            { head: t.maker, cell: ({ entry }) => <Foreign text={entry.maker.name} lang={p.lang} /> },
          ]}
        />
      )}
      <p>
        <a href={p.href('/register?standing=suspended')}>{t.suspended}</a>
        {'　'}
        <a href={p.href('/register?standing=withdrawn')}>{t.withdrawn}</a>
        {'　'}
        <a href={`/feed.atom?lang=${p.lang}`}>{t.feed}</a>
      </p>
    </Section>
  )
}

type FiguresNow = Awaited<ReturnType<Context['house']['register']['figures']>>

const Figures = ({ p, figures }: { p: Context; figures: FiguresNow }) => {
  const t = p.t.figures
  const levels = p.house.schemes[0]?.levels ?? []
  return (
    <Section
      title={t.title}
      note={
        <>
          {t.note(writeMoment(p.now, p.lang))}
          <br />
          {t.noteModels}
        </>
      }
    >
      <div class="figs">
        <p>
          <strong>{writeNumber(figures.labels)}</strong>
          {t.labels}
        </p>
        <p>
          <strong>{writeNumber(figures.models)}</strong>
          {t.models}
        </p>
        <p>
          <strong>{writeNumber(figures.makers)}</strong>
          {t.makers}
        </p>
      </div>
      <Table
        caption={t.caption}
        fixed
        rows={levels}
        columns={[
          {
            head: t.level,
            rowHead: true,
            oneLine: true,
            cell: (level) => (
              <>
                <Capsules rank={level.rank} of={level.of} /> {t.name(level.code)}
              </>
            ),
          },
          {
            head: t.who,
            cell: (level) => (
              <>
                {t.assessor[level.assessor]}
                {level.criteria.length === 0 && (
                  <span class="sm mut"> {p.lang === 'ja' ? `（${t.unpublished}）` : `(${t.unpublished})`}</span>
                )}
              </>
            ),
          },
          {
            head: t.valid,
            number: true,
            cell: (level) => writeNumber(figures.byLevel.find((l) => l.level === level.code)?.valid ?? 0),
          },
        ]}
      />
    </Section>
  )
}
