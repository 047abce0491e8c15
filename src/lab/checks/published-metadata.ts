import type { Check, Given, UnitVerdict } from '../check.ts'
import { ofKind } from '../observation.ts'
import { accessReasons } from '../published/judge-access.ts'
import { say } from '../say.ts'

/** Files for security researchers and for their programs, where the maker declares them. Ours, beside TS 103 701, which knows neither. */
export const publishedMetadata: Check = {
  id: 'published-metadata',
  kind: 'document',
  cites: ['rfc-9116', 'oasis-csaf-2.0:7.1'],
  title: { ja: 'security.txt と CSAF（独自の確認）', en: 'security.txt and CSAF (a check of our own)' },
  units: [
    {
      id: 'P-1a',
      question: {
        ja: '申告した security.txt は、RFC 9116 に合い、期限内か',
        en: 'Does the declared security.txt follow RFC 9116, and is it current?',
      },
    },
    {
      id: 'P-1b',
      question: {
        ja: '申告した provider-metadata.json は、CSAF 2.0 に合うか',
        en: 'Does the declared provider-metadata.json follow CSAF 2.0?',
      },
    },
  ],
  judge: (given) => [
    judge(given, 'P-1a', 'security-txt', given.declared.information.securityTxtUrl),
    judge(given, 'P-1b', 'csaf-provider-metadata', given.declared.information.csafUrl),
  ],
  reasons: {
    ...accessReasons,
    'file-not-declared': {
      ja: '申告されていないため、確かめていません',
      en: 'None is declared, so nothing was looked at',
    },
    'file-missing': { ja: '{url} にファイルがありません', en: 'There is no file at {url}' },
    'file-sound': { ja: '{url} は規格に合っています', en: '{url} follows its standard' },
    'file-faulty': { ja: '{url} は規格に合いません：{errors}', en: '{url} does not follow its standard: {errors}' },
    'file-advised-otherwise': {
      ja: '{url} は規格の推奨と違います：{errors}',
      en: '{url} departs from what its standard recommends: {errors}',
    },
  },
}

/** Departures from what is recommended, not demanded (RFC 9116, 2.5.5; an address may be asked by another name). */
const advice: ReadonlySet<string> = new Set(['expires-far-away', 'canonical-url-elsewhere', 'version-unknown'])

function judge(
  { observations }: Given,
  unit: string,
  kind: 'security-txt' | 'csaf-provider-metadata',
  url: string | undefined,
): UnitVerdict {
  if (url === undefined) return say(unit, kind, { verdict: 'not-applicable', code: 'file-not-declared', restsOn: [] })
  const found = ofKind(observations, kind).find(({ seen }) => seen.url === url.slice(0, 512))
  if (found === undefined)
    return say(unit, kind, { verdict: 'not-evaluated', code: 'page-not-fetched', restsOn: [], facts: { url } })
  const { id, seen, completeness } = found
  const restsOn = [id]
  if (seen.reach === 'missing')
    return say(unit, kind, { verdict: 'fail', code: 'file-missing', restsOn, facts: { url } })
  if (seen.reach === 'wants-login')
    return say(unit, kind, { verdict: 'fail', code: 'page-wants-login', restsOn, facts: { url } })
  if (seen.reach !== 'read' || completeness !== 'complete')
    return say(unit, kind, {
      verdict: 'inconclusive',
      code: seen.reach === 'insecure' ? 'page-certificate' : 'page-not-reached',
      restsOn,
      facts: { url },
    })
  const errors = [
    ...new Set(
      seen.errors.map((error) =>
        'field' in error && error.field !== undefined ? `${error.code} ${error.field}` : error.code,
      ),
    ),
  ]
  if (errors.length === 0) return say(unit, kind, { verdict: 'pass', code: 'file-sound', restsOn, facts: { url } })
  const faulty = seen.errors.some(({ code }) => !advice.has(code))
  return say(unit, kind, {
    verdict: faulty ? 'fail' : 'inconclusive',
    code: faulty ? 'file-faulty' : 'file-advised-otherwise',
    restsOn,
    facts: { url, errors: errors.slice(0, 8).join(', ') },
  })
}
