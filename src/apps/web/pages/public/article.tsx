import type { Child } from 'hono/jsx'
import { definePage, type Page, type PageContext } from '../../page.tsx'
import { Section, Title } from '../../parts/section.tsx'
import { Rich } from '../../parts/text.tsx'

/** A page of plain text in sections. */
export interface Article {
  readonly title: string
  readonly lead: string
  readonly sections: readonly {
    readonly title: string
    readonly text?: readonly string[]
    readonly list?: readonly string[]
    readonly links?: readonly (readonly [path: string, text: string])[] // path of a page (without language) or an address
    readonly id?: string // where the page has something of its own to add
  }[]
}

/** Makes a page of an article; `extra` adds to a section what is not text: a table, a figure, today's numbers. */
export const articlePage = <T extends Article>(
  path: string,
  texts: { readonly ja: T; readonly en: NoInfer<T> },
  options: {
    readonly current?: string
    readonly extra?: (p: PageContext<T>, section: string) => Child | Promise<Child>
  } = {},
): Page =>
  definePage<T>({
    path,
    texts,
    handler: async (p) => {
      const { t } = p
      const extras = await Promise.all(
        t.sections.map((section) => (section.id && options.extra ? options.extra(p, section.id) : null)),
      )
      return p.show(
        { title: t.title, description: t.lead, ...(options.current ? { current: options.current } : {}) },
        <>
          <Title title={t.title} lead={<Rich text={t.lead} />} />
          {t.sections.map((section, i) => (
            <Section title={section.title} {...(section.id ? { id: section.id } : {})}>
              {section.text?.map((text) => (
                <p>
                  <Rich text={text} />
                </p>
              ))}
              {section.list && (
                <ul class="list">
                  {section.list.map((line) => (
                    <li>
                      <Rich text={line} />
                    </li>
                  ))}
                </ul>
              )}
              {extras[i]}
              {section.links && (
                <ul class="links">
                  {section.links
                    .filter(([to]) => !to.startsWith('/') || to.startsWith('//') || reachable(p, to))
                    .map(([to, text]) => (
                      <li>
                        <a href={to.startsWith('/') && p.exists(to.split(/[?#]/)[0]!) ? p.href(to) : to}>{text}</a>
                      </li>
                    ))}
                </ul>
              )}
            </Section>
          ))}
        </>,
      )
    },
  })

// A page of ours is offered only where it exists; files and the API are served beside the pages.
const served = ['/api/', '/bulk/', '/log/', '/status/', '/trust/', '/.well-known/', '/feed.atom']
const reachable = (p: PageContext<unknown>, to: string) =>
  p.exists(to.split(/[?#]/)[0]!) || served.some((prefix) => to.startsWith(prefix))
