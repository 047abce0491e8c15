import { nodesOfLevel } from '../../../../core/scheme/demanded.ts'
import { editionKey } from '../../../../core/scheme/scheme.ts'
import { definePage } from '../../page.tsx'
import { Section, Title } from '../../parts/section.tsx'
import { Nw } from '../../parts/text.tsx'
import { levelName } from './scheme-words.tsx'

const ja = {
  crumb: '基準と制度',
  title: '適合要件',
  lead: '制度のレベルごとに、何を満たせばよいかを一つずつ見られます。',
  own: '要件をここに示している制度',
  taken: '規格の規定をそのまま求める制度',
  takenNote: '制度が独自の言葉で要件を定めず、規格や法律の規定をそのまま求めているもの。',
  count: (n: number) => `${n}件`,
  more: 'あわせて見る',
  requirements: '要求事項の一覧',
  diff: '版のちがい',
}
const en = {
  crumb: 'Criteria and schemes',
  title: 'Criteria',
  lead: 'What has to be fulfilled, level by level, one demand at a time.',
  own: 'Schemes with criteria of their own',
  taken: 'Schemes that demand provisions as they stand',
  takenNote: 'They make no criteria in words of their own and ask for provisions of a standard or law.',
  count: (n: number) => `${n}`,
  more: 'See also',
  requirements: 'The long list of requirements',
  diff: 'What changes between editions',
} satisfies typeof ja

/** The way in to every demand: scheme, level, and how many there are. */
export const criteriaIndexPage = definePage({
  path: '/criteria',
  texts: { ja, en },
  handler: (p) => {
    const { t } = p
    const { schemes, standards } = p.house.catalogue
    const levels = schemes.flatMap((scheme) =>
      scheme.levels.flatMap((level) => {
        const count = nodesOfLevel(scheme, level, standards).length
        return count === 0 ? [] : [{ scheme, level, count }]
      }),
    )
    const list = (own: boolean) => (
      <ul class="flow">
        {levels
          .filter(({ level }) => level.criteria.length > 0 === own)
          .map(({ scheme, level, count }) => (
            <li>
              <a href={p.href(`/schemes/${editionKey(scheme)}/${level.code}`)}>
                {p.say(scheme.shortName)}　{levelName(p, scheme, level)}
              </a>
              　
              <span class="sm mut">
                <Nw>{t.count(count)}</Nw>　{scheme.edition.documentNumber}
              </span>
            </li>
          ))}
      </ul>
    )
    return p.show(
      { title: t.title, current: '/schemes', crumbs: [{ href: p.href('/schemes'), text: t.crumb }] },
      <>
        <Title title={t.title} lead={t.lead} />
        <Section title={t.own}>{list(true)}</Section>
        <Section title={t.taken} note={t.takenNote}>
          {list(false)}
        </Section>
        <Section title={t.more}>
          <ul class="links">
            <li>
              <a href={p.href('/requirements')}>{t.requirements}</a>
            </li>
            <li>
              <a href={p.href('/criteria/diff')}>{t.diff}</a>
            </li>
          </ul>
        </Section>
      </>,
    )
  },
})
