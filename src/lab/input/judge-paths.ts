import type { Text } from '../../core/kernel/text.ts'
import type { Given } from '../check.ts'
import { ofKind } from '../observation.ts'
import type { Said } from '../say.ts'

/** Paths of web services that anybody can read, against those the maker lists. By endpoint, and by path where one is open. */
export function judgePaths({ declared, observations }: Given): readonly (readonly [about: string, said: Said])[] {
  return ofKind(observations, 'open-paths').flatMap(({ id, endpoint = 'device', seen, completeness }) => {
    const interfaces = declared.interfaces.filter((i) => i.enabled && i.endpoints.includes(endpoint))
    const listed = interfaces.flatMap((i) => i.paths ?? [])
    const lists = interfaces.some((i) => i.paths !== undefined)
    const open = seen.open.map(({ path, tells }) => {
      const facts = { endpoint, path, tells: tells.join(', ') || '–' }
      const told = (verdict: Said['verdict'], code: string): readonly [string, Said] => [
        `${endpoint} ${path}`,
        { verdict, code, restsOn: [id], facts },
      ]
      if (listed.some((known) => matches(known, path))) return told('pass', 'path-declared')
      if (interfaces.length === 0) return told('fail', 'path-on-undeclared-interface')
      return lists ? told('fail', 'path-undeclared') : told('inconclusive', 'paths-not-listed')
    })
    const facts = { endpoint, asked: seen.asked, answered: seen.answered }
    const rest: readonly [string, Said] =
      completeness !== 'complete' || seen.answered < seen.asked
        ? [endpoint, { verdict: 'inconclusive', code: 'paths-not-all-asked', restsOn: [id], facts }]
        : [endpoint, { verdict: 'pass', code: 'paths-asked', restsOn: [id], facts }]
    return [...open, rest]
  })
}

/** A listed path may end in `*`; what follows a question mark is no part of it unless it is listed with one. */
const matches = (listed: string, path: string): boolean =>
  listed.endsWith('*') ? path.startsWith(listed.slice(0, -1)) : listed === path || listed === path.split('?')[0]

/** Why a path is said to be declared or not. */
export const pathReasons: Readonly<Record<string, Text>> = {
  'paths-asked': {
    ja: '{endpoint} で、知られているパス{asked}個を調べ終えました',
    en: 'On {endpoint} all {asked} paths that are known of devices were asked for',
  },
  'paths-not-all-asked': {
    ja: '{endpoint} で、{asked}個のパスのうち{answered}個しか調べられませんでした',
    en: 'On {endpoint} only {answered} of {asked} paths could be looked at',
  },
  'path-declared': { ja: '{endpoint} の {path} は申告されています', en: '{path} on {endpoint} is declared' },
  'path-undeclared': {
    ja: '{endpoint} の {path} は、だれでも読めますが申告されていません（内容：{tells}）',
    en: '{path} on {endpoint} can be read by anybody and is not declared (it tells: {tells})',
  },
  'path-on-undeclared-interface': {
    ja: '申告のない通信口 {endpoint} の {path} を、だれでも読めます（内容：{tells}）',
    en: '{path} can be read by anybody on {endpoint}, which is not declared (it tells: {tells})',
  },
  'paths-not-listed': {
    ja: '{endpoint} の {path} をだれでも読めますが、IXITの28-LogIntfにパスの一覧（paths）がないため比べられません（内容：{tells}）',
    en: '{path} on {endpoint} can be read by anybody (it tells: {tells}); 28-LogIntf lists no paths to compare it with',
  },
}
