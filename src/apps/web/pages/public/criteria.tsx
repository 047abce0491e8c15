import { levelJsonLd } from '../../../../core/exchange/untp-scheme.ts'
import { nodesOfLevel } from '../../../../core/scheme/demanded.ts'
import { editionKey, type Level, type Scheme } from '../../../../core/scheme/scheme.ts'
import { definePage, type PageContext } from '../../page.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Section, Title } from '../../parts/section.tsx'
import { Code } from '../../parts/text.tsx'
import { AsDataLinks } from '../catalogue/node-parts.tsx'
import { Demands } from '../catalogue/scheme-demands.tsx'
import { NeedList } from '../catalogue/scheme-levels.tsx'
import { en as sectionsEn, ja as sectionsJa } from '../catalogue/scheme-sections.texts.ts'
import { inLine, levelName, StateMark, schemeOf, validityOf, whoEvaluates } from '../catalogue/scheme-words.tsx'
import { Clause } from './criterion-body.tsx'
import { Known, markWords } from './provenance.tsx'
import { Unofficial } from './scheme.tsx'
import { en, ja } from './schemes.texts.ts'

type Context = PageContext<typeof ja>
const sections = { ja: sectionsJa, en: sectionsEn }

const found = (p: PageContext<unknown>) => {
  const scheme = schemeOf(p.house, p.param('scheme'))
  const level = scheme?.levels.find(({ code }) => code === p.param('level'))
  return { scheme, level }
}

/** What a level demands: its own criteria (each with an address, `#S1.1-02`), provisions taken over, and what has to be there. */
export const criteriaPage = definePage({
  path: '/schemes/:scheme/:level',
  texts: { ja, en },
  data: (p) => {
    const { scheme, level } = found(p)
    if (!scheme || !level) return undefined
    return {
      json: {
        scheme: editionKey(scheme),
        documentNumber: scheme.edition.documentNumber,
        state: scheme.state,
        level,
        demands: nodesOfLevel(scheme, level, p.house.standards),
        criteria: scheme.criteria.filter(({ id }) => level.criteria.includes(id)),
      },
      jsonLd: levelJsonLd(scheme, level, p.house.operator.address, p.house.standards),
    }
  },
  handler: (p) => {
    const { t } = p
    const { scheme, level } = found(p)
    if (!scheme || !level)
      return scheme ? p.notFound() : p.refuse({ code: 'scheme-not-found', scheme: p.param('scheme').slice(0, 40) })
    const key = editionKey(scheme)
    const name = levelName(p, scheme, level)
    const title =
      level.criteria.length > 0 || scheme.operation ? t.criteria.title(name) : sections[p.lang].level.title(name)
    return p.show(
      {
        title: scheme.operation ? title : `${p.say(scheme.shortName)} ${title}`,
        current: '/schemes',
        crumbs: [
          { href: p.href('/schemes'), text: t.crumb },
          { href: p.href(`/schemes/${key}`), text: p.say(scheme.name) },
        ],
      },
      <>
        <Title
          eyebrow={
            name === p.say(level.name)
              ? p.say(scheme.shortName)
              : inLine([p.say(scheme.shortName), p.say(level.name)], p.lang)
          }
          title={title}
        >
          <p class="sm mut">
            {inLine(
              [
                whoEvaluates(p, { ...scheme, levels: [level] }),
                t.levels.statuses[level.status],
                validityOf(p, scheme, level),
              ],
              p.lang,
            )}{' '}
            <Known p={p} provenance={level.provenance} />
          </p>
        </Title>
        <NotRunning p={p} scheme={scheme} />
        <Unofficial p={p} scheme={scheme} />
        <div class="gap">
          {level.criteria.length > 0 && <Themes p={p} scheme={scheme} level={level} />}
          {(level.demands ?? []).map((demand) => (
            <Demands p={p} demand={demand} />
          ))}
          {level.criteria.length === 0 && (level.demands ?? []).length === 0 && <Unknown p={p} level={level} />}
          {(level.needs ?? []).length > 0 && (
            <Section title={sections[p.lang].levels.needs} note={sections[p.lang].levels.needsNote} id="needs">
              <NeedList p={p} needs={level.needs ?? []} />
            </Section>
          )}
          {scheme.levels.length > 1 && <OtherLevels p={p} scheme={scheme} level={level} />}
          <AsDataLinks p={p} path={`/schemes/${key}/${level.code}`} />
        </div>
      </>,
    )
  },
})

/** The address by which linked data name a level: it leads to the level's page, and answers programs itself. */
export const levelAddress = definePage({
  path: '/schemes/:scheme/levels/:level',
  texts: { ja, en },
  ...(criteriaPage.data ? { data: criteriaPage.data } : {}),
  handler: (p) => {
    const { scheme, level } = found(p)
    return scheme && level
      ? p.c.redirect(p.href(`/schemes/${editionKey(scheme)}/${encodeURIComponent(level.code)}`), 302)
      : p.notFound()
  },
})

/** A scheme that takes no applications says so on every level. */
const NotRunning = ({ p, scheme }: { p: Context; scheme: Scheme }) => {
  const { is } = scheme.state
  if (is !== 'closed' && is !== 'stalled') return null
  return (
    <div class="below-title">
      <Notice tone="wait" title={<StateMark p={p} state={is} />}>
        <p>{sections[p.lang].level[is]}</p>
      </Notice>
    </div>
  )
}

const Unknown = ({ p, level }: { p: Context; level: Level }) => (
  <Notice>
    <p>
      {level.status === 'in-operation' || level.contentUnknown ? sections[p.lang].level.unknown : p.t.criteria.none}
    </p>
  </Notice>
)

const Themes = ({ p, scheme, level }: { p: Context; scheme: Scheme; level: Level }) => {
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

const OtherLevels = ({ p, scheme, level }: { p: Context; scheme: Scheme; level: Level }) => (
  <Section title={p.t.criteria.next}>
    <ul class="links">
      {scheme.levels
        .filter((other) => other.code !== level.code)
        .map((other) => {
          const name = levelName(p, scheme, other)
          return (
            <li>
              <a href={p.href(`/schemes/${editionKey(scheme)}/${other.code}`)}>
                {name === p.say(other.name) ? name : `${name} ${p.say(other.name)}`}
              </a>
              <span class="sm mut">{p.t.levels.statuses[other.status]}</span>
            </li>
          )
        })}
    </ul>
  </Section>
)
