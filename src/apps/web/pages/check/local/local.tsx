import { hash } from 'node:crypto'
import { raw } from 'hono/html'
import { dateInJapan } from '../../../../../core/kernel/date.ts'
import type { LatestSnapshot } from '../../../../../core/register/manifest.ts'
import { style } from '../../../assets.ts'
import { definePage, type PageContext } from '../../../page.tsx'
import { writeDate, writeMoment, writeNumber } from '../../../parts/dates.ts'
import { Disclosure } from '../../../parts/disclosure.tsx'
import { FileField } from '../../../parts/form.tsx'
import { Section, Title } from '../../../parts/section.tsx'
import { Rich } from '../../../parts/text.tsx'
import { latestSnapshot } from '../../public/snapshot-files.tsx'
import { en, ja } from './local.texts.ts'
import { engineOf, engineUrl, pageScript, pageScriptUrl } from './local-files.ts'
import { registerLinesUrl } from './register-lines.ts'

type Context = PageContext<typeof ja>

const registerFile = 'register.jsonl.zst'

/** The check inside the reader's own browser: the page, the register and the rules come in, and nothing goes out. */
export const localCheckPage = definePage({
  path: '/check/local',
  texts: { ja, en },
  handler: async (p) => {
    const page = p.show(
      { title: p.t.title, description: p.t.lead, current: '/check', scripts: [pageScriptUrl] },
      <Local p={p} latest={await latestSnapshot(p.house.publicFolder)} saved={false} />,
    )
    page.headers.set('content-security-policy', pagePolicy(p.url.host))
    return page
  },
})

/** The only place that the page may fetch from: the published register. As far as the name of this host can be written there. */
const pagePolicy = (host: string): string =>
  [
    "default-src 'none'",
    "style-src 'self'",
    "img-src 'self' data:",
    "script-src 'self'",
    "worker-src 'self'",
    `connect-src ${/^[\w.:[\]-]+$/.test(host) ? `${host}${registerLinesUrl} ${host}/bulk/` : "'self'"}`,
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')

/** The same as one file that is opened from a disk: style, scripts and rules are inside, and its policy allows no connection at all. */
export const savedCheckPage = definePage({
  path: '/check/local/check.html',
  texts: { ja, en },
  handler: async (p) => {
    const engine = (await engineOf(p.house)).replaceAll(/<(?=\/script|!--)/gi, '\\x3c')
    const own = pageScript.replaceAll(/<(?=\/script|!--)/gi, '\\x3c')
    const css = Buffer.from(style.body).toString('utf8')
    const digest = (text: string) => `'sha256-${hash('sha256', text, 'base64')}'`
    const policy = `default-src 'none'; style-src ${digest(css)}; script-src ${digest(own)}; worker-src blob:; img-src data:; form-action 'none'; base-uri 'none'`
    p.c.header('content-disposition', `attachment; filename="hoshirushi-check-${p.lang}.html"`)
    return p.c.html(
      `<!doctype html>${(
        (
          <html lang={p.lang}>
            <head>
              <meta charset="utf-8" />
              <meta http-equiv="Content-Security-Policy" content={policy} />
              <meta name="viewport" content="width=device-width,initial-scale=1" />
              <title>{`${p.t.title}｜${p.frame.site}`}</title>
              <style>{raw(css)}</style>
            </head>
            <body>
              <main id="main">
                <div class="wrap">
                  <Local p={p} latest={undefined} saved />
                </div>
              </main>
              <script id="local-engine" type="text/plain">
                {raw(engine)}
              </script>
              <script type="module">{raw(own)}</script>
            </body>
          </html>
        )
      ).toString()}`,
    )
  },
})

const Local = ({ p, latest, saved }: { p: Context; latest: LatestSnapshot | undefined; saved: boolean }) => {
  const { t } = p
  const file = latest?.files.find(({ name }) => name === registerFile)
  const base = latest === undefined ? '' : `/bulk/${latest.folder}`
  const lines = latest === undefined ? '' : `${registerLinesUrl}?of=${latest.folder}`
  const today = writeDate(dateInJapan(p.now), p.lang)
  return (
    <div
      id="local"
      class="check-local"
      data-engine={engineUrl}
      data-register={lines}
      data-manifest={`${base}/manifest.jws`}
      data-reading={t.register.reading}
      data-unreachable={t.register.unreachable}
      data-working={t.working}
      data-broken={t.broken}
    >
      <div id="local-about">
        <Title eyebrow={t.eyebrow} title={t.title} lead={t.lead}>
          <p>
            <Rich text={t.promise} />
          </p>
        </Title>
        <noscript>
          <p class="note wait">{t.noScript}</p>
        </noscript>
      </div>
      <div id="local-begin" hidden>
        <Section title={t.register.title} note={t.register.note}>
          {!saved &&
            (file === undefined || latest === undefined ? (
              <p class="mut">{t.register.none}</p>
            ) : (
              <div class="q">
                <p>
                  <button class="btn" type="button" id="local-fetch" aria-describedby="local-fetch-hint">
                    {t.register.fetch(sizeOf(file.bytes))}
                  </button>
                </p>
                <p class="hint" id="local-fetch-hint">
                  {t.register.fetchHint(writeMoment(latest.asOf, p.lang), writeNumber(latest.entries))}
                </p>
              </div>
            ))}
          <FileField
            name="local-files"
            label={t.register.file}
            hint={t.register.fileHint}
            accept={t.register.fileAccept}
            errorWord={p.frame.errorPrefix}
            several
          />
        </Section>
      </div>
      <p id="local-state" role="status" class="check-local-state" />
      <div id="local-refused" />
      <div id="local-register" class="no-print" />
      <div id="local-page" />
      {!saved && (
        <Offline p={p} lines={file === undefined ? undefined : lines} manifest={`${base}/manifest.jws`} today={today} />
      )}
    </div>
  )
}

const sizeOf = (bytes: number): string =>
  bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`

const Offline = ({
  p,
  lines,
  manifest,
  today,
}: {
  p: Context
  lines: string | undefined
  manifest: string
  today: string
}) => {
  const t = p.t.offline
  return (
    <div class="no-print" id="local-offline">
      <Section title={t.title} note={t.note}>
        <p>{t.text}</p>
        <ul>
          <li>
            <a href={p.href('/check/local/check.html')} download>
              {t.page}
            </a>
          </li>
          {lines !== undefined && (
            <>
              <li>
                <a href={lines} download>
                  {t.register}
                </a>
              </li>
              <li>
                <a href={manifest} download>
                  {t.manifest}
                </a>
              </li>
            </>
          )}
        </ul>
        <p>{t.rules(today)}</p>
        <p>{t.command}</p>
        <pre class="list-example">
          <code>hoshirushi check LIST --policy gov-low --register register.jsonl --csv</code>
        </pre>
        <Disclosure summary={t.how}>
          <p>{t.see}</p>
          <p>{t.links}</p>
        </Disclosure>
      </Section>
    </div>
  )
}
