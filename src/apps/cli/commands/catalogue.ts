import type { LoadedCatalogue } from '../../../adapters/catalogue-files.ts'
import { fill, type Language } from '../../../core/kernel/text.ts'
import type { LintFinding } from '../../../core/scheme/lint-rule.ts'
import { leftOutLine } from '../../left-out.ts'

const clean = { ja: 'カタログに誤りは見つかりませんでした。', en: 'No mistakes were found in the catalogue.' }
const size = {
  ja: '制度 {schemes}（適合要件 {criteria}）、規格 {standards}（規定 {provisions}）、要求事項 {requirements}、対応表 {crosswalks}（{rows}行）、承認の規則 {rules}、製品類型 {types}、調達の方針 {policies}、プロファイル {profiles}（役割 {roles}）',
  en: '{schemes} schemes ({criteria} criteria), {standards} standards ({provisions} provisions), {requirements} requirements, {crosswalks} crosswalks ({rows} rows), {rules} rules of recognition, {types} product types, {policies} purchasing policies, {profiles} profiles ({roles} roles)',
}

/** What `catalogue lint` prints: a line for each finding, the libraries left out, and how much was read. */
export function describeCatalogue(catalogue: LoadedCatalogue, language: Language): string {
  const { findings, leftOut, schemes, standards, longList, crosswalks, recognition, productTypes, policies, profiles } =
    catalogue
  const sum = <T>(things: readonly T[], of: (thing: T) => number) => things.reduce((n, thing) => n + of(thing), 0)
  const counts = {
    schemes: schemes.length,
    criteria: sum(schemes, ({ criteria }) => criteria.length),
    standards: standards.length,
    provisions: sum(standards, ({ provisions }) => provisions.length),
    requirements: longList.requirements.length,
    crosswalks: crosswalks.length,
    rows: sum(crosswalks, ({ rows }) => rows.length),
    rules: recognition.length,
    types: productTypes.length,
    policies: policies.length,
    profiles: profiles.length,
    roles: sum(profiles, ({ roles }) => roles.length),
  }
  return [
    describeLint(findings, language),
    ...leftOut.flatMap((library) => [
      leftOutLine(library, language),
      ...(library.findings.length > 0 ? [describeLint(library.findings, language)] : []),
    ]),
    fill(size, counts)[language],
  ].join('\n')
}

/** A line for each finding, then how many there are. */
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
