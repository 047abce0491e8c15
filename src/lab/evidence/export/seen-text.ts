import type { Language } from '../../../core/kernel/text.ts'
import type { Observation, SeenOf } from '../../observation.ts'

const mostCharacters = 220

/** What was seen, on a line or two for people; the observation itself stands in the evidence. */
export function seenText(observation: Observation, language: Language, about?: string): string {
  const { seen, completeness, trouble } = observation
  const unfinished = completeness === 'complete' ? '' : language === 'ja' ? '（途中まで' : ' (not finished'
  const close = language === 'ja' ? '）' : ')'
  const told =
    seen.kind === 'port-scan' ? portsText(seen, language, about) : plain(seen as Readonly<Record<string, unknown>>)
  return cut(told) + (unfinished && `${unfinished}${trouble ? `: ${trouble}` : ''}${close}`)
}

function portsText({ open, from, to }: SeenOf<'port-scan'>, language: Language, about = ''): string {
  const port = Number(/^tcp\/(\d+)$/.exec(about)?.[1] ?? Number.NaN)
  if (open.includes(port)) return language === 'ja' ? `${port} が開いている` : `${port} is open`
  if (port >= from && port <= to) return language === 'ja' ? `${port} は開いていない` : `${port} is not open`
  const list = open.join(', ')
  if (language === 'ja')
    return open.length === 0 ? `${from}–${to}：開いている口なし` : `${from}–${to}：${list} が開いている`
  return open.length === 0 ? `${from}–${to}: none open` : `${from}–${to}: ${list} open`
}

// Every instrument sees other things; their names are the words of the standards, the same in both languages.
function plain({ kind, ...fields }: Readonly<Record<string, unknown>>): string {
  const facts = Object.entries(fields)
    .filter(([, value]) => !(Array.isArray(value) && value.length === 0))
    .map(([name, value]) => `${name}: ${short(value)}`)
  return [String(kind), ...facts].join(' · ')
}

function short(value: unknown): string {
  if (Array.isArray(value)) {
    const shown = value.slice(0, 4).map(short).join(', ')
    return value.length > 4 ? `${shown} … (${value.length})` : shown || '–'
  }
  if (typeof value !== 'object' || value === null) return cut(String(value), 80)
  const all = value as Readonly<Record<string, unknown>>
  const named = ['version', 'name', 'type', 'path', 'algorithm', 'subject', 'fingerprint', 'port'].find(
    (key) => key in all,
  )
  return short(named === undefined ? Object.values(all).find((one) => typeof one !== 'object') : all[named])
}

const cut = (text: string, most = mostCharacters): string =>
  text.length <= most ? text : `${text.slice(0, most - 1)}…`
