import type { Child } from 'hono/jsx'
import type { Language } from '../../../core/kernel/text.ts'
import type { Operator, Session } from '../../house.ts'
import { icon, style } from '../assets.ts'
import { otherAddress } from '../language.ts'
import type { MenuItem } from '../navigation.ts'
import { en, ja } from '../texts.ts'
import { writeMoment } from './dates.ts'
import { Wordmark } from './wordmark.tsx'

/** What a page says about itself; everything else of the frame is the same everywhere. */
export interface Frame {
  readonly title: string // the tab's name without the site's; begins with the state on label pages, with エラー： after a refusal
  readonly description?: string
  readonly current?: string // path of the header's item this page belongs to, e.g. '/register'
  readonly back?: { readonly href: string; readonly text: string }
  readonly crumbs?: readonly { readonly href: string; readonly text: string }[]
  readonly canonical?: string // path; default: the page's own, without query
  readonly feed?: string
  readonly noIndex?: boolean
  /** The id of a form that holds what the page was made from: the other language sends it again, for the page has no address. */
  readonly sentBy?: string
  /** Workspace pages: their own header. */
  readonly desk?: { readonly place: string; readonly menu: readonly MenuItem[] }
  readonly scripts?: readonly string[] // workspace only; addresses of assets
}

/** What the frame needs to know of where it is. */
export interface Site {
  readonly operator: Operator
  readonly lang: Language
  readonly url: URL
  readonly now: string
  readonly menu: readonly MenuItem[]
  readonly paths: ReadonlySet<string>
  readonly session?: Session | undefined
}

const Head = ({ frame, site, other }: { frame: Frame; site: Site; other: Language }) => {
  const t = { ja, en }[site.lang]
  const at = (path: string) => site.operator.address + path
  const own = frame.canonical ?? site.url.pathname
  const short = frame.canonical !== undefined
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width,initial-scale=1" />
      <title>{frame.title === '' ? `${t.site}｜${t.siteLong}` : `${frame.title}｜${t.site}`}</title>
      {frame.description !== undefined && <meta name="description" content={frame.description} />}
      {frame.noIndex && <meta name="robots" content="noindex" />}
      <link rel="stylesheet" href={style.url} />
      <link rel="icon" href={icon.url} type="image/svg+xml" />
      <link rel="canonical" href={at(own)} />
      {[site.lang, other].map((l) => (
        <link rel="alternate" hreflang={l} href={at(short ? `${own}?lang=${l}` : otherAddress(new URL(at(own)), l))} />
      ))}
      {short && <link rel="alternate" hreflang="x-default" href={at(own)} />}
      {frame.feed !== undefined && <link rel="alternate" type="application/atom+xml" href={frame.feed} />}
      {frame.scripts?.map((src) => (
        <script type="module" src={src} />
      ))}
    </head>
  )
}

const Menu = ({
  items,
  label,
  url,
  current,
}: {
  items: readonly MenuItem[]
  label: string
  url: URL
  current?: string | undefined
}) => (
  <nav aria-label={label}>
    <ul>
      {items.map((item) => (
        <li>
          <a
            href={item.href}
            aria-current={item.href === url.pathname ? 'page' : item.href === current ? 'true' : undefined}
          >
            {item.text}
            {item.count !== undefined && <span class="count">（{item.count}）</span>}
          </a>
        </li>
      ))}
    </ul>
  </nav>
)

const Top = ({ frame, site, other }: { frame: Frame; site: Site; other: Language }) => {
  const t = { ja, en }[site.lang]
  const items = frame.desk?.menu ?? site.menu
  const current = frame.current === undefined ? undefined : `/${site.lang}${frame.current}`
  return (
    <header class={frame.desk ? 'top desk' : 'top'}>
      <div class="wrap">
        <Wordmark href={`/${site.lang}/`} label={t.home} tagline={frame.desk ? [frame.desk.place] : t.tagline} />
        {items.length > 0 && <Menu items={items} label={t.mainNavigation} url={site.url} current={current} />}
        <div class="util">
          {items.length > 0 && (
            <a class="menu" href="#menu">
              {t.menu}
            </a>
          )}
          {frame.desk && site.session && (
            <a class="who" href={`/${site.lang}/account`}>
              {site.session.viewer.name}
            </a>
          )}
          {frame.sentBy === undefined ? (
            <a class="lang" href={otherAddress(site.url, other)} lang={other} hreflang={other}>
              {t.otherLanguage}
            </a>
          ) : (
            <button
              class="lang"
              type="submit"
              form={frame.sentBy}
              formaction={otherAddress(site.url, other)}
              lang={other}
            >
              {t.otherLanguage}
            </button>
          )}
        </div>
      </div>
    </header>
  )
}

