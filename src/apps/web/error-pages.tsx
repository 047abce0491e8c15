import type { PageContext } from './page.tsx'
import { SearchBox } from './parts/search-box.tsx'
import { Title } from './parts/section.tsx'

type Kind = 'notFound' | 'gone' | 'broken' | 'unavailable'
const statuses = { notFound: 404, gone: 410, broken: 500, unavailable: 503 } as const

/** 404, 410, 500 and 503: what happened, what to do, and the search. */
export function errorPage(p: PageContext<unknown>, kind: Kind, reference?: string): Response {
  const t = p.frame[kind]
  return p.show(
    { title: t.title, noIndex: true },
    <>
      <Title title={t.title} lead={t.lead}>
        <p>{t.next}</p>
        {reference !== undefined && (
          <p class="mut">
            {p.frame.broken.reference} <span class="mono">{reference}</span>
          </p>
        )}
      </Title>
      <SearchBox
        action={p.href('/register')}
        label={p.frame.searchLabel}
        hint={p.frame.searchHint}
        button={p.frame.search}
      />
    </>,
    statuses[kind],
  )
}
