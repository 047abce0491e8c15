import type { Check, Given, UnitVerdict } from '../check.ts'
import { type Door, doors, sameDoor, unidentified } from '../doors.ts'
import { type ObservationOf, ofKind } from '../observation.ts'
import { portsKnown } from '../ports-known.ts'
import { type Said, say } from '../say.ts'

/** How the administration page protects those who use it. Ours, from the policy: TS 103 701 does not ask for it. */
export const pageProtection: Check = {
  id: 'headers',
  kind: 'automatic',
  cites: ['hoshirushi-bench:headers'],
  title: { ja: '管理画面の守り（独自の確認）', en: 'Protection of the administration page (a check of our own)' },
  units: [
    {
      id: 'H-1a',
      question: {
        ja: '画面は、方針が求めるヘッダーを送るか',
        en: 'Does the page send the headers that the policy asks for?',
      },
    },
    {
      id: 'H-1b',
      question: { ja: 'ログインを示すクッキーは守られているか', en: 'Are cookies that stand for a login protected?' },
    },
    {
      id: 'H-1c',
      question: {
        ja: '暗号化しない画面は、暗号化した画面へ移すだけか',
        en: 'Does a page in clear only lead to the one over TLS?',
      },
    },
  ],
  judge: (given) => {
    const pages = ofKind(given.observations, 'web-page')
    if (pages.length === 0) return headersUnits.map((unit) => say(unit, 'device', nothingSeen(given)))
    return [
      ...pages.flatMap((page) => [
        put('H-1a', page, headers(given, page)),
        put('H-1b', page, cookies(page)),
        put('H-1c', page, way(given, page)),
      ]),
      ...unread(given, pages),
    ]
  },
  reasons: {
    'page-without-answer': {
      ja: '{endpoint} の画面を読めませんでした',
      en: 'The page of {endpoint} could not be read',
    },
    'no-web-page': { ja: 'ウェブの画面はありません', en: 'There is no web page' },
    'pages-not-looked-at': { ja: 'ウェブの画面を調べていません', en: 'Web pages were not looked at' },
    'headers-sent': {
      ja: '{endpoint} は、求めるヘッダーをすべて送ります',
      en: '{endpoint} sends every header that is asked for',
    },
    'headers-missing': {
      ja: '{endpoint} は、次のヘッダーを送らないか、値が足りません：{missing}',
      en: '{endpoint} does not send these headers, or not as asked for: {missing}',
    },
    'no-page-for-people': { ja: '{endpoint} に、人が見る画面はありません', en: '{endpoint} shows no page to people' },
    'cookies-protected': { ja: '{endpoint} のクッキーは守られています', en: 'The cookies of {endpoint} are protected' },
    'cookies-unprotected': {
      ja: '{endpoint} のクッキーに、必要な印がありません：{cookies}',
      en: 'Cookies of {endpoint} lack what protects them: {cookies}',
    },
    'no-cookies': {
      ja: '{endpoint} の最初の画面は、ログインを示すクッキーを置きません。ログイン後は人が確かめます',
      en: 'The first page of {endpoint} sets no cookie that stands for a login; after a login a person has to look',
    },
    'over-tls': { ja: '{endpoint} は暗号化されています', en: '{endpoint} is encrypted' },
    'leads-to-tls': {
      ja: '{endpoint} は、暗号化した画面へ移すだけです',
      en: '{endpoint} only leads to the page over TLS',
    },
    'page-in-clear-beside-tls': {
      ja: '{endpoint} は、暗号化した画面があるのに、暗号化しない画面を見せます',
      en: '{endpoint} shows a page in clear although there is one over TLS',
    },
    'page-in-clear': {
      ja: '{endpoint} は暗号化しない画面だけです。ログインについては 5.5-6 で調べます',
      en: '{endpoint} shows a page in clear, and there is none over TLS; logins are looked at in 5.5-6',
    },
  },
}

const headersUnits = ['H-1a', 'H-1b', 'H-1c']
type WebPage = ObservationOf<'web-page'>

const put = (unit: string, page: WebPage, said: Omit<Said, 'restsOn'>): UnitVerdict => {
  const endpoint = page.endpoint ?? 'device'
  return say(unit, endpoint, { ...said, restsOn: [page.id], facts: { endpoint, ...said.facts } })
}

