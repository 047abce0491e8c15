import { Facts } from '../../parts/facts.tsx'
import { type Article, articlePage } from './article.tsx'
import { en, ja } from './help.texts.ts'

/** Short answers by role, how to use keyboard and printer, and whom to ask. */
export const helpPage = articlePage<Article>(
  '/help',
  { ja: ja.article, en: en.article },
  {
    extra: (p) => {
      const t = { ja, en }[p.lang]
      const { helpMail, helpPhone, helpHours } = p.house.operator
      return (
        <Facts
          items={[
            { term: t.mail, detail: <a href={`mailto:${helpMail}`}>{helpMail}</a> },
            helpPhone !== undefined && { term: t.phone, detail: helpPhone },
            helpHours !== undefined && { term: t.hours, detail: p.say(helpHours) },
          ]}
        />
      )
    },
  },
)
