import { editionKey, type Level, type OperatedScheme } from '../../../../core/scheme/scheme.ts'
import { definePage, type PageContext } from '../../page.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Section, Title } from '../../parts/section.tsx'
import { Code } from '../../parts/text.tsx'
import { Clause } from './criterion-body.tsx'
import { Known, markWords } from './provenance.tsx'
import { Unofficial } from './scheme.tsx'
import { en, ja } from './schemes.texts.ts'

type Context = PageContext<typeof ja>

/** What a level demands, criterion by criterion, each with an address of its own (`#S1.1-02`). */
export const criteriaPage = definePage({
  path: '/schemes/:scheme/:level',
  texts: { ja, en },
  handler: (p) => {
    const { t } = p
    const id = p.param('scheme')
    const scheme = p.house.ports.schemes.find(id)
    const level = scheme?.levels.find((l) => l.code === p.param('level'))
    if (!scheme || !level)
      return scheme ? p.notFound() : p.refuse({ code: 'scheme-not-found', scheme: id.slice(0, 40) })
    const name = t.levels.name(level.code, level.symbol)
    return p.show(
      {
        title: t.criteria.title(name),
        current: '/schemes',
        crumbs: [
          { href: p.href('/schemes'), text: t.crumb },
          { href: p.href(`/schemes/${scheme.id}`), text: p.say(scheme.name) },
        ],
      },
      <>
        <Title eyebrow={p.say(level.name)} title={t.criteria.title(name)}>
          <p class="sm mut">
            {[
              t.levels.assessor[level.assessor],
              t.levels.statuses[level.status],
              t.levels.months(level.validityMonths),
            ].join('　')}{' '}
            <Known p={p} provenance={level.provenance} />
          </p>
        </Title>
        <Unofficial p={p} scheme={scheme} />
        <div class="gap">
          {level.criteria.length === 0 ? <Unpublished p={p} /> : <Themes p={p} scheme={scheme} level={level} />}
          <OtherLevels p={p} scheme={scheme} level={level} />
        </div>
      </>,
    )
  },
})

const Unpublished = ({ p }: { p: Context }) => (
  <Notice>
    <p>{p.t.criteria.none}</p>
  </Notice>
)

const Themes = ({ p, scheme, level }: { p: Context; scheme: OperatedScheme; level: Level }) => {
  const t = p.t.criteria
  const demanded = scheme.criteria.filter((criterion) => level.criteria.includes(criterion.id))
  const themes = scheme.themes
    .map((theme) => ({ theme, list: demanded.filter((criterion) => criterion.theme === theme.id) }))
    .filter(({ list }) => list.length > 0)
  return (
    <>
      <Section title={t.contents} note={t.theme(demanded.length)}>
        <ol class="links">
          {demanded.map((criterion) => (
            <li>
              <Code>{criterion.id}</Code>
              <a href={`#${criterion.id}`}>{p.say(criterion.title)}</a>
            </li>
          ))}
        </ol>
      </Section>
      {themes.map(({ theme, list }) => (
        <Section title={p.say(theme.title)} note={t.theme(list.length)}>
          <div>
            {list.map((criterion) => (
              <Clause
                p={p}
                criterion={criterion}
                path={`/schemes/${editionKey(scheme)}/criteria/${encodeURIComponent(criterion.id)}`}
              />
            ))}
          </div>
        </Section>
      ))}
      <Section title={t.marks} note={t.marksNote}>
        <ul class="list">
          {Object.values(markWords).map((word) => (
            <li>{word[p.lang]}</li>
          ))}
        </ul>
        <p class="sm">{t.notEquivalent}</p>
      </Section>
    </>
  )
}

const OtherLevels = ({ p, scheme, level }: { p: Context; scheme: OperatedScheme; level: Level }) => (
  <Section title={p.t.criteria.next}>
    <ul class="links">
      {scheme.levels
        .filter((other) => other.code !== level.code)
        .map((other) => (
          <li>
            <a href={p.href(`/schemes/${scheme.id}/${other.code}`)}>
              {p.t.levels.name(other.code, other.symbol)} {p.say(other.name)}
            </a>
            <span class="sm mut">{p.t.levels.statuses[other.status]}</span>
          </li>
        ))}
    </ul>
  </Section>
)
