import type { PageContext } from '../../page.tsx'
import { Acts, ButtonLink } from '../../parts/button.tsx'
import { Facts } from '../../parts/facts.tsx'
import { type Article, articlePage } from './article.tsx'
import { en, ja } from './statements.texts.ts'

const Contact = ({ p }: { p: PageContext<unknown> }) => {
  const t = { ja, en }[p.lang]
  const { helpMail, helpPhone } = p.house.operator
  return (
    <Facts
      items={[
        { term: t.contactTerm, detail: <a href={`mailto:${helpMail}`}>{helpMail}</a> },
        helpPhone !== undefined && { term: t.phoneTerm, detail: helpPhone },
      ]}
    />
  )
}

export const accessibilityPage = articlePage<Article>('/accessibility', {
  ja: ja.accessibility,
  en: en.accessibility,
})

export const privacyPage = articlePage<Article>('/privacy', { ja: ja.privacy, en: en.privacy })

export const securityPage = articlePage<Article>(
  '/security',
  { ja: ja.security, en: en.security },
  { extra: (p) => <Contact p={p} /> },
)

/** Counterfeits and false claims. A mail, not a form: nothing about the person who tells us stays here. */
export const reportPage = articlePage<Article>(
  '/report',
  { ja: ja.report, en: en.report },
  {
    extra: (p) => {
      const t = { ja, en }[p.lang]
      return (
        <>
          <Contact p={p} />
          <Acts>
            <ButtonLink href={`mailto:${p.house.operator.helpMail}?subject=${encodeURIComponent(t.subject)}`}>
              {t.write}
            </ButtonLink>
          </Acts>
        </>
      )
    },
  },
)
