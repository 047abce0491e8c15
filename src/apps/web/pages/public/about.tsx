import type { Language } from '../../../../core/kernel/text.ts'
import { Capsules } from '../../parts/capsules.tsx'
import { Facts } from '../../parts/facts.tsx'
import { Table } from '../../parts/table.tsx'
import { en, ja } from './about.texts.ts'
import { type Article, articlePage } from './article.tsx'
import { en as schemesEn, ja as schemesJa } from './schemes.texts.ts'

/** What this is, what it is not, and who runs it. */
export const aboutPage = articlePage<Article>(
  '/about',
  { ja: ja.about, en: en.about },
  {
    extra: (p) => (
      <Facts
        items={[
          { term: { ja, en }[p.lang].operator, detail: p.say(p.house.operator.name) },
          {
            term: { ja, en }[p.lang].mail,
            detail: <a href={`mailto:${p.house.operator.helpMail}`}>{p.house.operator.helpMail}</a>,
          },
        ]}
      />
    ),
  },
)

/** Four levels, two ways of checking. */
export const levelsPage = articlePage<Article>(
  '/about/levels',
  { ja: ja.levels, en: en.levels },
  {
    current: '/schemes',
    extra: (p) => {
      const t = { ja, en }[p.lang].table
      const words = { ja: schemesJa, en: schemesEn }[p.lang].levels
      const scheme = p.house.schemes[0]
      return (
        <Table
          caption={p.t.title}
          rows={scheme?.levels ?? []}
          columns={[
            {
              head: t.level,
              rowHead: true,
              cell: (level) => (
                <>
                  <Capsules rank={level.rank} of={level.of} />
                  <a href={p.href(`/schemes/${scheme?.id}/${level.code}`)}>{words.name(level.code, level.symbol)}</a>
                  <br />
                  <span class="sm mut plain">{p.say(level.name)}</span>
                </>
              ),
            },
            { head: t.who, label: t.who, cell: (level) => words.assessor[level.assessor] },
            { head: t.status, label: t.status, cell: (level) => words.statuses[level.status] },
          ]}
        />
      )
    },
  },
)

/** What a web shop copies: the picture leads to the label, where the state is in words. */
const snippet = (labels: string, label: string, alt: string, lang: Language): string =>
  `<a href="${labels}/L/${label}">\n  <img src="${labels}/l/${label}/badge.svg?lang=${lang}" alt="${alt}" height="44">\n</a>`

/** For those who scan it, and for those who print it. */
export const labelUsePage = articlePage<Article>(
  '/about/label-use',
  { ja: ja.use, en: en.use },
  {
    extra: (p) => (
      <pre>
        <code>
          {snippet(
            p.house.ports.issuer.labelsUrl,
            { ja, en }[p.lang].badgeExample,
            { ja, en }[p.lang].badgeAlt,
            p.lang,
          )}
        </code>
      </pre>
    ),
  },
)
