import { basename } from 'node:path'
import type { LeftOut } from '../adapters/catalogue-files.ts'
import { fill, type Language } from '../core/kernel/text.ts'
import { tolerable } from '../core/scheme/lint-rule.ts'
import { faultSummary } from './faults.ts'

const sentence = {
  ja: 'ライブラリー「{name}」は読み込みませんでした。{why}',
  en: 'The library {name} was left out. {why}',
}

/** Why a library is not part of the catalogue, in a line. */
export function leftOutLine({ folder, fault, findings }: LeftOut, language: Language): string {
  const serious = findings.filter(({ code }) => !tolerable.has(code))
  const [first] = serious
  const more =
    serious.length > 1
      ? { ja: `（ほか${serious.length - 1}件）`, en: ` (and ${serious.length - 1} more)` }[language]
      : ''
  const why = fault
    ? `${faultSummary(fault, language).what} [${fault.code}]`
    : first
      ? `${first.file ?? ''} ${first.row}: ${first.message[language]}${more} [${first.code}]`
      : ''
  return fill(sentence, { name: basename(folder), why })[language]
}