const Links = ({ site, links }: { site: Site; links: readonly (readonly [string, string])[] }) => (
  <ul>
    {links
      .filter(([path]) => site.paths.has(path))
      .map(([path, text]) => (
        <li>
          <a href={`/${site.lang}${path}`}>{text}</a>
        </li>
      ))}
  </ul>
)

const Foot = ({ frame, site }: { frame: Frame; site: Site }) => {
  const t = { ja, en }[site.lang]
  const { operator } = site
  const items = frame.desk?.menu ?? site.menu
  return (
    <footer class="foot" id="foot">
      <div class="wrap">
        <div>
          <h2>{t.help}</h2>
          {site.paths.has('/help') && (
            <p>
              <a href={`/${site.lang}/help`}>{t.helpPage}</a>
            </p>
          )}
          <p>
            {operator.name[site.lang]}
            {operator.helpHours && (
              <>
                <br />
                {operator.helpHours[site.lang]}
              </>
            )}
            {operator.helpPhone !== undefined && (
              <>
                <br />
                {t.phone(operator.helpPhone)}
              </>
            )}
          </p>
          <p>
            <a href={`mailto:${operator.helpMail}`}>{operator.helpMail}</a>
          </p>
          <p class="mut">
            {t.asOf(writeMoment(site.now, site.lang))}
            {operator.mode === 'demonstration' && (
              <>
                <br />
                {t.demonstration}
              </>
            )}
          </p>
        </div>
        <nav id="menu" aria-label={t.menu}>
          <div class="again">
            <h2>{t.mainNavigation}</h2>
            <ul>
              {items.map((item) => (
                <li>
                  <a href={item.href}>{item.text}</a>
                </li>
              ))}
            </ul>
          </div>
          <div>
            <h2>{t.guide}</h2>
            <Links
              site={site}
              links={[
                ['/about', t.about],
                ['/about/levels', t.levels],
                ['/about/label-use', t.labelUse],
                ['/map', t.map],
                ['/plan', t.plan],
                ['/accessibility', t.accessibility],
                ['/privacy', t.privacy],
              ]}
            />
          </div>
          <div>
            <h2>{t.check}</h2>
            <Links
              site={site}
              links={[
                ['/label-check', t.labelCheck],
                ['/report', t.report],
                ['/data', t.data],
                ['/developers', t.developers],
                ['/security', t.security],
                ['/status', t.status],
                ['/account/sign-in', t.signIn],
              ]}
            />
          </div>
        </nav>
      </div>
    </footer>
  )
}

/** A whole page. */
export const Layout = ({ frame, site, children }: { frame: Frame; site: Site; children?: Child }) => {
  const t = { ja, en }[site.lang]
  const other: Language = site.lang === 'ja' ? 'en' : 'ja'
  return (
    <html lang={site.lang}>
      <Head frame={frame} site={site} other={other} />
      <body>
        <a class="skip" href="#main">
          {t.skip}
        </a>
        {site.operator.mode === 'demonstration' && (
          <aside class="demo" aria-label={t.sample}>
            <p class="wrap">
              <b>{t.sample}</b>
              {t.demonstration}
            </p>
          </aside>
        )}
        <Top frame={frame} site={site} other={other} />
        <main id="main">
          <div class="wrap">
            {frame.back && (
              <p class="back">
                <a href={frame.back.href}>
                  <span aria-hidden="true">←</span> {frame.back.text}
                </a>
              </p>
            )}
            {frame.crumbs && (
              <ol class="crumbs">
                {frame.crumbs.map((crumb) => (
                  <li>
                    <a href={crumb.href}>{crumb.text}</a>
                  </li>
                ))}
              </ol>
            )}
            {children}
          </div>
        </main>
        <Foot frame={frame} site={site} />
      </body>
    </html>
  )
}
