import { standardPeriod } from '../../../../casework/clock.ts'
import { dateInJapan } from '../../../../core/kernel/date.ts'
import type { Fee } from '../../../../core/scheme/scheme.ts'
import type { PageContext } from '../../page.tsx'
import { Acts, ButtonLink } from '../../parts/button.tsx'
import { writeNumber } from '../../parts/dates.ts'
import { Facts } from '../../parts/facts.tsx'
import { en, ja } from './apply.texts.ts'
import { type Article, articlePage } from './article.tsx'

const applies = (fee: Fee, today: string) => (!fee.from || fee.from <= today) && (!fee.until || today <= fee.until)

const Figures = ({ p }: { p: PageContext<unknown> }) => {
  const t = { ja, en }[p.lang]
  const scheme = p.house.schemes[0]
  const level = scheme?.levels.find((l) => l.status === 'in-operation')
  if (!scheme || !level) return null
  const today = dateInJapan(p.now)
  const fees = level.fees.filter((fee) => applies(fee, today))
  return (
    <Facts
      items={[
        {
          term: t.level,
          detail: (
            <a href={p.href(`/schemes/${scheme.id}/${level.code}`)}>
              {level.symbol} {p.say(level.name)}
            </a>
          ),
        },
        { term: t.criteria, detail: t.items(level.criteria.length) },
        { term: t.time, detail: t.days(standardPeriod) },
        ...fees.map((fee) => ({
          term: p.say(fee.name),
          detail: <strong>{t.yen(writeNumber(fee.amount))}</strong>,
        })),
        fees.length > 1 && { term: '', detail: <span class="sm mut">{t.oneFee}</span> },
        { term: t.validity, detail: t.months(level.validityMonths) },
      ]}
    />
  )
}

/** Before anyone signs in: what is needed, how long it takes, what it costs. */
export const applyPage = articlePage<Article>(
  '/apply',
  { ja: ja.article, en: en.article },
  {
    current: '/apply',
    extra: (p, section) => {
      const t = { ja, en }[p.lang]
      if (section === 'figures') return <Figures p={p} />
      return (
        <Acts>
          {p.exists('/account/register') && <ButtonLink href={p.href('/account/register')}>{t.start}</ButtonLink>}
          {p.exists('/account/sign-in') && (
            <ButtonLink look="second" href={p.href('/account/sign-in')}>
              {t.signIn}
            </ButtonLink>
          )}
        </Acts>
      )
    },
  },
)
