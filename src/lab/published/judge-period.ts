import type { Text } from '../../core/kernel/text.ts'
import type { Given } from '../check.ts'
import type { Said } from '../say.ts'
import type { PublishedPage } from './judge-access.ts'
import { namesModel } from './page-facts.ts'

/**
 * Whether a page says of this model that it is supported until the declared day. A date counts where the page is about the model
 * (by its address, title or heading), or where it stands in one line with the model.
 */
export function judgePeriod({ declared: { information } }: Given, page: PublishedPage): Said {
  const { facts, url } = page.seen
  const { model, supportUntil } = information
  const restsOn = [page.id]
  const unclear = (code: string, more: Record<string, string> = {}): Said => ({
    verdict: 'inconclusive',
    code,
    restsOn,
    facts: { model: model ?? '?', declared: supportUntil ?? '?', ...more },
  })
  if (facts === undefined) return unclear('period-not-read')
  if (supportUntil === undefined) return unclear('period-not-declared')
  if (model === undefined) return unclear('period-model-not-declared')
  const aboutModel = facts.modelInTitle || namesModel(decoded(new URL(url).pathname), model)
  if (!aboutModel && !facts.modelOnPage) return unclear('period-model-not-on-page')
  const spoken = facts.mentions.supportPeriod.length > 0
  const told = facts.dates.filter(({ besideModel, support }) =>
    aboutModel ? support !== 'not-near' : besideModel && spoken,
  )
  const days = [...new Set(told.map(({ value }) => value))].toSorted()
  if (days.includes(supportUntil))
    return { verdict: 'pass', code: 'period-as-declared', restsOn, facts: { model, declared: supportUntil } }
  if (days.some((value) => supportUntil.startsWith(value))) return unclear('period-to-the-month')
  // A date on the same line as words on support, or as the model, is the support period; one on the next line may be anything.
  const meant = told.filter(({ support }) => !aboutModel || support === 'same-line')
  if (meant.length > 0)
    return {
      verdict: 'fail',
      code: 'period-differs',
      restsOn,
      facts: { model, declared: supportUntil, found: days.join(', ') },
    }
  return unclear('period-not-found')
}

const decoded = (path: string): string => {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

/** Why a page is said to tell the declared support period or not. */
export const periodReasons: Readonly<Record<string, Text>> = {
  'period-as-declared': {
    ja: '{model} のサポートが {declared} まで続くと、申告どおりに書かれています',
    en: 'It says of {model}, as declared, that it is supported until {declared}',
  },
  'period-differs': {
    ja: '{model} のサポートは {declared} までと申告されていますが、ページには {found} とあります',
    en: 'Support of {model} is declared until {declared}, the page says {found}',
  },
  'period-not-read': {
    ja: 'ページを読めていないため、期間を比べられません',
    en: 'The page was not read, so the period cannot be compared',
  },
  'period-not-declared': {
    ja: 'サポート期間の終わる日（年月日）がIXITの2-UserInfoに書かれていません',
    en: '2-UserInfo of the IXIT does not name the day on which the support period ends',
  },
  'period-model-not-declared': {
    ja: '型番がIXITの2-UserInfoに書かれていないため、どの機器の期間かを確かめられません',
    en: '2-UserInfo of the IXIT names no model, so it cannot be told whose period the page states',
  },
  'period-model-not-on-page': {
    ja: 'ページに型番 {model} が見つかりません。人が読んで判断します',
    en: 'The model {model} was not found on the page; a person has to read it',
  },
  'period-to-the-month': {
    ja: '申告の {declared} と同じ月が書かれていますが、日までは分かりません',
    en: 'The page names the month of the declared {declared}, but no day',
  },
  'period-not-found': {
    ja: '{model} のサポート期間の終わる日を、知っている書き方では見つけられません。人が読んで判断します',
    en: 'In the forms that are known, no end of the support period of {model} was found; a person has to read the page',
  },
}