function nothingSeen(given: Given): Said {
  const { known, restsOn } = portsKnown(given)
  return known === 'all' && unidentified(given.observations).length === 0 && webDoors(given).length === 0
    ? { verdict: 'not-applicable', code: 'no-web-page', restsOn }
    : { verdict: 'not-evaluated', code: 'pages-not-looked-at', restsOn: [] }
}

const webDoors = ({ observations }: Given): readonly Door[] =>
  doors(observations).filter(({ protocol }) => ['http', 'https', 'upnp'].includes(protocol))

/** Web services whose page nobody read, and what may be one. */
function unread(given: Given, pages: readonly WebPage[]): readonly UnitVerdict[] {
  const unreadDoors = webDoors(given).filter((door) => !pages.some((page) => sameDoor(page, door)))
  const unknown = unidentified(given.observations).map(({ endpoint = 'device' }) => endpoint)
  const places = [...new Set([...unreadDoors.map(({ endpoint }) => endpoint), ...unknown])]
  const { known, restsOn } = portsKnown(given)
  return headersUnits.flatMap((unit) => [
    ...places.map((endpoint) =>
      say(unit, endpoint, { verdict: 'inconclusive', code: 'page-without-answer', restsOn: [], facts: { endpoint } }),
    ),
    ...(known === 'all'
      ? []
      : [say(unit, 'device', { verdict: 'inconclusive', code: 'pages-not-looked-at', restsOn })]),
  ])
}

function headers({ policy }: Given, { seen: { page, secured }, completeness }: WebPage): Omit<Said, 'restsOn'> {
  if (page === undefined || completeness !== 'complete') return { verdict: 'inconclusive', code: 'page-without-answer' }
  // A way to another page, a refusal in one line, data for a program: there is nothing to frame and nothing to run.
  if (page.status >= 300 || !(page.contentType ?? 'text/html').includes('html'))
    return { verdict: 'not-applicable', code: 'no-page-for-people' }
  const wanted = policy.headers.filter(({ over }) => over === 'both' || over === (secured ? 'https' : 'http'))
  const missing = wanted
    .filter(
      ({ name, matches }) =>
        !page.headers.some((h) => h.name === name.toLowerCase() && new RegExp(matches, 'i').test(h.value)),
    )
    .map(({ name }) => name.toLowerCase())
    .toSorted()
  return missing.length === 0
    ? { verdict: 'pass', code: 'headers-sent' }
    : { verdict: 'fail', code: 'headers-missing', facts: { missing: missing.join(', ') } }
}

const standsForLogin = /sess|sid\b|auth|token|login|jwt|user/i
const forScripts = /csrf|xsrf|lang|theme|i18n/i // scripts of the page must read these

function cookies({ seen: { page, secured }, completeness }: WebPage): Omit<Said, 'restsOn'> {
  if (page === undefined || completeness !== 'complete') return { verdict: 'inconclusive', code: 'page-without-answer' }
  const meant = page.cookies.filter(({ name }) => standsForLogin.test(name) && !forScripts.test(name))
  if (meant.length === 0) return { verdict: 'not-applicable', code: 'no-cookies' }
  const bare = meant
    .filter(({ secure, httpOnly }) => !httpOnly || (secured && !secure))
    .map(({ name }) => name)
    .toSorted()
  return bare.length === 0
    ? { verdict: 'pass', code: 'cookies-protected' }
    : { verdict: 'fail', code: 'cookies-unprotected', facts: { cookies: bare.slice(0, 6).join(', ') } }
}

function way(given: Given, { endpoint, seen: { page, secured, ways }, completeness }: WebPage): Omit<Said, 'restsOn'> {
  if (secured && page !== undefined) return { verdict: 'pass', code: 'over-tls' }
  if (page === undefined || completeness !== 'complete') return { verdict: 'inconclusive', code: 'page-without-answer' }
  const last = ways.at(-1)
  const paths = ofKind(given.observations, 'open-paths').filter((p) => p.endpoint === endpoint)
  const closed = paths.length > 0 && paths.every((p) => p.completeness === 'complete' && p.seen.open.length === 0)
  if (closed && page.status >= 300 && page.status < 400 && last?.to === 'other-service' && last.secured === true)
    return { verdict: 'pass', code: 'leads-to-tls' }
  return webDoors(given).some(({ tls, protocol }) => tls || protocol === 'https')
    ? { verdict: 'fail', code: 'page-in-clear-beside-tls' }
    : { verdict: 'not-applicable', code: 'page-in-clear' }
}
