import type { Language } from '../../../core/kernel/text.ts'
import type { LintFinding } from '../../../core/scheme/lint-rule.ts'

const clean = { ja: 'カタログに誤りは見つかりませんでした。', en: 'No mistakes were found in the catalogue.' }

/** What `catalogue lint` prints: a line for each finding, then how many there are. */
export function describeLint(findings: readonly LintFinding[], language: Language): string {
  if (findings.length === 0) return clean[language]
  const lines = findings.map(({ code, file, row, message }) => {
    const place = file === undefined ? row : `${file} ${row}`
    return `${place}\n  ${message[language]} [${code}]`
  })
  const n = findings.length
  const total = {
    ja: `${n}件の誤りが見つかりました。`,
    en: n === 1 ? '1 mistake was found.' : `${n} mistakes were found.`,
  }
  return [...lines, '', total[language]].join('\n')
}
